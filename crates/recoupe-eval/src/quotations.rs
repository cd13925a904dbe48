//! Quotations and their speakers, on PolNeAR (English, political news, the first annotator of each text).
//!
//! A gold attribution is *direct* where at least 90 % of its words stand between marks, *mixed* where
//! some do, *indirect* where none does. Overlap is Jaccard over the words' places in the text, so
//! pieces count. Recall of a kind: gold attributions of that kind that some quotation of ours overlaps
//! enough. Precision: our quotations of that kind that overlap some gold attribution enough, whatever
//! its kind (the border between kinds is not what is measured). Speakers: over matched gold direct
//! quotations with a source, the share whose speaker overlaps it by a word.

use crate::row::Row;
use anyhow::{Context, Result};
use recoupe_annotate::Syntax;
use recoupe_annotate::quotations::{QuotationKind, quotations};
use recoupe_text::{Language, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

type Words = BTreeSet<usize>;

struct Gold {
    kind: QuotationKind,
    words: Words,
    source: Words,
}

struct Ours {
    kind: QuotationKind,
    words: Words,
    speaker: Words,
    shown: String,
}

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
        let ours: Vec<Ours> = quotations(&syntax)
            .into_iter()
            .map(|quotation| {
                let spans = match (quotation.kind, quotation.clause) {
                    (QuotationKind::Mixed, Some(clause)) => vec![clause],
                    _ => quotation.content.clone(),
                };
                Ours {
                    kind: quotation.kind,
                    words: spans.iter().flat_map(|span| index.of_span(*span)).collect(),
                    speaker: quotation
                        .speaker
                        .iter()
                        .flat_map(|span| index.of_span(*span))
                        .collect(),
                    shown: format!(
                        "{} << {}",
                        spans.iter().map(|span| span.of(&text)).collect::<Vec<_>>().join(" // "),
                        quotation.speaker.map_or("?", |span| span.of(&text))
                    ),
                }
            })
            .collect();
        tally.add(name, &text, &index, &gold, &ours, show);
    }
    Ok(tally.rows())
}

#[derive(Default)]
struct Tally {
    counts: BTreeMap<(&'static str, QuotationKind, u8), [usize; 2]>,
    speakers: BTreeMap<QuotationKind, [usize; 2]>,
}

const KINDS: [(QuotationKind, &str); 3] = [
    (QuotationKind::Direct, "direct"),
    (QuotationKind::Mixed, "mixed"),
    (QuotationKind::Indirect, "indirect"),
];

impl Tally {
    fn add(
        &mut self,
        name: &str,
        text: &str,
        index: &WordIndex,
        gold: &[Gold],
        ours: &[Ours],
        show: &str,
    ) {
        for threshold in [30_u8, 80] {
            let enough = f64::from(threshold) / 100.0;
            for item in gold {
                let hit = ours
                    .iter()
                    .map(|our| (jaccard(&our.words, &item.words), our))
                    .max_by(|a, b| a.0.total_cmp(&b.0));
                let found = hit.as_ref().is_some_and(|(score, _)| *score >= enough);
                let count = self.counts.entry(("recall", item.kind, threshold)).or_default();
                count[0] += usize::from(found);
                count[1] += 1;
                if threshold == 30 && found && !item.source.is_empty() {
                    let right = hit.as_ref().is_some_and(|(_, our)| {
                        our.speaker.intersection(&item.source).next().is_some()
                    });
                    let count = self.speakers.entry(item.kind).or_default();
                    count[0] += usize::from(right);
                    count[1] += 1;
                    if !right && show == "speaker" && item.kind == QuotationKind::Direct {
                        eprintln!(
                            "SPEAKER {name}: {} gold {}",
                            hit.map_or("", |(_, our)| &our.shown),
                            index.show(text, &item.source)
                        );
                    }
                }
                if !found
                    && show == format!("recall{threshold}")
                    && item.kind == QuotationKind::Direct
                {
                    eprintln!(
                        "MISSED {name}: {} | best {}",
                        index.show(text, &item.words),
                        hit.map_or("", |(_, our)| &our.shown)
                    );
                }
            }
            for our in ours {
                let best =
                    gold.iter().map(|item| jaccard(&our.words, &item.words)).fold(0.0, f64::max);
                let count = self.counts.entry(("precision", our.kind, threshold)).or_default();
                count[0] += usize::from(best >= enough);
                count[1] += 1;
                if best < enough && show == format!("{:?}{threshold}", our.kind) {
                    eprintln!("WRONG {name}: {best:.2} {}", our.shown);
                }
            }
        }
    }

    fn rows(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        let share = |counts: Option<&[usize; 2]>| {
            counts.map_or(0.0, |[right, of]| *right as f64 / (*of).max(1) as f64)
        };
        for (kind, name) in KINDS {
            for threshold in [30_u8, 80] {
                let recall = share(self.counts.get(&("recall", kind, threshold)));
                let precision = share(self.counts.get(&("precision", kind, threshold)));
                let f1 = if recall + precision > 0.0 {
                    2.0 * recall * precision / (recall + precision)
                } else {
                    0.0
                };
                let bar = match (kind, threshold) {
                    (QuotationKind::Direct, 30) => Some(0.92),
                    (QuotationKind::Direct, _) => Some(0.85),
                    (QuotationKind::Mixed, 30) => Some(0.80),
                    _ => None,
                };
                let at = f64::from(threshold) / 100.0;
                rows.push(
                    Row::new("quotations en", format!("{name} F1 at {at}"), f1)
                        .bar(bar)
                        .note(format!("P {precision:.3} R {recall:.3}")),
                );
                if kind == QuotationKind::Indirect {
                    let bar = (threshold == 30).then_some(0.80);
                    rows.push(
                        Row::new("quotations en", format!("{name} precision at {at}"), precision)
                            .bar(bar),
                    );
                }
            }
            rows.push(
                Row::new(
                    "quotations en",
                    format!("{name} speaker overlap"),
                    share(self.speakers.get(&kind)),
                )
                .bar((kind == QuotationKind::Direct).then_some(0.87))
                .note(format!("{} matched", self.speakers.get(&kind).map_or(0, |count| count[1]))),
            );
        }
        rows
    }
}

fn jaccard(left: &Words, right: &Words) -> f64 {
    let shared = left.intersection(right).count();
    let all = left.len() + right.len() - shared;
    if all == 0 { 0.0 } else { shared as f64 / all as f64 }
}

/// Where each word (a run of letters and digits) stands.
struct WordIndex {
    words: Vec<Span>,
}

impl WordIndex {
    fn of(text: &str) -> Self {
        let mut words = Vec::new();
        let mut start = None;
        for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
            match (letter.is_alphanumeric(), start) {
                (true, None) => start = Some(at),
                (false, Some(from)) => {
                    words.push(Span::new(from, at));
                    start = None;
                }
                _ => {}
            }
        }
        Self { words }
    }

    fn of_span(&self, span: Span) -> impl Iterator<Item = usize> + use<> {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let last = self.words.partition_point(|word| word.start < span.end);
        first..last.max(first)
    }

    fn show(&self, text: &str, words: &Words) -> String {
        words.iter().map(|word| self.words[*word].of(text)).collect::<Vec<_>>().join(" ")
    }
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
