//! `recoupe check`: the main job.

use super::exit;
use crate::fetching::Fetching;
use crate::inputs::Failure;
use crate::{gather, messages, output};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};
use recoupe_annotate::Reading;
use recoupe_export::record::Record;
use recoupe_export::{TextOptions, record};
use std::path::PathBuf;
use std::process::ExitCode;

/// Columns where the text does not go to a terminal.
const PIPE_WIDTH: usize = 100;

/// Reads reports of an affair and prints one sourced record
///
/// Reports are plain text, HTML pages, documents (PDF, DOCX, ODT), JSON Lines (an object with "source" and "text" a
/// line), feeds or web archives; the format is told by the content. The record says who copied whom, who said what, what was agreed, what
/// happened, what is disputed, what independent reports share and what only one says. The order of the
/// paths and the number of threads change nothing in it.
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// Files, folders (with all folders in them; hidden files are skipped), http or https addresses, or - for
    /// standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// A claim to hold against the reports; may be given more than once
    #[arg(long = "claim", value_name = "TEXT")]
    claims: Vec<String>,
    /// Form of the record
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// File to write instead of standard output; with --format csv, the folder to write the tables to
    #[arg(long, short, value_name = "FILE", value_hint = ValueHint::AnyPath)]
    output: Option<PathBuf>,
    /// Only story number N, counted from 1 in the order of the record
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    story: Option<u32>,
    /// Number of threads; as many as the machine has cores where it is not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Every entry of every section (text and markdown), not only the first ones
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    fetching: Fetching,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For the terminal
    #[default]
    Text,
    /// The whole record, by its schema
    Json,
    /// One self-contained page with the reports' texts
    Html,
    /// A note to paste
    Markdown,
    /// Tables: a folder with --output, else the statements
    Csv,
}

impl Check {
    pub(crate) fn run(mut self) -> Result<ExitCode> {
        super::start_threads(self.threads)?;
        let found = std::mem::take(&mut self.fetching).find(&self.paths)?;
        let count = found.sources.len() + found.failures.len();
        let progress = messages::progress(found.sources.len());
        let gathered = gather::articles(found.sources, Reading::of, || progress.inc(1));
        progress.finish_and_clear();
        gathered.warnings.iter().for_each(messages::warning);
        let mut failures = [found.failures, gathered.failures].concat();
        failures.sort();
        for Failure { source, message } in &failures {
            messages::error(format!("{source}: {message}"));
        }
        if gathered.items.is_empty() {
            bail!("nothing to compare: none of {count} inputs could be read");
        }
        let ended = if failures.is_empty() { exit::DONE } else { exit::some() };
        let record =
            self.select(record(&gather::findings(gathered.items, &self.claims, failures)))?;
        self.write(&record)?;
        Ok(ended)
    }

    fn select(&self, record: Record) -> Result<Record> {
        let Some(story) = self.story else { return Ok(record) };
        let count = record.stories.len();
        record.only(story as usize).with_context(|| {
            format!("there is no story {story}; the reports tell {count}, numbered from 1")
        })
    }

    fn write(&self, record: &Record) -> Result<()> {
        let file = self.output.as_deref();
        match self.format {
            Format::Text => {
                let width = match file {
                    Some(_) => None,
                    None => terminal_size::terminal_size_of(std::io::stdout()),
                };
                let width = width.map_or(PIPE_WIDTH, |(width, _)| width.0.into());
                output::styled(
                    &recoupe_export::text(record, TextOptions { width, all: self.all }),
                    file,
                )
            }
            Format::Json => {
                let mut bytes = serde_json::to_vec_pretty(record)?;
                bytes.push(b'\n');
                output::bytes(&bytes, file)
            }
            Format::Html => output::bytes(recoupe_export::html(record).as_bytes(), file),
            Format::Markdown => {
                output::bytes(recoupe_export::markdown(record, self.all).as_bytes(), file)
            }
            Format::Csv => self.write_tables(record),
        }
    }

    fn write_tables(&self, record: &Record) -> Result<()> {
        let tables = recoupe_export::tables(record)?;
        let Some(folder) = self.output.as_deref() else {
            let statements = tables.iter().find(|table| table.name == "statements");
            return output::bytes(statements.map_or(&[], |table| &table.bytes), None);
        };
        std::fs::create_dir_all(folder)
            .with_context(|| format!("{}: the folder cannot be made", folder.display()))?;
        tables.iter().try_for_each(|table| {
            output::bytes(&table.bytes, Some(&folder.join(table.name).with_extension("csv")))
        })
    }
}
