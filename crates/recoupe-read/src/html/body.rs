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
use crate::clean::form;
use std::ops::Range;

/// The least weight of a body, in letters.
const LEAST: f64 = 80.0;
/// What a short line costs at most, in letters.
const SHORT: f32 = 40.0;
/// From how many letters of running text on the names that say "the body is here" are believed.
const BODY: f64 = 200.0;
/// What a section holds at most of the page's running text.
const MOST: f64 = 0.6;
/// The longest line that a colon makes a label, in words.
const LABEL: usize = 12;
/// The least length of a description that is held against the page, in bytes.
const DESCRIPTION: usize = 30;
/// How many teasers make a list of them, the part of its letters that they hold, and how long one is.
const TEASERS: usize = 3;
const MOSTLY: f64 = 0.8;
const TEASER_BLOCKS: usize = 8;
/// How many paragraphs of running text behind the body are the body's too.
const FEWEST_AFTER: usize = 5;

/// Removes the blocks that are not the body, each with the reason its surroundings tell. Returns
/// whether a body was found. Linear.
pub(super) fn choose(walk: &mut Walk) -> bool {
    let mut named = place(walk, true);
    let mut found = heaviest(walk, &named);
    if found.is_none() {
        // Names that leave nothing of the page are wrong.
        named = place(walk, false);
        found = heaviest(walk, &named);
    }
    let Some(body) = found else {
        for block in &mut walk.blocks {
            if !stands_alone(block) {
                block.remove(block.section.unwrap_or(Reason::Other));
            }
        }
        return false;
    };
    let body = extended(walk, &body, &named);
    for (at, block) in walk.blocks.iter_mut().enumerate() {
        if !body.contains(&at) || weight(block, named[at]) < 0.0 && !belongs(block) {
            block.remove(reason(block));
        }
    }
    restore(&mut walk.blocks, walk.facts.description());
    for block in walk.blocks.iter_mut().filter(|block| block.kept()) {
        if let Some(reason) = overlooked(block) {
            block.remove(reason);
        }
    }
    keep_posts(&mut walk.blocks);
    heads_nothing(&mut walk.blocks);
    true
}

/// The blocks of `body`, and what stands before and behind it in the element around it as long as that
/// is text too.
fn extended(walk: &Walk, body: &Part, named: &[bool]) -> Range<usize> {
    let around = &walk.parts[body.outer as usize].blocks;
    let mut end = body.blocks.end;
    for at in body.blocks.end..around.end.min(walk.blocks.len()) {
        let block = &walk.blocks[at];
        let own = weight(block, named[at]);
        if own > 0.0 && block.section.is_none() {
            end = at + 1;
        } else if own < 0.0 && block.role != Role::Caption && block.section != Some(Reason::Other) {
            break;
        }
    }
    let mut start = body.blocks.start;
    for at in (around.start..body.blocks.start).rev() {
        let block = &walk.blocks[at];
        let own = weight(block, named[at]);
        if own > 0.0 {
            start = at;
        } else if own < 0.0 {
            break;
        }
    }
    start..end
}

/// Takes out headings at the end of the body, which head nothing of it.
fn heads_nothing(blocks: &mut [Block]) {
    let kept = blocks.iter_mut().rev().filter(|block| block.kept() && block.post.is_none());
    for block in kept {
        let label = block.text.ends_with(':') && block.words() <= LABEL;
        if block.role != Role::Heading && !label {
            break;
        }
        block.remove(Reason::Related);
    }
}

/// Tells each block which section it stands in, and whether names say that it is the body's. Names of
/// elements are believed where the element does not hold the report itself: templates give
/// "with-sidebar" and "has-comments" to whole pages.
fn place(walk: &mut Walk, believe: bool) -> Vec<bool> {
    for block in &mut walk.blocks {
        block.section = None;
    }
    let prose = Sums::of(walk.blocks.iter().map(|block| weight(block, false).max(0.0)));
    let headline = |block: &Block| block.role == Role::Headline && block.links < 0.5;
    let headlines =
        Sums::of(walk.blocks.iter().map(|block| f32::from(u8::from(headline(block)))));
    let count = walk.parts.len();
    let mut holds_body = vec![false; count];
    let mut comments = 0.0;
    for (at, part) in walk.parts.iter().enumerate().skip(1).rev() {
        let own = part.hints.body
            && part.hints.section.is_none()
            && prose.over(part.blocks.clone()) >= BODY;
        holds_body[at] |= own;
        let outer = part.outer as usize;
        holds_body[outer] |= holds_body[at];
    }
    for (at, part) in walk.parts.iter().enumerate() {
        let outer = &walk.parts[part.outer as usize].hints;
        if part.hints.section == Some(Reason::Comments)
            && outer.section != Some(Reason::Comments)
            && !holds_body[at]
            && headlines.over(part.blocks.clone()) == 0.0
        {
            comments += prose.over(part.blocks.clone());
        }
    }
    let all = prose.over(0..walk.blocks.len()) - comments;
    let teasers = teasers(walk);
    let mut sections: Vec<Option<Reason>> = Vec::with_capacity(count);
    let mut bodies: Vec<bool> = Vec::with_capacity(count);
    for (at, part) in walk.parts.iter().enumerate() {
        let outer = sections.get(part.outer as usize).copied().flatten();
        let in_body = bodies.get(part.outer as usize).copied().unwrap_or(false);
        let own = prose.over(part.blocks.clone());
        let holds_report = holds_body[at]
            || own >= BODY && headlines.over(part.blocks.clone()) > 0.0
            || own >= MOST * all && part.hints.section != Some(Reason::Comments);
        let named = part.hints.section.or(part.hints.beside.then_some(Reason::Other));
        let named = named.filter(|_| believe);
        let teasers = (teasers[at] && !in_body && headlines.over(part.blocks.clone()) == 0.0)
            .then_some(Reason::Related);
        sections.push(outer.or(named.filter(|_| !holds_report)).or(teasers));
        bodies.push(part.hints.body || in_body);
    }
    for block in &mut walk.blocks {
        block.section = block.part.and_then(|part| sections[part as usize]);
    }
    walk.blocks.iter().map(|block| block.part.is_some_and(|part| bodies[part as usize])).collect()
}

/// Which parts are lists of teasers: several elements of one kind beside each other, each a linked
/// title with a sentence or two, and little else.
fn teasers(walk: &Walk) -> Vec<bool> {
    let letters = Sums::of(walk.blocks.iter().map(|block| block.letters as f32));
    let titles = Sums::of(walk.blocks.iter().map(|block| {
        f32::from(u8::from(block.links > 0.8 && (3..=30).contains(&block.words())))
    }));
    let running = Sums::of(walk.blocks.iter().map(|block| f32::from(u8::from(weight(block, false) > 0.0))));
    let mut counts = vec![(0, 0.0); walk.parts.len()];
    for part in walk.parts.iter().skip(1) {
        let range = part.blocks.clone();
        let teaser = range.len() <= TEASER_BLOCKS
            && titles.over(range.clone()) >= 1.0
            && (1.0..=2.0).contains(&running.over(range.clone()));
        if teaser {
            let (count, sum) = &mut counts[part.outer as usize];
            *count += 1;
            *sum += letters.over(range);
        }
    }
    walk.parts
        .iter()
        .zip(counts)
        .map(|(part, (count, sum))| count >= TEASERS && sum >= MOSTLY * letters.over(part.blocks.clone()))
        .collect()
}

/// Sums over runs of values.
struct Sums(Vec<f64>);

impl Sums {
    fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut sum = 0.0;
        let sums = values.map(|value| {
            sum += f64::from(value);
            sum
        });
        Self(std::iter::once(0.0).chain(sums).collect())
    }

    fn over(&self, range: Range<usize>) -> f64 {
        let last = self.0.len() - 1;
        self.0[range.end.min(last)] - self.0[range.start.min(last)]
    }
}

/// The part whose blocks weigh most together, the smallest of equals.
fn heaviest(walk: &Walk, named: &[bool]) -> Option<Part> {
    let weights = Sums::of(walk.blocks.iter().zip(named).map(|(block, named)| weight(block, *named)));
    let mut best: Option<(f64, usize)> = None;
    for (at, part) in walk.parts.iter().enumerate() {
        let own = weights.over(part.blocks.clone()) * part.hints.favour();
        if own >= LEAST && best.is_none_or(|(most, _)| own >= most) {
            best = Some((own, at));
        }
    }
    let (all, mut best) = best?;
    // Of several articles side by side the one that is most of them: the others are told beside it.
    let articles = walk.parts.iter().enumerate().filter(|(_, part)| part.hints.whole);
    let inside = articles.filter(|(at, part)| {
        let body = &walk.parts[best];
        *at != best && part.blocks.start >= body.blocks.start && part.blocks.end <= body.blocks.end
    });
    let heaviest = inside
        .map(|(at, part)| (weights.over(part.blocks.clone()), at))
        .max_by(|one, other| one.0.total_cmp(&other.0));
    if let Some((own, at)) = heaviest
        && own >= all / 2.0
    {
        best = at;
    }
    Some(walk.parts[best].clone())
}

/// What a block tells for the body, in letters; `named` where names say that it is the body's.
fn weight(block: &Block, named: bool) -> f32 {
    let letters = block.letters as f32;
    let words = block.words();
    if block.post.is_some() {
        return 0.0;
    }
    if block.section.is_some() {
        let prose = block.links < 0.5 && words >= 8;
        return if prose { -letters } else { -letters.min(SHORT) / 2.0 };
    }
    if matches!(block.role, Role::Control | Role::Caption) {
        return -letters.min(SHORT);
    }
    if block.links > 0.5 {
        return -letters;
    }
    let line = matches!(block.role, Role::Paragraph | Role::Item | Role::Row);
    if line && (ends_sentence(&block.text) && words >= 8 || words >= 30) {
        // An item that begins with a linked title is a teaser.
        let links = if block.role == Role::Item { 4.0 } else { 1.0 } * block.links;
        letters * (1.0 - links)
    } else if named && line && block.links < 0.3 {
        letters / 2.0
    } else if words >= 4 || named {
        0.0
    } else {
        -letters.min(SHORT)
    }
}

/// Whether a block that weighs against the body may stand in it: a heading, a short line, an item.
fn belongs(block: &Block) -> bool {
    block.section.is_none()
        && !matches!(block.role, Role::Control | Role::Caption)
        && (block.links <= 0.5 || is_address(block))
}
/// Takes back what finders miss: running text in the midst of what they kept, and the summary
/// between headline and body, which many take for a teaser. Nothing whose markup says that it is
/// something else.
fn restore(blocks: &mut [Block], description: Option<&str>) {
    let first = blocks.iter().position(Block::kept);
    let last = blocks.iter().rposition(Block::kept);
    let (Some(first), Some(last)) = (first, last) else { return };
    let plain =
        |block: &Block| block.section.is_none() && block.links < 0.3 && ends_sentence(&block.text);
    let headline = blocks[..first].iter().rposition(|block| block.role == Role::Headline);
    let described = description.map(form).filter(|form| form.len() >= DESCRIPTION);
    let standfirst = |block: &Block| {
        let told = |described: &String| {
            let own = form(&block.text);
            own.len() >= DESCRIPTION && (described.starts_with(&own) || own.starts_with(described))
        };
        plain(block) && block.words() >= 12 || described.as_ref().is_some_and(told)
    };
    for block in &mut blocks[headline.unwrap_or(first)..first] {
        if matches!(block.role, Role::Paragraph | Role::Heading)
            && block.section.is_none()
            && standfirst(block)
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

/// Whether a linked line gives the address that it leads to, and so is text.
fn is_address(block: &Block) -> bool {
    let mut words = block.text.split_whitespace();
    let address = |word: &str| {
        word.starts_with("http://") || word.starts_with("https://") || word.starts_with("www.") || word.contains('@')
    };
    block.post.is_none() && words.next().is_some_and(address) && words.next().is_none()
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
