//! The stream at length: what a report costs when ten thousand, a hundred thousand, a million were before it.
//!
//! Made from the signatures of ECB+: an affair is told again and again, as another affair of the
//! same kind with other names and half of the words others, two hundred reports a day, each affair within four days. So a
//! window of the stream holds dozens of look-alikes of every affair. Told are reports a second of one
//! core for the grouping alone, the memory at the end, and BCubed F1. Run by name alone; `--show million` adds the
//! longest stream, `--show features` prints the shortest one, for others to group (`benches/stream`).

use crate::ecbplus::{self, bcubed};
use crate::row::Row;
use anyhow::Result;
use jiff::ToSpan;
use jiff::civil::date;
use recoupe_stories::{Signature, Stream};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

/// Reports a day.
const A_DAY: usize = 200;

/// An affair's reports come within so many days.
const LASTS: usize = 4;

/// The last reports of a stream, whose cost is held against that of the shortest stream's.
const LATE: usize = 2000;

/// The window of an archive, in days.
const WINDOW: u16 = 60;

/// How many reports the streams have.
const SIZES: [usize; 3] = [10_000, 100_000, 1_000_000];

/// The rows for `stream` under `data`.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let readings = ecbplus::readings(data)?;
    let mut affairs: BTreeMap<String, Vec<Signature>> = BTreeMap::new();
    for reading in &readings {
        affairs.entry(ecbplus::affair(reading)).or_default().push(Signature::of(reading));
    }
    let affairs: Vec<Vec<Signature>> = affairs.into_values().collect();
    let mut rows = Vec::new();
    let mut first = None;
    if show == "features" {
        print(&affairs);
    }
    for size in SIZES {
        if size > 100_000 && show != "million" {
            continue;
        }
        let (seconds, late, (precision, recall, f1)) = grouped(&affairs, size);
        let cost = late * 1e6 / LATE as f64;
        let base = *first.get_or_insert(cost);
        let job = format!("stream of {size}");
        rows.push(
            Row::new(&job, "reports a second, grouping", size as f64 / seconds).bar(Some(500.0)),
        );
        rows.push(
            Row::new(&job, "a late report's cost over the first", cost / base)
                .at_most(Some(1.3))
                .note(format!("{cost:.0} microseconds")),
        );
        rows.push(
            Row::new(&job, "BCubed F1", f1)
                .note(format!("P {precision:.3} R {recall:.3}; {}", memory())),
        );
    }
    Ok(rows)
}

/// The generated reports in the order of their days, each with the number of its affair.
struct Generated<'affairs> {
    affairs: &'affairs [Vec<Signature>],
    waiting: BTreeMap<(usize, usize), (usize, Signature)>,
    /// How many affairs have begun, how many reports were made, and how many were told.
    begun: usize,
    made: usize,
    told: usize,
}

impl<'affairs> Generated<'affairs> {
    fn of(affairs: &'affairs [Vec<Signature>]) -> Self {
        Self { affairs, waiting: BTreeMap::new(), begun: 0, made: 0, told: 0 }
    }
}

impl Iterator for Generated<'_> {
    type Item = (usize, Signature);

    fn next(&mut self) -> Option<Self::Item> {
        let today = self.told / A_DAY;
        // New affairs begin until a day's reports are there.
        while self.waiting.len() < A_DAY {
            let affair = &self.affairs[self.begun % self.affairs.len()];
            for (number, signature) in affair.iter().enumerate() {
                let day = today + (number * 7 + self.begun) % LASTS;
                let report = (self.begun, again(signature, self.begun, day));
                self.waiting.insert((day, self.made), report);
                self.made += 1;
            }
            self.begun += 1;
        }
        self.told += 1;
        self.waiting.pop_first().map(|(_, report)| report)
    }
}

/// Seconds in all, seconds of the last [`LATE`] reports, and BCubed P, R, F1.
fn grouped(affairs: &[Vec<Signature>], size: usize) -> (f64, f64, (f64, f64, f64)) {
    let mut stream = Stream::with_window(WINDOW);
    let mut told: Vec<String> = Vec::with_capacity(size);
    let mut story_of: Vec<u64> = Vec::with_capacity(size);
    let (mut seconds, mut last) = (0.0, 0.0);
    let mut reports = Generated::of(affairs).take(size).peekable();
    while reports.peek().is_some() {
        // A day at a time, so that what makes the reports is not counted and the clock is seldom asked.
        let day: Vec<(usize, Signature)> = reports.by_ref().take(A_DAY).collect();
        let begun = Clock::start();
        let first = told.len();
        for (affair, signature) in day {
            let article = told.len() as u64;
            stream.add(article, signature);
            told.push(affair.to_string());
        }
        let took = begun.seconds();
        seconds += took;
        if told.len() + LATE > size {
            last += took;
        }
        story_of.extend((first..told.len()).map(|number| number as u64));
        // What is near the end of the window does not change any more.
        let from = told.len().saturating_sub(10 * A_DAY);
        for (number, held) in story_of.iter_mut().enumerate().skip(from) {
            *held = stream.story(number as u64).unwrap_or(*held);
        }
    }
    let mut groups: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (number, story) in story_of.iter().enumerate() {
        groups.entry(*story).or_default().push(number);
    }
    let groups: Vec<Vec<usize>> = groups.into_values().collect();
    (seconds, last, bcubed(&groups, &told))
}

/// Prints the reports of the shortest stream on standard error: the affair, then each feature with its weight.
fn print(affairs: &[Vec<Signature>]) {
    for (affair, signature) in Generated::of(affairs).take(SIZES[0]) {
        let features =
            signature.features.iter().map(|(feature, weight)| format!(" {feature:x}:{weight}"));
        eprintln!("{affair}{}", features.collect::<String>());
    }
}

/// The signature of a report of another affair of the same kind: other names, every second word another.
fn again(signature: &Signature, instance: usize, day: usize) -> Signature {
    let salt = (instance as u64 + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let other = |feature: u64| feature ^ salt;
    let is_name = |feature: u64| signature.names.binary_search(&feature).is_ok();
    let mut features: Vec<(u64, f32)> = signature
        .features
        .iter()
        .map(|(feature, weight)| {
            let varies = is_name(*feature) || feature % 2 == 0;
            (if varies { other(*feature) } else { *feature }, *weight)
        })
        .collect();
    features.sort_unstable_by_key(|(feature, _)| *feature);
    let mut names: Vec<u64> = signature.names.iter().map(|name| other(*name)).collect();
    names.sort_unstable();
    let day = date(2020, 1, 1).checked_add((day as i64).days()).ok();
    Signature { features, names, day, ..signature.clone() }
}

/// The processor time of this thread where the system tells it, so that what others do on the machine is not counted;
/// else the time that has passed.
struct Clock {
    begin: Instant,
    spent: Option<u64>,
}

impl Clock {
    fn start() -> Self {
        Self { spent: spent(), begin: Instant::now() }
    }

    fn seconds(&self) -> f64 {
        match (self.spent, spent()) {
            (Some(before), Some(now)) => (now - before) as f64 / 1e9,
            _ => self.begin.elapsed().as_secs_f64(),
        }
    }
}

/// Nanoseconds that this thread has run.
fn spent() -> Option<u64> {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    told.split(' ').next()?.parse().ok()
}

/// The most memory this process has had, where the system tells.
fn memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or("memory not told").to_owned()
}
