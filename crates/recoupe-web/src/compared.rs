//! Records of stories, made once for each state of a story.
//!
//! What comparing told of a story that had changed is written to the archive's lists where nobody else is writing;
//! otherwise whoever writes next does it.

use crate::by_hand::{by_hand, decided};
use crate::fault::Fault;
use crate::kept::{Kept, State};
use crate::readers::Readers;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{ByHand, compare_with};
use recoupe_export::record::Record;
use recoupe_export::{Findings, overviews, record};
use recoupe_read::Article;
use recoupe_store::{Archive, NameRow, ReportRow, StoryRow, Summary};
use std::sync::Arc;
use tokio::task::spawn_blocking;

/// So many reports are kept in records.
const KEPT: usize = 2_000;

/// A story: its row, its reports, and the record of them.
#[derive(Debug, Clone)]
pub(crate) struct Affair {
    pub(crate) row: StoryRow,
    /// In the order of the record's articles.
    pub(crate) reports: Vec<ReportRow>,
    pub(crate) record: Arc<Record>,
    /// What a person decided of names, as far as it holds here.
    pub(crate) names: Vec<NameRow>,
}

/// The records that are held.
#[derive(Debug, Clone)]
pub(crate) struct Compared {
    readers: Readers,
    kept: Kept<u64, Record>,
}

impl Compared {
    pub(crate) fn new(readers: Readers) -> Self {
        Self { readers, kept: Kept::new(KEPT) }
    }

    /// The story of this number, or the one that it went into.
    pub(crate) async fn affair(&self, story: u64) -> Result<Affair, Fault> {
        let (row, reports, names) = self
            .readers
            .ask(move |archive| {
                let row = archive.story(story)?;
                let reports = archive.reports(row.id)?;
                let names = archive.names_in(row.id)?;
                Ok((row, reports, names))
            })
            .await?;
        let made_of: State = reports.iter().map(|report| (report.id, report.versions)).collect();
        let mut state = made_of.clone();
        state.push((0, decided(&names)));
        let make = make(self.readers.clone(), row.clone(), made_of, by_hand(&names));
        let record = self.kept.get(row.id, state, make).await?;
        // The row as it will be kept: the first who asks for a story is told what all later ones are.
        let title = overviews(&record).into_iter().next().map(|overview| overview.title);
        let row = StoryRow { title: title.unwrap_or_else(|| row.title.clone()), ..row };
        Ok(Affair { row, reports, record, names })
    }
}

async fn make(
    readers: Readers,
    row: StoryRow,
    state: State,
    by_hand: ByHand,
) -> Result<Arc<Record>, Fault> {
    let numbers: Vec<u64> = state.iter().map(|(report, _)| *report).collect();
    let articles = readers.ask(move |archive| {
        let article = |report| archive.article(report, None).map_err(Fault::from);
        numbers.into_iter().map(article).collect::<Result<Vec<Article>, Fault>>()
    });
    let articles = articles.await?;
    let record = spawn_blocking(move || Arc::new(story_record(articles, &by_hand)))
        .await
        .map_err(|_| Fault::own("Comparing the reports ended early"))?;
    if row.stale {
        let record = Arc::clone(&record);
        let job = move |archive: &mut Archive| Ok(summarise(archive, &row, &state, &record));
        // In vain where somebody else writes: then it stays stale.
        let _ = readers.ask(job).await;
    }
    Ok(record)
}

/// The record of articles that are known to tell of one affair, by what a person decided of names.
#[must_use]
pub fn story_record(articles: Vec<Article>, by_hand: &ByHand) -> Record {
    let mut readings: Vec<Reading> = articles.into_par_iter().map(Reading::of).collect();
    let story = compare_with(&mut readings.iter_mut().collect::<Vec<_>>(), by_hand);
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
