//! Claims held against the reports of invented affairs: is what independent reports share told from what
//! one says, what only copies repeat, what was altered, what nobody said?
//!
//! The set is the project's own (`eval/corroboration`); affairs 01 to 06 were looked at while tuning, 07
//! to 12 never.

use crate::row::Row;
use anyhow::{Context, Result};
use recoupe_annotate::Reading;
use recoupe_compare::{Verdict, compare, hold};
use recoupe_read::Article;
use std::path::Path;

/// The last affair that was looked at while tuning.
const TUNED: &str = "06";

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
    // For each half: [confirmed, all] of true, of distorted, of single and copied, of fabricated.
    let mut counts = [[[0_usize; 2]; 4]; 2];
    for affair in &affairs {
        let name = affair.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let half = usize::from(&name[..2] > TUNED);
        let mut files: Vec<_> = std::fs::read_dir(affair)?
            .filter_map(|entry| entry.ok().map(|entry| entry.path()))
            .collect();
        files.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
        files.sort();
        let mut readings: Vec<Reading> = Vec::new();
        for file in &files {
            let input = recoupe_read::read(&file.display().to_string(), &std::fs::read(file)?)?;
            readings.extend(input.articles.into_iter().map(Reading::of));
        }
        let mut all: Vec<&mut Reading> = readings.iter_mut().collect();
        let _ = compare(&mut all);
        let readings: Vec<&Reading> = readings.iter().collect();
        for line in std::fs::read_to_string(affair.join("claims.tsv"))?.lines() {
            let columns: Vec<&str> = line.split('\t').collect();
            let [kind, language, text, ..] = columns[..] else { continue };
            let claim = Reading::of(Article {
                language: Some(language.to_owned()),
                text: text.to_owned(),
                ..Article::default()
            });
            let held = hold(&claim, &readings);
            let confirmed = held.verdict == Verdict::Confirmed;
            let class = match kind.split(':').next().unwrap_or_default() {
                "true" => 0,
                "distorted" => 1,
                "single" | "copied" => 2,
                _ => 3,
            };
            counts[half][class][0] += usize::from(confirmed);
            counts[half][class][1] += 1;
            if show == "claims" && half == 0 && confirmed != (class == 0) {
                eprintln!("{name} {kind} {:?} ({} origins): {text}", held.verdict, held.origins);
                for place in &held.evidence {
                    eprintln!(
                        "     + {} {}",
                        readings[place.article].article.source.rsplit('/').next().unwrap_or(""),
                        place.span.of(readings[place.article].text())
                    );
                }
                for (kind, place) in &held.against {
                    eprintln!(
                        "     - {kind:?} {} {}",
                        readings[place.article].article.source.rsplit('/').next().unwrap_or(""),
                        place.span.of(readings[place.article].text())
                    );
                }
            }
        }
    }
    let mut rows = Vec::new();
    for (half, name) in ["tuned on", "held out"].into_iter().enumerate() {
        let share = |class: &[usize]| {
            let (right, of) = class.iter().fold((0, 0), |(right, of), class| {
                (right + counts[half][*class][0], of + counts[half][*class][1])
            });
            (right as f64 / of.max(1) as f64, format!("{right} of {of}"))
        };
        let job = format!("corroboration, {name}");
        let (value, note) = share(&[0]);
        rows.push(Row::new(&job, "true claims confirmed", value).bar(Some(0.80)).note(note));
        for (class, measure) in [
            (&[1, 2][..], "distorted, single, copied confirmed"),
            (&[1], "  distorted"),
            (&[2], "  single or only copied"),
            (&[3], "fabricated confirmed"),
        ] {
            let (value, note) = share(class);
            rows.push(
                Row::new(&job, measure, value)
                    .note(note)
                    .at_most((class.len() > 1).then_some(0.05)),
            );
        }
    }
    Ok(rows)
}
