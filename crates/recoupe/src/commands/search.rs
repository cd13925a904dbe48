//! `recoupe search`: the reports of an archive that hold words.

use super::exit;
use super::printing::width;
use super::stories::ListFormat;
use crate::archiving::At;
use crate::output;
use anyhow::Result;
use clap::Args;
use recoupe_export::ReportItem;
use recoupe_store::{Hit, Query};
use std::process::ExitCode;

/// Finds reports of an archive by words, names, outlets, languages and days
///
/// All that is asked for must hold. Words are found in every form and in every language: "ferries" finds "ferry". In
/// the query may stand, beside words and "words in a row": name:Vasseur, outlet:ledger, language:fr,
/// after:2026-03-01, before:2026-03-31. Where it has words, the reports that fit best come first, else the newest. The
/// number before each is that of its story, which `recoupe show` prints.
#[derive(Debug, Args)]
pub(crate) struct Search {
    /// What is looked for
    #[arg(value_name = "QUERY", required = true)]
    query: Vec<String>,
    #[command(flatten)]
    at: At,
    /// Only in stories with at least so many independent origins
    #[arg(long, value_name = "N", default_value_t = 1)]
    origins: u32,
    /// Only in stories with a dispute
    #[arg(long)]
    disputed: bool,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Form of the list
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Search {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let line = match &self.query[..] {
            [line] => line.clone(),
            parts => parts.iter().map(|part| marked(part)).collect::<Vec<_>>().join(" "),
        };
        let mut query = Query::parse(&line)?;
        query.origins = self.origins.into();
        query.disputed = self.disputed;
        query.limit = self.limit.into();
        let hits = self.at.existing()?.search(&query)?;
        let items: Vec<ReportItem> = hits.into_iter().map(item).collect();
        match self.format {
            ListFormat::Text => {
                output::styled(&recoupe_export::report_list(&items, width(false)), None)?;
            }
            ListFormat::Json => output::json(&items)?,
        }
        Ok(exit::DONE)
    }
}

/// A part that the shell took the marks off, with marks again.
fn marked(part: &str) -> String {
    if part.contains('"') || !part.contains(char::is_whitespace) {
        return part.to_owned();
    }
    match part.split_once(':') {
        Some((name, value)) if !name.contains(char::is_whitespace) => format!("{name}:\"{value}\""),
        _ => format!("\"{part}\""),
    }
}

fn item(hit: Hit) -> ReportItem {
    let letters = |at: u32| hit.excerpt[..at as usize].chars().count();
    let marked = hit.marked.iter().map(|span| [letters(span.start), letters(span.end)]).collect();
    let report = hit.report;
    ReportItem {
        report: report.id,
        story: report.story,
        story_title: hit.story_title,
        title: report.title,
        source: report.source,
        url: report.url,
        outlet: report.outlet,
        language: report.language,
        published: report.day.map(|day| day.to_string()),
        excerpt: hit.excerpt,
        marked,
    }
}
