//! `recoupe show`: the record of one story of an archive.

use super::exit;
use super::printing::{Format, Printing};
use crate::archiving::{At, story_record};
use anyhow::Result;
use clap::{Args, ValueHint};
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
}

impl Show {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let record = story_record(self.at.existing()?.articles(self.story)?);
        Printing { format: self.format, output: self.output, all: self.all }.print(&record)?;
        Ok(exit::DONE)
    }
}
