//! The news clean-up: what stands in the body of a page, or in a text copied from one, and is not
//! the report. The same for plain text and HTML.
//!
//! Order matters. What is known by its own words goes first; then the lists, which are known by
//! their heading and end where running text resumes; then what is known by its shape; last what
//! stands twice. Every step only marks blocks or cuts inside them: nothing is lost, and in doubt a
//! block stays.

mod credit;
mod cut;
mod furniture;
mod list;
mod navigation;
mod repeated;
mod share;

pub(crate) use cut::is_picture_address;
pub(crate) use furniture::form;
pub(crate) use repeated::repeats;

use crate::block::Block;

/// Marks what is not the report, before the title is known. Linear in the length of the text.
pub(crate) fn clean(blocks: &mut [Block]) {
    for block in blocks.iter_mut().filter(|block| block.kept()) {
        cut::addresses(block);
    }
    for block in blocks.iter_mut().filter(|block| block.kept() && block.post.is_none()) {
        if let Some(reason) = furniture::reason(&block.text)
            .or_else(|| credit::reason(&block.text))
            .or_else(|| navigation::reason(&block.text))
            .or_else(|| share::reason(&block.text))
        {
            block.remove(reason);
        }
    }
    list::remove(blocks);
}
