//! Which block is the title. It goes first in the text, once.
//!
//! A page claims a title and shows it; the words shown are taken, for the article's text is the
//! page's. Plain text claims nothing: its title is a first short line with no full stop at its end
//! that longer paragraphs follow.

use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence};
use crate::clean::form;
use crate::dateline::dateline;
use recoupe_text::Language;
use std::collections::HashSet;

/// Where the title may come from.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Title<'claim> {
    /// A page; its metadata may claim one.
    Page(Option<&'claim str>),
    /// A record that gives it.
    Given(&'claim str),
    /// The text alone.
    Text,
}

/// Takes the title out of `blocks`, or makes one of the claim; `None` where there is none.
pub(crate) fn take(
    blocks: &mut Vec<Block>,
    title: Title<'_>,
    language: &'static Language,
) -> Option<Block> {
    match title {
        Title::Page(claim) => of_page(blocks, claim),
        Title::Given(claim) => Some(given(blocks, claim)),
        Title::Text => of_text(blocks, language),
    }
}

fn of_page(blocks: &mut Vec<Block>, claim: Option<&str>) -> Option<Block> {
    let headline = |block: &Block| block.role == Role::Headline && block.words() >= 2;
    let Some(claim) = claim.filter(|claim| claim.chars().any(char::is_alphanumeric)) else {
        return Some(lift(blocks, blocks.iter().position(headline)?));
    };
    let claimed = form(claim);
    let same = |block: &Block| form(&block.text) == claimed;
    let close = |block: &Block| block.role == Role::Headline && alike(&form(&block.text), &claimed);
    let found = blocks.iter().position(|block| block.role == Role::Headline && same(block));
    let found =
        found.or_else(|| blocks.iter().position(close)).or_else(|| blocks.iter().position(same));
    Some(match found {
        Some(at) => lift(blocks, at),
        None => Block::paragraph(claim.to_owned()),
    })
}

fn given(blocks: &mut Vec<Block>, claim: &str) -> Block {
    let claimed = form(claim);
    let found =
        blocks.iter().take(3).position(|block| block.kept() && form(&block.text) == claimed);
    found.map_or_else(|| Block::paragraph(claim.to_owned()), |at| lift(blocks, at))
}

fn of_text(blocks: &mut Vec<Block>, language: &'static Language) -> Option<Block> {
    let kept: Vec<usize> = (0..blocks.len()).filter(|at| blocks[*at].kept()).take(10).collect();
    let first = *kept.first()?;
    let short = |at: usize| blocks[at].words() <= 3 && is_title(&blocks[at], language);
    // "World", "Analysis": a category or two may stand above.
    let above =
        kept.iter().take(2).take_while(|at| blocks[**at].words() <= 2 && short(**at)).count();
    let candidate = kept
        .get(above)
        .copied()
        .filter(|at| blocks[*at].words() >= 4 && is_title(&blocks[*at], language));
    let (at, categories) = match candidate {
        Some(at) => (at, &kept[..above]),
        None if blocks[first].words() >= 2 && is_title(&blocks[first], language) => {
            (first, &kept[..0])
        }
        None => return None,
    };
    let longer = blocks[at].words().max(12);
    let body = kept.iter().any(|other| {
        *other > at && blocks[*other].words() > longer && !is_title(&blocks[*other], language)
    });
    if !body {
        return None;
    }
    for category in categories {
        blocks[*category].remove(Reason::Navigation);
    }
    Some(lift(blocks, at))
}

/// Whether a paragraph of plain text may be a title.
fn is_title(block: &Block, language: &'static Language) -> bool {
    let asks = block.text.ends_with(['?', '!']);
    block.words() <= 30
        && block.text.len() <= 300
        && (asks || !ends_sentence(&block.text))
        && !block.text.ends_with([',', ';'])
        && dateline(&block.text, language).is_none()
}

/// Whether two titles share most of their words.
pub(crate) fn alike(one: &str, other: &str) -> bool {
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<HashSet<_>>();
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared * 2 > one.len().min(other.len()).max(1)
}

fn lift(blocks: &mut Vec<Block>, at: usize) -> Block {
    let mut block = blocks.remove(at);
    block.fate = None;
    block
}
