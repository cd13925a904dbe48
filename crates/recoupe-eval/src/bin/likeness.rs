//! `likeness FOLDER…`: a line for every two reports of all folders together: the folders of both, then what they share.
//! What `recoupe_stories::closer` is fitted on.

use anyhow::{Context, Result};
use recoupe_annotate::Reading;
use recoupe_stories::{COLUMNS, beside};
use std::io::Write as _;
use std::path::PathBuf;

fn main() -> Result<()> {
    let mut folders = Vec::new();
    let mut readings = Vec::new();
    for folder in std::env::args_os().skip(1).map(PathBuf::from) {
        let entries = std::fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        let mut paths: Vec<PathBuf> =
            entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        paths.retain(|path| path.extension().is_some_and(|end| end == "txt" || end == "html"));
        paths.sort();
        for path in paths {
            let name = path.display().to_string();
            let bytes = std::fs::read(&path).with_context(|| name.clone())?;
            for article in recoupe_read::read(&name, &bytes)?.articles {
                readings.push(Reading::of(article));
                folders.push(folder.display().to_string());
            }
        }
    }
    let mut out = std::io::stdout().lock();
    writeln!(out, "first\tsecond\t{}", COLUMNS.join("\t"))?;
    for (second, row) in beside(&readings).iter().enumerate() {
        for (first, numbers) in row.iter().enumerate() {
            let numbers: Vec<String> = numbers.iter().map(|value| format!("{value:.5}")).collect();
            writeln!(out, "{}\t{}\t{}", folders[first], folders[second], numbers.join("\t"))?;
        }
    }
    Ok(())
}
