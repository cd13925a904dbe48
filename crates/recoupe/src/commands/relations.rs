//! `recoupe relations`: what two parties have between them through time.

use super::exit;
use super::printing::width;
use super::stories::ListFormat;
use crate::archiving::At;
use crate::output;
use anyhow::Result;
use clap::Args;
use jiff::civil::Date;
use recoupe_web::Question;
use std::process::ExitCode;

/// Tells what two parties have between them through time, over all stories of an archive
///
/// The parties are two states, named in any language, or anybody else, named word for word: a firm and a body, say. Each
/// agreement, body, measure, commitment and indicator stands once, with its history by the days of the reports that tell it.
/// The reports of all stories that name both are read anew for it.
#[derive(Debug, Args)]
pub(crate) struct Relations {
    /// The one
    #[arg(value_name = "PARTY")]
    one: String,
    /// The other
    #[arg(value_name = "PARTY")]
    other: String,
    #[command(flatten)]
    at: At,
    /// The day against which deadlines are held; without it, the day of the newest report
    #[arg(long, value_name = "DATE")]
    on: Option<Date>,
    /// Form of the answer
    #[arg(long, value_enum, default_value_t)]
    format: ListFormat,
}

impl Relations {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive = self.at.existing()?;
        let question = Question { parties: [self.one, self.other], on: self.on };
        let told = recoupe_web::related(&mut archive, &question)?;
        match self.format {
            ListFormat::Text => {
                output::styled(&recoupe_export::relation_text(&told, width(false)), None)?;
            }
            ListFormat::Json => output::json(&told)?,
        }
        Ok(exit::DONE)
    }
}
