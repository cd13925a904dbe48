//! `recoupe merge`, `split` and `rename`: what a person decides of stories.

use super::exit;
use super::printing::width;
use super::stories::item;
use crate::archiving::{self, At, now};
use crate::output;
use anyhow::Result;
use clap::Args;
use recoupe_store::{Archive, StoreError, StoryRow, Writer};
use std::process::ExitCode;

/// Makes one story of two
///
/// It goes by the lower number, and is found under the other one too. The decision holds for all that comes later.
#[derive(Debug, Args)]
pub(crate) struct Merge {
    /// One story
    one: u64,
    /// The other
    other: u64,
    #[command(flatten)]
    at: At,
}

/// Makes a story of their own of some reports of a story
///
/// Where the report that opened the story is among them, the others get the new number. The decision holds for all that comes later.
#[derive(Debug, Args)]
pub(crate) struct Split {
    /// The story
    story: u64,
    /// The reports that leave it, by number, as `recoupe show STORY --log` tells them
    #[arg(required = true, value_name = "REPORT")]
    reports: Vec<u64>,
    #[command(flatten)]
    at: At,
}

/// Gives a story a name
#[derive(Debug, Args)]
pub(crate) struct Rename {
    /// The story
    story: u64,
    /// Its name; an empty one gives it its headline back
    name: String,
    #[command(flatten)]
    at: At,
}

impl Merge {
    pub(crate) fn run(self) -> Result<ExitCode> {
        decide(&self.at, |writer| writer.merge(self.one, self.other, now()))
    }
}

impl Split {
    pub(crate) fn run(self) -> Result<ExitCode> {
        decide(&self.at, |writer| writer.split(self.story, &self.reports, now()))
    }
}

impl Rename {
    pub(crate) fn run(self) -> Result<ExitCode> {
        decide(&self.at, |writer| writer.rename(self.story, Some(&self.name)))
    }
}

/// Does it, and prints the story that it gave.
fn decide(
    at: &At,
    what: impl FnOnce(&mut Writer<'_>) -> Result<StoryRow, StoreError>,
) -> Result<ExitCode> {
    let mut archive: Archive = at.existing()?;
    let mut writer = archiving::writer(&mut archive)?;
    let story = what(&mut writer)?.id;
    archiving::bring_up_to_date(&mut writer)?;
    let row = writer.archive().story(story)?;
    output::styled(&recoupe_export::stories(&[item(row)], width(false)), None)?;
    Ok(exit::DONE)
}
