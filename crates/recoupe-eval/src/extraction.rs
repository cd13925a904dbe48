//! How well reading finds the body of a page, and that nothing stops it.
//!
//! English: precision and recall over multisets of four-word shingles, averaged over pages, and the
//! F1 of the two averages, as the published benchmark of these pages computes it. Other languages:
//! the share of segments that must stand in the text and do, and of those that must not and do not.
//! Robustness: every file of the sets and seeded damage to them goes through the reader.

use crate::files::collect;
use crate::random::Seeded;
use crate::row::Row;
use anyhow::{Context, Result};
use rayon::prelude::*;
use recoupe_read::{Article, read};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write as _;
use std::fs;
use std::io::Read as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use unicode_normalization::UnicodeNormalization as _;

/// Measures extraction on the sets under `data`.
///
/// # Errors
///
/// Where a file of the sets cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let mut rows = english(&data.join("extraction"), show)?;
    rows.extend(languages(&data.join("extraction-languages"), show)?);
    rows.extend(robustness(data)?);
    Ok(rows)
}

fn row(job: &str, measure: &'static str, value: f64, bar: f64, note: impl Into<String>) -> Row {
    let row = Row::new(job, measure, value).note(note);
    if measure == "panics" { row.at_most(Some(bar)) } else { row.bar((bar > 0.0).then_some(bar)) }
}

/// The whole file, unpacked where it is gzip.
fn bytes_of(path: &Path) -> Result<Vec<u8>> {
    let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !bytes.starts_with(b"\x1f\x8b") {
        return Ok(bytes);
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(bytes.as_slice())
        .read_to_end(&mut out)
        .with_context(|| format!("cannot unpack {}", path.display()))?;
    Ok(out)
}

/// The article of a page, if it has one.
pub(crate) fn article(path: &Path) -> Result<Option<Article>> {
    let input = read(&path.display().to_string(), &bytes_of(path)?);
    Ok(input.ok().and_then(|input| input.articles.into_iter().next()))
}

/// The clean text of a page without its title line, which the gold texts do not hold.
fn body_text(path: &Path, with_title: bool) -> Result<String> {
    let Some(article) = article(path)? else { return Ok(String::new()) };
    let from = article.title.filter(|_| !with_title).map_or(0, |title| title.end as usize);
    Ok(article.text[from..].to_owned())
}

#[derive(Deserialize)]
struct Gold {
    #[serde(rename = "articleBody")]
    body: String,
}

fn english(folder: &Path, show: &str) -> Result<Vec<Row>> {
    let truth = fs::read_to_string(folder.join("ground-truth.json"))
        .context("no ground truth of the set extraction")?;
    let truth: BTreeMap<String, Gold> = serde_json::from_str(&truth)?;
    let pages: Vec<(f64, f64, bool)> = truth
        .par_iter()
        .map(|(id, gold)| {
            let text = body_text(&folder.join(format!("html/{id}.html.gz")), false)?;
            let (expected, given) = (shingles(&gold.body), shingles(&text));
            let shared: usize = expected
                .iter()
                .map(|(shingle, count)| (*count).min(given.get(shingle).copied().unwrap_or(0)))
                .sum();
            let all = |bag: &HashMap<_, usize>| bag.values().sum::<usize>();
            let (gold_all, given_all) = (all(&expected), all(&given));
            let ratio = |part: usize, whole: usize| {
                if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
            };
            let (precision, recall) = (ratio(shared, given_all), ratio(shared, gold_all));
            if show == "pages" {
                eprintln!("{id}\t{precision:.3}\t{recall:.3}\t{given_all}\t{gold_all}");
            }
            if show == "lines" {
                show_lines(id, &folder.join(format!("html/{id}.html.gz")), &expected)?;
            }
            Ok((precision, recall, given_all > 0))
        })
        .collect::<Result<_>>()?;
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len().max(1) as f64;
    // A page with no output says nothing of precision; its recall is nought.
    let precision = mean(pages.iter().filter(|page| page.2).map(|page| page.0).collect());
    let recall = mean(pages.iter().map(|page| page.1).collect());
    let f1 = 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE);
    let note = format!("{} pages", pages.len());
    Ok(vec![
        row("body text, English", "F1", f1, 0.965, note),
        row("body text, English", "precision", precision, 0.0, ""),
        row("body text, English", "recall", recall, 0.0, ""),
    ])
}

/// Prints the paragraphs of a page that were wrongly kept (`+`) or wrongly taken out (`-`).
fn show_lines(id: &str, path: &Path, expected: &HashMap<Vec<&str>, usize>) -> Result<()> {
    let Some(article) = article(path)? else { return Ok(()) };
    let share = |text: &str| {
        let own = shingles(text);
        let there = own.keys().filter(|shingle| expected.contains_key(*shingle)).count();
        there as f64 / own.len().max(1) as f64
    };
    let head = |text: &str| text.chars().take(160).collect::<String>();
    let mut lines = String::new();
    for paragraph in article.text.split("\n\n").skip(1).filter(|text| share(text) < 0.3) {
        let _ = writeln!(lines, "{}\t+\t{}", &id[..8], head(paragraph));
    }
    let long = |text: &str| text.split_whitespace().count() >= 4;
    for removed in article.removed.iter().filter(|removed| long(&removed.text)) {
        if share(&removed.text) > 0.6 {
            let reason = removed.reason.name();
            let _ = writeln!(lines, "{}\t- {reason}\t{}", &id[..8], head(&removed.text));
        }
    }
    eprint!("{lines}");
    Ok(())
}

/// The four-word shingles of `text` with their counts; a shorter text is one shingle.
fn shingles(text: &str) -> HashMap<Vec<&str>, usize> {
    let words: Vec<&str> = text
        .split(|letter: char| !(letter.is_alphanumeric() || letter == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut bag = HashMap::new();
    if words.is_empty() {
        return bag;
    }
    for shingle in words.windows(words.len().min(4)) {
        *bag.entry(shingle.to_vec()).or_insert(0) += 1;
    }
    bag
}

#[derive(Deserialize)]
struct Segments {
    file: String,
    #[serde(default)]
    with: Vec<String>,
    #[serde(default)]
    without: Vec<String>,
    #[serde(default)]
    lang: String,
}

#[derive(Default)]
struct Counts {
    pages: usize,
    there: usize,
    missing: usize,
    wrong: usize,
    right: usize,
}

fn languages(folder: &Path, show: &str) -> Result<Vec<Row>> {
    let pages = fs::read_to_string(folder.join("evaldata.json"))
        .context("no evaldata of the set extraction-languages")?;
    let pages: BTreeMap<String, Segments> = serde_json::from_str(&pages)?;
    let results: Vec<(String, Counts)> = pages
        .par_iter()
        .map(|(_, page)| {
            let path = folder.join(format!("html/{}.gz", page.file));
            let text = squeeze(&body_text(&path, true)?);
            let stands = |segment: &&String| text.contains(&squeeze(segment));
            let there = page.with.iter().filter(stands).count();
            let wrong = page.without.iter().filter(stands).count();
            if show == "pages" {
                let missing: Vec<_> = page.with.iter().filter(|segment| !stands(segment)).collect();
                let extra: Vec<_> = page.without.iter().filter(stands).collect();
                eprintln!(
                    "{}\t{}\tmissing {missing:?}\textra {extra:?}\t{}",
                    page.lang,
                    page.file,
                    text.len()
                );
            }
            let counts = Counts {
                pages: 1,
                there,
                missing: page.with.len() - there,
                wrong,
                right: page.without.len() - wrong,
            };
            Ok((page.lang.clone(), counts))
        })
        .collect::<Result<_>>()?;
    let mut sums: BTreeMap<String, Counts> = BTreeMap::new();
    for (language, counts) in results {
        for key in [language, "all".to_owned()] {
            let sum = sums.entry(key).or_default();
            sum.pages += counts.pages;
            sum.there += counts.there;
            sum.missing += counts.missing;
            sum.wrong += counts.wrong;
            sum.right += counts.right;
        }
    }
    Ok(sums
        .into_iter()
        .map(|(language, sum)| {
            let f1 =
                2.0 * sum.there as f64 / (2 * sum.there + sum.missing + sum.wrong).max(1) as f64;
            let with = sum.there as f64 / (sum.there + sum.missing).max(1) as f64;
            let without = sum.right as f64 / (sum.right + sum.wrong).max(1) as f64;
            let note = format!("{} pages; with {with:.3}, without {without:.3}", sum.pages);
            row(&format!("body text, {language}"), "F of segments", f1, 0.93, note)
        })
        .collect())
}

/// White space folded, and composed: some pages write accents as characters of their own, and
/// reading keeps what the page wrote.
fn squeeze(text: &str) -> String {
    text.nfc().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn robustness(data: &Path) -> Result<Vec<Row>> {
    let mut files = Vec::new();
    for set in ["extraction", "extraction-languages", "feedparser-tests"] {
        collect(&data.join(set), &mut files)?;
    }
    files.sort();
    let mut random = Seeded::new(0x9E37_79B9_7F4A_7C15);
    let damage: Vec<(usize, usize, u64)> = (0..200)
        .map(|_| {
            (random.below(files.len()), random.below(files.len()), random.below(1 << 30) as u64 + 1)
        })
        .collect();
    let whole = files
        .par_iter()
        .map(|path| Ok(usize::from(stops(&bytes_of(path)?, path))))
        .collect::<Result<Vec<_>>>()?;
    let broken = damage
        .par_iter()
        .map(|(one, other, seed)| {
            let bytes = damaged(&bytes_of(&files[*one])?, &bytes_of(&files[*other])?, *seed);
            Ok(usize::from(stops(&bytes, &files[*one])))
        })
        .collect::<Result<Vec<_>>>()?;
    let panics = |counts: Vec<usize>| counts.iter().sum::<usize>() as f64;
    Ok(vec![
        row("reading, whole files", "panics", panics(whole), 0.0, format!("{} files", files.len())),
        row(
            "reading, damaged files",
            "panics",
            panics(broken),
            0.0,
            "200 files: cut, flipped, spliced",
        ),
    ])
}

fn stops(bytes: &[u8], path: &Path) -> bool {
    let stopped =
        catch_unwind(AssertUnwindSafe(|| read(&path.display().to_string(), bytes))).is_err();
    if stopped {
        eprintln!("{} stops the reader", path.display());
    }
    stopped
}

fn damaged(bytes: &[u8], other: &[u8], seed: u64) -> Vec<u8> {
    let mut random = Seeded::new(seed);
    let mut out = bytes.to_vec();
    match seed % 3 {
        0 => out.truncate(random.below(bytes.len())),
        1 => {
            for _ in 0..=out.len() / 200 {
                let at = random.below(out.len());
                if let Some(byte) = out.get_mut(at) {
                    *byte ^= 1 << random.below(8);
                }
            }
        }
        _ => {
            let (at, from) = (random.below(out.len()), random.below(other.len()));
            out.splice(at..at, other[from..(from + 20_000).min(other.len())].iter().copied());
        }
    }
    out
}
