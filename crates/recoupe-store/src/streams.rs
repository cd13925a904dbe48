//! The streams that say where a report belongs: one of the last weeks, and one for older reports.
//!
//! The stream is restored from the signatures of the window, and stays in memory as long as nobody else has
//! written. A report older than the window, as an import of old pages has them, is held against those of the
//! weeks around its own day, in a second stream that serves its neighbours in time too. Where the days of the two
//! overlap, what one changes the other must not miss: it is let go of, and restored when it is needed.

use crate::engine::{Engine, Kept, Result};
use crate::error::StoreError;
use crate::filed::Filed;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use recoupe_annotate::Reading;
use recoupe_stories::{Change, Signature, Stream};

/// How many days before the newest report the window begins.
const WINDOW: u16 = 60;

/// An older report may be so many days away from the one that the second stream was made for.
const AROUND: i32 = 30;

/// A report that claims to come from more than so many days after it was fetched is as good as undated: it would
/// push all others out of the window.
const AHEAD: i32 = 2;

/// What is kept in memory between reports.
#[derive(Debug, Default)]
pub(crate) struct Streams {
    /// The newest day, where there is one and it has been asked for.
    newest: Option<Date>,
    asked: bool,
    recent: Option<Stream>,
    older: Option<Older>,
}

#[derive(Debug)]
struct Older {
    stream: Stream,
    center: Date,
    /// Whether it holds reports without a day, which the stream of the last weeks holds too.
    undated: bool,
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
        let newest = self.newest;
        let day = signature.day;
        let first = newest.map(|newest| plus(newest, -i32::from(WINDOW)));
        if let (Some(day), Some(first)) = (day, first)
            && day < first
        {
            let near = self.older.take_if(|older| {
                plus(older.center, -AROUND) <= day && day <= plus(older.center, AROUND)
            });
            let older = match near {
                Some(older) => self.older.insert(older),
                None => self.older.insert(restore_older(engine, day, fetched)?),
            };
            let changes = older.stream.add(number, signature);
            let alone = matches!(changes[..], [Change::Opened { .. }]);
            if reach(older.center) >= first || (older.undated && !alone) {
                self.recent = None;
            }
            return Ok(changes);
        }
        if self.older.as_ref().is_some_and(|older| {
            day.is_none() || first.is_none_or(|first| reach(older.center) >= first)
        }) {
            self.older = None;
        }
        let recent = match &mut self.recent {
            Some(recent) => recent,
            None => self.recent.insert(restore_recent(engine, newest, fetched)?),
        };
        self.newest = newest.max(day);
        Ok(recent.add(number, signature))
    }
}

/// The last day of the reports that the stream around `center` holds.
fn reach(center: Date) -> Date {
    plus(center, AROUND + i32::from(WINDOW))
}

/// Reports without a day count from when they were fetched.
fn undated_since(fetched: Timestamp) -> Timestamp {
    fetched.saturating_sub((i64::from(WINDOW) * 24).hours()).unwrap_or(Timestamp::MIN)
}

fn restore_recent(
    engine: &mut dyn Engine,
    newest: Option<Date>,
    fetched: Timestamp,
) -> Result<Stream> {
    let mut stream = Stream::with_window(WINDOW);
    // Without a day there are no others than undated ones.
    let last = newest.unwrap_or(Date::MAX);
    let since = undated_since(fetched);
    let kept = engine.kept(plus(last, -i32::from(WINDOW)), last, Some(since))?;
    fill(&mut stream, engine, kept)?;
    Ok(stream)
}

fn restore_older(engine: &mut dyn Engine, center: Date, fetched: Timestamp) -> Result<Older> {
    let mut stream = Stream::default();
    let wide = AROUND + i32::from(WINDOW);
    let since = undated_since(fetched);
    let kept = engine.kept(plus(center, -wide), plus(center, wide), Some(since))?;
    let undated = kept.iter().any(|kept| kept.day.is_none());
    fill(&mut stream, engine, kept)?;
    Ok(Older { stream, center, undated })
}

fn fill(stream: &mut Stream, engine: &mut dyn Engine, kept: Vec<Kept>) -> Result<()> {
    for (one, other, together) in engine.decisions()? {
        stream.bind(one, other, together);
    }
    for Kept { report, story, day, signature } in kept {
        let signature = match Signature::from_bytes(&signature) {
            Ok(signature) => signature,
            // Of another version, or damaged: the text is there.
            Err(_) => remade(engine, report)?,
        };
        stream.restore(report, story, Signature { day, ..signature });
    }
    Ok(())
}

fn remade(engine: &mut dyn Engine, report: u64) -> Result<Signature> {
    let packed = engine.article(report, Some(1))?.ok_or(StoreError::NoReport(report))?;
    let article = crate::archive::article(report, &packed)?;
    Ok(Signature::of(&Reading::of(article)))
}

fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(days.days())
}
