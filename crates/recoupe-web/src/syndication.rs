//! The lists as feeds: Atom and JSON Feed.
//!
//! Addresses in a feed are whole, on the host by which it was asked for.

use crate::forms::Stories;
use crate::pages;
use jiff::Timestamp;
use recoupe_export::html::Page;
use recoupe_store::{Hit, StoryRow};
use serde::Serialize;
use url::form_urlencoded::byte_serialize;

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
    title: String,
    address: String,
    updated: Timestamp,
    author: Option<String>,
    language: Option<String>,
    summary: String,
}

/// The feed of a list of stories.
pub(crate) fn stories(base: &str, asked: Stories, rows: &[StoryRow]) -> Feed {
    let entry = |row: &StoryRow| Entry {
        title: pages::called(row).to_owned(),
        address: format!("{base}/stories/{}", row.id),
        updated: row.changed.unwrap_or(Timestamp::UNIX_EPOCH),
        author: None,
        language: None,
        summary: pages::facts(row),
    };
    Feed {
        title: "Recoupe: stories".to_owned(),
        page: format!("{base}/stories{}", asked.query(1)),
        own: format!("{base}/stories"),
        query: asked.query(asked.page()),
        entries: rows.iter().map(entry).collect(),
    }
}

/// The feed of a search.
pub(crate) fn search(base: &str, query: &str, hits: &[Hit]) -> Feed {
    let encoded: String = byte_serialize(query.as_bytes()).collect();
    let entry = |hit: &Hit| Entry {
        title: hit.report.title.clone(),
        address: format!("{base}/reports/{}", hit.report.id),
        updated: hit.report.last_fetched,
        author: hit.report.outlet.clone(),
        language: hit.report.language.clone(),
        summary: hit.excerpt.clone(),
    };
    Feed {
        title: format!("Recoupe: {query}"),
        page: format!("{base}/search?q={encoded}"),
        own: format!("{base}/search"),
        query: format!("?q={encoded}"),
        entries: hits.iter().map(entry).collect(),
    }
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
                    page.words("id", &[], &entry.address);
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
                    id: &entry.address,
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
