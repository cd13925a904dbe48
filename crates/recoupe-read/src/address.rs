//! Addresses that an input names and does not hold: what a fetcher may go to.

use jiff::civil::Date;
use serde::Serialize;

/// The address of a page, a feed or another list, with what the input says of it. Nothing here
/// opens it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Address {
    /// The whole address, as written where it was whole.
    pub url: String,
    /// What is there.
    pub kind: AddressKind,
    /// The headline, or the name of the feed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The outlet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outlet: Option<String>,
    /// The tag of the language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The day of publication; of the last change where a sitemap tells no other.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Date>,
}

/// What an address leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AddressKind {
    /// A page of an article, as far as the input tells.
    Page,
    /// A feed.
    Feed,
    /// A sitemap.
    Sitemap,
}
