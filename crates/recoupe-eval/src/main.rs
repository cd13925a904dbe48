//! Measures every job on labelled data and writes the report.

mod quotations;
mod row;

use std::path::PathBuf;

fn main() -> anyhow::Result<()> {
    let data = PathBuf::from(std::env::args().nth(1).unwrap_or_else(|| "../shared/data".to_owned()));
    let mut lines = String::new();
    for row in quotations::run(&data)? {
        let bar = row.bar.map_or(String::new(), |bar| format!("{bar:.2} {}", if row.value >= bar { "ok" } else { "SHORT" }));
        lines.push_str(&format!("{:<18}{:<30}{:>7.3}  {:<12}{}\n", row.job, row.measure, row.value, bar, row.note));
    }
    use std::io::Write;
    std::io::stdout().write_all(lines.as_bytes())?;
    Ok(())
}
