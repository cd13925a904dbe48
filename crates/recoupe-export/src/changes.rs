//! What changed from one version of a report to the next, as JSON.

use crate::offsets::Offsets;
use crate::record::SpanOut;
use jiff::Timestamp;
use recoupe_annotate::Reading;
use recoupe_compare::{RevisionKind, revisions};
use serde::Serialize;

/// A version of a report, and what it changed.
#[derive(Debug, Serialize)]
pub struct VersionOut {
    /// Its number, counted from 1.
    pub version: u64,
    /// When it was fetched.
    pub fetched: Timestamp,
    /// What it says of its own corrections.
    pub corrections: Vec<String>,
    /// What it changed of the version before.
    pub changes: Vec<ChangeOut>,
}

/// One change.
#[derive(Debug, Serialize)]
pub struct ChangeOut {
    /// added, dropped, figure, date, quotation, attribution, name or wording.
    pub kind: &'static str,
    /// The words of the version before.
    pub before: Option<SpanOut>,
    /// The words of this version.
    pub after: Option<SpanOut>,
}

/// What `after` changed of `before`; spans name the two versions by their numbers.
#[must_use]
pub fn changes(before: (u64, &Reading), after: (u64, &Reading)) -> Vec<ChangeOut> {
    let [old, new] =
        [before, after].map(|(number, reading)| Offsets::of(format!("v{number}"), reading.text()));
    revisions(before.1, after.1)
        .into_iter()
        .map(|revision| ChangeOut {
            kind: match revision.kind {
                RevisionKind::Added => "added",
                RevisionKind::Dropped => "dropped",
                RevisionKind::Figure => "figure",
                RevisionKind::Date => "date",
                RevisionKind::Quotation => "quotation",
                RevisionKind::Attribution => "attribution",
                RevisionKind::Name => "name",
                RevisionKind::Wording => "wording",
            },
            before: revision.before.map(|span| old.span(span)),
            after: revision.after.map(|span| new.span(span)),
        })
        .collect()
}
