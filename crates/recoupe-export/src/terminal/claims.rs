//! The claims that were asked about: before all else, for they are what the reader came for.

use super::accounts::{cited, reports};
use super::flow::{plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::digest::{Cited, Claimed};

/// Stretches shown for a claim and against it.
const SHOWN: usize = 4;

/// A section of claims; `numbered` where the reports tell several stories.
pub(super) fn claims(sheet: &mut Sheet, claims: &[Claimed<'_>], numbered: bool) {
    if claims.is_empty() {
        return;
    }
    sheet.block(0, &[run(paint::HEADING, "What you asked")]);
    for claimed in claims {
        sheet.block(2, &[run(paint::NAME, format!("“{}”", claimed.claim.text.trim()))]);
        let contradicted = claimed.claim.verdict == "contradicted";
        let style = if contradicted { paint::DISPUTED } else { paint::DATE };
        let story = claimed.claim.story.as_deref().filter(|_| numbered).unwrap_or_default();
        sheet.block(4, &[run(style, claimed.verdict()), run(paint::FAINT, story)]);
        let says = claimed.evidence.iter().map(|words| ("says it", words));
        let against = claimed.against.iter().map(|(kind, words)| (*kind, words));
        let all: Vec<(&str, &Cited<'_>)> = against.chain(says).collect();
        let most = sheet.most(SHOWN);
        for (label, words) in all.iter().take(most) {
            let fitted = cited(words, &sheet.fit(&words.span.exact, 18, 2));
            sheet.labelled(
                6,
                &run(paint::FAINT, *label),
                8,
                &[plain(fitted), reports(&[words.report])],
            );
        }
        sheet.more(6, all.len().saturating_sub(most), "");
    }
    sheet.empty_line();
}
