//! `recoupe relations`: what two parties have between them through time.

use super::exit;
use super::printing::width;
use super::stories::ListFormat;
use crate::archiving::At;
use crate::output;
use anyhow::Result;
use clap::Args;
use jiff::civil::Date;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{Parties, relation};
use std::process::ExitCode;

/// How many reports are read at a time.
const BATCH: u64 = 500;

/// Tells what two parties have between them through time, over all stories of an archive
///
/// The parties are two states, or a state and a body, named in any language. Each agreement, body, measure,
/// commitment and indicator stands once, with its history by the days of the reports that tell it. Every report of the archive
/// is read anew for it.
#[derive(Debug, Args)]
pub(crate) struct Relations {
    /// The one
    #[arg(value_name = "PARTY")]
    one: String,
    /// The other
    #[arg(value_name = "PARTY")]
    other: String,
    #[command(flatten)]
    at: At,
    /// The day against which deadlines are held; without it, the day of the newest report
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Relations {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        let parties = [self.one.as_str(), self.other.as_str()];
        let sought = Parties::of(parties);
        let mut readings: Vec<Reading> = Vec::new();
        let mut after = 0;
        loop {
            let rows = archive.reports_after(after, BATCH)?;
            let Some(last) = rows.last() else { break };
            after = last.id;
            let articles = rows
                .iter()
                .map(|row| archive.article(row.id, None))
                .collect::<Result<Vec<_>, _>>()?;
            // Only what names both is kept: an archive may be larger than memory.
            let read = articles.into_par_iter().map(Reading::of);
            readings.par_extend(read.filter(|reading| sought.are_in(reading)));
        }
        let held: Vec<&Reading> = readings.iter().collect();
        let newest = readings.iter().filter_map(|reading| reading.article.published.value).max();
        let found = relation(&held, &sought);
        let told = recoupe_export::relation(parties, &held, &found, self.on.or(newest));
        match self.format {
            ListFormat::Text => {
                output::styled(&recoupe_export::relation_text(&told, width(false)), None)?;
            }
            ListFormat::Json => output::json(&told)?,
        }
        Ok(exit::DONE)
    }
}
