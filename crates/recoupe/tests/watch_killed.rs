//! Watching is killed at any moment: nothing that was acknowledged is lost, nothing is filed twice, and the next round
//! goes on.

mod common;

use common::site::{Server, make_due, page};
use common::{Affair, recoupe};
use jiff::Timestamp;
use recoupe_store::Archive;
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

/// So many hosts have a page: one host is not asked twice at once.
const HOSTS: u8 = 16;

/// Every page has this many other texts in turn.
const TEXTS: usize = 3;

fn text(host: u8, turn: usize) -> String {
    format!(
        "Mayor Ada Lund{host} opened the bridge of Norby{host} on Friday. Some {turn}{host}00 people walked across it in \
         the rain, and the old ferry Halcyon{host} made its last crossing, said the harbour master."
    )
}

/// When a round is killed: so long after it has acknowledged so many reports.
struct Kill {
    after: usize,
    moment: Duration,
}

/// A round of watching; gives the reports that it acknowledged, by number, with their addresses.
fn watch(affair: &Affair, feed: &str, kill: Option<&Kill>) -> Vec<(u64, String)> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["watch", "--once", "--each", "--allow-private", feed])
        .current_dir(affair.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let output = child.stdout.take().expect("an output");
    // A line that was cut off acknowledges nothing.
    let acknowledged = |line: String| {
        let mut cells = line.split('\t');
        let number = cells.next()?.parse().ok()?;
        let address = cells.nth(2).filter(|address| address.ends_with("/page"))?;
        Some((number, address.to_owned()))
    };
    let mut lines = BufReader::new(output).lines().map_while(Result::ok).filter_map(acknowledged);
    let mut told = Vec::new();
    if let Some(Kill { after, moment }) = kill {
        told.extend(lines.by_ref().take(*after));
        thread::sleep(*moment);
        child.kill().expect("killed");
    }
    told.extend(lines);
    child.wait().expect("it ends");
    told
}

/// Kills so many times, each time at another moment.
fn kill(times: u64) {
    let affair = Affair::new();
    let servers: Vec<Server> = (1..=HOSTS).map(Server::at_host).collect();
    let feed = servers[0].at("/feed");
    let named: Vec<String> = servers.iter().map(|server| server.at("/page")).collect();
    servers[0].feed(&named.iter().map(String::as_str).collect::<Vec<_>>());
    let put = |turn: usize| {
        for (host, server) in (1..).zip(&servers) {
            server.put("/page", page(&format!("Bridge {host}"), &text(host, turn % TEXTS)));
        }
    };
    put(0);
    let mut known: BTreeMap<String, u64> = BTreeMap::new();
    let (mut in_the_middle, mut random, mut turn) = (0, 88_172_645_463_325_252_u64, 0);
    for time in 0..times {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        // At any moment of the round, or while reports are filed, which is a small part of it.
        let kill = if time % 2 == 0 {
            Kill { after: 0, moment: Duration::from_millis(random >> 40 & 0xfff) }
        } else {
            let after = 1 + random as usize % usize::from(HOSTS);
            Kill { after, moment: Duration::from_micros(random >> 40 & 0xfff) }
        };
        let acknowledged = watch(&affair, &feed, Some(&kill));
        let path = affair.path("recoupe.sqlite");
        if !path.exists() {
            assert!(acknowledged.is_empty());
            continue;
        }
        let mut archive = Archive::open(path.as_path()).expect("an archive");
        assert_eq!(archive.check().expect("checked").0, Vec::<String>::new(), "{time}");
        let reports = archive.reports_after(0, 999).expect("reports");
        // Each address is one report, under the number that was told.
        let mut held: BTreeMap<&str, u64> = BTreeMap::new();
        for report in &reports {
            assert_eq!(held.insert(&report.source, report.id), None, "{time}: filed twice");
        }
        for (number, address) in &acknowledged {
            assert_eq!(held.get(address.as_str()), Some(number), "{time}: {address}");
        }
        for (address, number) in &known {
            assert_eq!(held.get(address.as_str()), Some(number), "{time}: lost");
        }
        known.extend(held.iter().map(|(address, number)| ((*address).to_owned(), *number)));
        // A page whose marks are known has been filed as it was: its text will not be sent again.
        let marked = archive.due(Timestamp::MAX, 999).expect("pages");
        for row in marked.iter().filter(|row| row.etag.is_some()) {
            assert!(
                held.contains_key(row.url.as_str()),
                "{time}: {} is marked, not filed",
                row.url
            );
        }
        // No version is the one before it.
        for report in &reports {
            let texts: Vec<String> = (1..=report.versions)
                .map(|number| archive.article(report.id, Some(number)).expect("a version").text)
                .collect();
            assert!(texts.windows(2).all(|pair| pair[0] != pair[1]), "{time}: a version twice");
        }
        let done = acknowledged.len() == usize::from(HOSTS);
        in_the_middle += u64::from(!acknowledged.is_empty() && !done);
        // What is on its way when it is killed has changed each time.
        turn += 1;
        put(turn);
        make_due(&mut archive);
    }
    // The last round is let go on: every page is there as it stands now.
    watch(&affair, &feed, None);
    let mut archive = Archive::open(affair.path("recoupe.sqlite").as_path()).expect("an archive");
    let reports = archive.reports_after(0, 999).expect("reports");
    assert_eq!(reports.len(), usize::from(HOSTS));
    for (host, address) in (1..).zip(&named) {
        let report = reports.iter().find(|report| report.source == *address).expect("the report");
        let article = archive.article(report.id, None).expect("an article");
        assert!(article.text.contains(&text(host, turn % TEXTS)), "{address}");
    }
    assert!(in_the_middle >= times / 4, "killed in the middle {in_the_middle} times of {times}");
    let checked = recoupe(&affair, &["archive", "check"]);
    assert_eq!(checked.code, 0, "{}", checked.output);
}

#[test]
fn what_was_acknowledged_outlives_a_kill() {
    kill(12);
}

#[test]
#[ignore = "takes minutes; the same as above, more often"]
fn what_was_acknowledged_outlives_many_kills() {
    kill(200);
}
