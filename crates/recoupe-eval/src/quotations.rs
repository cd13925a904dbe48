//! Quotations and their speakers, on PolNeAR (English, political news, the first annotator of each text).
//!
//! A gold attribution is *direct* where at least 90 % of its words stand between marks, *mixed* where
//! some do, *indirect* where none does; [`crate::agreement`] says what agrees.

use crate::agreement::{Bars, Gold, Ours, Tally, WordIndex, Words};
use crate::row::Row;
use anyhow::{Context, Result};
use recoupe_annotate::Syntax;
use recoupe_annotate::names::Names;
use recoupe_annotate::quotations::{QuotationKind, quotations};
use recoupe_text::{Language, Span};
use std::collections::BTreeMap;
use std::path::Path;

/// The rows for `polnear/dev` under `data`. `show` names the errors to print on stderr: `speaker`, `recall30`, `Direct80`, ….
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let folder = data.join("polnear/dev");
    let mut files: BTreeMap<String, std::path::PathBuf> = BTreeMap::new();
    for entry in std::fs::read_dir(folder.join("attributions"))? {
        let path = entry?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).context("name")?.to_owned();
        if let Some((text, _)) = stem.rsplit_once('_') {
            files
                .entry(text.to_owned())
                .and_modify(|held| *held = held.clone().min(path.clone()))
                .or_insert(path);
        }
    }
    let language = Language::get("en").context("no English tables")?;
    let mut tally = Tally::default();
    for (name, annotations) in &files {
        let text = std::fs::read_to_string(folder.join("text").join(format!("{name}.txt")))?;
        let gold = read_gold(&text, &std::fs::read_to_string(annotations)?);
        let syntax = Syntax::of(&text, language);
        let index = WordIndex::of(&text);
        let ours = Ours::all(&quotations(&syntax, &Names::of(&text, &syntax, None)), &text, &index);
        tally.add(name, &text, &index, &gold, &ours, show);
    }
    let bars = Bars {
        direct: [Some(0.92), Some(0.85)],
        mixed: Some(0.80),
        indirect: Some(0.80),
        speaker: Some(0.87),
    };
    Ok(tally.rows("quotations en", &bars))
}

/// Reads a brat file; its offsets count characters.
fn read_gold(text: &str, annotations: &str) -> Vec<Gold> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let index = WordIndex::of(text);
    let mut spans: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
    for line in annotations.lines().filter(|line| line.starts_with('T')) {
        let mut columns = line.splitn(3, '\t');
        let (Some(id), Some(place)) = (columns.next(), columns.next()) else { continue };
        let Some((_, ranges)) = place.split_once(' ') else { continue };
        let ranges = ranges.split(';').filter_map(|range| {
            let (start, end) = range.split_once(' ')?;
            Some(Span::new(
                *bytes.get(start.parse::<usize>().ok()?)?,
                *bytes.get(end.parse::<usize>().ok()?)?,
            ))
        });
        spans.insert(id, ranges.collect());
    }
    let mut gold = Vec::new();
    for line in annotations.lines().filter(|line| line.starts_with('E')) {
        let Some((_, arguments)) = line.split_once('\t') else { continue };
        let mut content: Vec<Span> = Vec::new();
        let mut source = Words::new();
        for argument in arguments.split_whitespace() {
            let Some((role, id)) = argument.split_once(':') else { continue };
            let Some(places) = spans.get(id) else { continue };
            if role.starts_with("Content") {
                content.extend(places);
            } else if role.starts_with("Source") {
                source.extend(places.iter().flat_map(|span| index.of_span(*span)));
            }
        }
        content.sort();
        let words: Words = content.iter().flat_map(|span| index.of_span(*span)).collect();
        if words.is_empty() {
            continue;
        }
        let shown: Vec<&str> = content.iter().map(|span| span.of(text)).collect();
        let marked = marked_words(&shown.join(" "));
        let kind = if marked * 10 >= words.len() * 9 {
            QuotationKind::Direct
        } else if marked > 0 {
            QuotationKind::Mixed
        } else {
            QuotationKind::Indirect
        };
        gold.push(Gold { kind, words, source });
    }
    gold
}

fn marked_words(text: &str) -> usize {
    let mut open = false;
    let mut count = 0;
    let mut in_word = false;
    for letter in text.chars() {
        match letter {
            '“' => open = true,
            '”' => open = false,
            '"' => open = !open,
            _ => {}
        }
        if letter.is_alphanumeric() {
            count += usize::from(open && !in_word);
            in_word = true;
        } else {
            in_word = false;
        }
    }
    count
}
