//! The lines of a report that tell its day beside labels: under the headline, or in a credit at the end.

use super::told;
use crate::agencies::agencies_listed;
use crate::article::Reason;
use crate::block::{Block, ends_sentence};
use crate::signing::Signing;
use recoupe_text::Language;

/// The lines stand in the first few paragraphs.
const NEAR: usize = 8;

/// How many paragraphs of the report may stand before a line that dates it (a standfirst), and from how many words on a
/// sentence is one.
const BEFORE_DAY: usize = 1;
const PARAGRAPH: usize = 20;

/// What parts the labels of a line.
const LABEL_ENDS: [char; 9] = ['|', '·', '•', '–', '—', '(', ')', ',', ':'];

/// The blocks in which a day is looked for.
pub(crate) fn readable(blocks: &[Block]) -> Vec<usize> {
    (0..blocks.len()).filter(|at| blocks[*at].post.is_none() && is_read(&blocks[*at])).collect()
}

/// Whether a day is looked for in a block: in the text, and in a line that was taken out for words beside the day.
fn is_read(block: &Block) -> bool {
    let beside = [Reason::Credit, Reason::Cookies, Reason::Share];
    block.fate.is_none_or(|fate| block.section.is_none() && beside.contains(&fate))
}

/// Reads the days that stand beside labels, before the text or in a credit behind it.
pub(crate) fn beside_labels(
    blocks: &mut [Block],
    lines: &[usize],
    language: &'static Language,
    signing: &mut Signing,
) {
    let mut paragraphs = 0;
    let mut found = Vec::new();
    for (place, at) in lines.iter().copied().enumerate() {
        let block = &blocks[at];
        let head = place < NEAR && paragraphs <= BEFORE_DAY;
        // What is announced at the end has its day beside labels too.
        let credit = place + 3 >= lines.len() && block.text.starts_with(['©', '(']);
        if (head || credit)
            && is_read(block)
            && let Some(told) = told(&block.text, language)
            && (told.line || head)
        {
            found.push((place, at, told));
        }
        paragraphs += usize::from(block.words() >= PARAGRAPH && ends_sentence(&block.text));
    }
    let days = || found.iter().filter_map(|(_, _, told)| told.day.date());
    let Some(first) = days().next() else { return };
    // Lines with several days are a chronicle.
    if signing.published.is_none() && days().all(|day| day == first) {
        signing.published = Some(first);
    }
    for (place, at, told) in found {
        // The first line may be the headline.
        if place > 0 && told.line && told.day.date() == signing.published {
            let labels = blocks[at].text.split(LABEL_ENDS);
            signing.agencies.extend(labels.flat_map(agencies_listed));
            blocks[at].remove(Reason::Other);
        }
    }
}
