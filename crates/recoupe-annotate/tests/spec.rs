//! The spec files of quotations and names: one line a case, as reading matter.

use recoupe_annotate::Syntax;
use recoupe_annotate::names::{EntityKind, Names};
use recoupe_annotate::quotations::{QuotationKind, quotations};
use recoupe_text::Language;

/// Runs the spec `name` of every language.
fn run(name: &str, shown: fn(&str, &'static Language) -> String) {
    recoupe_spec::run(name, |case| {
        shown(case.text, Language::get(case.language).expect("its folder has the spec"))
    });
}

#[test]
fn quotations_by_the_spec() {
    run("quotations", |text, language| {
        let syntax = Syntax::of(text, language);
        let found = quotations(&syntax, &Names::of(text, &syntax, None));
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
