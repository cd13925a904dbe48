//! `recoupe completions`: for the shell, from the command's own definition.

use super::{Command, exit};
use crate::output;
use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;
use std::process::ExitCode;

/// Prints the completions for a shell
///
/// For bash: `recoupe completions bash > ~/.local/share/bash-completion/completions/recoupe`
#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut bytes = Vec::new();
        clap_complete::generate(self.shell, &mut Command::command(), "recoupe", &mut bytes);
        output::bytes(&bytes, None)?;
        Ok(exit::DONE)
    }
}
