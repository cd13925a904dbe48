//! The lists of stories and of reports found.

use super::{Entry, Feed};
use crate::forms::{Search, Stories};
use crate::pages;
use jiff::Timestamp;
use recoupe_store::{Hit, StoryRow};

/// The feed of a list of stories.
pub(crate) fn stories(base: &str, asked: Stories, rows: &[StoryRow]) -> Feed {
    let entry = |row: &StoryRow| Entry {
        title: pages::called(row).to_owned(),
        id: format!("{base}/stories/{}", row.id),
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
pub(crate) fn search(base: &str, asked: &Search, hits: &[Hit]) -> Feed {
    let entry = |hit: &Hit| Entry {
        title: hit.report.title.clone(),
        id: format!("{base}/reports/{}", hit.report.id),
        address: format!("{base}/reports/{}", hit.report.id),
        updated: hit.report.last_fetched,
        author: hit.report.outlet.clone(),
        language: hit.report.language.clone(),
        summary: hit.excerpt.clone(),
    };
    Feed {
        title: format!("Recoupe: {}", asked.q),
        page: format!("{base}/search{}", asked.query(1)),
        own: format!("{base}/search"),
        query: asked.query(asked.page()),
        entries: hits.iter().map(entry).collect(),
    }
}
