//! The reading: an article with everything that one article alone tells.

use crate::names::Names;
use crate::quotations::{Quotation, quotations};
use crate::syntax::Syntax;
use recoupe_read::Article;
use recoupe_text::Language;
use recoupe_time::{Context, TimeExpression, times};

/// An article, read.
#[derive(Debug, Clone)]
pub struct Reading {
    /// The article.
    pub article: Article,
    /// Its text, cut and classed.
    pub syntax: Syntax,
    /// The names in it.
    pub names: Names,
    /// The quotations in it.
    pub quotations: Vec<Quotation>,
    /// The expressions of time in it, resolved against the date of publication where that is known.
    pub times: Vec<TimeExpression>,
}

impl Reading {
    /// Reads one article. Linear in its length; knows nothing of other articles.
    #[must_use]
    pub fn of(article: Article) -> Self {
        let language =
            article.language.as_deref().and_then(Language::get).unwrap_or_else(Language::undetermined);
        let syntax = Syntax::of(&article.text, language);
        let names = Names::of(&article.text, &syntax, article.title);
        let quotations = quotations(&syntax);
        let context = Context { published: article.published.value };
        let times = times(&article.text, &syntax.tokens, &syntax.sentences, language, &context);
        Self { article, syntax, names, quotations, times }
    }

    /// The clean text that every span of the reading points into.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.article.text
    }
}
