//! A page to blocks and metadata.

mod body;
mod byline;
mod element;
mod facts;
mod head;
mod json_ld;
mod open;
mod published;
mod tag;
mod tokens;
mod vocabulary;
mod walk;

pub(crate) use head::without_outlet;

use crate::block::Block;
use crate::limits;
use crate::metadata::Metadata;

/// A page's visible text and metadata.
pub(crate) struct Page {
    /// Every visible paragraph in reading order; those outside the body have a fate.
    pub(crate) blocks: Vec<Block>,
    /// What the page says of itself.
    pub(crate) metadata: Metadata,
    /// Whether the body was told from the rest.
    pub(crate) body_found: bool,
    /// The bounds that it met, said as what was done about them.
    pub(crate) limits: Vec<String>,
}

/// Reads `page`, as far as [`limits::PAGE`] goes. Never fails and never recurses.
pub(crate) fn page(page: &str) -> Page {
    let within = &page[..page.floor_char_boundary(limits::PAGE)];
    let mut met = Vec::new();
    if within.len() < page.len() {
        met.push(format!("read as far as {} bytes", limits::PAGE));
    }
    let mut walk = walk::walk(within);
    if walk.deep {
        met.push(format!("tags deeper than {} were left out, not their words", limits::DEPTH));
    }
    let metadata = head::metadata(&walk.facts);
    let body_found = body::choose(&mut walk, metadata.title.as_deref());
    Page { blocks: walk.blocks, metadata, body_found, limits: met }
}

/// The paragraphs of `markup` that is a report and nothing around it: the body of a feed's entry.
pub(crate) fn fragment(markup: &str) -> Vec<Block> {
    let mut walk = walk::walk(&markup[..markup.floor_char_boundary(limits::PAGE)]);
    body::all(&mut walk);
    walk.blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_would_hold_the_parser_is_read_without_a_tree() {
        // Each `b` is closed by its `div` and opened again, one deeper, in whatever follows.
        let opened = (0..20_000).map(|at| at.to_string()).collect::<Vec<_>>();
        let opened = opened
            .iter()
            .flat_map(|at| ["<div><b id=", at.as_str(), "></div>"])
            .collect::<String>();
        let page = page(&format!(
            "<html><body>{opened}<p>first</p><script>no</script><p>second &amp; last"
        ));
        assert!(!page.body_found);
        let words: Vec<&str> = page.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(words, ["first", "second & last"]);
    }

    #[test]
    fn an_odd_page_gives_what_is_seen() {
        let page = page(
            "<p>One<br><br>Two<template>no</template><p hidden>no<p>Three<svg><title>no</title></svg><a>x</a><a>y</a>",
        );
        let words: Vec<&str> = page.blocks.iter().map(|block| block.text.as_str()).collect();
        assert_eq!(words, ["One", "Two", "Threex y"]);
    }
}
