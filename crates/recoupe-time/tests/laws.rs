//! Laws that hold for any text: spans lie in it and in order, nothing panics, time is linear.

use proptest::prelude::*;
use recoupe_text::{Language, Tokens, sentences};
use recoupe_time::{Context, Date, Edtf, coordinated, resolve, times, written_days};

fn context() -> Context {
    Context { published: Date::new(2025, 6, 18).ok() }
}

fn check(text: &str, language: &'static Language) -> Result<(), TestCaseError> {
    let tokens = Tokens::of(text, language);
    let mut found = times(text, &tokens, &sentences(text, language), language, &context());
    let mut end = 0;
    for time in &found {
        prop_assert!(!time.span.of(text).is_empty());
        prop_assert!(time.span.start >= end);
        end = time.span.end;
        let _ = time.narrowed();
        if let Some(value) = time.value {
            prop_assert_eq!(value.to_string().parse::<Edtf>().ok(), Some(value));
        }
    }
    let before = found.clone();
    resolve(&mut found, &Context::default());
    resolve(&mut found, &context());
    prop_assert_eq!(before, found.clone());
    let _ = coordinated(text, &found, language);
    let _ = written_days(text, language);
    Ok(())
}

/// Texts made of the words of a language's tables.
fn table_text(language: &'static Language) -> impl Strategy<Value = String> {
    let rows =
        ["calendar", "patterns", "tense", "numbers"].map(|table| language.table(table).rows());
    let mut words: Vec<String> = rows
        .iter()
        .flat_map(|rows| rows.iter())
        .flat_map(|row| row.alternatives(1))
        .map(str::to_owned)
        .collect();
    words.extend(
        [
            "31",
            "2024",
            "99999999",
            "13",
            "0",
            "9999",
            "1",
            "/",
            "-",
            ".",
            ",",
            ":",
            "99999999999999999999",
            "XXe",
        ]
        .map(str::to_owned),
    );
    let literals =
        ["of", "ago", "il y a", "later", "the", "le", "de", "to", "à", "and", "et", "from", "du"];
    words.extend(literals.map(str::to_owned));
    prop::collection::vec(
        (prop::sample::select(words), prop::sample::select(vec!["", " ", " ", " ", "-", "\n"])),
        0..40,
    )
    .prop_map(|parts| parts.into_iter().flat_map(|(word, gap)| [word, gap.to_owned()]).collect())
}

proptest! {
    #[test]
    fn laws_hold_on_any_text(text in any::<String>()) {
        for language in Language::all() {
            check(&text, language)?;
        }
    }

    #[test]
    fn laws_hold_on_table_words((index, text) in (0..Language::all().len()).prop_flat_map(|index| (Just(index), table_text(&Language::all()[index])))) {
        check(&text, &Language::all()[index])?;
    }

    #[test]
    fn edtf_never_panics(text in "[0-9X./~?%-]{0,14}") {
        if let Ok(value) = text.parse::<Edtf>() {
            let _ = value.bounds();
            prop_assert!(value.agrees_with(&value));
            prop_assert_eq!(value.to_string().parse::<Edtf>(), Ok(value));
        }
    }
}

#[test]
fn hostile_texts_take_linear_time() {
    for language in Language::all() {
        for word in [
            "Sunday ",
            "dimanche ",
            "three days later ",
            "2024-",
            "from 1 to 2 ",
            "31 February ",
            "the last week of ",
        ] {
            let text = word.repeat(100_000);
            let found = times(&text, &Tokens::of(&text, language), &[], language, &context());
            drop(found);
        }
    }
}

#[test]
fn edtf_agrees_where_days_are_shared() {
    let edtf = |text: &str| text.parse::<Edtf>().expect("EDTF");
    assert!(edtf("2024-07").agrees_with(&edtf("2024-22")));
    assert!(edtf("2025/..").agrees_with(&edtf("2026-05")));
    assert!(!edtf("2024-07").agrees_with(&edtf("2024-23")));
    assert!(edtf("2024-33").agrees_with(&edtf("2024-03-31")));
    assert_eq!(
        edtf("2024-02").bounds().map(|(_, last)| last.to_string()).as_deref(),
        Some("2024-02-29")
    );
    assert_eq!(edtf("199X").to_string(), "199X");
    assert_eq!(edtf("2010~").to_string(), "2010~");
    assert!("2024-13".parse::<Edtf>().is_err());
    assert!("2024-02-31".parse::<Edtf>().is_err());
}

#[test]
fn days_are_found_in_bylines() {
    let dates = |text: &str, code: &str| -> Vec<String> {
        let language = Language::get(code).expect("a language");
        written_days(text, language)
            .iter()
            .filter_map(|day| Some(day.date()?.to_string()))
            .collect()
    };
    assert_eq!(dates("Published on 14 April 2025", "en"), ["2025-04-14"]);
    assert_eq!(dates("Publié le 14/04/2025 à 10h32", "fr"), ["2025-04-14"]);
    assert_eq!(dates("2025-04-14T10:32:00Z", "en"), ["2025-04-14"]);
    assert_eq!(dates("Updated yesterday, May 2025", "en"), Vec::<String>::new());
}

#[test]
fn neighbours_can_be_joined() {
    let language = Language::get("en").expect("English");
    let text = "Prices rose in 2021 and 2022.";
    let found =
        times(text, &Tokens::of(text, language), &sentences(text, language), language, &context());
    let joined = coordinated(text, &found, language);
    assert_eq!(joined.len(), 1);
    assert_eq!(joined[0].0.of(text), "2021 and 2022");
    assert_eq!(joined[0].1.to_string(), "2021/2022");
}
