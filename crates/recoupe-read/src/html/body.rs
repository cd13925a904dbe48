//! Which blocks of a page are the report.
//!
//! Every block has a weight: its letters where it reads as running text, their negative where it reads as a menu,
//! a link or a label, or where the names of the elements around it say what it is. The body is the element whose
//! blocks weigh most together: a larger one adds more menu than text, a smaller one leaves text out. Names that
//! say "the body is here" count in its favour. Inside of it the blocks that are plainly something else go.
//! Where no element weighs enough, blocks of running text outside menus are kept.

use super::walk::{Part, Walk};
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence};

/// The least weight of a body, in letters.
const LEAST: f32 = 80.0;
/// What a short line costs at most, in letters.
const SHORT: f32 = 40.0;
/// How much more an element weighs whose names say that it is the body, or the article.
const NAMED_BODY: f32 = 1.25;
const NAMED_WHOLE: f32 = 1.1;
/// How many paragraphs of running text behind the body are the body's too.
const FEWEST_AFTER: usize = 5;

/// Removes the blocks that are not the body, each with the reason its surroundings tell. Returns
/// whether a body was found. Linear.
pub(super) fn choose(walk: &mut Walk) -> bool {
    let Some(body) = heaviest(walk) else {
        for block in &mut walk.blocks {
            if !stands_alone(block) {
                block.remove(block.section.unwrap_or(Reason::Other));
            }
        }
        return false;
    };
    for (at, block) in walk.blocks.iter_mut().enumerate() {
        if !body.blocks.contains(&at) || weight(block) < 0.0 && !belongs(block) {
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

/// The part whose blocks weigh most together, the smallest of equals.
fn heaviest(walk: &Walk) -> Option<Part> {
    let mut sums = Vec::with_capacity(walk.blocks.len() + 1);
    sums.push(0.0_f64);
    let mut sum = 0.0;
    for block in &walk.blocks {
        sum += f64::from(weight(block));
        sums.push(sum);
    }
    let mut best: Option<(f64, &Part)> = None;
    for part in &walk.parts {
        let end = part.blocks.end.min(walk.blocks.len());
        let own = sums[end.max(part.blocks.start)] - sums[part.blocks.start];
        let named = if part.hints.body {
            NAMED_BODY
        } else if part.hints.whole {
            NAMED_WHOLE
        } else {
            1.0
        };
        let own = own * f64::from(named);
        if own >= f64::from(LEAST) && best.is_none_or(|(most, _)| own >= most) {
            best = Some((own, part));
        }
    }
    best.map(|(_, part)| part.clone())
}

/// What a block tells for the body, in letters.
fn weight(block: &Block) -> f32 {
    let letters = block.letters as f32;
    let words = block.words();
    if block.post.is_some() {
        return 0.0;
    }
    if block.section.is_some() {
        return -letters;
    }
    if matches!(block.role, Role::Control | Role::Caption) {
        return -letters.min(SHORT);
    }
    if block.links > 0.5 {
        return -letters;
    }
    if ends_sentence(&block.text) && words >= 8 || words >= 30 {
        letters * (1.0 - block.links)
    } else {
        -letters.min(SHORT)
    }
}

/// Whether a block that weighs against the body may stand in it: a heading, a short line, an item.
fn belongs(block: &Block) -> bool {
    block.section.is_none() && block.role != Role::Control && block.role != Role::Caption && block.links <= 0.5
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
