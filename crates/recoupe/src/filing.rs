//! Sources to the archive: read on all threads, filed one after the other in their order.
//!
//! A report is known again by its address; one without by where it was read from. That is the real path of a file,
//! so that it does not matter from where it is named; behind it, for what holds several, the name that the report
//! has there, and its number among those of this name.

use crate::archiving::now;
use crate::inputs::{Failure, Source};
use crate::stream::{self, Piece};
use crate::{messages, output};
use jiff::Timestamp;
use recoupe_annotate::Reading;
use recoupe_read::Article;
use recoupe_store::{Filed, Outcome, Raw, RunRow, StoreError, Taken, Writer, key};
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::mpsc;
use std::thread;

/// What was read waits to be written, at most so many sources or records of it.
const WAITING: usize = 32;

/// What became of what was read.
#[derive(Debug, Clone, Default)]
pub(crate) struct Counted {
    pub(crate) new: usize,
    pub(crate) changed: usize,
    pub(crate) same: usize,
    pub(crate) failed: usize,
    /// The stories of reports that are new or changed.
    pub(crate) stories: BTreeSet<u64>,
}

impl Counted {
    /// Whether no report was read.
    pub(crate) const fn is_nothing(&self) -> bool {
        self.new + self.changed + self.same == 0
    }
}

impl fmt::Display for Counted {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { new, changed, same, stories, .. } = self;
        write!(out, "{new} new, {changed} changed, {same} as before")?;
        match stories.len() {
            0 => Ok(()),
            1 => write!(out, "; 1 story"),
            count => write!(out, "; {count} stories"),
        }
    }
}

/// What is made of an article on the thread that read it.
#[derive(Debug)]
struct Made {
    source: String,
    url: Option<String>,
    title: Option<String>,
    filed: Filed,
}

/// Files what is read.
pub(crate) struct Filing<'w, 'archive> {
    writer: &'w mut Writer<'archive>,
    counted: &'w mut Counted,
    each: bool,
    at: Timestamp,
    /// How many reports of a name there were inside a source.
    named: HashMap<String, usize>,
}

impl<'w, 'archive> Filing<'w, 'archive> {
    /// Files by `writer` and counts into `counted`; with `each`, tells of each report on standard output once it is on the disk.
    pub(crate) fn with(
        writer: &'w mut Writer<'archive>,
        each: bool,
        counted: &'w mut Counted,
    ) -> Self {
        Self { writer, counted, each, at: now(), named: HashMap::new() }
    }

    /// Counts a page of which the site said that it is as before.
    pub(crate) fn unchanged(&mut self) {
        self.counted.same += 1;
    }

    /// Reads and files `sources`; `ended` is called once one is done.
    pub(crate) fn read(
        &mut self,
        sources: Vec<Source>,
        ended: impl Fn() + Sync + Send,
    ) -> Result<(), anyhow::Error> {
        let make = |article: Article| -> Made {
            let (source, url) = (article.source.clone(), article.url.clone());
            let title = article.title.map(|title| title.of(&article.text).to_owned());
            Made { source, url, title, filed: Filed::of(&Reading::of(article)) }
        };
        // Who writes waits for the disk, who reads for the processor: each has a thread of its own.
        thread::scope(|scope| {
            let (sender, receiver) = mpsc::sync_channel(WAITING);
            scope.spawn(move || {
                let read = stream::read_keeping(sources, make, Raw::of, ended, |outcome| {
                    match sender.send(outcome) {
                        Ok(()) => ControlFlow::Continue(()),
                        // Nothing is filed any more.
                        Err(_) => ControlFlow::Break(()),
                    }
                });
                read.is_continue()
            });
            for outcome in receiver {
                match outcome {
                    Ok(piece) => self.file(piece)?,
                    Err(failure) => self.failed(&failure)?,
                }
            }
            Ok(())
        })
    }

    /// Tells of an input that could not be read, and writes it into the run log.
    pub(crate) fn failed(&mut self, failure: &Failure) -> Result<(), StoreError> {
        messages::error(crate::commands::told(failure));
        self.counted.failed += 1;
        let Failure { source, message } = failure.clone();
        self.writer.note(&RunRow { at: self.at, source, message })
    }

    fn file(&mut self, piece: Piece<Made, Raw>) -> Result<(), anyhow::Error> {
        for warning in &piece.warnings {
            messages::warning(warning);
        }
        let container = real_path(&piece.source);
        for Made { source, url, title, filed } in piece.items {
            let place = self.place(&container, &piece.source, &source, title.as_deref());
            let key = key(url.as_deref(), &place);
            let taken = self.writer.add(&key, &filed, piece.kept.as_ref(), self.at)?;
            self.count(taken);
            if self.each {
                let Taken { report, story, outcome } = taken;
                let outcome = match outcome {
                    Outcome::New => "new",
                    Outcome::Changed => "changed",
                    Outcome::Same => "as before",
                };
                let line = format!("{report}\tstory {story}\t{outcome}\t{source}\n");
                output::bytes(line.as_bytes(), None)?;
            }
        }
        Ok(())
    }

    /// Where a report was read from, told so that it is the same the next time. A number inside a feed is another
    /// report's as soon as a new one stands before it: there the title serves.
    fn place(&mut self, container: &str, name: &str, source: &str, title: Option<&str>) -> String {
        let inside = source.strip_prefix(name).unwrap_or(source);
        let numbered = inside.strip_prefix('#').is_some_and(|number| number.parse::<u64>().is_ok());
        let inside = title.filter(|_| numbered).unwrap_or(inside);
        let place = format!("{container} {inside}");
        let place = place.trim_end().to_owned();
        let count = self.named.entry(place.clone()).or_default();
        *count += 1;
        if *count == 1 { place } else { format!("{place} ({count})") }
    }

    fn count(&mut self, taken: Taken) {
        match taken.outcome {
            Outcome::New => self.counted.new += 1,
            Outcome::Changed => self.counted.changed += 1,
            Outcome::Same => self.counted.same += 1,
        }
        if taken.outcome != Outcome::Same {
            self.counted.stories.insert(taken.story);
        }
    }
}

/// The real path of a file, from wherever it is named; the name of what is none.
fn real_path(name: &str) -> String {
    let real = std::fs::canonicalize(Path::new(name));
    real.map_or_else(|_| name.to_owned(), |path| path.display().to_string())
}
