//! The sub-commands, and the one definition from which help, completions and manual are made.

mod add;
mod archive;
mod by_hand;
mod check;
mod completions;
mod languages;
mod man;
mod names;
mod printing;
mod read;
mod relations;
mod search;
mod serve;
mod show;
mod stories;
mod vectors;
mod verify;
mod versions;
mod watch;

pub(crate) use add::told;

use crate::messages;
use anstream::ColorChoice;
use anyhow::{Context, Result};
use clap::{Parser, Subcommand, ValueEnum};
use std::process::ExitCode;

/// What a command ends with.
pub(crate) mod exit {
    use std::process::ExitCode;

    /// All was done.
    pub(crate) const DONE: ExitCode = ExitCode::SUCCESS;

    /// Some inputs could not be read, or something was found wrong.
    pub(crate) fn some() -> ExitCode {
        ExitCode::from(1)
    }

    /// Nothing was done.
    pub(crate) fn nothing() -> ExitCode {
        ExitCode::from(2)
    }
}

/// Starts the threads that all work is spread over; without a number, as many as the machine has cores.
fn start_threads(threads: Option<u16>) -> Result<()> {
    if let Some(threads) = threads {
        rayon::ThreadPoolBuilder::new()
            .num_threads(threads.into())
            .build_global()
            .context("the threads cannot be started")?;
    }
    Ok(())
}

/// Reads the same affair in many outlets and languages and gives one sourced record
///
/// Recoupe holds reports of one affair against each other: who copied whom, who said what, what was agreed, what
/// happened when, which statements independent reports share, which they dispute, and which only one report
/// makes. Every line it prints is an exact stretch of a report. It runs offline.
#[derive(Debug, Parser)]
#[command(name = "recoupe", version, about, long_about, max_term_width = 100, after_help = EXIT_CODES)]
pub(crate) struct Command {
    /// When to colour the output
    ///
    /// With `auto`, only a terminal gets colour, and NO_COLOR turns it off.
    #[arg(
        long,
        value_enum,
        default_value_t,
        global = true,
        value_name = "WHEN",
        display_order = 100
    )]
    color: Color,
    #[command(subcommand)]
    job: Job,
}

const EXIT_CODES: &str = "\
Exit codes:
  0  done
  1  done, but some inputs could not be read (check, add, watch, read, vectors)
     or something does not hold (verify, archive check)
  2  nothing done";

#[derive(Debug, Subcommand)]
enum Job {
    Check(check::Check),
    Add(add::Add),
    Watch(watch::Watch),
    Stories(stories::Stories),
    Show(show::Show),
    Search(search::Search),
    Relations(relations::Relations),
    Versions(versions::Versions),
    Merge(by_hand::Merge),
    Split(by_hand::Split),
    Rename(by_hand::Rename),
    Names(names::Names),
    Archive(archive::ArchiveCommand),
    Serve(serve::Serve),
    Read(read::ReadCommand),
    Verify(verify::Verify),
    Vectors(vectors::Vectors),
    Languages(languages::Languages),
    Completions(completions::Completions),
    Man(man::Man),
}

#[derive(Debug, Clone, Copy, Default, ValueEnum)]
enum Color {
    /// In a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Also in files and pipes
    Always,
    /// Nowhere
    Never,
}

/// Runs the command line.
#[must_use]
pub fn run() -> ExitCode {
    let command = Command::parse();
    match command.color {
        Color::Auto => ColorChoice::Auto,
        Color::Always => ColorChoice::Always,
        Color::Never => ColorChoice::Never,
    }
    .write_global();
    let ended = match command.job {
        Job::Check(check) => check.run(),
        Job::Add(add) => add.run(),
        Job::Watch(watch) => watch.run(),
        Job::Stories(stories) => stories.run(),
        Job::Show(show) => show.run(),
        Job::Search(search) => search.run(),
        Job::Relations(relations) => relations.run(),
        Job::Versions(versions) => versions.run(),
        Job::Merge(merge) => merge.run(),
        Job::Split(split) => split.run(),
        Job::Rename(rename) => rename.run(),
        Job::Names(names) => names.run(),
        Job::Archive(archive) => archive.run(),
        Job::Serve(serve) => serve.run(),
        Job::Read(read) => read.run(),
        Job::Verify(verify) => verify.run(),
        Job::Vectors(vectors) => vectors.run(),
        Job::Languages(languages) => languages.run(),
        Job::Completions(completions) => completions.run(),
        Job::Man(man) => man.run(),
    };
    ended.unwrap_or_else(|error| {
        messages::failure(&error);
        exit::nothing()
    })
}

#[cfg(test)]
mod tests {
    use super::Command;
    use clap::CommandFactory;

    #[test]
    fn the_definition_is_sound() {
        Command::command().debug_assert();
    }
}
