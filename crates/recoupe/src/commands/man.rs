//! `recoupe man`: the manual pages, from the command's own definition.

use super::{Command, exit};
use crate::output;
use anyhow::{Context, Result};
use clap::{Args, CommandFactory};
use std::process::ExitCode;

/// Prints the manual page of recoupe or of a sub-command
#[derive(Debug, Args)]
#[command(hide = true)]
pub(crate) struct Man {
    /// The sub-command
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut command = Command::command();
        command.build();
        if let Some(name) = &self.command {
            let named = command
                .find_subcommand(name)
                .with_context(|| format!("there is no sub-command {name}"))?;
            command = named.clone();
        }
        let mut bytes = Vec::new();
        clap_mangen::Man::new(command).render(&mut bytes)?;
        output::bytes(&bytes, None)?;
        Ok(exit::DONE)
    }
}
