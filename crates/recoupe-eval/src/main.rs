//! Measures every job on labelled data and writes the report.

mod extraction;

use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let data =
        std::env::args_os().nth(1).map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    for row in extraction::run(&data)? {
        eprintln!(
            "{:32} {:14} {:.4} (bar {}) {}",
            row.job, row.measure, row.value, row.bar, row.note
        );
    }
    Ok(())
}
