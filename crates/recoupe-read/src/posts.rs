//! Posts of social networks that an article embeds: known by the line that signs them, "— Name
//! (@handle) April 14, 2025", as the networks' own embeds write it and as copying leaves it.
//!
//! In a page the embed says which paragraphs are the post's; in plain text it is the one before the
//! signature.

use crate::article::Post;
use crate::block::Block;
use crate::date::date_in_any;
use recoupe_text::{Language, Span};
use regex::Regex;
use std::sync::LazyLock;

static SIGNATURE: LazyLock<Regex> = LazyLock::new(|| {
    let text = r"(?:^|\s)(?P<line>[—–―-]{1,2}\s?(?P<name>[^\n(]+?)\s?\((?P<handle>@[\w.]+(?:@[\w.-]+)?)\)[\s,:·]*(?P<date>[^\n]*))$";
    Regex::new(text).unwrap_or_else(|error| unreachable!("the pattern is fixed: {error}"))
});

/// "A post shared by Name (@handle)": its words stand in the tables `signing`, kind `shared`.
static SHARED: LazyLock<Option<Regex>> = LazyLock::new(|| {
    let words: Vec<String> = crate::signing::signing_words("shared").map(regex::escape).collect();
    let text = format!(
        r"(?i)^(?P<line>(?:{})\s(?P<name>[^\n(]+?)\s?\((?P<handle>@[\w.]+)\)(?P<date>[^\n]*))$",
        words.join("|")
    );
    if words.is_empty() { None } else { Regex::new(&text).ok() }
});

/// The longest name, handle and date of a signature, in characters. Not bounds of the patterns: a
/// bounded repetition is spelled out when it is compiled, which would cost every start of the program.
const LONGEST_NAME: usize = 100;
const LONGEST_DATE: usize = 60;

/// The longest paragraph that may end in a signature, in bytes.
const LONGEST: usize = 4096;

/// The posts among the kept blocks, whose places in the text are given. Linear.
pub(crate) fn posts(
    text: &str,
    placed: &[(Span, &Block)],
    language: Option<&'static Language>,
) -> Vec<Post> {
    let mut posts = Vec::new();
    for (at, (span, block)) in placed.iter().enumerate() {
        let words = span.of(text);
        if words.len() > LONGEST || !words.contains('@') {
            continue;
        }
        let shared = SHARED.as_ref().and_then(|pattern| pattern.captures(words));
        let Some(found) = SIGNATURE.captures(words).or(shared) else { continue };
        let (Some(line), Some(name)) = (found.name("line"), found.name("name")) else { continue };
        let longer = |part: &str, limit| {
            found.name(part).is_some_and(|part| part.as_str().chars().nth(limit).is_some())
        };
        if longer("name", LONGEST_NAME)
            || longer("handle", LONGEST_NAME)
            || longer("date", LONGEST_DATE)
        {
            continue;
        }
        let start = span.start as usize;
        let content = if line.start() > 0 {
            // The post and its signature stand on one line.
            Some(Span::new(start, start + line.start()).trim(text))
        } else {
            content_before(&placed[..at], block)
        };
        let Some(content) = content else { continue };
        posts.push(Post {
            content,
            author: Some(name.as_str().trim().to_owned()),
            signature: Some(Span::new(start + line.start(), start + line.end())),
            date: found.name("date").and_then(|date| date_in_any(date.as_str(), language)),
        });
    }
    unsigned(placed, &mut posts);
    posts
}

/// The paragraphs that `signature` signs.
fn content_before(before: &[(Span, &Block)], signature: &Block) -> Option<Span> {
    let (last, block) = before.last()?;
    if signature.post.is_none() {
        return Some(*last);
    }
    if block.post != signature.post {
        return None;
    }
    let first = before.iter().rev().take_while(|(_, block)| block.post == signature.post).last()?;
    Some(first.0.cover(*last))
}

/// Posts that a page embeds and nobody signs.
fn unsigned(placed: &[(Span, &Block)], posts: &mut Vec<Post>) {
    let mut at = 0;
    while let Some((span, block)) = placed.get(at) {
        let mut content = *span;
        at += 1;
        if block.post.is_none() {
            continue;
        }
        while let Some((next, _)) = placed.get(at).filter(|(_, next)| next.post == block.post) {
            content = content.cover(*next);
            at += 1;
        }
        if !posts.iter().any(|post| content.overlaps(post.content)) {
            posts.push(Post { content, author: None, signature: None, date: None });
        }
    }
    posts.sort_by_key(|post| post.content);
}
