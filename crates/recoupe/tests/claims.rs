//! `check --claim` from outside: what is asked, and what the reports say to it.

mod common;

use common::{Affair, recoupe};

const ASKED: [&str; 4] = [
    "Velmar and Ostrana signed a declaration on ferry safety.",
    "The collision injured 70 people.",
    "Mme Renard a démissionné.",
    "Ferry owners criticised the accord.",
];

fn check(format: &str) -> String {
    let mut arguments = vec!["check", "--format", format, "affair"];
    for claim in ASKED {
        arguments.extend(["--claim", claim]);
    }
    let ran = recoupe(&Affair::new(), &arguments);
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    ran.output
}

#[test]
fn text_answers_before_all_else() {
    let text = check("text");
    let (asked, _) = text.split_once("\n\n").expect("the record behind the answers");
    insta::assert_snapshot!(asked);
}

#[test]
fn json_holds_the_stretches() {
    let record: serde_json::Value = serde_json::from_str(&check("json")).expect("JSON");
    let verdicts: Vec<&str> = record["claims"]
        .as_array()
        .expect("claims")
        .iter()
        .map(|claim| claim["verdict"].as_str().expect("a verdict"))
        .collect();
    assert_eq!(verdicts.len(), ASKED.len());
    assert!(verdicts.contains(&"not found"));
    insta::assert_snapshot!(serde_json::to_string_pretty(&record["claims"]).expect("JSON"));
}

#[test]
fn a_record_with_claims_verifies() {
    let affair = Affair::new();
    let arguments =
        ["check", "--format", "json", "--output", "record.json", "affair", "--claim", ASKED[0]];
    assert_eq!(recoupe(&affair, &arguments).code, 0);
    assert_eq!(recoupe(&affair, &["verify", "record.json"]).code, 0);
}

#[test]
fn page_note_and_table_hold_the_answers() {
    assert!(check("html").contains("What you asked"));
    assert!(check("markdown").starts_with("# What you asked"));
}

#[test]
fn what_is_asked_can_make_no_markup() {
    let affair = Affair::new();
    let asked = "<script>alert(1)</script> [x](y)";
    let html = recoupe(&affair, &["check", "--format", "html", "affair", "--claim", asked]).output;
    assert!(!html.contains("<script>"));
    let note =
        recoupe(&affair, &["check", "--format", "markdown", "affair", "--claim", asked]).output;
    assert!(note.contains(r"\<script>") && note.contains(r"\[x\]"));
}

#[test]
fn an_empty_claim_is_answered() {
    let ran = recoupe(&Affair::new(), &["check", "affair", "--claim", ""]);
    assert_eq!(ran.code, 0);
    assert!(ran.output.contains("not enough evidence"));
}
