//! Measures every job on labelled data and writes the report.

mod numbers;
mod times;

use std::io::Write as _;
use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let data = PathBuf::from(arguments.next().unwrap_or_else(|| "shared/data".to_owned()));
    let misses = arguments.next().is_some_and(|argument| argument == "misses");
    let mut out = std::io::stdout().lock();
    for row in times::run(&data, misses)? {
        writeln!(out, "{row}")?;
    }
    for row in numbers::run(&data, misses)? {
        writeln!(out, "{row}")?;
    }
    Ok(())
}
