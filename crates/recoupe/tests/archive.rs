//! The commands over an archive from outside.

mod common;

use common::{Affair, Ran, recoupe};
use recoupe_trial::on_each_engine;
use std::fs;

on_each_engine!(
    add_tells_what_was_new,
    stories_as_text,
    stories_as_json,
    show_prints_what_check_prints,
    the_log_tells_why_reports_are_where_they_are,
    search_finds_words_of_any_language,
    a_changed_file_is_a_new_version_of_its_report,
    what_is_exported_is_read_again,
    a_person_merges_parts_and_names,
    what_cannot_be_done_is_one_line,
    what_cannot_be_read_is_told_and_the_rest_is_filed,
    compacting_keeps_all_there_is,
    entries_of_a_feed_are_known_again_when_new_ones_stand_before_them,
    a_second_writer_waits_for_the_first,
);

/// The affair in an archive.
fn filed(affair: &Affair) -> &Affair {
    let ran = recoupe(affair, &["add", "affair"]);
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""), "{}", ran.output);
    affair
}

/// What must not be in a snapshot: times, and the temporary folder.
fn lasting(affair: &Affair, text: &str) -> String {
    let folder = affair.path("").display().to_string();
    let times = |line: &str| match line.split_once("Z  ") {
        Some((time, rest)) if time.len() == 19 => format!("TIME  {rest}"),
        _ => line.to_owned(),
    };
    text.replace(&folder, "FOLDER/").lines().map(times).collect::<Vec<_>>().join("\n")
}

fn add_tells_what_was_new(affair: &Affair) {
    let ran = recoupe(affair, &["add", "affair", "--each"]);
    insta::assert_snapshot!("add_tells_what_was_new", ran.output);
    assert_eq!(recoupe(affair, &["add", "affair"]).output, "0 new, 0 changed, 3 as before\n");
    // The same file by another name is the same report.
    let absolute = affair.path("affair/harbour-gazette.txt");
    let ran = recoupe(affair, &["add", &absolute.display().to_string()]);
    assert_eq!(ran.output, "0 new, 0 changed, 1 as before\n");
}

fn stories_as_text(affair: &Affair) {
    insta::assert_snapshot!("stories_as_text", recoupe(filed(affair), &["stories"]).output);
}

fn stories_as_json(affair: &Affair) {
    insta::assert_snapshot!(
        "stories_as_json",
        recoupe(filed(affair), &["stories", "--format", "json"]).output
    );
}

fn show_prints_what_check_prints(affair: &Affair) {
    filed(affair);
    for format in ["text", "json", "html", "markdown", "csv"] {
        let shown = recoupe(affair, &["show", "1", "--format", format]);
        let checked = recoupe(affair, &["check", "affair", "--format", format]);
        assert_eq!(shown.output, checked.output, "{format}");
    }
}

fn the_log_tells_why_reports_are_where_they_are(affair: &Affair) {
    filed(affair);
    let ran = recoupe(affair, &["show", "1", "--log"]);
    insta::assert_snapshot!(
        "the_log_tells_why_reports_are_where_they_are",
        lasting(affair, &ran.output)
    );
}

fn search_finds_words_of_any_language(affair: &Affair) {
    filed(affair);
    let ran = recoupe(affair, &["search", "ferries"]);
    // By their headlines: which fits best, each engine weighs in its own way.
    let output = ran.output.replace("\n1  ", "\n\n1  ");
    let mut hits: Vec<&str> = output.split("\n\n").map(str::trim_end).collect();
    hits.sort_unstable();
    let hits = lasting(affair, &hits.join("\n"));
    insta::assert_snapshot!("search_finds_words_of_any_language", hits);
    assert_eq!(recoupe(affair, &["search", "volcano"]).output, "");
    let told = recoupe(affair, &["search", "after:monday"]);
    assert_eq!((told.code, told.output.as_str()), (2, ""));
    assert!(told.errors.contains("no day"), "{}", told.errors);
}

fn a_changed_file_is_a_new_version_of_its_report(affair: &Affair) {
    filed(affair);
    let file = "affair/harbour-gazette.txt";
    let text = fs::read_to_string(affair.path(file)).expect("a report");
    affair.write(file, text.replace("collision", "crash").as_bytes());
    let ran = recoupe(affair, &["add", "affair"]);
    assert_eq!(ran.output, "0 new, 1 changed, 2 as before; 1 story\n");
    let ran = recoupe(affair, &["archive", "export", "--versions"]);
    assert_eq!(ran.output.lines().count(), 4);
    let ran = recoupe(affair, &["archive", "export"]);
    assert_eq!(ran.output.lines().count(), 3);
    assert!(ran.output.contains("crash"));
}

fn what_is_exported_is_read_again(affair: &Affair) {
    filed(affair);
    let exported = recoupe(affair, &["archive", "export", "--output", "all.jsonl"]);
    assert_eq!((exported.code, exported.output.as_str()), (0, ""));
    let checked = recoupe(affair, &["check", "all.jsonl"]);
    assert_eq!(checked.output, recoupe(affair, &["check", "affair"]).output);
}

fn a_person_merges_parts_and_names(affair: &Affair) {
    affair.write(
        "affair/other.txt",
        b"Bakers on strike in Velmar\n\nThe union of bakers says 900 ovens stay cold.\n",
    );
    assert_eq!(recoupe(affair, &["add", "affair"]).code, 0);
    let run = |arguments: &[&str]| -> Ran { recoupe(affair, arguments) };
    let merged = run(&["merge", "4", "1"]);
    assert!(merged.output.contains("4 reports"), "{}{}", merged.output, merged.errors);
    let split = run(&["split", "1", "4"]);
    assert!(split.output.contains("Bakers on strike"), "{}{}", split.output, split.errors);
    let named = run(&["rename", "4", "The cold ovens"]);
    assert!(named.output.contains("The cold ovens"), "{}", named.output);
    // All of it holds when the same reports come again.
    assert_eq!(run(&["add", "affair"]).output, "0 new, 0 changed, 4 as before\n");
    assert!(run(&["stories"]).output.contains("The cold ovens"));
    let log = run(&["show", "4", "--log"]);
    assert!(log.output.contains("by hand"), "{}", log.output);
    assert!(run(&["archive", "check"]).output.ends_with("all hold\n"));
}

fn what_cannot_be_done_is_one_line(affair: &Affair) {
    filed(affair);
    affair.write("notes.txt", b"no archive\n");
    for (arguments, told) in [
        (vec!["stories", "--archive", "none.sqlite"], "no archive"),
        (vec!["stories", "--archive", "notes.txt"], "not an archive"),
        (vec!["add", "affair", "--archive", "notes.txt"], "not an archive"),
        (vec!["stories", "--archive", "mysql://host/desk"], "give one of them"),
        (vec!["show", "99"], "there is no story 99"),
        (vec!["merge", "1", "99"], "there is no story 99"),
        (vec!["split", "1", "99"], "report 99 is not in story 1"),
        (vec!["split", "1", "1", "2", "3"], "nothing would be left"),
        (vec!["add", "nowhere"], "no such file"),
        (vec!["watch"], "nothing to watch"),
    ] {
        let ran = recoupe(affair, &arguments);
        assert_eq!((ran.code, ran.output.as_str()), (2, ""), "{arguments:?}");
        assert!(ran.errors.contains(told), "{arguments:?}: {}", ran.errors);
        assert!(ran.errors.lines().count() <= 2, "{}", ran.errors);
    }
}

fn what_cannot_be_read_is_told_and_the_rest_is_filed(affair: &Affair) {
    affair.write("affair/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    let ran = recoupe(affair, &["add", "affair", "nowhere"]);
    assert_eq!(ran.code, 1);
    assert_eq!(ran.output, "3 new, 0 changed, 0 as before; 1 story\n");
    assert_eq!(ran.errors.lines().count(), 2, "{}", ran.errors);
    let runs = recoupe(affair, &["archive", "runs"]);
    assert_eq!(runs.output.lines().count(), 2, "{}", runs.output);
}

fn compacting_keeps_all_there_is(affair: &Affair) {
    filed(affair);
    let before = recoupe(affair, &["archive", "export"]).output;
    assert_eq!(recoupe(affair, &["archive", "compact"]).code, 0);
    assert_eq!(recoupe(affair, &["archive", "export"]).output, before);
    assert!(recoupe(affair, &["archive", "check"]).output.ends_with("all hold\n"));
}

fn entries_of_a_feed_are_known_again_when_new_ones_stand_before_them(affair: &Affair) {
    let item = |title: &str| {
        format!(
            "<item><title>{title}</title><description>{title}, said the mayor of Norrin on Friday.</description></item>"
        )
    };
    let feed = |items: &[&str]| {
        let items: String = items.iter().map(|title| item(title)).collect();
        format!("<rss version=\"2.0\"><channel><title>Gull</title>{items}</channel></rss>")
    };
    affair.write("feed.xml", feed(&["The bridge is open", "The tunnel is shut"]).as_bytes());
    let ran = recoupe(affair, &["add", "feed.xml"]);
    assert!(ran.output.starts_with("2 new"), "{}{}", ran.output, ran.errors);
    affair.write(
        "feed.xml",
        feed(&["The ferry is late", "The bridge is open", "The tunnel is shut"]).as_bytes(),
    );
    let ran = recoupe(affair, &["add", "feed.xml"]);
    assert!(ran.output.starts_with("1 new, 0 changed, 2 as before"), "{}", ran.output);
}

fn a_second_writer_waits_for_the_first(affair: &Affair) {
    filed(affair);
    let archive = recoupe_store::Archive::open(affair.place().as_str()).expect("an archive");
    let turn = archive.lock().expect("nobody writes");
    let writes = std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_millis(400));
        drop(turn);
    });
    // Who reads does not wait.
    assert_eq!(recoupe(affair, &["stories"]).errors, "");
    let ran = recoupe(affair, &["add", "affair"]);
    writes.join().expect("it ends");
    assert_eq!((ran.code, ran.output.as_str()), (0, "0 new, 0 changed, 3 as before\n"));
    let told = format!("note: {}: another process is writing to it; waiting\n", affair.archive());
    assert_eq!(ran.errors, told);
}

#[test]
fn the_environment_names_the_archive() {
    let affair = Affair::new();
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["add", "affair"])
        .current_dir(affair.path(""))
        .env("RECOUPE_ARCHIVE", "elsewhere.sqlite")
        .output()
        .expect("it runs");
    assert!(ran.status.success());
    assert!(affair.path("elsewhere.sqlite").exists() && !affair.path("recoupe.sqlite").exists());
}

#[test]
fn help() {
    let all = [
        "add", "watch", "stories", "show", "search", "merge", "split", "rename", "names", "archive",
    ];
    let helps = all.map(|command| recoupe(&Affair::new(), &[command, "--help"]).output);
    insta::assert_snapshot!(helps.join("\n----\n"));
}
