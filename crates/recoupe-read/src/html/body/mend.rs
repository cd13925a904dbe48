//! What the choice of one element gets wrong: text that it left out, and lines in it that are something else.

use super::weight::{Measure, is_address};
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence, words};
use crate::clean::form;

/// The fewest words of a paragraph that is taken back, and of the report's summary.
const PROSE: usize = 25;
const STANDFIRST: usize = 12;
/// How many paragraphs of running text behind the body are the body's too.
const FEWEST_AFTER: usize = 5;
/// The least length of a description that is held against the page, in bytes.
const DESCRIPTION: usize = 30;
/// The longest line that a colon makes a label, in words.
const LABEL: usize = 12;

/// Takes back running text in the midst of what was kept, much text behind it, and the summary
/// between headline (the block of that number, if the page shows its title) and body, which
/// `description` may repeat. Nothing whose markup says that it is something else.
pub(super) fn restore(
    blocks: &mut [Block],
    measures: &[Measure],
    headline: Option<usize>,
    description: Option<&str>,
) {
    let first = blocks.iter().position(Block::kept);
    let last = blocks.iter().rposition(Block::kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    let plain = |block: &Block, measure: &Measure| {
        block.section.is_none() && block.links < 0.3 && measure.sentence
    };
    let described = description.map(form).filter(|form| form.len() >= DESCRIPTION);
    let repeats = |block: &Block| {
        described.as_ref().is_some_and(|described| {
            let own = form(&block.text);
            own.len() >= DESCRIPTION && (described.starts_with(&own) || own.starts_with(described))
        })
    };
    let last_headline = || blocks[..first].iter().rposition(|block| block.role == Role::Headline);
    let headline = headline.filter(|at| *at < first).or_else(last_headline);
    for at in headline.unwrap_or(first)..first {
        let (block, measure) = (&blocks[at], &measures[at]);
        if matches!(block.role, Role::Paragraph | Role::Heading)
            && (plain(block, measure) && measure.words >= STANDFIRST || repeats(block))
        {
            blocks[at].fate = None;
        }
    }
    let prose = |block: &Block, measure: &Measure| {
        block.role == Role::Paragraph && plain(block, measure) && measure.words >= PROSE
    };
    for at in first..last {
        if prose(&blocks[at], &measures[at]) {
            blocks[at].fate = None;
        }
    }
    // A body that is laid out in several parts, of which the first was taken: what follows counts only where there is
    // much of it, for pages end in a paragraph or two about themselves.
    let kept: usize =
        (first..=last).filter(|at| blocks[*at].kept()).map(|at| measures[at].words).sum();
    let rest: Vec<usize> =
        (last + 1..blocks.len()).filter(|at| prose(&blocks[*at], &measures[*at])).collect();
    let words: usize = rest.iter().map(|at| measures[*at].words).sum();
    if rest.len() >= FEWEST_AFTER && words * 2 > kept {
        for at in rest {
            blocks[at].fate = None;
        }
    }
}

/// Takes out of what was kept what its markup or its shape says is something else.
pub(super) fn clear(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.kept()) {
        if let Some(reason) = overlooked(block) {
            block.remove(reason);
        }
    }
}

/// What a block of the body is by its markup or its shape, where it is not the report.
pub(super) fn overlooked(block: &Block) -> Option<Reason> {
    let line = matches!(block.role, Role::Paragraph | Role::Item) && !ends_sentence(&block.text);
    if block.role == Role::Caption {
        Some(Reason::Other)
    } else if block.section == Some(Reason::Related) && block.links > 0.5 {
        Some(Reason::Related)
    } else if is_address(&block.text) {
        None
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
    let label = block.text.split_once(':').map_or(usize::MAX, |(label, _)| words(label));
    (1..=5).contains(&label)
        && block.links >= 0.5
        && block.words() <= 35
        && !block.text.ends_with('.')
}

/// Keeps the posts inside the body with all their lines: a signature looks like a link.
pub(super) fn keep_posts(blocks: &mut [Block]) {
    let first = blocks.iter().position(Block::kept);
    let last = blocks.iter().rposition(Block::kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    for block in blocks[first..=last].iter_mut().filter(|block| block.post.is_some()) {
        block.fate = None;
    }
}

/// Takes out headings at the end of the body, which head nothing of it.
pub(super) fn end(blocks: &mut [Block]) {
    for block in blocks.iter_mut().rev().filter(|block| block.kept() && block.post.is_none()) {
        let label = block.text.ends_with(':') && block.words() <= LABEL;
        if block.role != Role::Heading && !label {
            break;
        }
        block.remove(Reason::Related);
    }
}
