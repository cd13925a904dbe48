//! The reading: an article with everything that one article alone tells.

use crate::figures::{Figure, figures};
use crate::names::Names;
use crate::quotations::{Quotation, QuotationKind, quotations};
use crate::syntax::Syntax;
use recoupe_read::{Article, Post};
use recoupe_text::{Language, Span};
use recoupe_time::{Context, TimeExpression, times};

/// An article, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Where its dateline ends, in bytes; 0 where it has none.
    pub dateline: u32,
    /// Its text, cut and classed.
    pub syntax: Syntax,
    /// The names in it.
    pub names: Names,
    /// The quotations in it.
    pub quotations: Vec<Quotation>,
    /// The expressions of time in it, resolved against the date of publication where that is known.
    pub times: Vec<TimeExpression>,
    /// The figures in it that are no part of a time.
    pub figures: Vec<Figure>,
}

impl Reading {
    /// Reads one article. Linear in its length; knows nothing of other articles.
    #[must_use]
    pub fn of(article: Article) -> Self {
        let language = article
            .language
            .as_deref()
            .and_then(Language::get)
            .unwrap_or_else(Language::undetermined);
        let dateline = dateline_end(&article);
        let syntax = Syntax::behind_dateline(&article.text, language, dateline);
        let names = Names::of(&article.text, &syntax, article.title);
        let quotations = with_posts(quotations(&syntax, &names), &article.posts);
        let context = Context { published: article.published.value };
        let times = times(&article.text, &syntax.tokens, &syntax.sentences, language, &context);
        let told: Vec<Span> = times.iter().map(|time| time.span).collect();
        let figures = figures(&article.text, &syntax.tokens, language, &told);
        Self { article, dateline, syntax, names, quotations, times, figures }
    }

    /// The clean text that every span of the reading points into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }
}

/// How far behind its place a dateline may end, in bytes.
const DATELINE: usize = 80;

/// Behind the dash that ends the dateline ("Rabat, 3 May (AFP) – ").
fn dateline_end(article: &Article) -> u32 {
    let Some(place) = article.place else { return 0 };
    let end = place.end as usize;
    let line = article.text[end..].lines().next().unwrap_or_default();
    line.char_indices()
        .take_while(|(at, _)| *at < DATELINE)
        .find(|(at, letter)| {
            let spaced = line[..*at].ends_with([' ', '\u{a0}', ')']) || matches!(letter, '–' | '—');
            matches!(letter, '–' | '—' | '-') && spaced
        })
        .map_or(0, |(at, letter)| (end + at + letter.len_utf8()) as u32)
}

/// A post is a quotation of its author, whole, without marks.
fn with_posts(mut quotations: Vec<Quotation>, posts: &[Post]) -> Vec<Quotation> {
    for post in posts {
        quotations.retain(|quotation| {
            !quotation.content.iter().any(|piece| piece.overlaps(post.content))
        });
        quotations.push(Quotation {
            kind: QuotationKind::Direct,
            content: vec![post.content],
            clause: None,
            cue: None,
            speaker: post.signature,
            referent: None,
            inherited: false,
        });
    }
    quotations.sort_by_key(|quotation| (quotation.content.first().copied(), quotation.kind));
    quotations
}
