//! Watched outlets that have no report of a story: those that are silent, told apart from those of which nothing is
//! known, because they could not be read.
//!
//! An outlet is known by the host of its feed; a feed that lies on another host than the pages it names is taken for
//! silent where it is not.

use recoupe_store::{FeedRow, ReportRow, StoryRow};
use serde::Serialize;
use url::Url;

/// How a watched feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Health {
    /// It has not been read yet.
    NeverRead,
    /// The last time it was read without fault.
    Read,
    /// The last time it could not be read.
    Failed,
}

impl Health {
    pub(crate) fn of(feed: &FeedRow) -> Self {
        match (feed.failures, feed.read) {
            (1.., _) => Self::Failed,
            (0, None) => Self::NeverRead,
            (0, Some(_)) => Self::Read,
        }
    }

    pub(crate) const fn words(self) -> &'static str {
        match self {
            Self::NeverRead => "not read yet",
            Self::Read => "read",
            Self::Failed => "failed",
        }
    }
}

/// What is known of a watched feed that gave no report of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Absence {
    /// It was read after the story began and has no report of it.
    Absent,
    /// Whether it has one is not known: it failed, or was not read since.
    Unknown,
}

/// A watched feed that gave no report of a story.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Missing<'a> {
    pub(crate) feed: &'a FeedRow,
    pub(crate) absence: Absence,
}

/// The watched feeds that gave no report of the story.
pub(crate) fn missing<'a>(
    feeds: &'a [FeedRow],
    story: &StoryRow,
    reports: &[ReportRow],
) -> Vec<Missing<'a>> {
    let address = |report: &ReportRow| host(report.url.as_deref().unwrap_or(&report.source));
    let hosts: Vec<String> = reports.iter().filter_map(address).collect();
    let first = story.first.map(|day| day.to_string());
    feeds
        .iter()
        .filter_map(|feed| {
            let own = host(&feed.url)?;
            if hosts.iter().any(|host| one_site(host, &own)) {
                return None;
            }
            // Both are written year first, so that their texts are ordered as they are.
            let since = feed.read.is_some_and(|read| {
                first.as_ref().is_none_or(|first| read.to_string().as_str() >= first.as_str())
            });
            let absence = if Health::of(feed) == Health::Read && since {
                Absence::Absent
            } else {
                Absence::Unknown
            };
            Some(Missing { feed, absence })
        })
        .collect()
}

fn host(address: &str) -> Option<String> {
    Some(Url::parse(address).ok()?.host_str()?.trim_start_matches("www.").to_owned())
}

/// Whether one host is the other or lies in it.
fn one_site(one: &str, other: &str) -> bool {
    let inside = |inner: &str, outer: &str| {
        inner.strip_suffix(outer).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    inside(one, other) || inside(other, one)
}

#[cfg(test)]
mod tests {
    use super::one_site;

    #[test]
    fn a_feed_may_lie_on_a_host_inside_the_outlets() {
        assert!(one_site("paper.example", "feeds.paper.example"));
        assert!(one_site("paper.example", "paper.example"));
        assert!(!one_site("paper.example", "newspaper.example"));
    }
}
