//! A page's text without a tree: every tag parts paragraphs. The way out for pages that would hold
//! the parser; no word is lost, but nothing tells the body from the menus.

use crate::block::{Block, fold_space};

/// Elements whose content nobody sees.
const HIDDEN: [&str; 4] = ["script", "style", "template", "noscript"];

/// The paragraphs of `page`, tags taken out. Linear.
pub(super) fn blocks(page: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let end = rest.find('<').unwrap_or(rest.len());
        let text = fold_space(&entities(&rest[..end]));
        if !text.is_empty() {
            blocks.push(Block::paragraph(text));
        }
        rest = &rest[end..];
        if rest.is_empty() {
            break;
        }
        let name: String = rest[1..]
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase();
        if rest.starts_with("<!--") {
            rest = rest.find("-->").map_or("", |at| &rest[at + 3..]);
        } else if HIDDEN.contains(&name.as_str()) {
            let close = format!("</{name}");
            let found = rest.match_indices("</").find(|(at, _)| {
                rest.as_bytes()
                    .get(*at..at + close.len())
                    .is_some_and(|tag| tag.eq_ignore_ascii_case(close.as_bytes()))
            });
            rest = found.map_or("", |(at, _)| &rest[at..]);
            rest = rest.find('>').map_or("", |at| &rest[at + 1..]);
        } else if rest[1..].starts_with(|letter: char| {
            letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?')
        }) {
            rest = rest.find('>').map_or("", |at| &rest[at + 1..]);
        } else {
            // A bare "<" is text.
            let end = rest[1..].find('<').map_or(rest.len(), |at| at + 1);
            let text = fold_space(&entities(&rest[..end]));
            blocks.push(Block::paragraph(text));
            rest = &rest[end..];
        }
    }
    blocks
}

/// The few entities without which a text cannot be read.
fn entities(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let text = text.replace("&nbsp;", "\u{a0}").replace("&quot;", "\"").replace("&#39;", "'");
    text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
}
