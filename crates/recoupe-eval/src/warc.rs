//! How archives are read: a set of small ones, odd and broken ones among them.
//!
//! Every archive that holds a page must give one; one that holds none must be named with its reason.
//! That an archive holds a page is told without the reader: by an answer, or a file by itself, of the
//! type that pages have.

use crate::files;
use crate::row::Row;
use anyhow::{Context, Result};
use recoupe_read::read;
use std::fs;
use std::io::Read as _;
use std::panic::catch_unwind;
use std::path::Path;

/// The type of pages, and what else stands in an archive that holds one: a whole answer, or a file.
const PAGE: &[u8] = b"text/html";
const HOLDERS: [&[u8]; 2] = [b"HTTP/1.1 200 OK\r\n", b"WARC-Type: resource"];

/// Measures the reader on the set under `data`.
///
/// # Errors
///
/// Where a file cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let mut paths = Vec::new();
    files::collect(&data.join("warcio-samples/test"), &mut paths)?;
    paths.sort();
    let (mut stops, mut with_page, mut given, mut named) = (0, 0, 0, Vec::new());
    for path in &paths {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(result) = catch_unwind(|| read(&name, &bytes)) else {
            stops += 1;
            continue;
        };
        let unpacked = unpacked(&bytes);
        let has = |mark: &[u8]| unpacked.windows(mark.len()).any(|part| part == mark);
        let holds = has(PAGE) && HOLDERS.iter().any(|holder| has(holder));
        let articles = result.as_ref().map_or(0, |input| input.articles.len());
        with_page += usize::from(holds);
        given += usize::from(holds && articles > 0);
        match &result {
            Err(error) => named.push(error.to_string()),
            Ok(input) if show == "misses" => {
                input.warnings.iter().for_each(|warning| eprintln!("{warning}"));
            }
            Ok(_) => {}
        }
    }
    let share = given as f64 / with_page.max(1) as f64;
    Ok(vec![
        Row::new("archives", "panics", f64::from(stops))
            .at_most(Some(0.0))
            .note(format!("{} files", paths.len())),
        Row::new("archives", "with a page, read", share)
            .bar(Some(1.0))
            .note(format!("{given} of {with_page}; named: {}", named.join(" · "))),
    ])
}

/// The bytes of every member, as far as they are whole.
fn unpacked(bytes: &[u8]) -> Vec<u8> {
    if !bytes.starts_with(b"\x1f\x8b") {
        return bytes.to_vec();
    }
    let mut out = Vec::new();
    // What is damaged ends it; what came before is there.
    let _ = flate2::read::MultiGzDecoder::new(bytes).read_to_end(&mut out);
    out
}
