//! The writer: takes reports in, and what a person decides.

use crate::archive::Archive;
use crate::engine::{Decision, New, Result, Step, Version};
use crate::error::StoreError;
use crate::filed::{Filed, Raw};
use crate::lock::Lock;
use crate::placing::steps;
use crate::rows::{Because, FeedRow, PageRow, RunRow, StoryRow, Summary, Why};
use crate::streams::Streams;
use jiff::Timestamp;
use recoupe_stories::Signature;
use std::collections::BTreeSet;

/// The right to write. What a call has given back is on the disk.
#[derive(Debug)]
pub struct Writer<'archive> {
    archive: &'archive mut Archive,
    _lock: Lock,
}

/// What became of a report that was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// Its number.
    pub report: u64,
    /// The story it is in.
    pub story: u64,
    /// Whether it was new.
    pub outcome: Outcome,
}

/// Whether a report was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was not there before.
    New,
    /// It was there with another text; this one is a new version.
    Changed,
    /// It was there as it is.
    Same,
}

impl<'archive> Writer<'archive> {
    pub(crate) fn new(archive: &'archive mut Archive, lock: Lock) -> Self {
        Self { archive, _lock: lock }
    }

    /// The archive, for reading.
    pub fn archive(&mut self) -> &mut Archive {
        self.archive
    }

    /// Takes in a report: files it, or a new version of it, and finds its story. `key` is what it is known again by
    /// ([`crate::key()`]), `raw` are the bytes it was read from.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written; then nothing of it is.
    pub fn add(
        &mut self,
        key: &str,
        filed: &Filed,
        raw: Option<&Raw>,
        fetched: Timestamp,
    ) -> Result<Taken> {
        let archive = &mut *self.archive;
        if let Some(known) = archive.engine.known(key)? {
            let taken = |outcome| Taken { report: known.report, story: known.story, outcome };
            if known.hash == filed.hash {
                archive.engine.seen(known.report, fetched)?;
                return Ok(taken(Outcome::Same));
            }
            let (report, number) = (known.report, known.versions + 1);
            archive.engine.revise(&Version { report, number, filed, raw, fetched })?;
            return Ok(taken(Outcome::Changed));
        }
        let report = archive.engine.last_report()? + 1;
        let grouped_day = Streams::grouped_day(filed, fetched);
        let signature = Signature { day: grouped_day, ..filed.signature.clone() };
        let bytes = signature.to_bytes();
        let written = archive
            .streams
            .add(&mut *archive.engine, report, signature, fetched)
            .and_then(|changes| steps(&mut *archive.engine, &changes, report))
            .and_then(|steps| {
                let new = New { key, grouped_day, signature: &bytes };
                let version = Version { report, number: 1, filed, raw, fetched };
                archive.engine.file(&new, &version, &steps)
            });
        if let Err(error) = written {
            // The stream has what the archive has not.
            archive.streams.clear();
            return Err(error);
        }
        let story = archive.engine.story_of(report)?.unwrap_or(report);
        archive.streams.filed(story);
        Ok(Taken { report, story, outcome: Outcome::New })
    }

    /// Makes one story of two, for good: of the lower number.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where one of them is not there.
    pub fn merge(&mut self, one: u64, other: u64, at: Timestamp) -> Result<StoryRow> {
        let archive = &mut *self.archive;
        let (one, other) = (archive.story(one)?.id, archive.story(other)?.id);
        let (into, story) = (one.min(other), one.max(other));
        if into != story {
            let (held, moved) = (archive.engine.reports(into)?, archive.engine.reports(story)?);
            let mut decisions: Vec<Decision> = Vec::new();
            let apart: BTreeSet<(u64, u64)> = archive
                .engine
                .decisions()?
                .into_iter()
                .filter(|(.., together)| !together)
                .map(|(one, other, _)| (one, other))
                .collect();
            for one in &held {
                for other in &moved {
                    let pair = (one.id.min(other.id), one.id.max(other.id));
                    // What was said last holds.
                    decisions.extend(apart.contains(&pair).then_some((pair.0, pair.1, None)));
                }
            }
            if let (Some(one), Some(other)) = (held.first(), moved.first()) {
                decisions.push((one.id, other.id, Some(true)));
            }
            let steps: [Step; 1] = [(Why::Merged { story, into }, Because::Person)];
            archive.engine.decide(&steps, &decisions, at)?;
            archive.streams.clear();
        }
        archive.story(into)
    }

    /// Makes a story of their own of `reports`, for good. Where the report that opened the story is among them, the
    /// others are the ones that get a new number.
    ///
    /// # Errors
    ///
    /// [`StoreError::NotInStory`] where one of them is elsewhere, [`StoreError::WholeStory`] where all were named.
    pub fn split(&mut self, story: u64, reports: &[u64], at: Timestamp) -> Result<StoryRow> {
        let archive = &mut *self.archive;
        let story = archive.story(story)?.id;
        let all: BTreeSet<u64> =
            archive.engine.reports(story)?.into_iter().map(|report| report.id).collect();
        let named: BTreeSet<u64> = reports.iter().copied().collect();
        if let Some(report) = named.difference(&all).next() {
            return Err(StoreError::NotInStory { report: *report, story });
        }
        let others: BTreeSet<u64> = all.difference(&named).copied().collect();
        let (stay, leave) =
            if named.contains(&story) { (&named, &others) } else { (&others, &named) };
        let Some(opens) = leave.first().copied().filter(|_| !stay.is_empty()) else {
            return Err(StoreError::WholeStory(story));
        };
        let mut steps: Vec<Step> = vec![(Why::Opened { story: opens }, Because::Person)];
        let mut decisions: Vec<Decision> = Vec::new();
        for report in leave {
            if *report != opens {
                let why = Why::Joined { report: *report, story: opens, from: Some(story) };
                steps.push((why, Because::Person));
                decisions.push((opens, *report, Some(true)));
            }
            decisions.extend(stay.iter().map(|stays| (*report, *stays, Some(false))));
        }
        archive.engine.decide(&steps, &decisions, at)?;
        archive.streams.clear();
        archive.story(opens)
    }

    /// Gives a story a name, or takes it back.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number.
    pub fn rename(&mut self, story: u64, name: Option<&str>) -> Result<StoryRow> {
        let story = self.archive.story(story)?.id;
        self.archive.engine.rename(story, name.filter(|name| !name.trim().is_empty()))?;
        self.archive.story(story)
    }

    /// Writes what comparing the reports of stories gave, by number.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written; so for all that follow.
    pub fn summarise(&mut self, summaries: &[(u64, Summary)]) -> Result<()> {
        self.archive.engine.summarise(summaries)
    }

    /// Writes down what could not be read.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written.
    pub fn note(&mut self, run: &RunRow) -> Result<()> {
        self.archive.engine.note(run)
    }

    /// Watches a feed, or writes how it is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written.
    pub fn watch(&mut self, feed: &FeedRow) -> Result<()> {
        self.archive.engine.watch(feed)
    }

    /// Watches a feed no longer; whether it was watched.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written.
    pub fn unwatch(&mut self, url: &str) -> Result<bool> {
        self.archive.engine.unwatch(url)
    }

    /// Takes down pages that a feed names and that are not known yet, due at once; gives how many.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where they could not be written.
    pub fn found(&mut self, urls: &[String], at: Timestamp) -> Result<usize> {
        self.archive.engine.found(urls, at)
    }

    /// Writes how a page is.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written.
    pub fn page(&mut self, page: &PageRow) -> Result<()> {
        self.archive.engine.page(page)
    }

    /// Lets the file grow to so many pages and no further, as long as the archive is open: for tests of what a full
    /// disk does.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the engine has no such limit.
    #[doc(hidden)]
    pub fn limit_pages(&mut self, pages: u32) -> Result<()> {
        self.archive.engine.limit_pages(pages)
    }

    /// Gives back room that is not used.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where it could not be written.
    pub fn compact(&mut self) -> Result<()> {
        self.archive.engine.compact()
    }
}
