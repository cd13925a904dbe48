//! Grouping across languages: reports of one affair in several languages must come together.
//!
//! MEANTIME: 120 English articles of Wikinews and their Spanish translations, all 240 at once: the share of the pairs
//! that are in one group. The file lists some articles beside others' translations: where the days of a row differ, an
//! article is laid beside the translation of its own day, as both have it. The gold groups are the pairs, though some
//! pairs tell of one affair, so precision is unkind.
//! ITN: blurbs of the same event on the front pages of several Wikipedias, worded independently, one or two
//! sentences each; BCubed F1 over events, of the languages for which there are tables.

use crate::ecbplus::bcubed;
use crate::row::Row;
use anyhow::{Context, Result};
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_stories::group;
use recoupe_text::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// The rows for `meantime-en-es` and `itn-corpus` under `data`; `show` = `affairs` prints the pairs that
/// were not found.
///
/// # Errors
/// Where a file of the sets cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let mut rows = meantime(&data.join("meantime-en-es/pairs.jsonl"), show)?;
    rows.extend(itn(&data.join("itn-corpus/corpus.json"))?);
    Ok(rows)
}

/// A text of a day in a language, and the affair that it tells of.
struct Told {
    affair: String,
    language: String,
    day: Option<jiff::civil::Date>,
    text: String,
}

/// The groups of `texts`, and the affair of each.
fn grouped(texts: &[Told]) -> (Vec<Vec<usize>>, Vec<String>) {
    let readings: Vec<Reading> = texts
        .par_iter()
        .map(|told| {
            Reading::of(Article {
                source: told.affair.clone(),
                language: Some(told.language.clone()),
                published: Dated { value: told.day, basis: DateBasis::Metadata },
                text: told.text.clone(),
                ..Article::default()
            })
        })
        .collect();
    (group(&readings), texts.iter().map(|told| told.affair.clone()).collect())
}

#[derive(Deserialize)]
struct Pair {
    i: usize,
    dct_en: Option<jiff::civil::Date>,
    dct_es: Option<jiff::civil::Date>,
    en: Vec<String>,
    es: Vec<String>,
}

fn meantime(path: &Path, show: &str) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let rows: Vec<Pair> =
        text.lines().map(serde_json::from_str).collect::<Result<_, serde_json::Error>>()?;
    let mut texts = Vec::new();
    for pair in &rows {
        let translated = if pair.dct_en == pair.dct_es {
            Some(pair)
        } else {
            rows.iter().find(|other| other.dct_es == pair.dct_en && other.dct_es != other.dct_en)
        };
        let Some(translated) = translated else { continue };
        for (language, day, lines) in
            [("en", pair.dct_en, &pair.en), ("es", translated.dct_es, &translated.es)]
        {
            texts.push(Told {
                affair: pair.i.to_string(),
                language: language.to_owned(),
                day,
                text: untokenised(&lines.join("\n\n")),
            });
        }
    }
    let (groups, gold) = grouped(&texts);
    let mut of = vec![0; texts.len()];
    for (number, members) in groups.iter().enumerate() {
        for member in members {
            of[*member] = number;
        }
    }
    let pairs = texts.len() / 2;
    let together = (0..pairs).filter(|pair| of[2 * pair] == of[2 * pair + 1]).count();
    if show == "affairs" {
        for pair in (0..pairs).filter(|pair| of[2 * pair] != of[2 * pair + 1]) {
            let title = |at: usize| texts[at].text.lines().next().unwrap_or_default();
            eprintln!("APART {} | {}", title(2 * pair), title(2 * pair + 1));
        }
    }
    let (precision, recall, f1) = bcubed(&groups, &gold);
    let note = format!("BCubed P {precision:.3} R {recall:.3} F1 {f1:.3}; {} groups", groups.len());
    let share = together as f64 / pairs.max(1) as f64;
    Ok(vec![
        Row::new("grouping MEANTIME en es", "pairs in one group", share)
            .bar(Some(1.0))
            .note(format!("{together} of {pairs}; {note}")),
    ])
}

/// The set's tokens as a text: marks stand at the words they belong to.
fn untokenised(text: &str) -> String {
    let mut out = text.replace("`` ", "“").replace(" ''", "”");
    for mark in [",", ".", ";", ":", "?", "!", ")", "'s", "%"] {
        out = out.replace(&format!(" {mark}"), mark);
    }
    out.replace("( ", "(")
}

#[derive(Deserialize)]
struct Blurb {
    lang: String,
    blurb: String,
}

fn itn(path: &Path) -> Result<Vec<Row>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let events: BTreeMap<String, BTreeMap<String, Blurb>> = serde_json::from_str(&text)?;
    let mut texts = Vec::new();
    for (affair, blurbs) in &events {
        for (stamp, blurb) in blurbs {
            if Language::get(&blurb.lang).is_none() {
                continue;
            }
            let second = stamp.parse::<f64>().unwrap_or(0.0) as i64;
            let day = jiff::Timestamp::from_second(second).ok();
            texts.push(Told {
                affair: affair.clone(),
                language: blurb.lang.clone(),
                day: day.map(|day| day.to_zoned(jiff::tz::TimeZone::UTC).date()),
                text: without_tags(&blurb.blurb),
            });
        }
    }
    let (groups, gold) = grouped(&texts);
    let (precision, recall, f1) = bcubed(&groups, &gold);
    let mut events = gold;
    events.sort_unstable();
    events.dedup();
    let note = format!(
        "P {precision:.3} R {recall:.3}; {} groups; {} blurbs, {} events",
        groups.len(),
        texts.len(),
        events.len()
    );
    Ok(vec![Row::new("grouping ITN", "BCubed F1", f1).note(note)])
}

fn without_tags(markup: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for letter in markup.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            other if !inside => out.push(other),
            _ => {}
        }
    }
    out
}
