//! Which blocks of a page are the report.
//!
//! Every block has a weight ([`weight`]), and the names of elements say what stands in them ([`sections`]). The body
//! is the element whose blocks weigh most together: a larger one adds more menu than text, a smaller one leaves text
//! out. Names that say "the body is here" count in its favour. Then what the choice of one element gets wrong is
//! mended ([`mend`]). Where no element weighs enough, blocks of running text outside menus are kept.
//!
//! The idea is that of the heaviest subtree (text density: Sun, Song and Liao, SIGIR 2011), over blocks instead of
//! nodes. Limits: a page that lays its body out in parts far from each other gives the largest part and what looks
//! like it; a front page gives whatever is longest on it.

mod mend;
mod sections;
mod weight;

use super::walk::{Part, Walk};
use crate::article::Reason;
use crate::block::{Block, Role};
use crate::clean::form;
use crate::title::alike;
use sections::place;
use std::ops::Range;
use weight::{Measure, Sums};

/// The least weight of a body, in letters.
const LEAST: f64 = 80.0;
/// The least weight of an article that stands for all of the page's.
const REPORT: f64 = 200.0;

/// Removes the blocks that are not the body, each with the reason its surroundings tell; `title` is
/// the page's. Returns whether a body was found. Linear.
pub(super) fn choose(walk: &mut Walk, title: Option<&str>) -> bool {
    let headline = title.and_then(|title| headline(walk, title));
    let mut measures: Vec<Measure> = walk.blocks.iter().map(Measure::of).collect();
    place(walk, &mut measures, true);
    let mut found = heaviest(walk, &measures, headline);
    if found.is_none() {
        // Names that leave nothing of the page are wrong.
        place(walk, &mut measures, false);
        found = heaviest(walk, &measures, headline);
    }
    let Some(body) = found.map(|body| extended(walk, body, &measures)) else {
        let any =
            walk.blocks.iter().zip(&measures).any(|(block, measure)| stands_alone(block, *measure));
        for (block, measure) in walk.blocks.iter_mut().zip(&measures) {
            // A page of a few words has nothing but lines.
            let stands = if any { stands_alone(block, *measure) } else { belongs(block) };
            if !stands {
                block.remove(reason(block));
            }
        }
        return false;
    };
    for (at, block) in walk.blocks.iter_mut().enumerate() {
        if !body.contains(&at) {
            block.remove(reason(block));
        } else if measures[at].weight(block) < 0.0 && !belongs(block) {
            block.remove(mend::overlooked(block).unwrap_or_else(|| reason(block)));
        }
    }
    mend::restore(&mut walk.blocks, &measures, headline, walk.facts.description());
    mend::clear(&mut walk.blocks);
    mend::keep_posts(&mut walk.blocks);
    mend::end(&mut walk.blocks);
    true
}

/// Keeps every block but those that markup says are something else: for the body of a feed's entry,
/// which is the report and nothing around it.
pub(super) fn all(walk: &mut Walk) {
    let mut measures: Vec<Measure> = walk.blocks.iter().map(Measure::of).collect();
    place(walk, &mut measures, true);
    mend::clear(&mut walk.blocks);
    mend::keep_posts(&mut walk.blocks);
}

/// The part whose blocks weigh most together, the smallest of equals; `headline` is the block that
/// shows the page's title.
fn heaviest<'walk>(
    walk: &'walk Walk,
    measures: &[Measure],
    headline: Option<usize>,
) -> Option<&'walk Part> {
    let blocks = walk.blocks.iter().zip(measures);
    let weights = Sums::of(blocks.map(|(block, measure)| measure.weight(block)));
    let among = |parts: &mut dyn Iterator<Item = &'walk Part>| {
        let mut best: Option<(f64, &Part)> = None;
        for part in parts {
            let own = weights.over(&part.blocks) * part.hints.favour();
            if own >= LEAST && best.is_none_or(|(most, _)| own >= most) {
                best = Some((own, part));
            }
        }
        best
    };
    let (all, best) = among(&mut walk.parts.iter())?;
    // Of several articles one below the other it is the one that bears the page's title.
    let headed = headline.and_then(|headline| bearing(walk, headline));
    if let Some(headed) = headed.filter(|headed| holds(best, headed)) {
        let inside = among(&mut walk.parts.iter().filter(|part| holds(headed, part)));
        if let Some((_, part)) = inside.filter(|(own, _)| *own >= REPORT) {
            return Some(part);
        }
    }
    // Else the one that is most of them: the others are told beside it.
    let articles = walk.parts.iter().filter(|part| part.hints.whole && holds(best, part));
    let articles = articles.map(|part| (weights.over(&part.blocks), part));
    let main = articles.max_by(|one, other| one.0.total_cmp(&other.0));
    Some(main.filter(|(own, _)| *own >= all / 2.0).map_or(best, |(_, part)| part))
}

/// The block that shows the page's title.
fn headline(walk: &Walk, title: &str) -> Option<usize> {
    let title = form(title);
    let may_be = |block: &Block| {
        matches!(block.role, Role::Headline | Role::Heading)
            && block.text.len() < 2 * title.len() + 40
    };
    let same = |block: &Block| may_be(block) && form(&block.text) == title;
    let close = |block: &Block| {
        block.role == Role::Headline && may_be(block) && alike(&form(&block.text), &title)
    };
    let same = walk.blocks.iter().position(same);
    same.or_else(|| walk.blocks.iter().position(close))
}

/// The innermost article that holds the block `headline`.
fn bearing(walk: &Walk, headline: usize) -> Option<&Part> {
    walk.parts.iter().rev().find(|part| part.hints.whole && part.blocks.contains(&headline))
}

/// Whether `outer` holds all blocks of `inner`.
fn holds(outer: &Part, inner: &Part) -> bool {
    inner.blocks.start >= outer.blocks.start && inner.blocks.end <= outer.blocks.end
}

/// The blocks of `body`, and what stands before and behind it in the element around it as long as that
/// is text too.
fn extended(walk: &Walk, body: &Part, measures: &[Measure]) -> Range<usize> {
    let around = &walk.parts[body.outer as usize].blocks;
    let weighed = |at: usize| (&walk.blocks[at], measures[at].weight(&walk.blocks[at]));
    let (mut start, mut end) = (body.blocks.start, body.blocks.end);
    for at in (around.start..body.blocks.start).rev() {
        match weighed(at) {
            (_, weight) if weight > 0.0 => start = at,
            (_, weight) if weight < 0.0 => break,
            _ => {}
        }
    }
    for at in body.blocks.end..around.end.min(walk.blocks.len()) {
        let (block, weight) = weighed(at);
        let beside = block.role == Role::Caption || block.section == Some(Reason::Other);
        if weight > 0.0 {
            end = at + 1;
        } else if weight < 0.0 && !beside {
            break;
        }
    }
    start..end
}

/// Whether a block that weighs against the body may stand in it: a heading, a short line, an item.
fn belongs(block: &Block) -> bool {
    block.section.is_none()
        && !matches!(block.role, Role::Control | Role::Caption)
        && block.links <= 0.5
}

/// Whether a block is running text, judged alone.
fn stands_alone(block: &Block, measure: Measure) -> bool {
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
    let prose = measure.words >= 12 && block.links < 0.4;
    !menu
        && block.role != Role::Control
        && (prose || block.role == Role::Headline || block.post.is_some())
}

/// Why a block outside the body is no part of it.
fn reason(block: &Block) -> Reason {
    block.section.unwrap_or(if block.role == Role::Control || block.links > 0.8 {
        Reason::Navigation
    } else {
        Reason::Other
    })
}
