//! `recoupe verify`: every span once more.

use super::exit;
use crate::inputs::{self, Failure, Source};
use crate::{gather, messages, output};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use recoupe_export::verify::{Verified, verify};
use std::fmt::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Checks every span of a record once more
///
/// Each span must be the exact stretch of its article's text that it says it is, and every id that is
/// named must exist. With the reports given again, they are read again, and the record's texts must be theirs.
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The record, as `check --format json` writes it, or - for standard input
    #[arg(value_name = "RECORD", value_hint = ValueHint::FilePath)]
    record: PathBuf,
    /// The reports that it was made from: files or folders
    #[arg(value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
}

impl Verify {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let name = self.record.display().to_string();
        let bytes = inputs::find(std::slice::from_ref(&self.record));
        let mut sources = bytes.sources;
        if sources.len() > 1 {
            bail!("{name}: a folder; give the record's file");
        }
        let told = |Failure { source, message }: Failure| anyhow::anyhow!("{source}: {message}");
        if let Some(failure) = bytes.failures.into_iter().next() {
            return Err(told(failure));
        }
        let bytes = sources.pop().map(Source::bytes).transpose().map_err(told)?.unwrap_or_default();
        let value = serde_json::from_slice(&bytes).with_context(|| {
            format!("{name}: not JSON; give a record that `check --format json` wrote")
        })?;
        let mut verified = verify(&value).with_context(|| format!("{name}: not a record"))?;
        let mut unread = 0;
        if !self.paths.is_empty() {
            let found = inputs::find(&self.paths);
            let gathered =
                gather::articles(found.sources, |article| (article.source, article.text), || {});
            for Failure { source, message } in found.failures.into_iter().chain(gathered.failures) {
                messages::error(format!("{source}: {message}"));
                unread += 1;
            }
            verified.compare(&gathered.items);
        }
        output::bytes(report(&verified).as_bytes(), None)?;
        Ok(if verified.failures.is_empty() && unread == 0 { exit::DONE } else { exit::some() })
    }
}

fn report(verified: &Verified) -> String {
    let mut report = String::new();
    for failure in &verified.failures {
        // Writing to a String cannot fail.
        let _ = writeln!(report, "{failure}");
    }
    let _ = write!(
        report,
        "{} spans and {} ids of {} articles checked",
        verified.spans,
        verified.ids,
        verified.articles.len()
    );
    if let Some(compared) = verified.compared {
        let _ = write!(report, ", {compared} texts read again");
    }
    let _ = match verified.failures.len() {
        0 => writeln!(report, ": all hold"),
        1 => writeln!(report, ": 1 does not hold"),
        count => writeln!(report, ": {count} do not hold"),
    };
    report
}
