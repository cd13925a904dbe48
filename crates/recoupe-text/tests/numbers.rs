//! The spec files of numbers, and the laws that hold for any text.

use proptest::prelude::*;
use recoupe_text::number::numbers;
use recoupe_text::{Language, Tokens};

fn shown(text: &str, language: &'static Language) -> String {
    let found = numbers(text, &Tokens::of(text, language), language);
    let shown: Vec<String> = found
        .iter()
        .map(|number| {
            format!(
                "{} = {}{}",
                number.span.of(text),
                number.value,
                if number.ordinal { "." } else { "" }
            )
        })
        .collect();
    shown.join(" ; ")
}

#[test]
fn spec() {
    recoupe_spec::run("numbers", |case| {
        shown(case.text, Language::get(case.language).expect("its folder has the spec"))
    });
}

/// Texts made of the words of a language's table, with marks and digits between.
fn table_text(language: &'static Language) -> impl Strategy<Value = String> {
    let mut words: Vec<String> = language
        .table("numbers")
        .rows()
        .iter()
        .flat_map(|row| row.alternatives(1))
        .map(str::to_owned)
        .collect();
    words.extend(
        ["12", "999", "1", "000", ",", ".", "-", "/", "½", "٣", "\u{a0}"].map(str::to_owned),
    );
    let joined = prop::sample::select(vec!["", " ", "-", "\u{202f}"]);
    prop::collection::vec((prop::sample::select(words), joined), 0..30).prop_map(|parts| {
        parts.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect()
    })
}

proptest! {
    #[test]
    fn spans_hold_on_any_text(text in any::<String>()) {
        for language in Language::all() {
            check(&text, language)?;
        }
    }

    #[test]
    fn spans_hold_on_number_words((index, text) in (0..Language::all().len()).prop_flat_map(|index| (Just(index), table_text(&Language::all()[index])))) {
        check(&text, &Language::all()[index])?;
    }
}

fn check(text: &str, language: &'static Language) -> Result<(), TestCaseError> {
    let mut end = 0;
    for number in numbers(text, &Tokens::of(text, language), language) {
        prop_assert!(!number.span.of(text).is_empty());
        prop_assert!(number.span.start >= end);
        end = number.span.end;
    }
    Ok(())
}

#[test]
fn long_runs_take_linear_time() {
    let language = Language::get("en").expect("English");
    for word in [
        "million ",
        "one ",
        "1,",
        "1,000,",
        "1.000.",
        "12,34,",
        "twenty-",
        "fifty - ",
        "3 1/2 ",
        "half a ",
        "a twenty-",
        "two thirds of a ",
    ] {
        let text = word.repeat(200_000);
        let _ = numbers(&text, &Tokens::of(&text, language), language);
    }
    let language = Language::get("de").expect("German");
    for word in ["einundzwanzig", "hundert", "einundzwanzig ", "3. ", "drei und "] {
        let text = word.repeat(200_000);
        let _ = numbers(&text, &Tokens::of(&text, language), language);
    }
}
