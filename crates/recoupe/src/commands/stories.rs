//! `recoupe stories`: the stories of an archive.

use super::exit;
use super::printing::width;
use crate::archiving::At;
use crate::output;
use anyhow::Result;
use clap::{Args, ValueEnum};
use recoupe_export::StoryItem;
use recoupe_store::{Listing, Order, StoryRow};
use std::process::ExitCode;

/// Lists the stories of an archive
///
/// `recoupe show` prints one of them whole. A story goes by the number of the report that opened it; a story that was
/// merged into another is found under its old number too.
#[derive(Debug, Args)]
pub(crate) struct Stories {
    #[command(flatten)]
    at: At,
    /// What comes first
    #[arg(long, value_enum, default_value_t)]
    sort: Sort,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
    /// Only those with at least so many independent origins
    #[arg(long, value_name = "N", default_value_t = 1)]
    origins: u32,
    /// Only those with a dispute
    #[arg(long)]
    disputed: bool,
    /// Form of the list
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Those with the latest report
    #[default]
    Newest,
    /// Those with the most independent origins
    Origins,
    /// Those with the most reports
    Reports,
    /// Those in the most languages
    Languages,
}

/// The form of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For the terminal
    #[default]
    Text,
    /// A list of objects
    Json,
}

impl Stories {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let order = match self.sort {
            Sort::Newest => Order::Newest,
            Sort::Origins => Order::Origins,
            Sort::Reports => Order::Reports,
            Sort::Languages => Order::Languages,
        };
        let listing = Listing {
            order,
            limit: self.limit.into(),
            offset: 0,
            origins: self.origins.into(),
            disputed: self.disputed,
        };
        let stories = self.at.existing()?.stories(&listing)?;
        let items: Vec<StoryItem> = stories.into_iter().map(item).collect();
        match self.format {
            ListFormat::Text => {
                output::styled(&recoupe_export::stories(&items, width(false)), None)?;
            }
            ListFormat::Json => output::json(&items)?,
        }
        Ok(exit::DONE)
    }
}

/// A story as lists print it.
pub(crate) fn item(row: StoryRow) -> StoryItem {
    StoryItem {
        story: row.id,
        title: row.title,
        name: row.name,
        reports: row.reports,
        origins: row.origins,
        disputes: row.disputes,
        languages: row.languages,
        first: row.first.map(|day| day.to_string()),
        last: row.last.map(|day| day.to_string()),
    }
}
