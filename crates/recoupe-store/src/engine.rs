//! What a database does for an archive. All SQL stands behind this trait, in one place for each engine, but for the columns
//! that both read alike (`columns`).
//!
//! Each call that writes is one transaction: when it returns, what it wrote is on the disk, and when it fails,
//! nothing of it is. One writer calls at a time; that is seen to above ([`crate::lock`]), so that a number which
//! was free stays free until it is written.

use crate::error::StoreError;
use crate::filed::{Filed, Raw};
use crate::hits::Found;
use crate::lock::Lock;
use crate::rows::{
    Because, FeedRow, Listing, LogRow, NameRow, PageRow, ReportRow, RunRow, StoryRow, Summary,
    VersionRow, Why,
};
use jiff::Timestamp;
use jiff::civil::Date;
use std::fmt::Debug;

pub(crate) type Result<T> = std::result::Result<T, StoreError>;

/// What is known of a report that came before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Known {
    pub(crate) report: u64,
    pub(crate) story: u64,
    pub(crate) versions: u64,
    /// The hash of the text of the latest one.
    pub(crate) hash: Vec<u8>,
}

/// A report as the stream needs it.
#[derive(Debug, Clone)]
pub(crate) struct Kept {
    pub(crate) report: u64,
    pub(crate) story: u64,
    pub(crate) day: Option<Date>,
    pub(crate) signature: Vec<u8>,
}

/// A version of a report, to be written.
#[derive(Debug)]
pub(crate) struct Version<'a> {
    pub(crate) report: u64,
    /// From 1.
    pub(crate) number: u64,
    pub(crate) filed: &'a Filed,
    pub(crate) raw: Option<&'a Raw>,
    pub(crate) fetched: Timestamp,
}

/// A report that is new, to be written.
#[derive(Debug)]
pub(crate) struct New<'a> {
    pub(crate) key: &'a str,
    pub(crate) grouped_day: Option<Date>,
    pub(crate) signature: &'a [u8],
}

/// A step and its grounds.
pub(crate) type Step = (Why, Because);

/// Two reports, and whether a person wants them together; `None` takes back what was decided before.
pub(crate) type Decision = (u64, u64, Option<bool>);

/// A decision on names, to be written.
#[derive(Debug)]
pub(crate) struct NameDecision<'a> {
    pub(crate) gone: &'a [NameRow],
    pub(crate) new: Option<&'a NameRow>,
    pub(crate) stories: &'a [u64],
}

/// What a query comes down to for the database.
#[derive(Debug, Clone, Default)]
pub(crate) struct Match {
    /// In each list one must stand in the text; each is words that stand one behind the other.
    pub(crate) text: Vec<Vec<String>>,
    pub(crate) names: Vec<Vec<String>>,
    pub(crate) outlets: Vec<Vec<String>>,
    /// BCP 47, primary part.
    pub(crate) language: Option<String>,
    /// On this day or later.
    pub(crate) after: Option<Date>,
    /// On this day or earlier.
    pub(crate) before: Option<Date>,
    pub(crate) origins: u64,
    pub(crate) disputed: bool,
    pub(crate) limit: u64,
    pub(crate) offset: u64,
}

/// What is called with report, number, hash of the text and packed article.
pub(crate) type EachVersion<'a> = &'a mut dyn FnMut(u64, u64, &[u8], &[u8]);

/// What is called with number, hash and packed bytes.
pub(crate) type EachRaw<'a> = &'a mut dyn FnMut(u64, &[u8], &[u8]);

/// A database that holds an archive.
pub(crate) trait Engine: Debug + Send {
    /// The right to write, which one process has at a time, however it ends.
    fn lock(&self) -> Result<Lock>;
    /// A number that changes when another connection has written.
    fn generation(&mut self) -> Result<i64>;
    /// The highest number of a report; 0 where there is none.
    fn last_report(&mut self) -> Result<u64>;
    fn known(&mut self, key: &str) -> Result<Option<Known>>;
    fn story_of(&mut self, report: u64) -> Result<Option<u64>>;
    /// The story that a story went into; itself where it is there still.
    fn current(&mut self, story: u64) -> Result<Option<u64>>;
    /// The newest day by which a report is grouped.
    fn newest(&mut self) -> Result<Option<Date>>;
    /// What the stream needs of the reports of these days, by number; and of those without a day that were first
    /// fetched since `undated`, the last `most`.
    fn kept(&mut self, first: Date, last: Date, undated: Timestamp, most: u64)
    -> Result<Vec<Kept>>;
    fn decisions(&mut self) -> Result<Vec<(u64, u64, bool)>>;

    /// Writes a report's first version, with what it changed.
    fn file(&mut self, new: &New<'_>, version: &Version<'_>, steps: &[Step]) -> Result<()>;
    /// Writes a later version.
    fn revise(&mut self, version: &Version<'_>) -> Result<()>;
    /// A report came again as it was.
    fn seen(&mut self, report: u64, fetched: Timestamp) -> Result<()>;
    /// Writes what a person decided, and what that changed.
    fn decide(&mut self, steps: &[Step], decisions: &[Decision], at: Timestamp) -> Result<()>;
    fn rename(&mut self, story: u64, name: Option<&str>) -> Result<()>;
    /// Every decision on names, the first first.
    fn names(&mut self) -> Result<Vec<NameRow>>;
    /// Writes what a person decided of names and takes back what it replaces; the stories that it changes are to be
    /// compared again.
    fn decide_names(&mut self, decision: &NameDecision<'_>, at: Timestamp) -> Result<()>;
    fn summarise(&mut self, summaries: &[(u64, Summary)]) -> Result<()>;
    fn note(&mut self, run: &RunRow) -> Result<()>;
    fn watch(&mut self, feed: &FeedRow) -> Result<()>;
    fn unwatch(&mut self, url: &str) -> Result<bool>;
    /// Takes down pages that are not known yet, due at once; gives how many.
    fn found(&mut self, urls: &[String], at: Timestamp) -> Result<usize>;
    fn page(&mut self, page: &PageRow) -> Result<()>;
    /// The pages that are due, the longest known last: what is new is read first.
    fn due(&mut self, at: Timestamp, limit: u64) -> Result<Vec<PageRow>>;
    /// When the next feed or page is due.
    fn next_due(&mut self) -> Result<Option<Timestamp>>;

    fn stories(&mut self, listing: &Listing) -> Result<Vec<StoryRow>>;
    /// A story, or the one that it went into.
    fn story(&mut self, story: u64) -> Result<Option<StoryRow>>;
    fn stale(&mut self) -> Result<Vec<u64>>;
    /// The reports of a story, by number.
    fn reports(&mut self, story: u64) -> Result<Vec<ReportRow>>;
    fn report(&mut self, report: u64) -> Result<Option<ReportRow>>;
    /// At most `limit` reports of higher numbers than `after`, by number.
    fn reports_after(&mut self, after: u64, limit: u64) -> Result<Vec<ReportRow>>;
    fn versions(&mut self, report: u64) -> Result<Vec<VersionRow>>;
    /// The packed article of a version; of the latest where none is named.
    fn article(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>>;
    /// The packed bytes as fetched, of a version or of the latest.
    fn raw(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>>;
    fn search(&mut self, query: &Match) -> Result<Vec<Found>>;
    /// The steps of a story and of those that went into it, in order.
    fn log(&mut self, story: u64) -> Result<Vec<LogRow>>;
    fn runs(&mut self, limit: u64) -> Result<Vec<RunRow>>;
    fn feeds(&mut self) -> Result<Vec<FeedRow>>;

    /// What does not hold inside the database.
    fn check(&mut self) -> Result<Vec<String>>;
    /// Calls `each` with every version; gives how many there are.
    fn every_version(&mut self, each: EachVersion<'_>) -> Result<u64>;
    /// Calls `each` with all bytes as fetched; gives how many pages that are.
    fn every_raw(&mut self, each: EachRaw<'_>) -> Result<u64>;
    /// Lets the file grow to so many pages: for tests.
    fn limit_pages(&mut self, pages: u32) -> Result<()>;
    /// Gives back room that is not used and puts the index of words in order.
    fn compact(&mut self) -> Result<()>;
}
