//! Measures every job on labelled data and writes the report.

use recoupe_eval::extraction;
use std::io::Write as _;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let data =
        std::env::args_os().nth(1).map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let mut out = std::io::stdout().lock();
    for row in extraction::run(&data)? {
        writeln!(
            out,
            "{:24} {:14} {:.4} (bar {}) {}",
            row.job, row.measure, row.value, row.bar, row.note
        )?;
    }
    Ok(())
}
