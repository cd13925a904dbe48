//! What is disputed: each side's value, who says it, and the words around it.

use super::lookup::inside;
use super::{Cited, Lookup};
use crate::record::{DisputeOut, SpanOut};

/// A disagreement.
#[derive(Debug)]
pub(crate) struct Disputed<'a> {
    pub(crate) dispute: &'a DisputeOut,
    pub(crate) sides: Vec<Side<'a>>,
}

/// One side of it.
#[derive(Debug)]
pub(crate) struct Side<'a> {
    pub(crate) value: &'a str,
    pub(crate) reports: Vec<usize>,
    /// The value where it stands, and the statement or sentence that it stands in.
    pub(crate) places: Vec<(Cited<'a>, Option<Cited<'a>>)>,
}

/// The disputes in the record's order.
pub(crate) fn disputes<'a>(lookup: &Lookup<'a>) -> Vec<Disputed<'a>> {
    let disputed = |dispute: &'a DisputeOut| Disputed {
        dispute,
        sides: dispute
            .sides
            .iter()
            .map(|side| Side {
                value: &side.value,
                reports: lookup.reports(&side.spans),
                places: side
                    .spans
                    .iter()
                    .map(|span| (lookup.cited(span), around(lookup, dispute, &side.value, span)))
                    .collect(),
            })
            .collect(),
    };
    lookup.story.disputes.iter().map(disputed).collect()
}

/// The words of the report that say the value: the place itself where it is more than the value, else the
/// disputed statement's own, else any statement's.
fn around<'a>(
    lookup: &Lookup<'a>,
    dispute: &'a DisputeOut,
    words: &str,
    value: &'a SpanOut,
) -> Option<Cited<'a>> {
    let whole = value.exact != words && dispute.statement.is_some();
    if whole {
        return Some(lookup.cited(value));
    }
    let own = dispute.statement.as_deref().and_then(|id| lookup.statement(id));
    let all = || lookup.story.statements.iter();
    own.into_iter()
        .chain(all())
        .flat_map(|statement| &statement.spans)
        .find(|span| inside(value, span) && value.end - value.start < span.end - span.start)
        .map(|span| lookup.cited(span))
}
