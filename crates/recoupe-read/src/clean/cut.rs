//! Addresses inside a paragraph that only a machine reads: of a post's picture, of a shortened
//! link. They are cut out of the words and kept among what was removed.

use crate::article::{Reason, Removed};
use crate::block::{Block, fold_space};
use regex::Regex;
use std::sync::LazyLock;

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"(?:https?://)?(?:pic\.(?:twitter|x)\.com|\bt\.co)/[A-Za-z0-9]+…?";
    Regex::new(text).unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
});

/// Whether `text` starts with the address of a post's picture.
pub(crate) fn is_picture_address(text: &str) -> bool {
    ["pic.twitter.com/", "pic.x.com/", "https://t.co/"]
        .iter()
        .any(|start| text.trim_start().starts_with(start))
}

/// Cuts the addresses out of `block`; a block of nothing else goes whole.
pub(super) fn addresses(block: &mut Block) {
    if !block.text.contains(".co") {
        return;
    }
    let mut rest = String::with_capacity(block.text.len());
    let mut at = 0;
    let mut cuts = Vec::new();
    for found in ADDRESS.find_iter(&block.text) {
        // Inside a longer word it is no address of its own.
        let before = block.text[..found.start()].chars().next_back();
        let after = block.text[found.end()..].chars().next();
        if before.is_some_and(char::is_alphanumeric) || after.is_some_and(char::is_alphanumeric) {
            continue;
        }
        rest.push_str(&block.text[at..found.start()]);
        rest.push(' ');
        cuts.push(Removed { text: found.as_str().to_owned(), reason: Reason::Other });
        at = found.end();
    }
    if cuts.is_empty() {
        return;
    }
    rest.push_str(&block.text[at..]);
    let rest = fold_space(&rest);
    if rest.chars().any(char::is_alphanumeric) {
        block.text = rest;
        block.cuts = cuts;
    } else {
        block.remove(Reason::Other);
    }
}
