//! `recoupe languages`: the languages there are tables for, and what each is without.
//!
//! What a language can be without is what another has: the list is read off the tables themselves, so that
//! a new kind of table shows here by being there. Limits: it says that a table has rows, not how
//! many of the language's words they hold.

use super::exit;
use crate::output;
use anyhow::Result;
use clap::Args;
use recoupe_text::Language;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Lists the languages Recoupe has tables for, and the tables that each is without
///
/// Reports in other languages are read too: their marks of quotation, digits and capitals, but no words.
#[derive(Debug, Args)]
pub(crate) struct Languages {}

impl Languages {
    #[expect(clippy::unused_self, reason = "every sub-command is run in the same way")]
    pub(crate) fn run(self) -> Result<ExitCode> {
        let known: BTreeSet<&str> = Language::all().iter().flat_map(Language::tables).collect();
        let heads = ["code", "name", "own name", "tables", "without"].map(str::to_owned);
        let rows: Vec<[String; 5]> = std::iter::once(heads)
            .chain(Language::all().iter().map(|language| row(language, &known)))
            .collect();
        let width = |column: usize| rows.iter().map(|row| row[column].width()).max().unwrap_or(0);
        let widths: [usize; 4] = std::array::from_fn(width);
        let mut table = String::new();
        for row in &rows {
            for (cell, width) in row.iter().zip(widths) {
                // Writing to a String cannot fail.
                let _ = write!(table, "{cell}{}", " ".repeat(width - cell.width() + 2));
            }
            let _ = writeln!(table, "{}", row[4]);
        }
        output::bytes(table.as_bytes(), None)?;
        Ok(exit::DONE)
    }
}

fn row(language: &Language, known: &BTreeSet<&str>) -> [String; 5] {
    let has: BTreeSet<&str> = language.tables().collect();
    let without: Vec<&str> = known.difference(&has).copied().collect();
    [
        language.code().to_owned(),
        language.property("name").to_owned(),
        language.property("autonym").to_owned(),
        format!("{} of {}", has.len(), known.len()),
        if without.is_empty() { "-".to_owned() } else { without.join(", ") },
    ]
}
