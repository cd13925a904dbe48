//! The archive as callers see it.

use crate::engine::{Engine, Result};
use crate::error::StoreError;
use crate::hits::{self, Hit};
use crate::lock::Lock;
use crate::naming::Named;
use crate::pack::unpack;
use crate::place::{Kind, Place};
use crate::postgres::Postgres;
use crate::query::Query;
use crate::rows::{FeedRow, Listing, LogRow, PageRow, ReportRow, RunRow, StoryRow, VersionRow};
use crate::sqlite::Sqlite;
use crate::streams::Streams;
use crate::writer::Writer;
use jiff::Timestamp;
use recoupe_read::Article;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// What opens an archive at a place, and makes one there if it is asked to.
type Open = fn(&Place, bool) -> Result<Box<dyn Engine>>;

/// The engines that are named by an address, by its scheme.
const SERVERS: [(&str, Open); 2] = [("postgres", Postgres::boxed), ("postgresql", Postgres::boxed)];

/// An archive. Any number of them may be open at one place, in one process or in many.
#[derive(Debug)]
pub struct Archive {
    pub(crate) place: Place,
    pub(crate) engine: Box<dyn Engine>,
    pub(crate) streams: Streams,
    pub(crate) generation: Option<i64>,
}

impl Archive {
    /// Opens the archive at `place`, a path or an address (`postgres://user@host/database`), and makes one where
    /// nothing is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the place holds something else or an archive of a newer form, or cannot be opened.
    pub fn open(place: impl Into<Place>) -> Result<Self> {
        Self::at(place.into(), true)
    }

    /// Opens the archive at `place`.
    ///
    /// # Errors
    ///
    /// As [`Archive::open`], and [`StoreError::Missing`] where nothing is there.
    pub fn open_existing(place: impl Into<Place>) -> Result<Self> {
        Self::at(place.into(), false)
    }

    fn at(place: Place, make: bool) -> Result<Self> {
        let engine = match place.kind() {
            Kind::File(path) => Box::new(Sqlite::open(path, make)?),
            Kind::Server { scheme, .. } => {
                let known = SERVERS.iter().find(|(known, _)| known == scheme);
                let (_, open) = known.ok_or_else(|| StoreError::Engine(scheme.clone()))?;
                open(&place, make)?
            }
        };
        Ok(Self { place, engine, streams: Streams::default(), generation: None })
    }

    /// Where it is.
    #[must_use]
    pub fn place(&self) -> &Place {
        &self.place
    }

    /// The right to write, until it is dropped. One process has it at a time.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] where another one has it.
    pub fn write(&mut self) -> Result<Writer<'_>> {
        let lock = self.lock()?;
        self.write_with(lock)
    }

    /// One's turn to write, for who waits until it comes.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] where another one has it.
    pub fn lock(&self) -> Result<Lock> {
        self.engine.lock()
    }

    /// As [`Archive::write`], with the turn that [`Archive::lock`] gave.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn write_with(&mut self, lock: Lock) -> Result<Writer<'_>> {
        let generation = self.engine.generation()?;
        if self.generation.replace(generation) != Some(generation) {
            self.streams.clear();
        }
        Ok(Writer::new(self, lock))
    }

    /// The stories.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read; so for all that follow.
    pub fn stories(&mut self, listing: &Listing) -> Result<Vec<StoryRow>> {
        self.engine.stories(listing)
    }

    /// A story; of one that was merged, the story that it went into.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number.
    pub fn story(&mut self, story: u64) -> Result<StoryRow> {
        self.engine.story(story)?.ok_or(StoreError::NoStory(story))
    }

    /// The reports of a story, in the order in which they came, so that a report keeps its place.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number.
    pub fn reports(&mut self, story: u64) -> Result<Vec<ReportRow>> {
        let story = self.story(story)?;
        self.engine.reports(story.id)
    }

    /// A report.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoReport`] where there is none of this number.
    pub fn report(&mut self, report: u64) -> Result<ReportRow> {
        self.engine.report(report)?.ok_or(StoreError::NoReport(report))
    }

    /// At most `limit` reports of higher numbers than `after`, by number: for going through all of them.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn reports_after(&mut self, after: u64, limit: u64) -> Result<Vec<ReportRow>> {
        self.engine.reports_after(after, limit)
    }

    /// The versions of a report, the oldest first. Two articles of them are what is held against each other to tell
    /// what changed.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn versions(&mut self, report: u64) -> Result<Vec<VersionRow>> {
        self.engine.versions(report)
    }

    /// The article of a report, of its latest version where none is named.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoReport`] where there is none of this number, [`StoreError::Damaged`] where it cannot be read.
    pub fn article(&mut self, report: u64, version: Option<u64>) -> Result<Article> {
        let packed = self.engine.article(report, version)?.ok_or(StoreError::NoReport(report))?;
        article(report, &packed)
    }

    /// The bytes of a report as they were fetched, where they were kept.
    ///
    /// # Errors
    ///
    /// [`StoreError::Damaged`] where they cannot be unpacked.
    pub fn raw(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>> {
        let packed = self.engine.raw(report, version)?;
        let unpacked = packed.map(|packed| unpack(&packed)).transpose();
        unpacked.map_err(|reason| StoreError::Damaged { report, reason })
    }

    /// The articles of a story, in the order of [`Archive::reports`].
    ///
    /// # Errors
    ///
    /// As [`Archive::reports`] and [`Archive::article`].
    pub fn articles(&mut self, story: u64) -> Result<Vec<Article>> {
        let reports = self.reports(story)?;
        reports.iter().map(|report| self.article(report.id, None)).collect()
    }

    /// The stories that changed since their reports were compared.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn stale(&mut self) -> Result<Vec<u64>> {
        self.engine.stale()
    }

    /// The reports that answer a query, the best first; where it has no words, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn search(&mut self, query: &Query) -> Result<Vec<Hit>> {
        let forms = query.forms();
        let found = self.engine.search(&query.matched())?;
        let hit = |found: hits::Found| {
            let article = self.article(found.report.id, None)?;
            let (excerpt, marked) = hits::excerpt(&article, &forms);
            Ok(Hit { report: found.report, story_title: found.story_title, excerpt, marked })
        };
        found.into_iter().map(hit).collect()
    }

    /// The reports whose index of words names somebody or something, by number; all of them.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the file cannot be read.
    pub fn naming(&mut self, named: &Named) -> Result<Vec<ReportRow>> {
        let mut reports = BTreeMap::new();
        for query in named.matches() {
            let found = self.engine.search(&query)?;
            reports.extend(found.into_iter().map(|found| (found.report.id, found.report)));
        }
        Ok(reports.into_values().collect())
    }

    /// How the reports of a story came to be in it, the first step first.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number.
    pub fn log(&mut self, story: u64) -> Result<Vec<LogRow>> {
        let story = self.story(story)?;
        self.engine.log(story.id)
    }

    /// What could not be read, the last first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn runs(&mut self, limit: u64) -> Result<Vec<RunRow>> {
        self.engine.runs(limit)
    }

    /// What is watched, by address.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn feeds(&mut self) -> Result<Vec<FeedRow>> {
        self.engine.feeds()
    }

    /// At most `limit` pages that are due at `at`, the newest first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn due(&mut self, at: Timestamp, limit: u64) -> Result<Vec<PageRow>> {
        self.engine.due(at, limit)
    }

    /// When the next feed or page is due.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read.
    pub fn next_due(&mut self) -> Result<Option<Timestamp>> {
        self.engine.next_due()
    }

    /// Goes through the whole archive: the database, its rules, and every report and every page that was kept. Gives
    /// what does not hold, a line each, and how many versions and pages there are.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it cannot be read at all.
    pub fn check(&mut self) -> Result<(Vec<String>, u64, u64)> {
        let mut found = self.engine.check()?;
        let mut faults = Vec::new();
        let versions = self.engine.every_version(&mut |report, number, hash, packed| {
            let told = |reason: &str| format!("report {report}, version {number}: {reason}");
            match article(report, packed) {
                Err(error) => faults.push(told(&error.to_string())),
                Ok(article) if Sha256::digest(article.text.as_bytes())[..] != *hash => {
                    faults.push(told("its text is not the one that was filed"));
                }
                Ok(_) => {}
            }
        })?;
        let pages = self.engine.every_raw(&mut |id, hash, packed| match unpack(packed) {
            Err(reason) => faults.push(format!("page {id}: {reason}")),
            Ok(bytes) if Sha256::digest(&bytes)[..] != *hash => {
                faults.push(format!("page {id}: its bytes are not those that were fetched"));
            }
            Ok(_) => {}
        })?;
        found.append(&mut faults);
        Ok((found, versions, pages))
    }
}

/// The article that was packed.
pub(crate) fn article(report: u64, packed: &[u8]) -> Result<Article> {
    let damaged = |reason: String| StoreError::Damaged { report, reason };
    let line = unpack(packed).map_err(damaged)?;
    let read = recoupe_read::read("", &line).map_err(|error| damaged(error.to_string()))?;
    read.articles.into_iter().next().ok_or_else(|| damaged("no article".to_owned()))
}
