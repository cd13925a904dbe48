//! The twin of what is watched.

use super::written;
use crate::watched::Health;
use jiff::Timestamp;
use recoupe_store::{FeedKind, FeedRow, RunRow};
use serde::Serialize;

/// What a feed is, in a word.
pub(crate) const fn kind_name(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Unknown => "unknown",
        FeedKind::Feed => "feed",
        FeedKind::Sitemap => "sitemap",
        FeedKind::List => "list",
        FeedKind::Page => "page",
    }
}

pub(crate) fn feeds(feeds: &[FeedRow], runs: &[RunRow]) -> String {
    #[derive(Serialize)]
    struct FeedOut<'a> {
        url: &'a str,
        kind: &'static str,
        health: Health,
        read: Option<Timestamp>,
        due: Timestamp,
        interval: u64,
        failures: u64,
        error: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct RunOut<'a> {
        at: Timestamp,
        source: &'a str,
        message: &'a str,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        feeds: Vec<FeedOut<'a>>,
        unread: Vec<RunOut<'a>>,
    }
    written(&Twin {
        feeds: feeds
            .iter()
            .map(|feed| FeedOut {
                url: &feed.url,
                kind: kind_name(feed.kind),
                health: Health::of(feed),
                read: feed.read,
                due: feed.due,
                interval: feed.interval,
                failures: feed.failures,
                error: feed.error.as_deref(),
            })
            .collect(),
        unread: runs
            .iter()
            .map(|run| RunOut { at: run.at, source: &run.source, message: &run.message })
            .collect(),
    })
}
