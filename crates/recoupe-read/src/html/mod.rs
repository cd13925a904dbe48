//! A page to blocks and metadata.

mod body;
mod guard;
mod head;
mod json_ld;
mod parse;
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
