//! Lists of other articles and comments: known by their heading, ended by the body's return.
//!
//! What a list holds looks like nothing in particular: titles, teasers that trail off, categories.
//! The body's return does: two full sentences' worth of paragraphs in a row, or a long one. A list
//! under which the text never returns takes all that follows; so only a heading that has body
//! before it counts as such.

use super::furniture::heading;
use crate::article::Reason;
use crate::block::{Block, ends_sentence};

/// Words of a paragraph that may be the body's, if the next is one too.
const BODY: usize = 12;
/// Words of a paragraph that is the body's alone.
const LONG_BODY: usize = 45;

/// Removes the lists with their headings.
pub(super) fn remove(blocks: &mut [Block]) {
    let headings: Vec<Option<Reason>> = blocks.iter().map(|block| heading(&block.text)).collect();
    // A heading may be gone already, by the same words; it heads its list all the same.
    let places: Vec<usize> = (0..blocks.len())
        .filter(|at| {
            blocks[*at].kept() || headings[*at].is_some() && headings[*at] == blocks[*at].fate
        })
        .collect();
    let total: usize = places.iter().map(|at| blocks[*at].words()).sum();
    let mut before = 0;
    let mut list = None;
    for (place, at) in places.iter().copied().enumerate() {
        let words = blocks[at].words();
        if let Some(reason) = headings[at] {
            blocks[at].remove(reason);
            // A link to the comments stands above the text; nothing but comments stands below.
            let opens = match reason {
                Reason::Comments => before * 2 > total,
                _ => before >= LONG_BODY,
            };
            list = opens.then_some(reason).or(if reason == Reason::ReadAlso {
                Some(reason)
            } else {
                None
            });
            continue;
        }
        if let Some(reason) = list {
            let next = places.get(place + 1).map(|next| &blocks[*next]);
            if resumes(&blocks[at], next, reason) {
                list = None;
            } else {
                blocks[at].remove(reason);
                continue;
            }
        }
        before += words;
    }
}

fn resumes(block: &Block, next: Option<&Block>, reason: Reason) -> bool {
    let body =
        |block: &Block| block.words() >= BODY && ends_sentence(&block.text) && block.links < 0.5;
    match reason {
        Reason::Comments => false,
        Reason::ReadAlso => ends_sentence(&block.text) || block.words() > 30,
        // In a page the body was chosen before, so one paragraph of it is enough.
        _ if block.part.is_some() => body(block) && block.words() >= 20,
        _ => body(block) && (block.words() >= LONG_BODY || next.is_some_and(body)),
    }
}
