//! Feeds: RSS 0.9 to 2, Atom and JSON Feed, to one form.
//!
//! The reader is the project's own. The known crate for it stops at the first fault of syntax,
//! panics on feeds whose declared charset is not the one they are written in, and leaves out what
//! Recoupe needs most: the `source` of an entry that an aggregator passed on, bases of addresses
//! and languages of single entries. What remains is a table of where each fact may stand
//! ([`table`]), read off a tolerant tree ([`crate::xml`]).
//!
//! Limits: entries that give their text by an address alone have none here; podcasts' files,
//! pictures and ratings are passed over.

mod article;
mod json;
mod table;
mod value;
mod xml;

pub(crate) use article::read;
pub(crate) use json::feed as of_json;
pub(crate) use value::{Base, host, stamp};
pub(crate) use xml::feed as of_xml;

use jiff::civil::Date;

/// A feed: what an outlet, or who gathers from outlets, publishes as a list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its title, in plain words.
    pub title: Option<String>,
    /// What it says of itself, in plain words.
    pub description: Option<String>,
    /// The page that it belongs to, as a whole address where one can be made.
    pub link: Option<String>,
    /// The tag of its language.
    pub language: Option<String>,
    /// Its entries, in its order, as many as are read.
    pub entries: Vec<Entry>,
    /// Not all of it was read: it is cut, broken or too long.
    pub cut: bool,
}

/// An entry of a feed. Text is plain but for the two bodies.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The headline.
    pub title: Option<String>,
    /// The page of the article, as a whole address where one can be made.
    pub link: Option<String>,
    /// Who wrote it: names only.
    pub authors: Vec<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was changed.
    pub updated: Option<Stamp>,
    /// The tag of its language.
    pub language: Option<String>,
    /// The text of the article, where the feed carries it.
    pub content: Option<Body>,
    /// A summary of it.
    pub summary: Option<Body>,
    /// The outlet that it comes from, where the feed gathers from several.
    pub source: Option<String>,
}

/// A text of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// HTML, not cleaned.
    Html(String),
    /// Plain text.
    Plain(String),
}

/// A time as a feed writes it, and its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// As written, trimmed.
    pub written: String,
    /// The day, in the zone that it is written in; `None` where no whole day can be read.
    pub day: Option<Date>,
}
