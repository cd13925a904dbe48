//! `evidence FOLDER…`: a line of JSON for each folder of reports taken as one story: the texts, the units (article,
//! first and last code point) and the evidence of every pair that is looked at. What `training/measure` is fitted on.

use anyhow::{Context, Result};
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{COLUMNS, SOURCE_COLUMNS, listing};
use serde_json::json;
use std::io::Write as _;
use std::path::{Path, PathBuf};

fn main() -> Result<()> {
    let folders: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let lines: Vec<String> =
        folders.par_iter().map(|folder| story(folder)).collect::<Result<_>>()?;
    let mut out = std::io::stdout().lock();
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))?;
    Ok(())
}

fn story(folder: &Path) -> Result<String> {
    let entries = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt" || end == "html"));
    paths.sort();
    let mut readings = Vec::new();
    for path in &paths {
        let name = path.display().to_string();
        let bytes = std::fs::read(path).with_context(|| name.clone())?;
        let input = recoupe_read::read(&name, &bytes)?;
        readings.extend(input.articles.into_iter().map(Reading::of));
    }
    let listing = listing(&mut readings.iter_mut().collect::<Vec<_>>());
    let points =
        |article: usize, byte: u32| readings[article].text()[..byte as usize].chars().count();
    let units: Vec<_> = listing
        .units
        .iter()
        .map(|unit| {
            let [start, end] = [unit.span.start, unit.span.end];
            json!([unit.article, points(unit.article, start), points(unit.article, end)])
        })
        .collect();
    let articles: Vec<_> = readings
        .iter()
        .map(|reading| json!({"source": reading.article.source, "text": reading.text()}))
        .collect();
    let pairs: Vec<_> =
        listing.pairs.iter().map(|([left, right], _)| json!([left, right])).collect();
    let rows: Vec<_> = listing
        .pairs
        .iter()
        .map(|(_, row)| json!([row[0].as_slice(), row[1].as_slice()]))
        .collect();
    let sources: Vec<_> = listing
        .sources
        .iter()
        .map(|([left, right], row)| json!([left, right, row.as_slice()]))
        .collect();
    let all = json!({
        "sources": sources, "source columns": SOURCE_COLUMNS.as_slice(),
        "folder": folder.display().to_string(), "columns": COLUMNS.as_slice(), "articles": articles,
        "units": units, "pairs": pairs, "rows": rows,
    });
    Ok(all.to_string())
}
