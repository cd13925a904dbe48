//! What independent reports share, what only one says, and what a later one leaves out.
//!
//! Sayings that only one report has are many; those that hold most names, times and figures come first,
//! since these are what can be checked.

use super::lookup::inside;
use super::{Cited, Lookup};
use crate::record::{SpanOut, StatementOut};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A statement with several independent origins.
#[derive(Debug)]
pub(crate) struct Shared<'a> {
    pub(crate) statement: &'a StatementOut,
    pub(crate) words: Cited<'a>,
    pub(crate) reports: Vec<usize>,
}

/// What one report alone says.
#[derive(Debug)]
pub(crate) struct Alone<'a> {
    pub(crate) report: usize,
    pub(crate) statements: Vec<Cited<'a>>,
}

/// What others had said before a report came, and it does not say.
#[derive(Debug)]
pub(crate) struct Silence<'a> {
    pub(crate) report: usize,
    pub(crate) statements: Vec<Shared<'a>>,
}

fn shared_of<'a>(lookup: &Lookup<'a>, statement: &'a StatementOut) -> Shared<'a> {
    let words = lookup.cited(&statement.wording);
    Shared { statement, words, reports: lookup.reports(&statement.spans) }
}

/// Statements of two independent origins or more, the surest and newest first; a disputed one keeps its place.
pub(crate) fn shared<'a>(lookup: &Lookup<'a>) -> Vec<Shared<'a>> {
    ranked(lookup, |statement| statement.origins > 1)
}

/// What several reports have from one source, in the same order.
pub(crate) fn one_source<'a>(lookup: &Lookup<'a>) -> Vec<Shared<'a>> {
    ranked(lookup, |statement| statement.origins == 1)
}

fn ranked<'a>(lookup: &Lookup<'a>, of: impl Fn(&StatementOut) -> bool) -> Vec<Shared<'a>> {
    let told = lookup.story.statements.iter().filter(|held| held.rank.is_some() && of(held));
    let mut ranked: Vec<Shared<'a>> = told.map(|held| shared_of(lookup, held)).collect();
    ranked.sort_by_key(|shared| shared.statement.rank);
    ranked
}

/// Statements that stand in one report only, and not even possibly in another, by report.
pub(crate) fn alone<'a>(lookup: &Lookup<'a>) -> Vec<Alone<'a>> {
    if lookup.articles.len() < 2 {
        return Vec::new();
    }
    let marks = Marks::of(lookup);
    let mut by_report: BTreeMap<usize, Vec<&'a SpanOut>> = BTreeMap::new();
    let alone =
        |statement: &&StatementOut| statement.status == "single" && statement.possible.is_empty();
    for statement in lookup.story.statements.iter().filter(alone) {
        if let [report] = lookup.reports(&statement.spans)[..] {
            by_report.entry(report).or_default().extend(statement.spans.first());
        }
    }
    by_report
        .into_iter()
        .map(|(report, mut spans)| {
            spans.sort_by_cached_key(|span| (Reverse(marks.within(span)), span.start));
            Alone { report, statements: spans.into_iter().map(|span| lookup.cited(span)).collect() }
        })
        .collect()
}

/// What each report is silent about though it came later, the surest first.
pub(crate) fn silences<'a>(lookup: &Lookup<'a>) -> Vec<Silence<'a>> {
    let mut by_report: BTreeMap<usize, Vec<Shared<'a>>> = BTreeMap::new();
    for statement in &lookup.story.statements {
        for article in &statement.silent {
            by_report.entry(lookup.number(article)).or_default().push(shared_of(lookup, statement));
        }
    }
    by_report
        .into_iter()
        .map(|(report, mut statements)| {
            statements.sort_by_key(|shared| shared.statement.rank);
            Silence { report, statements }
        })
        .collect()
}

/// Names, times and figures of each article, by where they begin.
struct Marks<'a>(BTreeMap<&'a str, Vec<&'a SpanOut>>);

impl<'a> Marks<'a> {
    fn of(lookup: &Lookup<'a>) -> Self {
        let mut marks: BTreeMap<&str, Vec<&SpanOut>> = BTreeMap::new();
        let names = lookup.story.entities.iter().flat_map(|entity| &entity.mentions);
        let times =
            lookup.articles.iter().flat_map(|article| article.times.iter().map(|time| &time.span));
        let figures = lookup
            .articles
            .iter()
            .flat_map(|article| article.figures.iter().map(|figure| &figure.span));
        for span in names.chain(times).chain(figures) {
            marks.entry(&span.article).or_default().push(span);
        }
        for spans in marks.values_mut() {
            spans.sort_by_key(|span| span.start);
        }
        Self(marks)
    }

    fn within(&self, span: &SpanOut) -> usize {
        let Some(marks) = self.0.get(span.article.as_str()) else { return 0 };
        let from = marks.partition_point(|mark| mark.start < span.start);
        marks[from..]
            .iter()
            .take_while(|mark| mark.start < span.end)
            .filter(|mark| inside(mark, span))
            .count()
    }
}
