//! A disk that is full in the middle of a run: what was acknowledged is there, the archive is sound, and with room the
//! run is simply run again. Where no small disk can be mounted, this is passed over.

mod common;

use common::{Affair, recoupe};
use recoupe_trial::Home;
use std::io::Write;
use std::process::Command;

/// How many reports there are to file: more than fit.
const REPORTS: usize = 1500;

/// Reports of invented affairs, of words that do not pack to nothing.
fn reports() -> String {
    let word = |number: usize| format!("w{:x}", number.wrapping_mul(2_654_435_761) % 99_991);
    let report = |number: usize| {
        let words: Vec<String> = (0..300).map(|place| word(number * 300 + place)).collect();
        format!(
            "{{\"source\":\"r{number}\",\"language\":\"en\",\"text\":\"{}.\"}}\n",
            words.join(" ")
        )
    };
    (0..REPORTS).map(report).collect()
}

/// What holds when the disk was full after `acknowledged`, lines of `add --each`.
fn holds(acknowledged: &str, errors: &str, code: i32, kept: &str) {
    assert!(errors.contains("the disk is full"), "{errors}");
    assert_ne!(code, 0);
    // A line that was cut off acknowledges nothing.
    let whole = acknowledged.rsplit_once('\n').map_or("", |(whole, _)| whole);
    let told = whole.lines().filter(|line| line.split('\t').count() == 4).count();
    assert!(told > 20, "{acknowledged}");
    let kept = kept.lines().count();
    assert!((told..REPORTS).contains(&kept), "{told} acknowledged, {kept} kept");
}

#[test]
fn a_full_disk_under_a_file() {
    let affair = Affair::new();
    affair.write("reports.jsonl", reports().as_bytes());
    // In a view of the disks of its own, so that the disk is gone with the script.
    let script = r#"
        mkdir small && mount -t tmpfs -o size=5m none small || exit 77
        "$0" add reports.jsonl --each --archive small/a.sqlite > acknowledged 2> errors
        echo $? > code
        mount -o remount,size=99m small
        "$0" archive --archive small/a.sqlite check > checked || exit 1
        "$0" archive --archive small/a.sqlite export > kept || exit 1
        "$0" add reports.jsonl --archive small/a.sqlite > again || exit 1
        "$0" archive --archive small/a.sqlite check >> checked"#;
    let ran = Command::new("unshare")
        .args(["--mount", "sh", "-c", script, env!("CARGO_BIN_EXE_recoupe")])
        .current_dir(affair.path(""))
        .output();
    let Some(ran) = ran.ok().filter(|ran| ![Some(77), None].contains(&ran.status.code())) else {
        let told = "a full disk: SKIPPED, no small one can be mounted";
        writeln!(std::io::stderr(), "{told}").expect("told");
        return;
    };
    let read = |name: &str| std::fs::read_to_string(affair.path(name)).unwrap_or_default();
    assert_eq!(ran.status.code(), Some(0), "{}", String::from_utf8_lossy(&ran.stderr));
    let code = read("code").trim().parse().expect("a code");
    holds(&read("acknowledged"), &read("errors"), code, &read("kept"));
    assert_eq!(read("checked").matches("all hold").count(), 2, "{}", read("checked"));
    assert!(read("again").contains(" new"), "{}", read("again"));
}

#[test]
fn a_full_disk_under_a_database() {
    let Some(home) = Home::small_database() else { return };
    let affair = Affair::new();
    affair.write("reports.jsonl", reports().as_bytes());
    let archive = home.name();
    let run = |arguments: &[&str]| {
        let (command, rest) = arguments.split_at(1);
        recoupe(&affair, &[command, &["--archive", &archive], rest].concat())
    };
    let added = run(&["add", "reports.jsonl", "--each"]);
    home.give_room();
    let exported = run(&["archive", "export"]);
    assert_eq!(exported.code, 0, "{}", exported.errors);
    let kept = exported.output;
    holds(&added.output, &added.errors, added.code, &kept);
    assert!(run(&["archive", "check"]).output.ends_with("all hold\n"));
    // As far as the room goes.
    run(&["add", "reports.jsonl"]);
    let more = run(&["archive", "export"]).output;
    assert!(more.lines().count() > kept.lines().count());
    assert!(run(&["archive", "check"]).output.ends_with("all hold\n"));
}
