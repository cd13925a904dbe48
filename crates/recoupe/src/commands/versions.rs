//! `recoupe versions`: what changed from one version of a report to the next.

use super::exit;
use super::printing::width;
use super::stories::ListFormat;
use crate::archiving::At;
use crate::output;
use anyhow::Result;
use clap::Args;
use std::process::ExitCode;

/// Tells what changed from one version of a report to the next
///
/// Changes are told by statements: what was added or dropped, another figure, date, name or quotation, whose word
/// something is. Marks, case and blanks do not count. The outlet's own notes of correction stand beside them.
#[derive(Debug, Args)]
pub(crate) struct Versions {
    /// The report's number, as `recoupe search` and `recoupe show --log` tell it
    #[arg(value_name = "REPORT")]
    report: u64,
    #[command(flatten)]
    at: At,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Versions {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        let told = recoupe_web::versions(&mut archive, self.report)?;
        match self.format {
            ListFormat::Text => {
                output::styled(&recoupe_export::versions(&told, width(false)), None)?;
            }
            ListFormat::Json => output::json(&told)?,
        }
        Ok(exit::DONE)
    }
}
