//! What the names of elements say of the blocks inside of them, as far as it can be believed.
//!
//! Templates give names like "with-sidebar" and "has-comments" to whole pages, so that a name is believed only where
//! its element does not hold the report itself: no element named as the body, no headline with text, not most of
//! the page's text. Lists of teasers are told by their shape, with or without a name.

use super::super::walk::{Part, Walk};
use super::weight::{Measure, Sums};
use crate::article::Reason;
use crate::block::{Block, Role};

/// From how many letters of running text on an element can hold the report.
const REPORT: f64 = 200.0;
/// What a section holds at most of the page's running text.
const MOST: f64 = 0.6;
/// How many teasers make a list of them, the part of its letters that they hold, and the most blocks of one.
const TEASERS: usize = 3;
const MOSTLY: f64 = 0.8;
const TEASER_BLOCKS: usize = 8;

/// Tells each block which section it stands in, and each measure whether names say that it is the
/// body's. Linear.
pub(super) fn place(walk: &mut Walk, measures: &mut [Measure], believe: bool) {
    for (block, measure) in walk.blocks.iter_mut().zip(measures.iter_mut()) {
        block.section = None;
        measure.named = false;
    }
    let weights =
        || walk.blocks.iter().zip(measures.iter()).map(|(block, measure)| measure.weight(block));
    let prose = Sums::of(weights().map(|weight| weight.max(0.0)));
    let headline = |block: &Block| block.role == Role::Headline && block.links < 0.5;
    let headlines = Sums::counting(walk.blocks.iter().map(headline));
    let teasers = teasers(walk, measures, &Sums::counting(weights().map(|weight| weight > 0.0)));
    let holds_body = holding_body(&walk.parts, &prose);
    let all = prose.over(&(0..walk.blocks.len()))
        - comments(&walk.parts, &holds_body, &prose, &headlines);

    let mut told: Vec<(Option<Reason>, bool)> = Vec::with_capacity(walk.parts.len());
    for (at, part) in walk.parts.iter().enumerate() {
        let (outer, in_body) = told.get(part.outer as usize).copied().unwrap_or_default();
        let own = prose.over(&part.blocks);
        let headed = headlines.over(&part.blocks) > 0.0;
        let holds_report = holds_body[at]
            || headed && own >= REPORT
            || own >= MOST * all && part.hints.section != Some(Reason::Comments);
        let named = part.hints.section.or(part.hints.beside.then_some(Reason::Other));
        let named = named.filter(|_| believe && !holds_report);
        let list = (teasers[at] && !in_body && !headed).then_some(Reason::Related);
        told.push((outer.or(named).or(list), part.hints.body || in_body));
    }
    for (block, measure) in walk.blocks.iter_mut().zip(measures) {
        if let Some((section, named)) = block.part.map(|part| told[part as usize]) {
            block.section = section;
            measure.named = named;
        }
    }
}

/// Which parts are named as the body and have text, or hold such a part.
fn holding_body(parts: &[Part], prose: &Sums) -> Vec<bool> {
    let mut holds = vec![false; parts.len()];
    for (at, part) in parts.iter().enumerate().skip(1).rev() {
        let named = part.hints.body && part.hints.section.is_none();
        holds[at] |= named && prose.over(&part.blocks) >= REPORT;
        holds[part.outer as usize] |= holds[at];
    }
    holds
}

/// How many letters of the page's running text are comments, which may be more than the report.
fn comments(parts: &[Part], holds_body: &[bool], prose: &Sums, headlines: &Sums) -> f64 {
    let is_one = |part: &Part| part.hints.section == Some(Reason::Comments);
    parts
        .iter()
        .zip(holds_body)
        .filter(|(part, holds_body)| {
            let outermost = is_one(part) && !is_one(&parts[part.outer as usize]);
            outermost && !**holds_body && headlines.over(&part.blocks) == 0.0
        })
        .map(|(part, _)| prose.over(&part.blocks))
        .sum()
}

/// Which parts are lists of teasers: several elements beside each other, each a linked title with a
/// sentence or two, and little else.
fn teasers(walk: &Walk, measures: &[Measure], prose: &Sums) -> Vec<bool> {
    let letters = Sums::of(walk.blocks.iter().map(|block| block.letters as f32));
    let titles = walk.blocks.iter().zip(measures);
    let titles =
        titles.map(|(block, measure)| block.links > 0.8 && (3..=30).contains(&measure.words));
    let titles = Sums::counting(titles);
    let mut counts = vec![(0, 0.0); walk.parts.len()];
    for part in walk.parts.iter().skip(1) {
        let is_one = part.blocks.len() <= TEASER_BLOCKS
            && titles.over(&part.blocks) >= 1.0
            && (1.0..=2.0).contains(&prose.over(&part.blocks));
        if is_one {
            let (count, sum) = &mut counts[part.outer as usize];
            *count += 1;
            *sum += letters.over(&part.blocks);
        }
    }
    let parts = walk.parts.iter().zip(counts);
    parts
        .map(|(part, (count, sum))| count >= TEASERS && sum >= MOSTLY * letters.over(&part.blocks))
        .collect()
}
