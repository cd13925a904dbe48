//! What was acknowledged outlives a kill, at whatever moment it comes, and the run is simply run again.

mod common;

use common::{Affair, recoupe};
use recoupe_trial::{Home, on_each_engine};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// How many reports there are to file.
const REPORTS: usize = 150;

/// Reports of invented affairs, three of each.
fn reports() -> String {
    let report = |number: usize| {
        let affair = number / 3;
        format!(
            "{{\"source\":\"r{number}\",\"language\":\"en\",\"published\":\"2026-03-{day:02}\",\
             \"text\":\"Mayor Ada{affair} Lund{affair} opened the bridge of Norby{affair} on Friday. \
             Report {number} says that {affair}00 people came to Norby{affair}.\"}}\n",
            day = affair % 28 + 1
        )
    };
    (0..REPORTS).map(report).collect()
}

/// Starts filing, kills it a moment after it has acknowledged `after` reports, and gives all that it had acknowledged.
fn killed(affair: &Affair, archive: &str, after: usize, moment: Duration) -> Vec<String> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["add", "reports.jsonl", "--each", "--archive", archive])
        .current_dir(affair.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let output = child.stdout.take().expect("an output");
    // A line that was cut off acknowledges nothing.
    let mut lines =
        BufReader::new(output).lines().map_while(Result::ok).filter(|line| line.contains("\tr"));
    let mut told: Vec<String> = lines.by_ref().take(after).collect();
    thread::sleep(moment);
    child.kill().expect("it is killed");
    told.extend(lines);
    child.wait().expect("it ends");
    told
}

/// Kills so many times, each time at another moment.
fn kill(home: &Home, times: u64) {
    let affair = Affair::new();
    affair.write("reports.jsonl", reports().as_bytes());
    let (mut in_the_middle, mut random) = (0, 88_172_645_463_325_252_u64);
    for time in 0..times {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        let home = home.another();
        let archive = home.name();
        let (after, moment) =
            (random as usize % REPORTS, Duration::from_micros(random >> 40 & 0xfff));
        let acknowledged = killed(&affair, &archive, after, moment);
        in_the_middle += u64::from((1..REPORTS).contains(&acknowledged.len()));
        let checked = recoupe(&affair, &["archive", "--archive", &archive, "check"]);
        if acknowledged.is_empty() && checked.errors.contains("no archive") {
            continue;
        }
        // Killed before there was an archive: an empty file, or one without a form yet.
        assert_eq!(checked.code, 0, "{time}: {}{}", checked.output, checked.errors);
        let kept = recoupe(&affair, &["archive", "--archive", &archive, "export"]).output;
        assert!(kept.lines().count() >= acknowledged.len(), "{time}");
        for line in &acknowledged {
            let mut cells = line.split('\t');
            let (number, source) =
                (cells.next().expect("a number"), cells.next_back().expect("a source"));
            // The last line may lack its end.
            if line.split('\t').count() == 4 && line != acknowledged.last().expect("a line") {
                let start = format!("{{\"report\":{number},");
                let filed = kept.lines().find(|kept| kept.starts_with(&start)).expect("the report");
                assert!(filed.contains(&format!("\"source\":\"{source}\"")), "{time}: {line}");
            }
        }
        if time % 5 == 0 {
            let again = recoupe(&affair, &["add", "reports.jsonl", "--archive", &archive]);
            assert_eq!(again.code, 0, "{time}: {}", again.errors);
            let kept = recoupe(&affair, &["archive", "--archive", &archive, "export"]).output;
            assert_eq!(kept.lines().count(), REPORTS, "{time}");
            let checked = recoupe(&affair, &["archive", "--archive", &archive, "check"]);
            assert_eq!(checked.code, 0, "{time}: {}", checked.output);
        }
    }
    assert!(in_the_middle >= times / 4, "killed in the middle {in_the_middle} times of {times}");
}

on_each_engine!(what_was_acknowledged_outlives_a_kill);

fn what_was_acknowledged_outlives_a_kill(home: &Home) {
    kill(home, 20);
}

#[test]
#[ignore = "takes minutes; the same as above, more often"]
fn what_was_acknowledged_outlives_many_kills() {
    for home in [Some(Home::file()), Home::database()].into_iter().flatten() {
        kill(&home, 200);
    }
}
