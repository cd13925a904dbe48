//! The spec files of figures, and the laws that hold for any text.

use proptest::prelude::*;
use recoupe_annotate::figures::figures;
use recoupe_text::{Language, Tokens};

fn shown(text: &str, language: &'static Language) -> String {
    let found = figures(text, &Tokens::of(text, language), language, &[]);
    let shown: Vec<String> = found
        .iter()
        .map(|figure| {
            let unit = figure.unit.map(|unit| format!(" [{unit}]")).unwrap_or_default();
            let thing = figure.thing.zip(figure.head);
            let thing =
                thing.map(|(thing, head)| format!(" ({}; {})", thing.of(text), head.of(text)));
            let (words, value, bound) = (figure.span.of(text), &figure.value, figure.bound.name());
            format!("{words} = {value}{unit} {bound}{}", thing.unwrap_or_default())
        })
        .collect();
    shown.join(" ; ")
}

#[test]
fn spec() {
    recoupe_spec::run("figures", |case| {
        shown(case.text, Language::get(case.language).expect("its folder has the spec"))
    });
}

fn table_text(language: &'static Language) -> impl Strategy<Value = String> {
    let rows = ["figures", "numbers"].map(|table| language.table(table).rows());
    let mut words: Vec<String> = rows
        .iter()
        .flat_map(|rows| rows.iter())
        .flat_map(|row| row.alternatives(1))
        .map(str::to_owned)
        .collect();
    words.extend(["12", "999", "$", "€", "%", ",", "\n", "ships"].map(str::to_owned));
    prop::collection::vec(
        (prop::sample::select(words), prop::sample::select(vec!["", " ", "-"])),
        0..30,
    )
    .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
}

fn check(text: &str, language: &'static Language) -> Result<(), TestCaseError> {
    for figure in figures(text, &Tokens::of(text, language), language, &[]) {
        for span in [Some(figure.span), figure.thing, figure.head].into_iter().flatten() {
            prop_assert!(!span.of(text).is_empty());
        }
    }
    Ok(())
}

proptest! {
    #[test]
    fn spans_hold_on_any_text(text in any::<String>()) {
        for language in Language::all() {
            check(&text, language)?;
        }
    }

    #[test]
    fn spans_hold_on_table_words((index, text) in (0..Language::all().len()).prop_flat_map(|index| (Just(index), table_text(&Language::all()[index])))) {
        check(&text, &Language::all()[index])?;
    }
}
