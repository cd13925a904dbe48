//! `recoupe show`: the record of one story of an archive.

use super::exit;
use super::printing::{Format, Printing, width};
use crate::archiving::At;
use crate::output;
use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use recoupe_export::LogItem;
use recoupe_store::{Archive, Because, LogRow, Why};
use recoupe_web::{by_hand, story_record};
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints the record of one story of an archive
///
/// The record is that of `check`, made anew from the latest version of each report, in the order in which they came.
#[derive(Debug, Args)]
pub(crate) struct Show {
    /// The story's number, as `recoupe stories` lists it
    #[arg(value_name = "STORY")]
    story: u64,
    #[command(flatten)]
    at: At,
    /// Form of the record
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// File to write instead of standard output; with --format csv, the folder to write the tables to
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// Every entry of every section (text and markdown), not only the first ones
    #[arg(long)]
    all: bool,
    /// Instead of the record, how its reports came to be in it, and why (text and json)
    #[arg(long, conflicts_with_all = ["all", "output"])]
    log: bool,
}

impl Show {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        if self.log {
            let items = log(&mut archive, self.story)?;
            match self.format {
                Format::Text => {
                    output::styled(&recoupe_export::steps(&items, width(false)), None)?;
                }
                Format::Json => output::json(&items)?,
                _ => bail!("--log is printed as text or json; leave --format out"),
            }
            return Ok(exit::DONE);
        }
        let story = archive.story(self.story)?.id;
        let record = story_record(archive.articles(story)?, &by_hand(&archive.names_in(story)?));
        Printing { format: self.format, output: self.output, all: self.all }.print(&record)?;
        Ok(exit::DONE)
    }
}

fn log(archive: &mut Archive, story: u64) -> Result<Vec<LogItem>> {
    let rows = archive.log(story)?;
    rows.into_iter()
        .map(|LogRow { at, why, because }| {
            let what = match why {
                Why::Opened { story } => format!("{} opened story {story}", named(archive, story)?),
                Why::Joined { report, story, from: None } => {
                    format!("{} joined story {story}", named(archive, report)?)
                }
                Why::Joined { report, story, from: Some(from) } => {
                    format!("{} moved from story {from} to {story}", named(archive, report)?)
                }
                Why::Merged { story, into } => format!("story {story} went into story {into}"),
            };
            let because = match because {
                Because::Person => "by hand".to_owned(),
                Because::New => String::new(),
                Because::Likeness(reason) => {
                    let counted = |count: usize, what: &str| {
                        format!("{count} {what}{}", if count == 1 { "" } else { "s" })
                    };
                    let names = counted(reason.names, "shared name");
                    let days = reason.days.map(|days| counted(days as usize, "day") + " apart");
                    let parts =
                        [Some(names), Some(format!("likeness {:.2}", reason.likeness)), days];
                    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
                }
            };
            Ok(LogItem { at: at.to_string(), what, because })
        })
        .collect()
}

/// A report by its number and by what a reader knows it by.
fn named(archive: &mut Archive, report: u64) -> Result<String> {
    let row = archive.report(report)?;
    Ok(format!("report {report} ({})", row.outlet.unwrap_or(row.source)))
}
