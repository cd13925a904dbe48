//! The spec files of times: text, date of publication, and what must come out.

use recoupe_text::{Language, Tokens, sentences};
use recoupe_time::{Context, times};

fn shown(text: &str, language: &'static Language, context: Context) -> String {
    let found =
        times(text, &Tokens::of(text, language), &sentences(text, language), language, &context);
    let shown: Vec<String> = found
        .iter()
        .map(|time| {
            let value =
                time.value.map_or_else(|| time.timex3().to_owned(), |value| value.to_string());
            format!("{} = {value}", time.span.of(text))
        })
        .collect();
    shown.join(" ; ")
}

#[test]
fn spec() {
    let mut failures = Vec::new();
    for language in Language::all() {
        let path = format!(
            "{}/../../languages/{}/spec/times.txt",
            env!("CARGO_MANIFEST_DIR"),
            language.code()
        );
        let Ok(spec) = std::fs::read_to_string(path) else { continue };
        let mut context = Context::default();
        for line in spec.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            if let Some(date) = line.strip_prefix('@') {
                context.published = date.trim().parse().ok();
                continue;
            }
            let (text, expected) = line.split_once("=>").expect("a line is `text => expected`");
            let got = shown(text.trim(), language, context);
            if got != expected.trim() {
                failures.push(format!("{text}\n  expected {}\n  got      {got}", expected.trim()));
            }
        }
    }
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}
