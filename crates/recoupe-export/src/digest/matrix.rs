//! The matrix: statement by report.
//!
//! A report says a statement, or only attributes it (the words stand inside somebody's quotation),
//! or gives another value where the reports dispute it, or is silent though it came later. Statements that
//! one report alone makes are left out: their row would say what its one cell says.

use super::lookup::overlap;
use super::{Cited, Lookup};
use crate::record::{SpanOut, StatementOut};
use std::collections::BTreeMap;

/// The matrix of a story.
#[derive(Debug)]
pub(crate) struct Matrix<'a> {
    /// Corroborated statements first, then disputed ones, then those of one origin in several reports.
    pub(crate) rows: Vec<Row<'a>>,
}

/// A statement.
#[derive(Debug)]
pub(crate) struct Row<'a> {
    pub(crate) statement: &'a StatementOut,
    pub(crate) words: Cited<'a>,
    /// One for each report, in the story's order.
    pub(crate) cells: Vec<Cell<'a>>,
}

/// What a report makes of a statement.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Cell<'a> {
    /// States it in its own voice.
    Says(&'a SpanOut),
    /// Gives it as somebody's words.
    Attributes(&'a SpanOut),
    /// Gives a value that others dispute.
    Contradicts(&'a SpanOut),
    /// Came later and does not say it.
    Silent,
    /// Does not say it, and came no later.
    Nothing,
}

/// The matrix of the story.
pub(crate) fn matrix<'a>(lookup: &Lookup<'a>) -> Matrix<'a> {
    let quoted = Quoted::of(lookup);
    let mut rows: Vec<Row<'a>> = lookup
        .story
        .statements
        .iter()
        .filter(|statement| {
            statement.status != "single" || lookup.reports(&statement.spans).len() > 1
        })
        .map(|statement| row(lookup, &quoted, statement))
        .collect();
    let rank = |status: &str| {
        ["corroborated", "disputed"].iter().position(|held| *held == status).unwrap_or(2)
    };
    rows.sort_by_key(|row| (rank(row.statement.status), row.statement.rank));
    Matrix { rows }
}

impl Row<'_> {
    /// How many reports make the statement in some way.
    pub(crate) fn said_by(&self) -> usize {
        self.cells.iter().filter(|cell| !matches!(cell, Cell::Silent | Cell::Nothing)).count()
    }
}

fn row<'a>(lookup: &Lookup<'a>, quoted: &Quoted<'a>, statement: &'a StatementOut) -> Row<'a> {
    let mut cells = vec![Cell::Nothing; lookup.articles.len()];
    let mut set = |article: &str, cell| {
        if let Some(held) =
            lookup.number(article).checked_sub(1).and_then(|index| cells.get_mut(index))
        {
            *held = cell;
        }
    };
    for article in &statement.silent {
        set(article, Cell::Silent);
    }
    // An article that says a statement twice keeps its own voice over a quotation's.
    let (attributed, said): (Vec<_>, Vec<_>) =
        statement.spans.iter().partition(|span| quoted.holds(span));
    attributed.into_iter().rev().for_each(|span| set(&span.article, Cell::Attributes(span)));
    said.into_iter().rev().for_each(|span| set(&span.article, Cell::Says(span)));
    let own =
        |dispute: &&crate::record::DisputeOut| dispute.statement.as_ref() == Some(&statement.id);
    for dispute in lookup.story.disputes.iter().filter(own) {
        for span in dispute.sides.iter().flat_map(|side| &side.spans) {
            set(&span.article, Cell::Contradicts(span));
        }
    }
    Row { statement, words: lookup.cited(&statement.wording), cells }
}

/// The quotations' words, by article and start.
struct Quoted<'a>(BTreeMap<&'a str, Vec<&'a SpanOut>>);

impl<'a> Quoted<'a> {
    fn of(lookup: &Lookup<'a>) -> Self {
        let mut quoted: BTreeMap<&str, Vec<&SpanOut>> = BTreeMap::new();
        for quotation in &lookup.story.quotations {
            for span in quotation.content.iter().chain(&quotation.clause) {
                quoted.entry(&span.article).or_default().push(span);
            }
        }
        Self(quoted)
    }

    /// Whether more than half of the span stands in quotations.
    fn holds(&self, span: &SpanOut) -> bool {
        let pieces = self.0.get(span.article.as_str()).map(Vec::as_slice).unwrap_or_default();
        let shared = |piece: &&SpanOut| piece.end.min(span.end) - piece.start.max(span.start);
        let most = pieces
            .iter()
            .copied()
            .filter(|piece| overlap(piece, span))
            .map(|piece| shared(&piece))
            .max();
        most.unwrap_or(0) * 2 > span.end - span.start
    }
}
