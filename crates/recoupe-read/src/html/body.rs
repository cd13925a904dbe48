//! Which blocks of a page are the report.
//!
//! The choice is `trafilatura`'s, the best of those measured; it stands behind [`BodyFinder`] so
//! that another can take its place. A finder sees the marked page ([`super::walk`]) and gives text;
//! the marks in that text say which blocks it kept, and the blocks' own words are what the article
//! holds. Where it gives nothing, blocks of running text outside menus are kept.

use super::walk::{Walk, mark};
use crate::article::Reason;
use crate::block::{Block, Role};
use std::collections::HashSet;
use std::panic::catch_unwind;

/// Chooses the body of a page.
pub(super) trait BodyFinder {
    /// The text of the body, with the marks of `page` wherever it kept the words they follow;
    /// `None` where it finds no body.
    fn find(&self, page: &str) -> Option<String>;
}

/// `trafilatura`, with its fallbacks, without comments.
pub(super) struct Trafilatura;

/// The largest marked page given to it, in bytes: its passes are many, and larger ones than this
/// are no reports.
const LARGEST: usize = 8 << 20;

impl BodyFinder for Trafilatura {
    fn find(&self, page: &str) -> Option<String> {
        if page.len() > LARGEST {
            return None;
        }
        let options = trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
        // It indexes and unwraps in many places; a page on which that fails has no body for it.
        let found = catch_unwind(|| trafilatura::extract(page, &options)).ok()?.ok()?;
        (!found.content_text.is_empty()).then_some(found.content_text)
    }
}

/// Removes the blocks that `finder` does not keep, each with the reason its surroundings tell.
/// Returns whether the finder found a body.
pub(super) fn choose(walk: &mut Walk, finder: &dyn BodyFinder) -> bool {
    let found = (walk.stretches < super::walk::MARKS).then(|| finder.find(&walk.marked)).flatten();
    let kept: HashSet<u32> = found.iter().flat_map(|text| text.chars().filter_map(mark)).collect();
    if kept.is_empty() {
        for block in &mut walk.blocks {
            if !stands_alone(block) {
                block.remove(block.section.unwrap_or(Reason::Other));
            }
        }
        return false;
    }
    for block in &mut walk.blocks {
        let all: u32 = block.marks.iter().map(|(_, letters)| letters).sum();
        let there: u32 = block.marks.iter().filter(|(mark, _)| kept.contains(mark)).map(|(_, letters)| letters).sum();
        if there * 2 < all || all == 0 {
            block.remove(reason(block));
        }
    }
    keep_posts(&mut walk.blocks);
    true
}

/// A post that stands inside the body belongs to it with all its lines: finders take the signature
/// for a link list.
fn keep_posts(blocks: &mut [Block]) {
    let first = blocks.iter().position(Block::kept);
    let last = blocks.iter().rposition(Block::kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    for block in &mut blocks[first..=last] {
        if block.post.is_some() {
            block.fate = None;
        }
    }
}

/// Whether a block is running text, judged alone.
fn stands_alone(block: &Block) -> bool {
    let menu = matches!(
        block.section,
        Some(Reason::Navigation | Reason::Cookies | Reason::Comments | Reason::Related | Reason::Share)
    );
    let prose = block.words() >= 12 && block.links < 0.4;
    !menu && block.role != Role::Control && (prose || block.role == Role::Headline || block.post.is_some())
}

fn reason(block: &Block) -> Reason {
    block.section.unwrap_or(if block.role == Role::Control || block.links > 0.8 { Reason::Navigation } else { Reason::Other })
}
