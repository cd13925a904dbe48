//! A report's text with its spans lit.
//!
//! Spans overlap as they like: a name in a quotation in a statement that begins before it and ends inside it.
//! The text is cut wherever a span begins or ends, and every piece is one element that carries all that it
//! is part of; so nothing is ever nested wrongly. A piece where something begins carries the anchor that links
//! lead to, and links back to the statement's row, else the quotation, else the name. Cutting is one sweep over
//! the sorted ends.

use super::beside;
use super::links::Links;
use super::writer::Page;
use crate::digest::Digest;
use crate::record::{ArticleOut, SpanOut};
use std::collections::BTreeSet;

/// What a piece can be part of; the first that it is part of is what it links to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Layer {
    Disputed,
    Corroborated,
    Quotation,
    Name,
    Copied,
}

impl Layer {
    const fn class(self) -> &'static str {
        match self {
            Self::Disputed => "disputed",
            Self::Corroborated => "corroborated",
            Self::Quotation => "quotation",
            Self::Name => "name",
            Self::Copied => "copied",
        }
    }
}

/// A lit span: where, as what, and the id of what it belongs to.
type Mark<'a> = (usize, usize, Layer, &'a str);

/// What stands beside the paragraphs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Beside {
    /// Nothing: what a text supports is on the same page.
    Nothing,
    /// What each of them supports.
    Notes,
}

/// Writes the text of `article`.
pub(super) fn text(
    page: &mut Page,
    digest: &Digest<'_>,
    article: &ArticleOut,
    links: &Links,
    with: Beside,
) {
    let notes = match with {
        Beside::Nothing => Vec::new(),
        Beside::Notes => beside::notes(digest, article, links),
    };
    let letters: Vec<char> = article.text.chars().collect();
    let mut marks = marks(digest, article);
    marks.sort_unstable();
    let anchors = anchors(digest, article);
    let mut cuts: BTreeSet<usize> = anchors.clone();
    cuts.extend(marks.iter().flat_map(|(start, end, _, _)| [*start, *end]));

    let (mut next, mut active): (usize, Vec<Mark<'_>>) = (0, Vec::new());
    for (number, (start, end)) in lines(&letters).into_iter().enumerate() {
        let headline = number == 0 && article.title.is_some();
        page.element(if headline { "h4" } else { "p" }, &[], |page| {
            let inner: Vec<usize> =
                cuts.range(start..end).copied().filter(|cut| *cut > start).collect();
            let mut from = start;
            for to in inner.into_iter().chain([end]) {
                while marks.get(next).is_some_and(|mark| mark.0 <= from) {
                    active.push(marks[next]);
                    next += 1;
                }
                active.retain(|mark| mark.1 > from);
                let words: String = letters[from..to].iter().collect();
                let anchor = if anchors.contains(&from) {
                    format!("{}.{from}", article.id)
                } else {
                    String::new()
                };
                piece(page, &active, &anchor, &words, links);
                from = to;
            }
        });
        let first = notes.partition_point(|note| note.0 < start);
        let last = notes.partition_point(|note| note.0 < end);
        if first < last {
            beside::write(page, &notes[first..last]);
        }
    }
}

fn piece(page: &mut Page, active: &[Mark<'_>], anchor: &str, words: &str, links: &Links) {
    let layers: BTreeSet<(Layer, &str)> =
        active.iter().map(|(_, _, layer, id)| (*layer, *id)).collect();
    let mut classes: Vec<&str> = layers.iter().map(|(layer, _)| layer.class()).collect();
    classes.dedup();
    let Some((layer, id)) = layers.first() else {
        if anchor.is_empty() {
            return page.text(words);
        }
        return page.words("span", &[("id", anchor)], words);
    };
    page.element("mark", &[("class", &classes.join(" ")), ("id", anchor)], |page| {
        // A link of blanks has nothing to follow.
        if id.is_empty() || words.trim().is_empty() {
            page.text(words);
        } else {
            let to = if *layer == Layer::Name { links.name(id) } else { links.member(id) };
            page.words("a", &[("href", &to)], words);
        }
    });
}

/// The ranges of the text's lines, in code points, without empty ones.
fn lines(letters: &[char]) -> Vec<(usize, usize)> {
    let mut lines = Vec::new();
    let mut start = 0;
    for (at, letter) in letters.iter().chain(['\n'].iter()).enumerate() {
        if *letter == '\n' {
            if at > start {
                lines.push((start, at));
            }
            start = at + 1;
        }
    }
    lines
}

fn marks<'a>(digest: &Digest<'a>, article: &ArticleOut) -> Vec<Mark<'a>> {
    let story = digest.story;
    let mut marks = Vec::new();
    let mut mark = |span: &'a SpanOut, layer: Layer, id: &'a str| {
        if span.article == article.id {
            marks.push((span.start, span.end, layer, id));
        }
    };
    for row in &digest.matrix.rows {
        let layer = match row.statement.status {
            "disputed" => Layer::Disputed,
            "corroborated" => Layer::Corroborated,
            _ => continue,
        };
        row.statement.spans.iter().for_each(|span| mark(span, layer, &row.statement.id));
    }
    for dispute in &story.disputes {
        dispute
            .sides
            .iter()
            .flat_map(|side| &side.spans)
            .for_each(|span| mark(span, Layer::Disputed, &dispute.id));
    }
    for quotation in &story.quotations {
        quotation.content.iter().for_each(|span| mark(span, Layer::Quotation, &quotation.id));
    }
    for entity in &story.entities {
        entity.mentions.iter().for_each(|span| mark(span, Layer::Name, &entity.id));
    }
    for copy in &story.copies {
        copy.passages.iter().flatten().for_each(|span| mark(span, Layer::Copied, ""));
    }
    marks
}

/// Where links lead to: the start of every span that the page cites.
fn anchors(digest: &Digest<'_>, article: &ArticleOut) -> BTreeSet<usize> {
    let story = digest.story;
    let statements = story.statements.iter().flat_map(|statement| &statement.spans);
    let quotations = story.quotations.iter().flat_map(|quotation| &quotation.content);
    let events = story.events.iter().map(|event| &event.expression);
    let register = story.register.iter().flat_map(|entry| &entry.spans);
    let sides =
        story.disputes.iter().flat_map(|dispute| &dispute.sides).flat_map(|side| &side.spans);
    let names =
        story.entities.iter().flat_map(|entity| entity.mentions.iter().chain(&entity.roles));
    statements
        .chain(quotations)
        .chain(events)
        .chain(register)
        .chain(sides)
        .chain(names)
        .chain(&story.brief)
        .filter(|span| span.article == article.id)
        .map(|span| span.start)
        .collect()
}
