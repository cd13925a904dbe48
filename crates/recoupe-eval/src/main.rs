//! Measures every job on labelled data and writes the report.
//!
//! `recoupe-eval [--data FOLDER] [--report FILE] [JOB…]`: prints a table of every job, or of those
//! named, against the bar set for it; with `--report`, writes the same as Markdown.

mod affairs;
mod agreement;
mod corroboration;
mod ecbplus;
mod endless;
mod extraction;
mod feeds;
mod files;
mod hostile;
mod joins;
mod labelled;
mod metadata;
mod names;
mod newsfane;
mod ntrex;
mod numbers;
mod practice;
mod quotations;
mod random;
mod row;
mod statements;
mod stream;
mod times;
mod tokenised;
mod warc;

use anyhow::Result;
use clap::Parser;
use row::Row;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Measures every job on labelled data
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The folder of the labelled data
    #[arg(long, default_value = "../shared/data")]
    data: PathBuf,
    /// Write the table to this Markdown file too
    #[arg(long)]
    report: Option<PathBuf>,
    /// Print these errors to stderr: `misses`, `speaker`, …
    #[arg(long, default_value = "")]
    show: String,
    /// Only these jobs
    jobs: Vec<String>,
}

type Job = (&'static str, fn(&Path, &str) -> Result<Vec<Row>>);

/// Every job, in the order of the data's way.
const JOBS: &[Job] = &[
    ("extraction", extraction::run),
    ("metadata", metadata::run),
    ("feeds", feeds::run),
    ("warc", warc::run),
    ("hostile", hostile::run),
    ("endless", endless::run),
    ("quotations", quotations::run),
    ("times", |data, show| times::run(data, show == "misses")),
    ("names", names::run),
    ("ntrex", ntrex::run),
    ("ecbplus", ecbplus::run),
    ("statements", statements::run),
    ("joins", joins::run),
    ("affairs", affairs::run),
    ("stream", stream::run),
    ("corroboration", corroboration::run),
    ("labelled", labelled::run),
    ("practice", practice::run),
    ("numbers", |data, show| numbers::run(data, show == "misses")),
];

/// Jobs that run only where they are named: they take long and measure no quality.
const BY_NAME: &[&str] = &["stream"];

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut rows = Vec::new();
    for (name, run) in JOBS {
        if arguments.jobs.is_empty() && !BY_NAME.contains(name)
            || arguments.jobs.iter().any(|job| job == name)
        {
            rows.extend(run(&arguments.data, &arguments.show)?);
        }
    }
    std::io::stdout().lock().write_all(plain(&rows).as_bytes())?;
    if let Some(report) = arguments.report {
        std::fs::write(report, markdown(&rows))?;
    }
    Ok(())
}

fn verdict(row: &Row) -> (String, &'static str) {
    row.bar.map_or((String::new(), ""), |bar| {
        (
            format!("{}{bar:.3}", if row.ceiling { "≤" } else { "" }),
            if row.holds() { "ok" } else { "short" },
        )
    })
}

fn plain(rows: &[Row]) -> String {
    let mut out = String::new();
    for row in rows {
        let (bar, verdict) = verdict(row);
        let _ = writeln!(
            out,
            "{:<26}{:<34}{:>7.3}  {bar:<6}{verdict:<6}{}",
            row.job, row.measure, row.value, row.note
        );
    }
    out
}

fn markdown(rows: &[Row]) -> String {
    let mut out =
        String::from("| job | measure | value | bar | | note |\n|---|---|---|---|---|---|\n");
    for row in rows {
        let (bar, verdict) = verdict(row);
        let _ = writeln!(
            out,
            "| {} | {} | {:.3} | {bar} | {verdict} | {} |",
            row.job, row.measure, row.value, row.note
        );
    }
    out
}
