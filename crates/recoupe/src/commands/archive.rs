//! `recoupe archive`: whether an archive is sound, its room, and all that is in it.

use super::exit;
use crate::archiving::{self, At};
use crate::output;
use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueHint};
use recoupe_read::json_line;
use recoupe_store::{Archive, RunRow, StoreError};
use std::fs::File;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// How many reports are asked for at once.
const PAGE: u64 = 256;

/// Checks, compacts or exports an archive, or tells what could not be read
#[derive(Debug, Args)]
#[command(name = "archive")]
pub(crate) struct ArchiveCommand {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Goes through all of it and tells what does not hold: the database, its rules, every report and every page
    Check,
    /// Gives back room that is not used; needs as much again while it works
    Compact,
    /// Prints what could not be read, the last first
    Runs {
        /// At most so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        limit: u32,
    },
    /// Prints every report as JSON Lines, as `check` and `add` take them
    Export {
        /// Every version of each report, not only the latest one
        #[arg(long)]
        versions: bool,
        /// File to write instead of standard output
        #[arg(long, short, value_name = "FILE", value_hint = ValueHint::FilePath)]
        output: Option<PathBuf>,
    },
}

impl ArchiveCommand {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        match self.job {
            Job::Check => check(&mut archive),
            Job::Compact => {
                archiving::writer(&mut archive)?.compact()?;
                Ok(exit::DONE)
            }
            Job::Runs { limit } => {
                let line = |run: RunRow| {
                    let line = format!("{}  {}: {}", run.at, run.source, run.message);
                    output::one_line(&line) + "\n"
                };
                let lines: String = archive.runs(limit.into())?.into_iter().map(line).collect();
                output::bytes(lines.as_bytes(), None)?;
                Ok(exit::DONE)
            }
            Job::Export { versions, output } => {
                let written = match &output {
                    Some(file) => {
                        let told = || format!("{}: cannot be written", file.display());
                        let out = File::create(file).with_context(told)?;
                        export(&mut archive, versions, &mut BufWriter::new(out))
                    }
                    None => {
                        export(&mut archive, versions, &mut BufWriter::new(io::stdout().lock()))
                    }
                };
                match written? {
                    Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                        Err(error).context("the export cannot be written")
                    }
                    _ => Ok(exit::DONE),
                }
            }
        }
    }
}

fn check(archive: &mut Archive) -> Result<ExitCode> {
    let (faults, versions, pages) = archive.check()?;
    let checked = format!("{versions} versions of reports and {pages} pages checked");
    let ended = match faults.len() {
        0 => format!("{checked}: all hold"),
        1 => format!("{checked}: 1 fault"),
        count => format!("{checked}: {count} faults"),
    };
    let report = [&faults[..], &[ended]].concat().join("\n") + "\n";
    output::bytes(report.as_bytes(), None)?;
    Ok(if faults.is_empty() { exit::DONE } else { exit::some() })
}

/// Every report by number. What the archive alone knows stands before what the report says of itself.
fn export(
    archive: &mut Archive,
    versions: bool,
    out: &mut impl Write,
) -> Result<io::Result<()>, StoreError> {
    let mut after = 0;
    loop {
        let reports = archive.reports_after(after, PAGE)?;
        let Some(last) = reports.last() else { return Ok(out.flush()) };
        after = last.id;
        for report in &reports {
            let first = if versions { 1 } else { report.versions };
            for version in archive.versions(report.id)? {
                if version.number < first {
                    continue;
                }
                let line = json_line(&archive.article(report.id, Some(version.number))?);
                let written = writeln!(
                    out,
                    "{{\"report\":{},\"story\":{},\"version\":{},\"fetched\":\"{}\",{}",
                    report.id,
                    report.story,
                    version.number,
                    version.fetched,
                    line.trim_start_matches('{'),
                );
                if written.is_err() {
                    return Ok(written);
                }
            }
        }
    }
}
