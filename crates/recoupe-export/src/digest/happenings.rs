//! What happened: one line for each dated event, however many reports tell it.
//!
//! Events of one statement and one date are one happening, at the place of its first event: the record
//! has its events in order of date.

use super::{Cited, Lookup};
use crate::record::{EventOut, SpanOut};
use std::collections::BTreeMap;

/// Something that happened at a time.
#[derive(Debug)]
pub(crate) struct Happening<'a> {
    /// When, in EDTF.
    pub(crate) date: Option<&'a str>,
    /// The fullest sentence that tells it.
    pub(crate) words: Cited<'a>,
    pub(crate) kind: Option<&'static str>,
    pub(crate) reports: Vec<usize>,
    pub(crate) expressions: Vec<&'a SpanOut>,
}

/// Dated events in the record's order; undated ones last.
pub(crate) fn happenings<'a>(lookup: &Lookup<'a>) -> Vec<Happening<'a>> {
    let mut groups: BTreeMap<(bool, usize), Vec<&'a EventOut>> = BTreeMap::new();
    let mut first: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (number, event) in lookup.story.events.iter().enumerate() {
        let date = event.date.as_deref().unwrap_or_default();
        let number = match &event.statement {
            Some(statement) => *first.entry((date, statement)).or_insert(number),
            None => number,
        };
        groups.entry((date.is_empty(), number)).or_default().push(event);
    }
    groups.into_values().filter_map(|events| happening(lookup, &events)).collect()
}

fn happening<'a>(lookup: &Lookup<'a>, events: &[&'a EventOut]) -> Option<Happening<'a>> {
    let length = |event: &EventOut| event.span.end - event.span.start;
    let longest = events.iter().map(|event| length(event)).max()?;
    let fullest = events.iter().find(|event| length(event) == longest)?;
    Some(Happening {
        date: fullest.date.as_deref(),
        words: lookup.cited(&fullest.span),
        kind: events.iter().find_map(|event| event.kind),
        reports: lookup.reports(events.iter().map(|event| &event.span)),
        expressions: events.iter().map(|event| &event.expression).collect(),
    })
}
