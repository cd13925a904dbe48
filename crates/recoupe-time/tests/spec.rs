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
    recoupe_spec::run("times", |case| {
        let language = Language::get(case.language).expect("its folder has the spec");
        let context = Context { published: case.setting.parse().ok() };
        shown(case.text, language, context)
    });
}
