//! Which blocks of a page are the report.
//!
//! The choice is `trafilatura`'s, the best of those measured; it stands behind [`BodyFinder`] so
//! that another can take its place. A finder sees the marked page ([`super::walk`]) and gives text;
//! the marks in that text say which blocks it kept, and the blocks' own words are what the article
//! holds. Where it gives nothing, blocks of running text outside menus are kept.

use super::walk::{Walk, mark};
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence};
use crate::limits;
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

/// How many paragraphs of running text behind the body are the body's too.
const FEWEST_AFTER: usize = 5;

impl BodyFinder for Trafilatura {
    fn find(&self, page: &str) -> Option<String> {
        if page.len() > limits::SEARCHED {
            return None;
        }
        let options =
            trafilatura::Options::default().with_fallback(true).with_exclude_comments(true);
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
        let there: u32 = block
            .marks
            .iter()
            .filter(|(mark, _)| kept.contains(mark))
            .map(|(_, letters)| letters)
            .sum();
        if there * 2 < all || all == 0 {
            block.remove(reason(block));
        }
    }
    restore(&mut walk.blocks);
    for block in walk.blocks.iter_mut().filter(|block| block.kept()) {
        if let Some(reason) = overlooked(block) {
            block.remove(reason);
        }
    }
    keep_posts(&mut walk.blocks);
    true
}

/// Takes back what finders miss: running text in the midst of what they kept, and the summary
/// between headline and body, which many take for a teaser. Nothing whose markup says that it is
/// something else.
fn restore(blocks: &mut [Block]) {
    let first = blocks.iter().position(Block::kept);
    let last = blocks.iter().rposition(Block::kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    let plain =
        |block: &Block| block.section.is_none() && block.links < 0.3 && ends_sentence(&block.text);
    let headline = blocks[..first].iter().rposition(|block| block.role == Role::Headline);
    for block in &mut blocks[headline.unwrap_or(first)..first] {
        if matches!(block.role, Role::Paragraph | Role::Heading)
            && plain(block)
            && block.words() >= 12
        {
            block.fate = None;
        }
    }
    let prose =
        |block: &Block| block.role == Role::Paragraph && plain(block) && block.words() >= 25;
    for block in &mut blocks[first..last] {
        if prose(block) {
            block.fate = None;
        }
    }
    // A body that is laid out in several parts, of which the finder took the first: what follows
    // counts only where there is much of it, for pages end in a paragraph or two about themselves.
    let kept: usize = blocks.iter().filter(|block| block.kept()).map(Block::words).sum();
    let rest: Vec<usize> = (last + 1..blocks.len()).filter(|at| prose(&blocks[*at])).collect();
    let words: usize = rest.iter().map(|at| blocks[*at].words()).sum();
    if rest.len() >= FEWEST_AFTER && words * 2 > kept {
        for at in rest {
            blocks[at].fate = None;
        }
    }
}

/// What finders let through, by markup that leaves no doubt. Class names of menus, advertising and
/// credits are no such markup: templates give them to whole pages.
fn overlooked(block: &Block) -> Option<Reason> {
    let line = matches!(block.role, Role::Paragraph | Role::Item) && !ends_sentence(&block.text);
    if block.role == Role::Caption {
        Some(Reason::Other)
    } else if block.section == Some(Reason::Related) && block.links > 0.5 {
        Some(Reason::Related)
    } else if line && block.links >= 0.75 && (4..=30).contains(&block.words())
        || points_elsewhere(block)
    {
        Some(Reason::ReadAlso)
    } else {
        None
    }
}

/// "Label: a linked title", in whatever language the label is.
fn points_elsewhere(block: &Block) -> bool {
    let label =
        block.text.split_once(':').map_or(usize::MAX, |(label, _)| crate::block::words(label));
    (1..=5).contains(&label)
        && block.links >= 0.5
        && block.words() <= 35
        && !block.text.ends_with('.')
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

/// Keeps every block but those that markup says are something else: for the body of a feed's entry,
/// which is the report and nothing around it.
pub(super) fn all(walk: &mut Walk) {
    for block in &mut walk.blocks {
        if let Some(reason) = overlooked(block) {
            block.remove(reason);
        }
    }
    keep_posts(&mut walk.blocks);
}

/// Whether a block is running text, judged alone.
fn stands_alone(block: &Block) -> bool {
    let menu = matches!(
        block.section,
        Some(
            Reason::Navigation
                | Reason::Cookies
                | Reason::Comments
                | Reason::Related
                | Reason::Share
        )
    );
    let prose = block.words() >= 12 && block.links < 0.4;
    !menu
        && block.role != Role::Control
        && (prose || block.role == Role::Headline || block.post.is_some())
}

fn reason(block: &Block) -> Reason {
    block.section.unwrap_or(if block.role == Role::Control || block.links > 0.8 {
        Reason::Navigation
    } else {
        Reason::Other
    })
}
