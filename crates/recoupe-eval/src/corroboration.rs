//! Claims held against the reports of invented affairs: is what independent reports share told from what
//! one says, what only copies repeat, what was altered, what nobody said?
//!
//! The set is the project's own (`eval/corroboration`). Affairs 01 to 06, and from 13 on those of odd number, were looked at while
//! tuning, the first with more claims about them (`practice.tsv`) than are counted; the others never.

use crate::row::Row;
use anyhow::{Context, Result};
use recoupe_annotate::Reading;
use recoupe_compare::{Held, Place, Verdict, compare, hold};
use recoupe_read::Article;
use std::path::Path;

/// Whether the affair of this number was looked at while tuning.
fn is_tuned(number: u32) -> bool {
    number <= 6 || number >= 13 && number % 2 == 1
}

/// The rows; `show` = `claims` prints each claim of the tuning half that went wrong.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(_data: &Path, show: &str) -> Result<Vec<Row>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/corroboration");
    let mut affairs: Vec<_> = std::fs::read_dir(&root)
        .with_context(|| root.display().to_string())?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.is_dir())
        .collect();
    affairs.sort();
    let mut tallies = [Tally::default(), Tally::default(), Tally::default()];
    for affair in &affairs {
        let name = affair.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut readings = read(affair)?;
        let _ = compare(&mut readings.iter_mut().collect::<Vec<_>>());
        let readings: Vec<&Reading> = readings.iter().collect();
        let tuned = is_tuned(name[..2].parse().with_context(|| name.clone())?);
        let sets =
            [(tuned, "claims.tsv", 0), (tuned, "practice.tsv", 1), (!tuned, "claims.tsv", 2)];
        for (_, file, set) in sets.into_iter().filter(|(applies, ..)| *applies) {
            let claims = std::fs::read_to_string(affair.join(file));
            // Only some affairs have claims for practice.
            for line in claims
                .or_else(|error| if set == 1 { Ok(String::new()) } else { Err(error) })?
                .lines()
            {
                let columns: Vec<&str> = line.split('\t').collect();
                let [kind, language, text, ..] = columns[..] else { continue };
                let claim = Reading::of(Article {
                    language: Some(language.to_owned()),
                    text: text.to_owned(),
                    ..Article::default()
                });
                let held = hold(&claim, &readings);
                let confirmed = held.verdict == Verdict::Confirmed;
                tallies[set].add(kind, confirmed);
                if show == "claims" && tuned && confirmed != (kind == "true") {
                    tell(&format!("{name} {kind}: {text}"), &held, &readings);
                }
            }
        }
    }
    let names = ["tuned on", "practice", "held out"];
    Ok(names.iter().zip(&tallies).flat_map(|(name, tally)| tally.rows(name)).collect())
}

/// The reports of an affair.
fn read(affair: &Path) -> Result<Vec<Reading>> {
    let mut files: Vec<_> = std::fs::read_dir(affair)?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    files.sort();
    let mut readings = Vec::new();
    for file in &files {
        let input = recoupe_read::read(&file.display().to_string(), &std::fs::read(file)?)?;
        readings.extend(input.articles.into_iter().map(Reading::of));
    }
    Ok(readings)
}

/// A claim that went wrong, with what was found.
fn tell(claim: &str, held: &Held, readings: &[&Reading]) {
    eprintln!("{claim} [{:?}, {} origins]", held.verdict, held.origins);
    let place = |place: &Place| {
        let reading = readings[place.article];
        let source = reading.article.source.rsplit('/').next().unwrap_or_default().to_owned();
        format!("{source} {}", place.span.of(reading.text()).replace('\n', " "))
    };
    held.evidence.iter().for_each(|said| eprintln!("     + {}", place(said)));
    held.against.iter().for_each(|(kind, said)| eprintln!("     - {kind:?} {}", place(said)));
}

/// Confirmed and all, of the true, the distorted, the single and copied, the fabricated.
#[derive(Default)]
struct Tally([[usize; 2]; 4]);

impl Tally {
    fn add(&mut self, kind: &str, confirmed: bool) {
        let class = match kind.split(':').next().unwrap_or_default() {
            "true" => 0,
            "distorted" => 1,
            "single" | "copied" => 2,
            _ => 3,
        };
        self.0[class][0] += usize::from(confirmed);
        self.0[class][1] += 1;
    }

    fn rows(&self, name: &str) -> Vec<Row> {
        let share = |classes: &[usize]| {
            let (right, of) = classes.iter().fold((0, 0), |(right, of), class| {
                (right + self.0[*class][0], of + self.0[*class][1])
            });
            (right as f64 / of.max(1) as f64, format!("{right} of {of}"))
        };
        let job = format!("corroboration, {name}");
        let (value, note) = share(&[0]);
        let mut rows =
            vec![Row::new(&job, "true claims confirmed", value).bar(Some(0.80)).note(note)];
        for (classes, measure) in [
            (&[1, 2][..], "distorted, single, copied confirmed"),
            (&[1], "  distorted"),
            (&[2], "  single or only copied"),
            (&[3], "fabricated confirmed"),
        ] {
            let (value, note) = share(classes);
            let bar = (classes.len() > 1).then_some(0.05);
            rows.push(Row::new(&job, measure, value).note(note).at_most(bar));
        }
        rows
    }
}
