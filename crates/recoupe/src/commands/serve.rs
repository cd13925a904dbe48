//! `recoupe serve`: an archive as pages, an API and feeds.

use super::exit;
use crate::archiving::At;
use crate::messages;
use anyhow::{Context, Result};
use clap::{Args, ValueHint};
use recoupe_web::Options;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::process::ExitCode;

/// Shows an archive to browsers and programs
///
/// Every page has a twin in JSON at the same address with .json behind it; /openapi.json describes them all, and lists
/// and searches can be followed as Atom and JSON Feed. Only this machine can ask unless --listen says otherwise, and then
/// a token is needed: browsers ask for it as a password, programs send it as a bearer. It ends on SIGTERM and SIGINT,
/// once the requests in hand are answered.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    at: At,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    listen: IpAddr,
    /// The port to listen on; 0 takes one that is free
    #[arg(long, value_name = "PORT", default_value_t = 8477)]
    port: u16,
    /// A file whose first line is the token; without it, the variable RECOUPE_TOKEN has it
    ///
    /// It is not taken from the command line, which other users of the machine can see.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    token_file: Option<PathBuf>,
}

impl Serve {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let token = match &self.token_file {
            None => std::env::var("RECOUPE_TOKEN").ok().filter(|token| !token.is_empty()),
            Some(file) => {
                let text = std::fs::read_to_string(file)
                    .with_context(|| format!("{}: the token cannot be read", file.display()))?;
                Some(text.lines().next().unwrap_or_default().trim().to_owned())
            }
        };
        let options = Options {
            archive: self.at.archive,
            address: SocketAddr::new(self.listen, self.port),
            token,
        };
        recoupe_web::serve(options, |address| {
            messages::note(format!("http://{address}/ shows the archive; Ctrl-C ends it"));
        })?;
        Ok(exit::DONE)
    }
}
