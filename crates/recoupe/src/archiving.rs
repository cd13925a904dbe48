//! The archive of the command: where it is, waiting for one's turn to write, and bringing stories up to date.

use crate::gather;
use crate::messages;
use anyhow::Result;
use clap::{Args, ValueHint};
use jiff::Timestamp;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_export::record::Record;
use recoupe_export::{overviews, record};
use recoupe_read::Article;
use recoupe_store::{Archive, StoreError, Summary, Writer};
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

/// How long is waited for another process that writes.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is asked whether it is done.
const PAUSE: Duration = Duration::from_millis(100);

/// Which archive.
#[derive(Debug, Clone, Args)]
pub(crate) struct At {
    /// The archive, one file
    #[arg(
        long,
        value_name = "FILE",
        env = "RECOUPE_ARCHIVE",
        hide_env_values = true,
        default_value = "recoupe.sqlite",
        value_hint = ValueHint::FilePath
    )]
    pub(crate) archive: PathBuf,
}

impl At {
    /// The archive, made where nothing is.
    pub(crate) fn open(&self) -> Result<Archive, StoreError> {
        Archive::open(&self.archive)
    }

    /// The archive that is there.
    pub(crate) fn existing(&self) -> Result<Archive, StoreError> {
        Archive::open_existing(&self.archive)
    }
}

/// The right to write to `archive`, which another process may have for a while.
pub(crate) fn writer(archive: &mut Archive) -> Result<Writer<'_>, StoreError> {
    let mut waited = Duration::ZERO;
    // Asked for in vain first, so that the borrow of the one that is given lasts.
    while let Err(error) = archive.write().map(drop) {
        if !matches!(error, StoreError::Busy(_)) || waited >= PATIENCE {
            return Err(error);
        }
        if waited.is_zero() {
            messages::note(format!(
                "{}; waiting",
                error.to_string().split(';').next().unwrap_or_default()
            ));
        }
        thread::sleep(PAUSE);
        waited += PAUSE;
    }
    archive.write()
}

/// The time that what is read now is said to be fetched at.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// The record of reports that are known to tell of one affair.
pub(crate) fn story_record(articles: Vec<Article>) -> Record {
    record(&gather::one_story(articles.into_par_iter().map(Reading::of).collect()))
}

/// Compares the stories that changed and writes what lists show of them; gives how many.
pub(crate) fn bring_up_to_date(writer: &mut Writer<'_>) -> Result<usize, StoreError> {
    let stale = writer.archive().stale()?;
    for story in &stale {
        let record = story_record(writer.archive().articles(*story)?);
        for (overview, told) in overviews(&record).into_iter().zip(&record.stories) {
            let day = |day: &Option<String>| day.as_deref().and_then(|day| day.parse().ok());
            writer.summarise(
                *story,
                &Summary {
                    title: overview.title,
                    origins: overview.origins as u64,
                    disputes: overview.disputes as u64,
                    first: day(&told.first),
                    last: day(&told.last),
                },
            )?;
        }
    }
    Ok(stale.len())
}
