//! `recoupe names`: what a person decides of names.

use super::exit;
use crate::archiving::{self, At, now};
use crate::output;
use anyhow::{Result, bail};
use clap::{Args, Subcommand};
use recoupe_store::{Archive, NameKind, NameRow};
use std::process::ExitCode;

/// Tells and takes what a person decides of names: which are one, which are not, how one is called
///
/// The decisions hold whenever the stories that have the names are compared, in one story or in the whole archive. A name is
/// meant as a report gives it at its fullest, in any case and with or without accents. What was decided last holds.
#[derive(Debug, Args)]
pub(crate) struct Names {
    #[command(flatten)]
    at: At,
    #[command(subcommand)]
    job: Job,
}

#[derive(Debug, Subcommand)]
enum Job {
    /// Prints what was decided
    List,
    /// Two names are one
    Same(Pair),
    /// Two names are not one
    Apart(Pair),
    /// A name is to be called another, which need not stand in any report
    Call(Pair),
    /// Takes back what was decided of two names
    Forget(Pair),
}

#[derive(Debug, Args)]
struct Pair {
    /// The one name
    #[arg(value_name = "NAME")]
    one: String,
    /// The other
    #[arg(value_name = "NAME")]
    other: String,
    /// In this story alone; without it, in the whole archive
    #[arg(long, value_name = "STORY")]
    story: Option<u64>,
}

impl Names {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        match self.job {
            Job::List => list(&archive.names()?)?,
            Job::Same(pair) => decide(&mut archive, NameKind::Together, &pair)?,
            Job::Apart(pair) => decide(&mut archive, NameKind::Apart, &pair)?,
            Job::Call(pair) => decide(&mut archive, NameKind::Called, &pair)?,
            Job::Forget(pair) => {
                let mut writer = archiving::writer(&mut archive)?;
                let gone = writer.forget_names(pair.story, [&pair.one, &pair.other], now())?;
                if gone.is_empty() {
                    bail!(
                        "nothing was decided there of these two names; `recoupe names list` tells what was"
                    );
                }
                archiving::bring_up_to_date(&mut writer)?;
                list(&gone)?;
            }
        }
        Ok(exit::DONE)
    }
}

fn decide(archive: &mut Archive, what: NameKind, pair: &Pair) -> Result<()> {
    let mut writer = archiving::writer(archive)?;
    let row = writer.decide_names(pair.story, what, [&pair.one, &pair.other], now())?;
    archiving::bring_up_to_date(&mut writer)?;
    list(&[row])
}

/// A line for each decision.
fn list(rows: &[NameRow]) -> Result<()> {
    let line = |row: &NameRow| {
        let what = match row.what {
            NameKind::Together => "same",
            NameKind::Apart => "apart",
            NameKind::Called => "call",
        };
        let place =
            row.story.map_or_else(|| "everywhere".to_owned(), |story| format!("story {story}"));
        let line = format!("{what}  {}  {}  {place}, {}", row.one, row.other, row.at);
        output::one_line(&line) + "\n"
    };
    output::bytes(rows.iter().map(line).collect::<String>().as_bytes(), None)
}
