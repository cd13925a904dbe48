//! `recoupe languages`: the languages there are tables for.

use super::exit;
use crate::output;
use anyhow::Result;
use clap::Args;
use recoupe_text::Language;
use std::fmt::Write;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// What a language can be read for, and the table that it needs for it.
const JOBS: [(&str, &str); 9] = [
    ("furniture", "furniture"),
    ("agencies", "agencies"),
    ("numbers", "numbers"),
    ("times", "calendar"),
    ("quotations", "verbs"),
    ("roles", "roles"),
    ("places", "countries"),
    ("events", "events"),
    ("arrangements", "arrangements"),
];

/// Lists the languages Recoupe has tables for, and what it reads in each
///
/// Reports in other languages are read too: their marks of quotation, digits and capitals, but no words.
#[derive(Debug, Args)]
pub(crate) struct Languages {}

impl Languages {
    #[expect(clippy::unused_self, reason = "every sub-command is run in the same way")]
    pub(crate) fn run(self) -> Result<ExitCode> {
        let rows: Vec<[&str; 3]> = [["code", "name", "own name"]]
            .into_iter()
            .chain(Language::all().iter().map(|language| {
                [language.code(), language.property("name"), language.property("autonym")]
            }))
            .collect();
        let reads = ["reads".to_owned()].into_iter().chain(Language::all().iter().map(jobs));
        let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        let widths = [width(0), width(1), width(2)];
        let mut table = String::new();
        for (row, reads) in rows.iter().zip(reads) {
            for (cell, width) in row.iter().zip(widths) {
                // Writing to a String cannot fail.
                let _ = write!(table, "{cell}{}", " ".repeat(width - cell.width() + 2));
            }
            let _ = writeln!(table, "{reads}");
        }
        output::bytes(table.as_bytes(), None)?;
        Ok(exit::DONE)
    }
}

fn jobs(language: &Language) -> String {
    let has = |table: &str| !language.table(table).rows().is_empty();
    let jobs: Vec<&str> =
        JOBS.iter().filter(|(_, table)| has(table)).map(|(job, _)| *job).collect();
    jobs.join(", ")
}
