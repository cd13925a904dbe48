//! What a search gives: reports, each with the place of its text where the words stand.

use crate::rows::ReportRow;
use crate::words;
use recoupe_read::Article;
use recoupe_text::{Language, Span, TokenKind, Tokens, stem};

/// How much text is shown around the first word found, in bytes.
const AROUND: usize = 90;

/// A report that the database found.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    pub(crate) report: ReportRow,
    /// What its story is called.
    pub(crate) story_title: String,
}

/// A report that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The report.
    pub report: ReportRow,
    /// What its story is called.
    pub story_title: String,
    /// A stretch of its text, to the letter, around the first word that was looked for.
    pub excerpt: String,
    /// Where in the excerpt the words stand that were looked for, in bytes.
    pub marked: Vec<Span>,
}

/// The stretch of `article` around the first of `forms`, and the places of all of them in it.
pub(crate) fn excerpt(article: &Article, forms: &[String]) -> (String, Vec<Span>) {
    let text = article.text.as_str();
    let language =
        article.language.as_deref().and_then(Language::get).unwrap_or_else(Language::undetermined);
    let tokens = Tokens::of(text, language);
    let found: Vec<Span> = (0..tokens.len())
        .filter(|index| tokens.items()[*index].kind != TokenKind::Mark)
        .filter(|index| {
            let form = words::name_words(&stem(tokens.lower(*index), language));
            forms.contains(&form)
        })
        .map(|index| tokens.items()[index].span)
        .collect();
    let body = article.title.map_or(0, |title| title.end as usize);
    let body = text.len() - text[body..].trim_start().len();
    // The title is shown anyway.
    let first = found.iter().find(|span| span.start as usize >= body).or_else(|| found.first());
    let at = first.map_or(body, |span| span.start as usize);
    let start = text[..text.floor_char_boundary(at.saturating_sub(AROUND))].len();
    // Not over the border of a paragraph, and not in the middle of a word.
    let start = text[start..at].rfind('\n').map_or(start, |line| start + line + 1);
    let start = if start == 0 || text[..start].ends_with('\n') {
        start
    } else {
        text[start..at].find(' ').map_or(at, |blank| start + blank + 1)
    };
    let rest = text[start..].trim_start();
    let start = text.len() - rest.len();
    let line = rest.lines().next().unwrap_or_default();
    let end = line.floor_char_boundary((at.saturating_sub(start) + AROUND).min(line.len()));
    let end = if end < line.len() { line[..end].rfind(' ').unwrap_or(end) } else { end };
    let marked = found
        .into_iter()
        .filter(|span| span.start as usize >= start && span.end as usize <= start + end)
        .map(|span| Span::new(span.start as usize - start, span.end as usize - start))
        .collect();
    (line[..end].to_owned(), marked)
}
