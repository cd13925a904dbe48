//! Inputs as they come: missing, empty, broken, twice, by pipe.

mod common;

use common::{Affair, recoupe, recoupe_reading, recoupe_unread};
use std::fs;

#[test]
fn a_missing_file_is_told_and_the_others_are_read() {
    let ran = recoupe(&Affair::new(), &["check", "affair", "missing.txt", "--format", "json"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.errors);
    let record: serde_json::Value = serde_json::from_str(&ran.output).expect("JSON");
    assert_eq!(record["errors"][0]["source"], "missing.txt");
    assert_eq!(record["articles"].as_array().map(Vec::len), Some(3));
}

#[test]
fn nothing_readable_is_nothing_done() {
    let affair = Affair::new();
    affair.write("empty.txt", b"");
    affair.write("binary.bin", b"\x7fELF\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00");
    fs::create_dir(affair.path("folder")).expect("a folder");
    let ran = recoupe(&affair, &["check", "folder", "empty.txt", "binary.bin"]);
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    insta::assert_snapshot!(ran.errors);
}

#[test]
fn a_file_given_twice_is_read_once() {
    let affair = Affair::new();
    let once = recoupe(&affair, &["check", "affair"]);
    let twice = recoupe(&affair, &["check", "affair", "affair/../affair/harbour-gazette.txt"]);
    assert_eq!(twice.code, 0);
    assert_eq!(once.output, twice.output);
    insta::assert_snapshot!(twice.errors);
}

#[test]
fn files_of_one_name_stay_apart() {
    let affair = Affair::new();
    affair.write(
        "north/report.txt",
        b"The bridge is open\n\nThe bridge of Norrin opened on 3 May 2024.\n",
    );
    affair.write(
        "south/report.txt",
        b"The tunnel is shut\n\nThe tunnel of Sudrey was shut on 4 May 2024.\n",
    );
    let ran = recoupe(&affair, &["check", "south", "north", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_str(&ran.output).expect("JSON");
    assert_eq!(record["articles"][0]["source"], "north/report.txt");
    assert_eq!(record["articles"][1]["source"], "south/report.txt");
}

#[test]
fn hidden_files_are_skipped() {
    let affair = Affair::new();
    let before = recoupe(&affair, &["check", "affair"]).output;
    affair.write("affair/.hidden.txt", b"A draft that nobody gave\n");
    affair.write("affair/.drafts/draft.txt", b"A draft that nobody gave\n");
    assert_eq!(recoupe(&affair, &["check", "affair"]).output, before);
}

#[test]
fn standard_input_is_a_report() {
    let report = b"The bridge is open\n\nThe bridge of Norrin opened on 3 May 2024.\n";
    let ran = recoupe_reading(&Affair::new(), &["check", "-", "--format", "json"], report);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let record: serde_json::Value = serde_json::from_str(&ran.output).expect("JSON");
    assert_eq!(record["articles"][0]["source"], "-");
}

#[test]
fn there_is_no_story_99() {
    let ran = recoupe(&Affair::new(), &["check", "affair", "--story", "99"]);
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    insta::assert_snapshot!(ran.errors);
}

#[test]
fn one_story_is_its_own_articles() {
    let affair = Affair::new();
    affair.write(
        "affair/other.txt",
        b"Beekeepers meet in Norrin\n\nThe beekeepers of Norrin met on 9 May 2023 and drank tea.\n",
    );
    let ran = recoupe(&affair, &["check", "affair", "--story", "1", "--format", "json"]);
    let record: serde_json::Value = serde_json::from_str(&ran.output).expect("JSON");
    assert_eq!(record["stories"].as_array().map(Vec::len), Some(1));
    let members = &record["stories"][0]["articles"];
    let articles: Vec<_> =
        record["articles"].as_array().expect("articles").iter().map(|held| &held["id"]).collect();
    assert_eq!(members.as_array().expect("ids").iter().collect::<Vec<_>>(), articles);
    affair.write("story.json", ran.output.as_bytes());
    assert_eq!(recoupe(&affair, &["verify", "story.json"]).code, 0);
}

#[test]
fn a_broken_pipe_is_success() {
    let (code, errors) = recoupe_unread(&Affair::new(), &["check", "affair", "--format", "html"]);
    assert_eq!((code, errors.as_str()), (0, ""));
}

#[test]
fn a_wrong_use_is_nothing_done() {
    let affair = Affair::new();
    assert_eq!(recoupe(&affair, &["check"]).code, 2);
    assert_eq!(recoupe(&affair, &["check", "affair", "--format", "pdf"]).code, 2);
    assert_eq!(recoupe(&affair, &["check", "affair", "--threads", "0"]).code, 2);
}
