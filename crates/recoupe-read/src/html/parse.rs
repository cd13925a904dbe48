//! The page's tree, by html5ever, or nothing where the page would hold the parser.
//!
//! The parser is fed in small pieces, and the tree is looked at after each: what grows deeper or
//! larger than any honest page is given up, and its text is read without a tree
//! ([`super::stripped`]). This catches what the linear pass before ([`super::guard`]) cannot see,
//! such as formatting elements that are opened again in every paragraph.

use crate::limits;
use html5ever::driver::{self, ParseOpts};
use html5ever::tendril::{StrTendril, TendrilSink};
use scraper::{Html, HtmlTreeSink};

/// How much is fed between two looks, in bytes.
const PIECE: usize = 2048;

/// The tree of `page`, or `None` where it would grow out of bounds. No recursion; the tree is an
/// arena, so dropping it does not recurse either.
pub(super) fn parse(page: &str) -> Option<Html> {
    let sink = HtmlTreeSink::new(Html::new_document());
    let mut parser = driver::parse_document(sink, ParseOpts::default());
    let mut at = 0;
    while at < page.len() {
        let mut end = (at + PIECE).min(page.len());
        while !page.is_char_boundary(end) {
            end += 1;
        }
        parser.process(StrTendril::from_slice(&page[at..end]));
        at = end;
        let html = parser.tokenizer.sink.sink.0.borrow();
        let mut nodes = html.tree.nodes();
        if nodes.len() > 10_000 + limits::NODES_A_BYTE * at {
            return None;
        }
        if nodes.next_back().is_some_and(|last| last.ancestors().nth(limits::TREE_DEPTH).is_some())
        {
            return None;
        }
    }
    Some(parser.finish())
}
