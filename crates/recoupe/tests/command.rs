//! The command from outside: files, then a command line, then what came out.

mod common;

use common::{Affair, recoupe};
use std::fs;

/// One format of the affair's record.
fn check(format: &str) -> String {
    let ran = recoupe(&Affair::new(), &["check", "--format", format, "affair"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert_eq!(ran.errors, "");
    ran.output
}

#[test]
fn text() {
    insta::assert_snapshot!(check("text"));
}

#[test]
fn json() {
    insta::assert_snapshot!(check("json"));
}

#[test]
fn html() {
    let page = check("html");
    // The style is a file of its own; what the snapshot is for is what the page says.
    let (head, rest) = page.split_once("<style>").expect("a style");
    let (_, body) = rest.split_once("</style>").expect("its end");
    insta::assert_snapshot!(format!("{head}{body}"));
}

#[test]
fn markdown() {
    insta::assert_snapshot!(check("markdown"));
}

#[test]
fn csv_to_stdout_is_the_statements() {
    insta::assert_snapshot!(check("csv").replace("\r\n", "\n"));
}

#[test]
fn csv_to_a_folder_is_every_table() {
    let affair = Affair::new();
    let ran = recoupe(&affair, &["check", "--format", "csv", "--output", "tables", "affair"]);
    assert_eq!((ran.code, ran.output.as_str(), ran.errors.as_str()), (0, "", ""));
    let mut names: Vec<_> = fs::read_dir(affair.path("tables"))
        .expect("the folder is there")
        .map(|entry| entry.expect("an entry").file_name().into_string().expect("a name"))
        .collect();
    names.sort();
    insta::assert_snapshot!(names.join("\n"));
}

#[test]
fn all_shows_what_the_short_text_counts() {
    let ran = recoupe(&Affair::new(), &["check", "--all", "affair"]);
    assert!(!ran.output.contains("(--all)"), "{}", ran.output);
}

#[test]
fn colour_is_only_where_it_is_wanted() {
    let affair = Affair::new();
    let plain = recoupe(&affair, &["check", "affair"]).output;
    let coloured = recoupe(&affair, &["check", "affair", "--color", "always"]).output;
    assert!(!plain.contains('\u{1b}'));
    assert!(coloured.contains('\u{1b}'));
}

#[test]
fn output_goes_to_a_file() {
    let affair = Affair::new();
    let ran = recoupe(&affair, &["check", "affair", "--output", "record.txt"]);
    assert_eq!((ran.code, ran.output.as_str()), (0, ""));
    let written = fs::read_to_string(affair.path("record.txt")).expect("the file is there");
    assert_eq!(written, recoupe(&affair, &["check", "affair"]).output);
}

#[test]
fn what_was_written_verifies_against_the_reports() {
    let affair = Affair::new();
    assert_eq!(
        recoupe(&affair, &["check", "affair", "--format", "json", "-o", "record.json"]).code,
        0
    );
    let ran = recoupe(&affair, &["verify", "record.json", "affair"]);
    assert_eq!(ran.code, 0, "{}", ran.output);
    assert!(ran.output.contains("3 texts read again: all hold"), "{}", ran.output);
}

#[test]
fn verify_finds_a_changed_word_a_changed_report_and_an_unknown_id() {
    let affair = Affair::new();
    assert_eq!(
        recoupe(&affair, &["check", "affair", "--format", "json", "-o", "record.json"]).code,
        0
    );
    let record = fs::read_to_string(affair.path("record.json")).expect("a record");
    let changed = record.replacen("\"exact\": \"Adrian Holt\"", "\"exact\": \"Adrian Hold\"", 1);
    let changed = changed.replacen("\"speaker\": \"s1.", "\"speaker\": \"s9.", 1);
    assert_ne!(record, changed);
    affair.write("changed.json", changed.as_bytes());
    affair.write(
        "affair/lure-morning-post.txt",
        b"Another report altogether\n\nNothing happened on Monday.\n",
    );
    let ran = recoupe(&affair, &["verify", "changed.json", "affair"]);
    assert_eq!(ran.code, 1);
    assert!(ran.output.contains("not \"Adrian Hold\""), "{}", ran.output);
    assert!(ran.output.contains("speaker: nothing has the id s9."), "{}", ran.output);
    assert!(
        ran.output.contains("is not that of affair/lure-morning-post.txt as it is now"),
        "{}",
        ran.output
    );
}

#[test]
fn verify_refuses_what_is_no_record() {
    let affair = Affair::new();
    affair.write("list.json", b"[1, 2]");
    let ran = recoupe(&affair, &["verify", "list.json"]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.errors);
}

#[test]
fn languages() {
    insta::assert_snapshot!(recoupe(&Affair::new(), &["languages"]).output);
}

#[test]
fn help() {
    insta::assert_snapshot!(recoupe(&Affair::new(), &["check", "--help"]).output);
}

#[test]
fn completions_and_manual_come_from_the_definition() {
    let affair = Affair::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        assert!(recoupe(&affair, &["completions", shell]).output.contains("markdown"), "{shell}");
    }
    assert!(recoupe(&affair, &["man"]).output.contains(".TH recoupe"));
    assert!(recoupe(&affair, &["man", "check"]).output.contains("recoupe\\-check"));
}
