//! What an archive tells: rows of its lists, in the caller's terms.

use jiff::Timestamp;
use jiff::civil::Date;
use recoupe_stories::Reason;

/// A story as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// Its number, which is that of the report that opened it.
    pub id: u64,
    /// The name that a person gave it.
    pub name: Option<String>,
    /// The headline that stands for it.
    pub title: String,
    /// How many reports it has.
    pub reports: u64,
    /// How many of them are independent of each other; `None` until they have been compared.
    pub origins: Option<u64>,
    /// How many disputes they have; `None` until they have been compared.
    pub disputes: Option<u64>,
    /// The languages of the reports, BCP 47, sorted.
    pub languages: Vec<String>,
    /// The first day of publication.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
    /// When something of it changed last.
    pub changed: Option<Timestamp>,
    /// Whether it changed since its reports were compared.
    pub stale: bool,
}

impl StoryRow {
    /// What it is called: by the name that a person gave it, or else by its headline.
    #[must_use]
    pub fn called(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.title)
    }
}

/// What comparing the reports of a story gave for its row.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The headline that stands for it.
    pub title: String,
    /// How many reports are independent of each other.
    pub origins: u64,
    /// How many disputes there are.
    pub disputes: u64,
    /// The first day of publication, also where it was told from the other reports.
    pub first: Option<Date>,
    /// The last one.
    pub last: Option<Date>,
}

/// By what stories are ordered, the most first. Equals: the newest first, then by number.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Order {
    /// Independent origins.
    Origins,
    /// Reports.
    Reports,
    /// Languages.
    Languages,
    /// The last day of publication.
    #[default]
    Newest,
}

/// Which stories are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// In which order.
    pub order: Order,
    /// At most so many.
    pub limit: u64,
    /// After so many.
    pub offset: u64,
    /// Only those with at least so many independent origins.
    pub origins: u64,
    /// Only those with a dispute.
    pub disputed: bool,
}

impl Default for Listing {
    fn default() -> Self {
        Self {
            order: Order::default(),
            limit: u64::from(u32::MAX),
            offset: 0,
            origins: 0,
            disputed: false,
        }
    }
}

/// A report as lists show it, by its latest version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its number.
    pub id: u64,
    /// The story it is in.
    pub story: u64,
    /// Its path, address or name, as given.
    pub source: String,
    /// Its canonical address.
    pub url: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its title, or its first line.
    pub title: String,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// Its day of publication.
    pub day: Option<Date>,
    /// How many versions of it there are.
    pub versions: u64,
    /// When it was fetched first.
    pub first_fetched: Timestamp,
    /// When it was fetched last, changed or not.
    pub last_fetched: Timestamp,
}

/// A version of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// Its number, from 1.
    pub number: u64,
    /// When it was fetched.
    pub fetched: Timestamp,
    /// The size of the bytes as fetched, where they are kept.
    pub size: Option<u64>,
}

/// A step by which a report came to where it is.
#[derive(Debug, Clone, PartialEq)]
pub struct LogRow {
    /// When.
    pub at: Timestamp,
    /// What happened.
    pub why: Why,
    /// On what grounds.
    pub because: Because,
}

/// What happened to a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// A report opened it.
    Opened {
        /// The story and report.
        story: u64,
    },
    /// A report joined it.
    Joined {
        /// The report.
        report: u64,
        /// The story.
        story: u64,
        /// The story that it was in before.
        from: Option<u64>,
    },
    /// A story became part of another.
    Merged {
        /// The story that is no more.
        story: u64,
        /// The one that it is in now.
        into: u64,
    },
}

/// On what grounds something was done.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Because {
    /// A person said so.
    Person,
    /// Nothing like it was there.
    New,
    /// It is like other reports.
    Likeness(Reason),
}

/// What a feed is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FeedKind {
    /// Not yet read.
    Unknown,
    /// A feed: RSS, Atom or JSON Feed.
    Feed,
    /// A sitemap, or an index of them.
    Sitemap,
    /// A list of feeds.
    List,
    /// A page: it is read anew when it changes.
    Page,
}

/// A feed that is watched, and its health.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedRow {
    /// Its address.
    pub url: String,
    /// What it is.
    pub kind: FeedKind,
    /// The mark of its last answer (`ETag`).
    pub etag: Option<String>,
    /// The time of its last answer (`Last-Modified`).
    pub last_modified: Option<String>,
    /// When it is to be asked again.
    pub due: Timestamp,
    /// How long it is left alone, in seconds.
    pub interval: u64,
    /// When it was read last.
    pub read: Option<Timestamp>,
    /// How often in a row it could not be read.
    pub failures: u64,
    /// Why, the last time.
    pub error: Option<String>,
}

/// A page that a feed named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRow {
    /// Its address, as the feed has it.
    pub url: String,
    /// The mark of its last answer (`ETag`).
    pub etag: Option<String>,
    /// The time of its last answer (`Last-Modified`).
    pub last_modified: Option<String>,
    /// When a feed named it first.
    pub found: Timestamp,
    /// When it is to be asked for; never again where there is none.
    pub due: Option<Timestamp>,
    /// When it was read last.
    pub read: Option<Timestamp>,
    /// How often in a row it could not be read.
    pub failures: u64,
}

/// A line of the run log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunRow {
    /// When.
    pub at: Timestamp,
    /// What was read.
    pub source: String,
    /// What was wrong with it.
    pub message: String,
}

/// What a person decided of two names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NameKind {
    /// They are one.
    Together,
    /// They are not one.
    Apart,
    /// The one is to be called the other.
    Called,
}

/// A decision of a person on names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameRow {
    /// The story in which it holds; in the whole archive where there is none.
    pub story: Option<u64>,
    /// What was decided.
    pub what: NameKind,
    /// The one name.
    pub one: String,
    /// The other, or what the one is to be called.
    pub other: String,
    /// When.
    pub at: Timestamp,
}
