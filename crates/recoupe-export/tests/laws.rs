//! The laws, over arbitrary input: whatever is read, every span of the record is exact, nothing panics,
//! and the order of the inputs changes no byte.

use proptest::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::compare;
use recoupe_export::{Findings, record};
use recoupe_stories::group;
use serde_json::Value;

/// What news is made of, and what breaks readers of it.
const PIECES: &[&str] = &[
    "“",
    "”",
    "«",
    "»",
    "\"",
    "‘",
    "’",
    "'",
    "—",
    ",",
    ".",
    ":",
    ";",
    "(",
    ")",
    "…",
    "\n",
    "\n\n",
    " ",
    "\u{a0}",
    "\u{202f}",
    "said",
    "says",
    "a déclaré",
    "a-t-il ajouté",
    "selon",
    "according to",
    "that",
    "que",
    "qu’",
    "told reporters",
    "Jane Doe",
    "M. Dupont",
    "MM. A et B",
    "the French interior minister",
    "le ministre",
    "he",
    "elle",
    "@JaneDoe",
    "Paris",
    "Morocco",
    "U.N.",
    "the Institute for Peace",
    "Mohammed VI",
    "on Monday",
    "lundi",
    "in 2021 and 2022",
    "last month",
    "depuis début 2025",
    "at least 40 people",
    "3,4 millions d’euros",
    "doubled",
    "signed a joint declaration",
    "une feuille de route",
    "Read also: More",
    "Lire aussi :",
    "(AFP)",
    "PARIS, March 3 (Reuters) -",
    "— Jane (@jane) April 14, 2025",
    "é",
    "ß",
    "İ",
    "ﬁ",
    "\u{200f}",
    "\u{301}",
    "한",
    "𝒳",
    "👩‍👩‍👧",
    "عربي",
    "0",
    "99999999999999999999",
    "31 February 2024",
];

fn soup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => proptest::sample::select(PIECES).prop_map(str::to_owned),
        1 => "\\PC{0,6}",
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.join(" "))
}

fn findings(inputs: &[(String, String)]) -> Findings {
    let mut inputs: Vec<&(String, String)> = inputs.iter().collect();
    inputs.sort();
    let mut findings = Findings::default();
    for (source, text) in inputs {
        match recoupe_read::read(source, text.as_bytes()) {
            Ok(input) => findings.readings.extend(input.articles.into_iter().map(Reading::of)),
            Err(error) => findings.errors.push((source.clone(), error.to_string())),
        }
    }
    for members in group(&findings.readings) {
        let mut chosen: Vec<&mut Reading> = findings
            .readings
            .iter_mut()
            .enumerate()
            .filter(|(number, _)| members.contains(number))
            .map(|(_, reading)| reading)
            .collect();
        let story = compare(&mut chosen);
        findings.stories.push((members, story));
    }
    findings
}

/// Checks every span in a record; gives the first that is wrong.
fn wrong_span(value: &Value, record: &Value) -> Option<String> {
    match value {
        Value::Object(members) => {
            if let (Some(article), Some(start), Some(end), Some(exact)) = (
                members.get("article"),
                members.get("start"),
                members.get("end"),
                members.get("exact"),
            ) {
                let text = record["articles"]
                    .as_array()?
                    .iter()
                    .find(|held| &held["id"] == article)?["text"]
                    .as_str()?;
                let (start, end) = (start.as_u64()? as usize, end.as_u64()? as usize);
                let there: String =
                    text.chars().skip(start).take(end.saturating_sub(start)).collect();
                if Some(there.as_str()) != exact.as_str() || start > end {
                    return Some(format!("{article} {start}..{end}: {there:?} is not {exact}"));
                }
            }
            members.values().find_map(|member| wrong_span(member, record))
        }
        Value::Array(items) => items.iter().find_map(|item| wrong_span(item, record)),
        _ => None,
    }
}

fn json(findings: &Findings) -> Value {
    serde_json::to_value(record(findings)).unwrap_or(Value::Null)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    /// Laws 1 and 4: every span is exact, and nothing panics.
    #[test]
    fn spans_are_exact(first in soup(), second in soup()) {
        let record = json(&findings(&[("a.txt".to_owned(), first), ("b.txt".to_owned(), second)]));
        prop_assert_eq!(wrong_span(&record, &record), None);
        prop_assert!(record["articles"].is_array());
    }

    /// Law 3: the order of inputs changes no byte.
    #[test]
    fn order_changes_nothing(first in soup(), second in soup(), third in soup()) {
        let mut inputs = vec![("a.txt".to_owned(), first), ("b.txt".to_owned(), second), ("c.txt".to_owned(), third)];
        let straight = json(&findings(&inputs)).to_string();
        inputs.reverse();
        prop_assert_eq!(straight, json(&findings(&inputs)).to_string());
    }
}
