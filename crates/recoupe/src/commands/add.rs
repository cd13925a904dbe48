//! `recoupe add`: reports into an archive.

use super::exit;
use crate::archiving::{self, At};
use crate::fetching::Fetching;
use crate::filing::{Counted, Filing};
use crate::inputs::Failure;
use crate::{messages, output};
use anyhow::{Result, bail};
use clap::{Args, ValueHint};
use std::path::PathBuf;
use std::process::ExitCode;

/// Files reports in an archive and finds their stories
///
/// Takes what `check` takes. A report that is there already is known again by its address, or else by its path; with
/// another text it is a new version. What is filed is on the disk before the next report is, so that a run that was
/// cut short is simply run again.
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files, folders (with all folders in them; hidden files are skipped), http or https addresses, or - for
    /// standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    #[command(flatten)]
    at: At,
    /// A line for each report as soon as it is on the disk
    #[arg(long)]
    each: bool,
    /// Number of threads; as many as the machine has cores where it is not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    fetching: Fetching,
}

impl Add {
    pub(crate) fn run(mut self) -> Result<ExitCode> {
        super::start_threads(self.threads)?;
        let mut archive = self.at.open()?;
        let found = std::mem::take(&mut self.fetching).find(&self.paths)?;
        let given = found.sources.len() + found.failures.len();
        let mut writer = archiving::writer(&mut archive)?;
        let mut counted = Counted::default();
        let mut filing = Filing::with(&mut writer, self.each, &mut counted);
        for failure in found.failures {
            filing.failed(&failure)?;
        }
        let progress = messages::progress(found.sources.len());
        let read = filing.read(found.sources, || progress.inc(1));
        progress.finish_and_clear();
        if let Err(error) = read {
            if counted.is_nothing() {
                return Err(error);
            }
            // What was filed before is there.
            messages::failure(&error);
            output::bytes(format!("{counted}\n").as_bytes(), None)?;
            return Ok(exit::some());
        }
        if counted.is_nothing() {
            bail!("nothing to add: none of {given} inputs could be read");
        }
        archiving::bring_up_to_date(&mut writer)?;
        output::bytes(format!("{counted}\n").as_bytes(), None)?;
        Ok(if counted.failed > 0 { exit::some() } else { exit::DONE })
    }
}

/// One line on an input that could not be read.
pub(crate) fn told(Failure { source, message }: &Failure) -> String {
    format!("{source}: {message}")
}
