//! What the engines keep in columns: the same words and numbers in each, whatever its types are, and the columns of a row in
//! the order in which both read them.

use crate::rows::{Because, FeedKind, NameKind, Why};
use jiff::Timestamp;
use recoupe_stories::Reason;

/// The columns of a story's row, in the order in which the engines read them.
pub(crate) const STORY: &str =
    "SELECT id, name, title, reports, origins, disputes, languages, first_day,
    last_day, changed, stale FROM stories";

/// The columns of a report's row, in the same way.
pub(crate) const REPORT: &str = "SELECT reports.id, reports.story, reports.source, reports.url,
    reports.outlet, reports.title, reports.language, reports.day, reports.versions,
    reports.first_fetched, reports.last_fetched";

/// The names of the kinds of feeds.
const KINDS: [(FeedKind, &str); 5] = [
    (FeedKind::Unknown, "unknown"),
    (FeedKind::Feed, "feed"),
    (FeedKind::Sitemap, "sitemap"),
    (FeedKind::List, "list"),
    (FeedKind::Page, "page"),
];

pub(crate) fn kind_name(kind: FeedKind) -> &'static str {
    KINDS.iter().find(|(held, _)| *held == kind).map_or("unknown", |known| known.1)
}

/// The kind of this name; of a name that is none, [`FeedKind::Unknown`].
pub(crate) fn kind_of(name: &str) -> FeedKind {
    KINDS.iter().find(|(_, held)| *held == name).map_or(FeedKind::Unknown, |known| known.0)
}

/// The names of what is decided of names.
const DECIDED: [(NameKind, &str); 3] =
    [(NameKind::Together, "together"), (NameKind::Apart, "apart"), (NameKind::Called, "called")];

pub(crate) fn decided_name(kind: NameKind) -> &'static str {
    DECIDED.iter().find(|(held, _)| *held == kind).map_or("", |known| known.1)
}

/// What is decided under this name; `None` under one that a later program wrote.
pub(crate) fn decided_of(name: &str) -> Option<NameKind> {
    DECIDED.iter().find(|(_, held)| *held == name).map(|known| known.0)
}

/// A step as a row of the log.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Logged<What> {
    /// `opened`, `joined` or `merged`.
    pub(crate) what: What,
    pub(crate) story: u64,
    pub(crate) report: Option<u64>,
    /// Of a report that joined: the story before; of two that were merged: the story that is no more.
    pub(crate) other: Option<u64>,
    /// Whether a person said so.
    pub(crate) person: bool,
    pub(crate) reason: Option<Reason>,
}

impl Logged<&'static str> {
    pub(crate) fn of(why: Why, because: Because) -> Self {
        let (what, story, report, other) = match why {
            Why::Opened { story } => ("opened", story, Some(story), None),
            Why::Joined { report, story, from } => ("joined", story, Some(report), from),
            Why::Merged { story, into } => ("merged", into, None, Some(story)),
        };
        let reason = if let Because::Likeness(reason) = because { Some(reason) } else { None };
        Self { what, story, report, other, person: because == Because::Person, reason }
    }
}

impl Logged<String> {
    pub(crate) fn step(self) -> (Why, Because) {
        let story = self.story;
        let why = match (self.what.as_str(), self.report, self.other) {
            ("joined", Some(report), from) => Why::Joined { report, story, from },
            ("merged", _, Some(other)) => Why::Merged { story: other, into: story },
            _ => Why::Opened { story },
        };
        let because = match self.reason {
            _ if self.person => Because::Person,
            None => Because::New,
            Some(reason) => Because::Likeness(reason),
        };
        (why, because)
    }
}

/// A number for the database; what is too large for it is nothing's number.
pub(crate) fn key(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Whole seconds: what an engine gives back is what it was given.
pub(crate) fn whole(time: Timestamp) -> Timestamp {
    Timestamp::from_second(time.as_second()).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::{Logged, kind_name, kind_of};
    use crate::rows::{Because, FeedKind, Why};
    use recoupe_stories::Reason;

    #[test]
    fn a_step_comes_back_from_its_row() {
        let likeness = Because::Likeness(Reason { names: 2, likeness: 0.5, days: Some(3) });
        for (why, because) in [
            (Why::Opened { story: 7 }, Because::New),
            (Why::Joined { report: 8, story: 7, from: Some(6) }, likeness),
            (Why::Joined { report: 8, story: 7, from: None }, likeness),
            (Why::Merged { story: 9, into: 7 }, Because::Person),
        ] {
            let Logged { what, story, report, other, person, reason } = Logged::of(why, because);
            let what = what.to_owned();
            let row = Logged { what, story, report, other, person, reason };
            assert_eq!(row.step(), (why, because));
        }
    }

    #[test]
    fn a_kind_comes_back_from_its_name() {
        for kind in [FeedKind::Feed, FeedKind::Sitemap, FeedKind::List, FeedKind::Page] {
            assert_eq!(kind_of(kind_name(kind)), kind);
        }
        assert_eq!(kind_of("another"), FeedKind::Unknown);
    }
}
