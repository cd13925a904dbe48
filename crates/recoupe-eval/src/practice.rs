//! Speakers of the practice reports (`eval/labelled/practice`): written to find out what the rules lack, and read by who
//! made them, so that the share is no measure of other texts; it falls where a change breaks what worked.
//!
//! A report's quotations carry their speaker in braces behind the closing mark. A speaker is right where it, or whom it
//! stands for, shares a word with those.

use crate::row::Row;
use anyhow::{Context, Result};
use jiff::civil::date;
use recoupe_annotate::Reading;
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_text::{Span, fold};
use std::collections::BTreeSet;
use std::path::Path;

/// Reports are parted by this line.
const PARTED: &str = "\n###\n";

/// How far behind the words of a quotation its speaker may be told, in bytes: the marks that close it.
const MARKS: u32 = 8;

/// The rows; `show` is `practice` for what goes wrong.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(_data: &Path, show: &str) -> Result<Vec<Row>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/labelled/practice");
    let mut rows = Vec::new();
    for language in ["ar", "de", "en", "fr"] {
        let path = folder.join(format!("{language}.txt"));
        let reports = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
        let (mut right, mut all) = (0, 0);
        for report in reports.split(PARTED) {
            let (text, told) = told(report.trim());
            let reading = reading(&text, language);
            for (at, speaker) in told {
                let named = speaker_at(&reading, &text, at);
                let holds = words(&named).intersection(&words(&speaker)).next().is_some();
                if !holds && show == "practice" {
                    eprintln!(
                        "{language}: {named:?} for {speaker:?} in {}",
                        text.lines().next().unwrap_or_default()
                    );
                }
                right += usize::from(holds);
                all += 1;
            }
        }
        let share = right as f64 / f64::from(all.max(1));
        let row = Row::new(&format!("practice {language}"), "speakers", share);
        rows.push(row.note(format!("{right} of {all}; the rules were made on these")));
    }
    Ok(rows)
}

/// The text without its labels, and each label with where it stood.
fn told(report: &str) -> (String, Vec<(u32, String)>) {
    let (mut text, mut told) = (String::new(), Vec::new());
    for piece in report.split('}') {
        let (words, speaker) = piece.split_once('{').unwrap_or((piece, ""));
        text.push_str(words);
        if !speaker.is_empty() {
            told.push((text.len() as u32, speaker.to_owned()));
        }
    }
    (text, told)
}

fn reading(text: &str, language: &str) -> Reading {
    let title = text.find('\n').unwrap_or(text.len());
    Reading::of(Article {
        language: Some(language.to_owned()),
        published: Dated { value: Some(date(2026, 3, 10)), basis: DateBasis::Metadata },
        title: Some(Span::new(0, title)),
        text: text.to_owned(),
        ..Article::default()
    })
}

/// The words that name the speaker of the quotation in marks that ends at `at`, and whom they stand for.
fn speaker_at(reading: &Reading, text: &str, at: u32) -> String {
    let ends = |piece: &Span| piece.end <= at && piece.end + MARKS >= at;
    let found = reading.quotations.iter().filter(|quotation| quotation.content.iter().any(ends));
    let spans = found.flat_map(|quotation| [quotation.speaker, quotation.referent]).flatten();
    spans.map(|span| span.of(text)).collect::<Vec<_>>().join(" ")
}

fn words(phrase: &str) -> BTreeSet<String> {
    phrase
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.len() > 1)
        .map(fold)
        .collect()
}
