//! The article: what reading gives, and what every later step works on.

use crate::about::About;
use jiff::civil::Date;
use recoupe_text::Span;

/// One report: its clean text, its metadata, and everything that cleaning took out.
///
/// `text` never changes once the article is made; every later annotation is a [`Span`] into it.
/// Its first line is the title where there is one; paragraphs are parted by one empty line.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// The file's path as given, the URL, or the record's id in an archive.
    pub source: String,
    /// The canonical address, where the page or the record tells one.
    pub url: Option<String>,
    /// The outlet's name.
    pub outlet: Option<String>,
    /// The title, a stretch of `text`.
    pub title: Option<Span>,
    /// The summary that stands between title and text, a stretch of `text`.
    pub standfirst: Option<Span>,
    /// Who signed it, as written.
    pub byline: Option<String>,
    /// BCP 47 code of the language it is in, also where Recoupe has no tables for it.
    pub language: Option<String>,
    /// When it was published.
    pub published: Dated,
    /// The dateline's place, a stretch of `text`.
    pub place: Option<Span>,
    /// The clean text.
    pub text: String,
    /// What cleaning took out, in reading order.
    pub removed: Vec<Removed>,
    /// Posts that the article embeds.
    pub posts: Vec<Post>,
    /// News agencies that the article credits, by the short name of the `agencies` table.
    pub agencies: Vec<String>,
    /// What its page says of it beside the text.
    pub about: About,
}

/// A date and where it comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Dated {
    /// The day, in the outlet's own zone.
    pub value: Option<Date>,
    /// Its evidence.
    pub basis: DateBasis,
}

impl Dated {
    /// The day, where the report itself tells it; a day that was taken from other reports decides nothing.
    #[must_use]
    pub fn told(self) -> Option<Date> {
        self.value.filter(|_| self.basis != DateBasis::Story)
    }
}

/// Where a date of publication comes from, best evidence first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DateBasis {
    /// The page's metadata.
    Metadata,
    /// The text: a dateline, a line "Published on …".
    Text,
    /// The other reports of the story (set when a story is compared).
    Story,
    /// Nothing tells.
    #[default]
    None,
}

/// A stretch of the input that is not part of the report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Removed {
    /// The words taken out.
    pub text: String,
    /// Why.
    pub reason: Reason,
}

/// Why something was taken out; the names are those of the record's contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Menus, categories, breadcrumbs.
    Navigation,
    /// A list of other articles.
    Related,
    /// A line that points to another article.
    ReadAlso,
    /// Comments and the form for them.
    Comments,
    /// A notice about cookies or consent.
    Cookies,
    /// Who took the photograph; rights.
    Credit,
    /// Share buttons and newsletter invitations.
    Share,
    /// Text that stands in the article already.
    Repeated,
    /// Advertising.
    Advertising,
    /// Anything else that is not the report.
    Other,
}

/// A post of a social network that an article embeds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Its words, a stretch of the article's text.
    pub content: Span,
    /// Who posted it, as the article names them.
    pub author: Option<String>,
    /// The line that signs it ("— Name (@handle) date"), a stretch of the article's text.
    pub signature: Option<Span>,
    /// When.
    pub date: Option<Date>,
}

impl Reason {
    /// The reason of a name, as the record's contract and the tables write it.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|reason| reason.name() == name)
    }

    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Navigation,
        Self::Related,
        Self::ReadAlso,
        Self::Comments,
        Self::Cookies,
        Self::Credit,
        Self::Share,
        Self::Repeated,
        Self::Advertising,
        Self::Other,
    ];

    /// Its name in the record's contract.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Navigation => "navigation",
            Self::Related => "related",
            Self::ReadAlso => "read-also",
            Self::Comments => "comments",
            Self::Cookies => "cookies",
            Self::Credit => "credit",
            Self::Share => "share",
            Self::Repeated => "repeated",
            Self::Advertising => "advertising",
            Self::Other => "other",
        }
    }
}
