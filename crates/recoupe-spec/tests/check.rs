//! A spec that fails does fail, and says where.

use recoupe_spec::check;
use std::path::{Path, PathBuf};

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/languages").join(name)
}

fn upper(case: recoupe_spec::Case<'_>) -> String {
    format!("{}{}", case.text.to_uppercase(), case.setting)
}

#[test]
fn a_spec_that_holds_gives_the_number_of_its_cases() {
    assert_eq!(check(&fixtures(""), "holds", upper), Ok(3));
}

#[test]
fn a_case_that_fails_is_told_with_its_place_and_both_sides() {
    let report = check(&fixtures(""), "fails", upper).expect_err("one case is wrong");
    assert!(report.contains("fails.txt:3: two"), "{report}");
    assert!(report.contains("expected TOO\n  got      TWO"), "{report}");
    assert!(!report.contains("ONE"), "a case that holds is not told: {report}");
}

#[test]
fn a_line_of_another_form_is_a_failure() {
    let report = check(&fixtures(""), "malformed", upper).expect_err("a line has no arrow");
    assert!(report.contains("malformed.txt:1: one -> ONE"), "{report}");
}

#[test]
fn a_file_without_a_case_is_a_failure_whatever_the_others_hold() {
    let report = check(&fixtures(""), "half", upper).expect_err("one of the files is empty");
    assert!(report.contains("bb/spec/half.txt: no case"), "{report}");
}

#[test]
fn a_spec_that_nobody_has_is_a_failure() {
    assert!(check(&fixtures(""), "missing", upper).is_err());
    assert!(check(&fixtures(""), "empty", upper).is_err());
    assert!(check(&fixtures("nowhere"), "holds", upper).is_err());
}

#[test]
fn cases_know_their_language() {
    let mut seen = Vec::new();
    let _ = check(&fixtures(""), "holds", |case| {
        seen.push(case.language.to_owned());
        String::new()
    });
    assert_eq!(seen, ["aa", "aa", "bb"]);
}

#[test]
#[should_panic(expected = "no case")]
fn run_panics_where_nothing_was_run() {
    recoupe_spec::run("a name that no language has", upper);
}
