//! The streams that say where a report belongs: one of the last weeks, and some for older reports.
//!
//! The stream is restored from the signatures of the window, and stays in memory as long as nobody else has
//! written. A report older than the window, as an import of old pages has them, is held against those of the
//! weeks around its own day, in a stream that serves its neighbours in time too; a few of these are kept, because
//! imports go to and fro in time. A report may be in several of them, a late one without a day is in all: what is new
//! to one is taken into the others before they are used again, and where one moves what another holds, the other
//! is restored anew.

use crate::engine::{Engine, Kept, Result};
use crate::error::StoreError;
use crate::filed::Filed;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use recoupe_annotate::Reading;
use recoupe_stories::{Change, Signature, Stream};
use std::collections::VecDeque;
use std::ops::RangeInclusive;

/// How many days before the newest report the window begins.
const WINDOW: u16 = 60;

/// An older report may be so many days away from the one that a stream was made for.
const AROUND: i32 = 30;

/// A stream of older reports begins with so many of the last ones without a day: those of an import come together.
const UNDATED: u64 = 200;

/// So many streams of older reports are kept.
const OLDER: usize = 4;

/// So many reports are remembered for streams that have not been used since they came.
const REMEMBERED: usize = 1024;

/// A report that claims to come from more than so many days after it was fetched is as good as undated: it would
/// push all others out of the window.
const AHEAD: i32 = 2;

/// What is kept in memory between reports.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    /// The newest day, where there is one and it has been asked for.
    newest: Option<Date>,
    asked: bool,
    recent: Option<Held>,
    /// The one that was used last stands last.
    older: Vec<Held>,
    /// What happened, and the number of the first of these events.
    events: VecDeque<Event>,
    first_event: usize,
}

/// A stream, the days of its reports, and how many events it has seen.
#[derive(Debug)]
struct Held {
    stream: Stream,
    days: RangeInclusive<Date>,
    seen: usize,
}

#[derive(Debug)]
enum Event {
    /// A report came.
    Added { report: u64, story: u64, signature: Box<Signature> },
    /// Reports that were there went to another story.
    Moved(Vec<u64>),
}

impl Streams {
    /// Forgets all that is in memory.
    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// The day by which a report is grouped.
    pub(crate) fn grouped_day(filed: &Filed, fetched: Timestamp) -> Option<Date> {
        let fetched = fetched.to_zoned(jiff::tz::TimeZone::UTC).date();
        filed.day.filter(|day| *day <= plus(fetched, AHEAD))
    }

    /// Where report `number` belongs, and what that changes.
    pub(crate) fn add(
        &mut self,
        engine: &mut dyn Engine,
        number: u64,
        signature: Signature,
        fetched: Timestamp,
    ) -> Result<Vec<Change>> {
        if !self.asked {
            self.newest = engine.newest()?;
            self.asked = true;
        }
        let (day, newest) = (signature.day, self.newest);
        let first = newest.map(|newest| plus(newest, -i32::from(WINDOW)));
        let old = day.filter(|day| first.is_some_and(|first| *day < first));
        let now = self.first_event + self.events.len();
        let taken = match old {
            Some(day) => {
                let serves = |held: &Held| {
                    let wide = i32::from(WINDOW);
                    plus(*held.days.start(), wide) <= day && day <= plus(*held.days.end(), -wide)
                };
                self.older.iter().position(serves).map(|place| self.older.remove(place))
            }
            None => self.recent.take(),
        };
        let caught_up = taken.and_then(|held| self.catch_up(held));
        let mut held = match (caught_up, old) {
            (Some(held), _) => held,
            (None, Some(day)) => restore_older(engine, day, fetched, now)?,
            (None, None) => restore_recent(engine, newest, fetched, now)?,
        };
        let changes = held.stream.add(number, signature.clone());
        let story = held.stream.story(number).unwrap_or(number);
        let signature = Box::new(signature);
        self.events.push_back(Event::Added { report: number, story, signature });
        let moved = moved(&held.stream, &changes, number);
        if !moved.is_empty() {
            self.events.push_back(Event::Moved(moved));
        }
        held.seen = self.first_event + self.events.len();
        while self.events.len() > REMEMBERED {
            self.events.pop_front();
            self.first_event += 1;
        }
        if old.is_some() {
            self.older.push(held);
            if self.older.len() > OLDER {
                self.older.remove(0);
            }
        } else {
            self.newest = newest.max(day);
            self.recent = Some(held);
        }
        Ok(changes)
    }

    /// The report that came last was filed, in this story.
    pub(crate) fn filed(&mut self, filed: u64) {
        let added = self.events.iter_mut().rev().find_map(|event| match event {
            Event::Added { story, .. } => Some(story),
            Event::Moved(_) => None,
        });
        if let Some(story) = added {
            *story = filed;
        }
    }

    /// Takes into a stream what happened since it was used; nothing where it must be restored anew.
    fn catch_up(&self, mut held: Held) -> Option<Held> {
        let unseen = held.seen.checked_sub(self.first_event)?;
        for event in self.events.iter().skip(unseen) {
            match event {
                Event::Added { report, story, signature } => {
                    if signature.day.is_none_or(|day| held.days.contains(&day)) {
                        held.stream.restore(*report, *story, Signature::clone(signature));
                    }
                }
                Event::Moved(reports) => {
                    if reports.iter().any(|report| held.stream.story(*report).is_some()) {
                        return None;
                    }
                }
            }
        }
        Some(held)
    }
}

/// The reports that went from one story to another, but for the new one.
fn moved(stream: &Stream, changes: &[Change], new: u64) -> Vec<u64> {
    let mut moved = Vec::new();
    for change in changes {
        match *change {
            Change::Opened { .. } => {}
            Change::Joined { article, .. } => moved.push(article),
            Change::Merged { into, .. } => moved.extend(stream.members(into)),
        }
    }
    moved.retain(|report| *report != new);
    moved
}

/// Reports without a day count from when they were fetched.
fn undated_since(fetched: Timestamp) -> Timestamp {
    fetched.saturating_sub((i64::from(WINDOW) * 24).hours()).unwrap_or(Timestamp::MIN)
}

fn restore_recent(
    engine: &mut dyn Engine,
    newest: Option<Date>,
    fetched: Timestamp,
    seen: usize,
) -> Result<Held> {
    // Without a day there are no others than undated ones.
    let last = newest.unwrap_or(Date::MAX);
    let first = plus(last, -i32::from(WINDOW));
    let kept = engine.kept(first, last, undated_since(fetched), u64::MAX)?;
    let first = newest.map_or(Date::MIN, |_| first);
    let held = Held { stream: Stream::with_window(WINDOW), days: first..=Date::MAX, seen };
    fill(held, engine, kept)
}

fn restore_older(
    engine: &mut dyn Engine,
    center: Date,
    fetched: Timestamp,
    seen: usize,
) -> Result<Held> {
    let wide = AROUND + i32::from(WINDOW);
    let days = plus(center, -wide)..=plus(center, wide);
    let kept = engine.kept(*days.start(), *days.end(), undated_since(fetched), UNDATED)?;
    fill(Held { stream: Stream::default(), days, seen }, engine, kept)
}

fn fill(mut held: Held, engine: &mut dyn Engine, kept: Vec<Kept>) -> Result<Held> {
    for (one, other, together) in engine.decisions()? {
        held.stream.bind(one, other, together);
    }
    for Kept { report, story, day, signature } in kept {
        let signature = match Signature::from_bytes(&signature) {
            Ok(signature) => signature,
            // Of another version, or damaged: the text is there.
            Err(_) => remade(engine, report)?,
        };
        held.stream.restore(report, story, Signature { day, ..signature });
    }
    Ok(held)
}

fn remade(engine: &mut dyn Engine, report: u64) -> Result<Signature> {
    let packed = engine.article(report, Some(1))?.ok_or(StoreError::NoReport(report))?;
    let article = crate::archive::article(report, &packed)?;
    Ok(Signature::of(&Reading::of(article)))
}

fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
