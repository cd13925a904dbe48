//! The archive of the command: where it is, waiting for one's turn to write, and bringing stories up to date.

use crate::messages;
use anyhow::Result;
use clap::{Args, ValueHint};
use jiff::Timestamp;
use rayon::prelude::*;
use recoupe_store::{Archive, Place, StoreError, Summary, Writer};
use recoupe_web::{by_hand, story_record, summary};
use std::thread;
use std::time::Duration;

/// How long is waited for another process that writes.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is asked whether it is done.
const PAUSE: Duration = Duration::from_millis(100);

/// So many stories are compared before what came of it is written.
const AT_ONCE: usize = 16;

/// Which archive.
#[derive(Debug, Clone, Args)]
pub(crate) struct At {
    /// The archive: a file, or an address (postgres://user@host/database)
    #[arg(
        long,
        value_name = "PLACE",
        env = "RECOUPE_ARCHIVE",
        hide_env_values = true,
        default_value = "recoupe.sqlite",
        value_hint = ValueHint::FilePath
    )]
    pub(crate) archive: Place,
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
    let lock = loop {
        match archive.lock() {
            Ok(lock) => break lock,
            Err(StoreError::Busy(_)) if waited < PATIENCE => {}
            Err(error) => return Err(error),
        }
        if waited.is_zero() {
            let place = archive.place();
            messages::note(format!("{place}: another process is writing to it; waiting"));
        }
        thread::sleep(PAUSE);
        waited += PAUSE;
    };
    archive.write_with(lock)
}

/// The time that what is read now is said to be fetched at.
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// Compares the stories that changed and writes what lists show of them; gives how many.
pub(crate) fn bring_up_to_date(writer: &mut Writer<'_>) -> Result<usize, StoreError> {
    let stale = writer.archive().stale()?;
    for some in stale.chunks(AT_ONCE) {
        let mut stories = Vec::new();
        for story in some {
            let archive = writer.archive();
            stories.push((*story, archive.articles(*story)?, by_hand(&archive.names_in(*story)?)));
        }
        let summaries: Vec<(u64, Summary)> = stories
            .into_par_iter()
            .filter_map(|(story, articles, by_hand)| {
                Some((story, summary(&story_record(articles, &by_hand))?))
            })
            .collect();
        writer.summarise(&summaries)?;
    }
    Ok(stale.len())
}
