//! `recoupe check`: the main job.

use super::exit;
use super::printing::{Format, Printing};
use crate::fetching::Fetching;
use crate::gather::{self, Grouping};
use crate::inputs::Failure;
use crate::messages;
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use recoupe_annotate::Reading;
use recoupe_export::record;
use recoupe_export::record::Record;
use std::path::PathBuf;
use std::process::ExitCode;

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
    /// Take all reports for one story, whatever they tell
    #[arg(long)]
    one_story: bool,
    /// Number of threads; as many as the machine has cores where it is not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    /// Every entry of every section (text and markdown), not only the first ones
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    fetching: Fetching,
}

/// So few reports are likely meant as one story.
const FEW: usize = 12;

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
        let grouping = if self.one_story { Grouping::OneStory } else { Grouping::ByAffair };
        let findings = gather::findings(gathered.items, grouping, &self.claims, failures);
        let record = self.select(record(&findings))?;
        self.tell_parts(&record);
        Printing { format: self.format, output: self.output, all: self.all }.print(&record)?;
        Ok(ended)
    }

    /// Says that reports which were given together fell apart, and how to keep them together.
    fn tell_parts(&self, record: &Record) {
        let single = record.stories.iter().filter(|story| story.articles.len() == 1).count();
        let count = record.stories.len();
        if self.story.is_none() && count > 1 && record.articles.len() <= FEW {
            messages::note(format!(
                "the reports tell {count} stories ({single} of one report); --one-story takes them for one"
            ));
        }
    }

    fn select(&self, record: Record) -> Result<Record> {
        let Some(story) = self.story else { return Ok(record) };
        let count = record.stories.len();
        record.only(story as usize).with_context(|| {
            format!("there is no story {story}; the reports tell {count}, numbered from 1")
        })
    }
}
