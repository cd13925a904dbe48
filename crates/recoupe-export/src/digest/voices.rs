//! Who said what: quotations by speaker, the same words in several reports as one saying.
//!
//! Whoever is quoted in most reports comes first; of one speaker, what most reports quote. Words whose
//! speaker is no known person or body stand under the words that name the speaker there, and words that
//! nobody is named for come last.

use super::lookup::name_of;
use super::{Cited, Lookup};
use crate::record::{EntityOut, QuotationOut};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// A speaker and what they are reported to have said.
#[derive(Debug)]
pub(crate) struct Voice<'a> {
    pub(crate) entity: Option<&'a EntityOut>,
    /// The speaker's name or the words that name them; empty where nobody is named.
    pub(crate) name: &'a str,
    pub(crate) role: Option<&'a str>,
    pub(crate) sayings: Vec<Saying<'a>>,
}

/// Words, and where they are quoted.
#[derive(Debug)]
pub(crate) struct Saying<'a> {
    /// The fullest version.
    pub(crate) words: Vec<Cited<'a>>,
    /// Whether the words stand in marks of quotation.
    pub(crate) direct: bool,
    pub(crate) reports: Vec<usize>,
    /// Every version, the fullest first.
    pub(crate) versions: Vec<&'a QuotationOut>,
}

/// Speakers in the order of how many reports quote them.
pub(crate) fn voices<'a>(lookup: &Lookup<'a>) -> Vec<Voice<'a>> {
    let mut held: BTreeSet<&str> = BTreeSet::new();
    let mut groups: Vec<Vec<&'a QuotationOut>> = Vec::new();
    for utterance in &lookup.story.utterances {
        let members: Vec<&QuotationOut> = utterance
            .quotations
            .iter()
            .filter_map(|id| lookup.quotations.get(id.as_str()).copied())
            .filter(|quotation| held.insert(&quotation.id))
            .collect();
        groups.extend((!members.is_empty()).then_some(members));
    }
    let alone =
        lookup.story.quotations.iter().filter(|quotation| !held.contains(quotation.id.as_str()));
    groups.extend(alone.map(|quotation| vec![quotation]));

    let mut by_speaker: BTreeMap<(u8, &str), Vec<Saying<'a>>> = BTreeMap::new();
    for group in groups {
        by_speaker.entry(speaker(&group)).or_default().push(saying(lookup, group));
    }
    let mut voices: Vec<Voice<'a>> = by_speaker
        .into_iter()
        .map(|((rank, key), sayings)| voice(lookup, rank, key, sayings))
        .collect();
    voices.sort_by_cached_key(|voice| {
        let reports: BTreeSet<usize> =
            voice.sayings.iter().flat_map(|saying| saying.reports.clone()).collect();
        let first = voice.sayings.iter().map(|saying| place(saying.versions[0])).min();
        (voice.name.is_empty(), Reverse(reports.len()), Reverse(voice.sayings.len()), first)
    });
    voices
}

/// The entity that speaks, else the words that name somebody, else nobody.
fn speaker<'a>(group: &[&'a QuotationOut]) -> (u8, &'a str) {
    let entity = group.iter().find_map(|quotation| quotation.speaker.as_deref()).map(|id| (0, id));
    let words = || {
        group
            .iter()
            .find_map(|quotation| quotation.speaker_span.as_ref())
            .map(|span| (1, &*span.exact))
    };
    entity.or_else(words).unwrap_or((2, ""))
}

fn voice<'a>(
    lookup: &Lookup<'a>,
    rank: u8,
    key: &'a str,
    mut sayings: Vec<Saying<'a>>,
) -> Voice<'a> {
    sayings.sort_by_cached_key(|saying| {
        (Reverse(saying.reports.len()), Reverse(saying.direct), place(saying.versions[0]))
    });
    let entity = if rank == 0 { lookup.entity(key) } else { None };
    Voice {
        entity,
        name: entity.map_or(key, name_of),
        role: entity.and_then(|entity| entity.roles.first()).map(|role| role.exact.as_str()),
        sayings,
    }
}

fn saying<'a>(lookup: &Lookup<'a>, mut versions: Vec<&'a QuotationOut>) -> Saying<'a> {
    let length = |quotation: &QuotationOut| {
        quotation.content.iter().map(|piece| piece.end - piece.start).sum::<usize>()
    };
    versions.sort_by_cached_key(|quotation| {
        (quotation.kind != "direct", Reverse(length(quotation)), place(quotation))
    });
    Saying {
        words: versions[0].content.iter().map(|piece| lookup.cited(piece)).collect(),
        direct: versions[0].kind == "direct",
        reports: lookup.reports(versions.iter().flat_map(|quotation| &quotation.content)),
        versions,
    }
}

/// Where a quotation stands; ids count in the story's order, and a longer number is a larger one.
fn place(quotation: &QuotationOut) -> (usize, String, usize) {
    let piece = quotation.content.first();
    let article = piece.map(|piece| piece.article.clone()).unwrap_or_default();
    (article.len(), article, piece.map_or(0, |piece| piece.start))
}
