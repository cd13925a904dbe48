//! Records of stories, made once for each state of a story and kept for a while.
//!
//! Who asks for a story that is being compared waits for the same work, and the work goes on when nobody waits any
//! more, so that whoever comes back finds it done. What comparing told of a story that had changed is written to the
//! archive's lists where nobody else is writing; otherwise whoever writes next does it.

use crate::fault::Fault;
use crate::readers::Readers;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::compare;
use recoupe_export::record::Record;
use recoupe_export::{Findings, overviews, record};
use recoupe_read::Article;
use recoupe_store::{Archive, ReportRow, StoryRow, Summary};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};
use tokio::task::spawn_blocking;

/// So many reports are kept in records at most, but for a single story that has more.
const KEPT: usize = 2_000;

/// A story: its row, its reports, and the record of them.
#[derive(Debug, Clone)]
pub(crate) struct Affair {
    pub(crate) row: StoryRow,
    /// In the order of the record's articles.
    pub(crate) reports: Vec<ReportRow>,
    pub(crate) record: Arc<Record>,
}

/// The reports of a story and their versions: as long as they stay, so does the record.
type State = Vec<(u64, u64)>;
type Made = Result<Arc<Record>, Fault>;

#[derive(Debug)]
struct Entry {
    state: State,
    made: watch::Receiver<Option<Made>>,
    /// When it was asked for last, counted in requests.
    asked: u64,
}

#[derive(Debug, Default)]
struct Held {
    entries: BTreeMap<u64, Entry>,
    requests: u64,
}

/// The records that are held.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    readers: Readers,
    held: Arc<Mutex<Held>>,
    turns: Arc<Semaphore>,
}

impl Compared {
    pub(crate) fn new(readers: Readers) -> Self {
        // One story is compared at a time, over all cores.
        Self { readers, held: Arc::default(), turns: Arc::new(Semaphore::new(1)) }
    }

    /// The story of this number, or the one that it went into.
    pub(crate) async fn affair(&self, story: u64) -> Result<Affair, Fault> {
        let (row, reports) = self
            .readers
            .ask(move |archive| {
                let row = archive.story(story)?;
                let reports = archive.reports(row.id)?;
                Ok((row, reports))
            })
            .await?;
        let mut made = self.watched(&row, &reports);
        let made = match made.wait_for(Option::is_some).await {
            Ok(made) => made.clone(),
            Err(_) => None,
        };
        let lost = || Err(Fault::own("Comparing the reports ended early"));
        Ok(Affair { record: made.unwrap_or_else(lost)?, row, reports })
    }

    fn watched(&self, row: &StoryRow, reports: &[ReportRow]) -> watch::Receiver<Option<Made>> {
        let state: State = reports.iter().map(|report| (report.id, report.versions)).collect();
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.requests += 1;
        let asked = held.requests;
        if let Some(entry) = held.entries.get_mut(&row.id)
            && entry.state == state
            && !matches!(&*entry.made.borrow(), Some(Err(_)))
        {
            entry.asked = asked;
            return entry.made.clone();
        }
        let (sender, made) = watch::channel(None);
        held.entries.insert(row.id, Entry { state: state.clone(), made: made.clone(), asked });
        held.make_room();
        drop(held);
        tokio::spawn(self.clone().make(row.clone(), state, sender));
        made
    }

    async fn make(self, row: StoryRow, state: State, sender: watch::Sender<Option<Made>>) {
        let _turn = self.turns.acquire().await;
        let numbers: Vec<u64> = state.iter().map(|(report, _)| *report).collect();
        let articles = self.readers.ask(move |archive| {
            let article = |report| archive.article(report, None).map_err(Fault::from);
            numbers.into_iter().map(article).collect::<Result<Vec<Article>, Fault>>()
        });
        let made = match articles.await {
            Ok(articles) => spawn_blocking(|| Arc::new(story_record(articles)))
                .await
                .map_err(|_| Fault::own("Comparing the reports ended early")),
            Err(fault) => Err(fault),
        };
        if let Ok(record) = &made
            && row.stale
        {
            let record = Arc::clone(record);
            let job = move |archive: &mut Archive| Ok(summarise(archive, &row, &state, &record));
            // In vain where somebody else writes: then it stays stale.
            let _ = self.readers.ask(job).await;
        }
        sender.send_replace(Some(made));
    }
}

impl Held {
    fn make_room(&mut self) {
        while self.entries.len() > 1
            && self.entries.values().map(|entry| entry.state.len()).sum::<usize>() > KEPT
        {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.asked);
            let Some(oldest) = oldest.map(|(story, _)| *story) else { return };
            self.entries.remove(&oldest);
        }
    }
}

/// The record of articles that are known to tell of one affair.
#[must_use]
pub fn story_record(articles: Vec<Article>) -> Record {
    let mut readings: Vec<Reading> = articles.into_par_iter().map(Reading::of).collect();
    let story = compare(&mut readings.iter_mut().collect::<Vec<_>>());
    let members = (0..readings.len()).collect();
    record(&Findings { readings, stories: vec![(members, story)], ..Findings::default() })
}

/// Writes what lists show of a story, if it is still as it was compared and nobody else is writing.
fn summarise(archive: &mut Archive, row: &StoryRow, state: &State, record: &Record) -> Option<()> {
    let mut writer = archive.write().ok()?;
    let reports = writer.archive().reports(row.id).ok()?;
    let now = reports.iter().map(|report| (report.id, report.versions));
    if !now.eq(state.iter().copied()) {
        return None;
    }
    writer.summarise(&[(row.id, summary(record)?)]).ok()
}

/// What lists show of the first story of a record; `None` where it has none.
#[must_use]
pub fn summary(record: &Record) -> Option<Summary> {
    let (overview, story) = (overviews(record).into_iter().next()?, record.stories.first()?);
    let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
    Some(Summary {
        title: overview.title,
        origins: overview.origins as u64,
        disputes: overview.disputes as u64,
        first: day(&story.first),
        last: day(&story.last),
    })
}
