//! A record to the terminal or to a file, in any of its forms: what `check` and `show` have in common.

use crate::output;
use anyhow::{Context, Result};
use clap::ValueEnum;
use recoupe_export::TextOptions;
use recoupe_export::record::Record;
use std::path::PathBuf;

/// Columns where the text does not go to a terminal.
const PIPE_WIDTH: usize = 100;

/// The columns there are for text.
pub(crate) fn width(to_file: bool) -> usize {
    let terminal = if to_file { None } else { terminal_size::terminal_size_of(std::io::stdout()) };
    terminal.map_or(PIPE_WIDTH, |(width, _)| width.0.into())
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
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

/// How a record is printed.
#[derive(Debug)]
pub(crate) struct Printing {
    pub(crate) format: Format,
    pub(crate) output: Option<PathBuf>,
    pub(crate) all: bool,
}

impl Printing {
    /// Writes `record` in its form.
    pub(crate) fn print(&self, record: &Record) -> Result<()> {
        let file = self.output.as_deref();
        match self.format {
            Format::Text => {
                let width = width(file.is_some());
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
