//! A page to blocks and metadata.

mod body;
mod byline;
mod guard;
mod head;
mod json_ld;
mod parse;
mod published;
mod stripped;
mod vocabulary;
mod walk;

use crate::block::Block;
use crate::metadata::Metadata;

/// The largest page that is parsed, in bytes. Reports are below 3 MB with everything in them.
pub(crate) const LARGEST: usize = 32 << 20;

/// A page's visible text and metadata.
pub(crate) struct Page {
    /// Every visible paragraph in reading order; those outside the body have a fate.
    pub(crate) blocks: Vec<Block>,
    /// What the page says of itself.
    pub(crate) metadata: Metadata,
    /// Whether the body was told from the rest.
    pub(crate) body_found: bool,
}

/// Reads `page`, of at most [`LARGEST`] bytes. Never fails and never recurses.
pub(crate) fn page(page: &str) -> Page {
    let tamed = guard::tame(page);
    let Some(tree) = parse::parse(&tamed) else {
        return Page {
            blocks: stripped::blocks(&tamed),
            metadata: Metadata::default(),
            body_found: false,
        };
    };
    let metadata = head::metadata(&tree);
    let mut walk = walk::walk(&tree);
    drop(tree);
    let body_found = body::choose(&mut walk, &body::Trafilatura);
    Page { blocks: walk.blocks, metadata, body_found }
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
