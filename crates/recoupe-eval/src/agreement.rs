//! How well quotations agree with those that somebody marked, whatever the set.
//!
//! Overlap is Jaccard over the words' places in the text, so pieces count. Recall of a kind: gold attributions of that
//! kind that some quotation of ours overlaps enough. Precision: our quotations of that kind that overlap some gold
//! attribution enough, whatever its kind (the border between kinds is not what is measured). Speakers: over matched
//! gold quotations with a source, the share whose speaker overlaps it by a word; their precision is the same share of those that have a speaker.

use crate::row::Row;
use recoupe_annotate::quotations::{Quotation, QuotationKind};
use recoupe_text::Span;
use std::collections::{BTreeMap, BTreeSet};

/// Places of words in a text.
pub(crate) type Words = BTreeSet<usize>;

/// A quotation that somebody marked.
pub(crate) struct Gold {
    pub(crate) kind: QuotationKind,
    pub(crate) words: Words,
    pub(crate) source: Words,
}

/// A quotation that was found.
pub(crate) struct Ours {
    kind: QuotationKind,
    words: Words,
    pub(crate) speaker: Words,
    shown: String,
}

impl Ours {
    /// The quotations of a text.
    pub(crate) fn all(found: &[Quotation], text: &str, index: &WordIndex) -> Vec<Self> {
        let of = |quotation: &Quotation| {
            let spans = match (quotation.kind, quotation.clause) {
                (QuotationKind::Mixed, Some(clause)) => vec![clause],
                _ => quotation.content.clone(),
            };
            Self {
                kind: quotation.kind,
                words: spans.iter().flat_map(|span| index.of_span(*span)).collect(),
                speaker: quotation.speaker.iter().flat_map(|span| index.of_span(*span)).collect(),
                shown: format!(
                    "{} << {}",
                    spans.iter().map(|span| span.of(text)).collect::<Vec<_>>().join(" // "),
                    quotation.speaker.map_or("?", |span| span.of(text))
                ),
            }
        };
        found.iter().map(of).collect()
    }
}

/// What is asked of a set.
#[derive(Default)]
pub(crate) struct Bars {
    /// F1 of direct quotations at an overlap of 0.3 and of 0.8.
    pub(crate) direct: [Option<f64>; 2],
    pub(crate) mixed: Option<f64>,
    /// Precision of indirect ones.
    pub(crate) indirect: Option<f64>,
    /// Speakers of direct ones.
    pub(crate) speaker: Option<f64>,
}

/// What agreed, over several texts.
#[derive(Default)]
pub(crate) struct Tally {
    counts: BTreeMap<(&'static str, QuotationKind, u8), [usize; 2]>,
    /// Of the matched quotations with a source: speakers right, all, speakers given.
    speakers: BTreeMap<QuotationKind, [usize; 3]>,
}

const KINDS: [(QuotationKind, &str); 3] = [
    (QuotationKind::Direct, "direct"),
    (QuotationKind::Mixed, "mixed"),
    (QuotationKind::Indirect, "indirect"),
];

impl Tally {
    /// Adds a text.
    pub(crate) fn add(
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
                    count[2] += usize::from(hit.is_some_and(|(_, our)| !our.speaker.is_empty()));
                    if !right && show == "speaker" {
                        eprintln!(
                            "SPEAKER {name} {:?}: {} gold {}",
                            item.kind,
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

    /// The rows of a job; `bars` are those of direct quotations and their speakers.
    pub(crate) fn rows(&self, job: &str, bars: &Bars) -> Vec<Row> {
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
                    (QuotationKind::Direct, 30) => bars.direct[0],
                    (QuotationKind::Direct, _) => bars.direct[1],
                    (QuotationKind::Mixed, 30) => bars.mixed,
                    _ => None,
                };
                let at = f64::from(threshold) / 100.0;
                rows.push(
                    Row::new(job, format!("{name} F1 at {at}"), f1)
                        .bar(bar)
                        .note(format!("P {precision:.3} R {recall:.3}")),
                );
                if kind == QuotationKind::Indirect {
                    let bar = bars.indirect.filter(|_| threshold == 30);
                    rows.push(
                        Row::new(job, format!("{name} precision at {at}"), precision).bar(bar),
                    );
                }
            }
            let [right, all, given] = self.speakers.get(&kind).copied().unwrap_or_default();
            rows.push(
                Row::new(job, format!("{name} speaker overlap"), share(Some(&[right, all])))
                    .bar(bars.speaker.filter(|_| kind == QuotationKind::Direct))
                    .note(format!("{all} matched, P {:.3}", share(Some(&[right, given])))),
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
pub(crate) struct WordIndex {
    words: Vec<Span>,
}

impl WordIndex {
    /// The words of `text`.
    pub(crate) fn of(text: &str) -> Self {
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

    /// The words that `span` touches.
    pub(crate) fn of_span(&self, span: Span) -> impl Iterator<Item = usize> + use<> {
        let first = self.words.partition_point(|word| word.end <= span.start);
        let last = self.words.partition_point(|word| word.start < span.end);
        first..last.max(first)
    }

    pub(crate) fn show(&self, text: &str, words: &Words) -> String {
        words.iter().map(|word| self.words[*word].of(text)).collect::<Vec<_>>().join(" ")
    }
}
