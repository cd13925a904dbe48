//! The spec files of quotations and names: one line a case, as reading matter.

use recoupe_annotate::Syntax;
use recoupe_annotate::names::{EntityKind, Names};
use recoupe_annotate::quotations::{QuotationKind, quotations};
use recoupe_text::Language;

/// Runs `languages/*/spec/NAME.txt`, whose lines are `text => expected`.
fn run(name: &str, shown: fn(&str, &'static Language) -> String) {
    let mut failures = Vec::new();
    let mut cases = 0;
    for language in Language::all() {
        let root = env!("CARGO_MANIFEST_DIR");
        let path = format!("{root}/../../languages/{}/spec/{name}.txt", language.code());
        let spec = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"));
        for line in spec.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
            let (text, expected) = line.split_once("=>").expect("a line is `text => expected`");
            let got = shown(text.trim(), language);
            cases += 1;
            if got != expected.trim() {
                failures.push(format!(
                    "{}\n  expected {}\n  got      {got}",
                    text.trim(),
                    expected.trim()
                ));
            }
        }
    }
    assert!(cases > 0, "no case in any {name}.txt");
    assert!(failures.is_empty(), "\n{}", failures.join("\n"));
}

#[test]
fn quotations_by_the_spec() {
    run("quotations", |text, language| {
        let found = quotations(&Syntax::of(text, language));
        let shown = found.iter().map(|quotation| {
            let kind = match quotation.kind {
                QuotationKind::Direct => "direct",
                QuotationKind::Mixed => "mixed",
                QuotationKind::Indirect => "indirect",
            };
            let words: Vec<&str> = quotation.content.iter().map(|piece| piece.of(text)).collect();
            let cue = quotation.cue.map_or("-", |cue| cue.of(text));
            let speaker = quotation.speaker.map_or("-", |speaker| speaker.of(text));
            format!("{kind}: {} < {cue} < {speaker}", words.join(" | "))
        });
        shown.collect::<Vec<_>>().join(" ; ")
    });
}

#[test]
fn names_by_the_spec() {
    run("names", |text, language| {
        let names = Names::of(text, &Syntax::of(text, language), None);
        let shown = names.mentions.iter().map(|mention| {
            let kind = match mention.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
                EntityKind::Other => "other",
            };
            format!("{kind} {}", mention.span.of(text))
        });
        shown.collect::<Vec<_>>().join(" ; ")
    });
}
