//! Ids to what they name, for one story.

use super::Cited;
use crate::record::{ArticleOut, EntityOut, QuotationOut, Record, SpanOut, StatementOut, StoryOut};
use std::collections::BTreeMap;

/// What the parts of the digest look up.
pub(crate) struct Lookup<'a> {
    pub(crate) story: &'a StoryOut,
    /// The story's articles, in its order.
    pub(crate) articles: Vec<&'a ArticleOut>,
    numbers: BTreeMap<&'a str, usize>,
    entities: BTreeMap<&'a str, &'a EntityOut>,
    statements: BTreeMap<&'a str, &'a StatementOut>,
    pub(crate) quotations: BTreeMap<&'a str, &'a QuotationOut>,
    /// For each article, the byte at which each code point begins: empty for ASCII, where they agree.
    starts: Vec<Vec<usize>>,
}

impl<'a> Lookup<'a> {
    pub(crate) fn of(record: &'a Record, story: &'a StoryOut) -> Self {
        let by_id: BTreeMap<&str, &ArticleOut> =
            record.articles.iter().map(|article| (article.id.as_str(), article)).collect();
        let articles: Vec<&ArticleOut> =
            story.articles.iter().filter_map(|id| by_id.get(id.as_str()).copied()).collect();
        let starts = |article: &&ArticleOut| {
            if article.text.is_ascii() {
                return Vec::new();
            }
            article.text.char_indices().map(|(at, _)| at).chain([article.text.len()]).collect()
        };
        Self {
            story,
            numbers: articles
                .iter()
                .zip(1..)
                .map(|(article, number)| (article.id.as_str(), number))
                .collect(),
            entities: story.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect(),
            statements: story
                .statements
                .iter()
                .map(|statement| (statement.id.as_str(), statement))
                .collect(),
            quotations: story
                .quotations
                .iter()
                .map(|quotation| (quotation.id.as_str(), quotation))
                .collect(),
            starts: articles.iter().map(starts).collect(),
            articles,
        }
    }

    /// The number of an article in the story, from 1; 0 for one that is not in it.
    pub(crate) fn number(&self, article: &str) -> usize {
        self.numbers.get(article).copied().unwrap_or(0)
    }

    pub(crate) fn entity(&self, id: &str) -> Option<&'a EntityOut> {
        self.entities.get(id).copied()
    }

    pub(crate) fn statement(&self, id: &str) -> Option<&'a StatementOut> {
        self.statements.get(id).copied()
    }

    /// The name an entity is shown under: the English one where there is one, since the furniture around
    /// it is English, else that of the first language by code.
    pub(crate) fn name(&self, id: &str) -> &'a str {
        self.entity(id).map(name_of).unwrap_or_default()
    }

    pub(crate) fn names(&self, ids: &[String]) -> Vec<&'a str> {
        ids.iter().map(|id| self.name(id)).filter(|name| !name.is_empty()).collect()
    }

    pub(crate) fn cited(&self, span: &'a SpanOut) -> Cited<'a> {
        let before = self.before(span).trim_end_matches(|letter: char| {
            matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '“' | '"' | '«' | '‘' | '(')
        });
        let whole = before.is_empty()
            || before.ends_with(['.', '!', '?', '…', ':', '\n', '”', '»', '؟', '。', '–', '—']);
        Cited { report: self.number(&span.article), span, cut: !whole }
    }

    /// The text of the span's article up to the span.
    fn before(&self, span: &SpanOut) -> &'a str {
        let Some(index) = self.number(&span.article).checked_sub(1) else { return "" };
        let text = &self.articles[index].text;
        let starts = &self.starts[index];
        let end = if starts.is_empty() {
            span.start
        } else {
            starts.get(span.start).copied().unwrap_or(0)
        };
        text.get(..end).unwrap_or("")
    }

    /// The numbers of the articles that `spans` stand in, each once, in order.
    pub(crate) fn reports(&self, spans: impl IntoIterator<Item = &'a SpanOut>) -> Vec<usize> {
        let mut numbers: Vec<usize> =
            spans.into_iter().map(|span| self.number(&span.article)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// The name an entity is shown under: what a person calls it, or else the reports' own.
pub(crate) fn name_of(entity: &EntityOut) -> &str {
    if let Some(called) = &entity.called {
        return called;
    }
    entity.names.get("en").or_else(|| entity.names.values().next()).map_or("", String::as_str)
}

/// Whether `inner` lies inside `outer`.
pub(crate) fn inside(inner: &SpanOut, outer: &SpanOut) -> bool {
    inner.article == outer.article && outer.start <= inner.start && inner.end <= outer.end
}

/// Whether the two share a letter.
pub(crate) fn overlap(left: &SpanOut, right: &SpanOut) -> bool {
    left.article == right.article && left.start < right.end && right.start < left.end
}
