//! What was agreed: the register, firm arrangements first.

use super::{Cited, Lookup};
use crate::record::EntryOut;
use std::cmp::Reverse;

/// Kinds in the order of how much they bind.
const KINDS: [&str; 6] = ["agreement", "body", "measure", "commitment", "outcome", "indicator"];

/// An arrangement.
#[derive(Debug)]
pub(crate) struct Agreed<'a> {
    pub(crate) entry: &'a EntryOut,
    /// Its names, the first language's first, each once.
    pub(crate) names: Vec<&'a str>,
    pub(crate) parties: Vec<&'a str>,
    pub(crate) people: Vec<&'a str>,
    pub(crate) reports: Vec<usize>,
    pub(crate) places: Vec<Cited<'a>>,
}

/// The register by kind, then by how many reports tell of it.
pub(crate) fn agreed<'a>(lookup: &Lookup<'a>) -> Vec<Agreed<'a>> {
    let mut agreed: Vec<Agreed<'a>> = lookup
        .story
        .register
        .iter()
        .map(|entry| {
            let mut names: Vec<&str> = entry.names.values().map(String::as_str).collect();
            names.dedup();
            Agreed {
                entry,
                names,
                parties: lookup.names(&entry.parties),
                people: lookup.names(&entry.people),
                reports: lookup.reports(&entry.spans),
                places: entry.spans.iter().map(|span| lookup.cited(span)).collect(),
            }
        })
        .collect();
    let kind =
        |entry: &EntryOut| KINDS.iter().position(|kind| *kind == entry.kind).unwrap_or(KINDS.len());
    agreed.sort_by_cached_key(|agreed| (kind(agreed.entry), Reverse(agreed.reports.len())));
    agreed
}
