//! The command: reports in, one sourced record out.

use anyhow::Result;
use clap::Parser;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::compare;
use recoupe_export::{Findings, record};
use std::io::Write;
use std::path::PathBuf;

#[derive(Parser)]
#[command(version, about)]
enum Command {
    /// Reads reports and prints one sourced record
    Check {
        /// Reports
        paths: Vec<PathBuf>,
        /// Form of the record
        #[arg(long, default_value = "text")]
        format: String,
    },
}

fn main() -> Result<()> {
    let Command::Check { mut paths, format: _ } = Command::parse();
    paths.sort();
    let mut findings = Findings::default();
    let read: Vec<_> = paths
        .par_iter()
        .map(|path| {
            let source = path.display().to_string();
            let bytes = std::fs::read(path)?;
            let articles = recoupe_read::read(&source, &bytes).map_err(anyhow::Error::from)?.articles;
            Ok::<_, anyhow::Error>(articles.into_iter().map(Reading::of).collect::<Vec<_>>())
        })
        .collect();
    for result in read {
        findings.readings.extend(result?);
    }
    let members: Vec<usize> = (0..findings.readings.len()).collect();
    let mut all: Vec<&mut Reading> = findings.readings.iter_mut().collect();
    let story = compare(&mut all);
    findings.stories.push((members, story));
    let out = std::io::stdout().lock();
    let mut out = std::io::BufWriter::new(out);
    serde_json::to_writer_pretty(&mut out, &record(&findings))?;
    writeln!(out)?;
    Ok(())
}
