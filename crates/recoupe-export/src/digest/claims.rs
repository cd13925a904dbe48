//! The claims that were asked about, each with what the reports say to it.

use super::Cited;
use super::lookup::Lookup;
use crate::record::{ClaimOut, Record};
use crate::words::counted;

/// One claim, ready to be laid out.
#[derive(Debug)]
pub(crate) struct Claimed<'a> {
    pub(crate) claim: &'a ClaimOut,
    /// Where the reports say it.
    pub(crate) evidence: Vec<Cited<'a>>,
    /// In what they contradict it, and where.
    pub(crate) against: Vec<(&'static str, Cited<'a>)>,
}

/// The claims of `record`, in the order in which they were given.
pub(crate) fn claims(record: &Record) -> Vec<Claimed<'_>> {
    let claims = record.claims.iter();
    claims
        .map(|claim| {
            let story = record.stories.iter().find(|story| Some(&story.id) == claim.story.as_ref());
            let lookup = story.map(|story| Lookup::of(record, story));
            let cited = |span| lookup.as_ref().map(|lookup| lookup.cited(span));
            Claimed {
                claim,
                evidence: claim.evidence.iter().filter_map(cited).collect(),
                against: claim
                    .against
                    .iter()
                    .filter_map(|against| Some((against.kind, cited(&against.span)?)))
                    .collect(),
            }
        })
        .collect()
}

impl Claimed<'_> {
    /// How the claim stands, in words: what is known, and where too little is, why.
    pub(crate) fn verdict(&self) -> String {
        match self.claim.verdict {
            "confirmed" => {
                format!("confirmed: {} say it", counted(self.claim.origins, "independent origin"))
            }
            "single" => "not enough evidence: one origin only says it".to_owned(),
            "contradicted" if self.claim.origins > 0 => {
                format!(
                    "contradicted, though {} {} it",
                    counted(self.claim.origins, "origin"),
                    if self.claim.origins == 1 { "says" } else { "say" }
                )
            }
            "contradicted" => "contradicted".to_owned(),
            _ => "not enough evidence: no report says it".to_owned(),
        }
    }
}
