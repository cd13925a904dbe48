//! Lists as feeds: Atom and JSON Feed.
//!
//! Addresses in a feed are whole, on the host by which it was asked for. An entry keeps its id for as long as what it tells
//! of is there, so that a reader shows it once.

mod lists;
mod steps;
mod versions;

pub(crate) use lists::{search, stories};
pub(crate) use steps::relation;
pub(crate) use versions::versions;

use jiff::Timestamp;
use recoupe_export::html::Page;
use serde::Serialize;

/// A list, to be followed.
#[derive(Debug)]
pub(crate) struct Feed {
    title: String,
    /// The page that shows the same.
    page: String,
    /// The feed's own address, up to the form.
    own: String,
    query: String,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    /// What a reader knows it again by; an address.
    id: String,
    title: String,
    address: String,
    updated: Timestamp,
    author: Option<String>,
    language: Option<String>,
    summary: String,
}

impl Feed {
    /// As Atom (RFC 4287): media type and text.
    pub(crate) fn atom(&self) -> (&'static str, String) {
        let mut page = Page::default();
        let own = format!("{}.atom{}", self.own, self.query);
        page.fixed("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
        page.element("feed", &[("xmlns", "http://www.w3.org/2005/Atom")], |page| {
            page.words("title", &[], &clean(&self.title));
            page.words("id", &[], &own);
            let updated = self.entries.iter().map(|entry| entry.updated).max();
            page.words("updated", &[], &updated.unwrap_or(Timestamp::UNIX_EPOCH).to_string());
            page.element("author", &[], |page| page.words("name", &[], "Recoupe"));
            page.element("link", &[("rel", "self"), ("href", &own)], |_| {});
            page.element("link", &[("rel", "alternate"), ("href", &self.page)], |_| {});
            for entry in &self.entries {
                let language = entry.language.as_deref().unwrap_or_default();
                page.element("entry", &[("xml:lang", language)], |page| {
                    page.words("title", &[], &clean(&entry.title));
                    page.words("id", &[], &entry.id);
                    page.words("updated", &[], &entry.updated.to_string());
                    if let Some(author) = &entry.author {
                        let author = clean(author);
                        page.element("author", &[], |page| page.words("name", &[], &author));
                    }
                    page.element("link", &[("href", &entry.address)], |_| {});
                    page.words("summary", &[], &clean(&entry.summary));
                });
            }
        });
        ("application/atom+xml; charset=utf-8", page.finish())
    }

    /// As JSON Feed 1.1: media type and text.
    pub(crate) fn json(&self) -> (&'static str, String) {
        #[derive(Serialize)]
        struct Author<'a> {
            name: &'a str,
        }
        #[derive(Serialize)]
        struct Item<'a> {
            id: &'a str,
            url: &'a str,
            title: &'a str,
            content_text: &'a str,
            date_modified: Timestamp,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            authors: Vec<Author<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            language: Option<&'a str>,
        }
        #[derive(Serialize)]
        struct Whole<'a> {
            version: &'static str,
            title: &'a str,
            home_page_url: &'a str,
            feed_url: String,
            items: Vec<Item<'a>>,
        }
        let whole = Whole {
            version: "https://jsonfeed.org/version/1.1",
            title: &self.title,
            home_page_url: &self.page,
            feed_url: format!("{}.jsonfeed{}", self.own, self.query),
            items: self
                .entries
                .iter()
                .map(|entry| Item {
                    id: &entry.id,
                    url: &entry.address,
                    title: &entry.title,
                    content_text: &entry.summary,
                    date_modified: entry.updated,
                    authors: entry.author.iter().map(|name| Author { name }).collect(),
                    language: entry.language.as_deref(),
                })
                .collect(),
        };
        ("application/feed+json", serde_json::to_string(&whole).unwrap_or_default())
    }
}

/// Without the two characters that HTML may have and XML may not.
fn clean(words: &str) -> String {
    words.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}
