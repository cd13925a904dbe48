//! Copies and grouping, on the 982 articles of ECB+.
//!
//! Copies: of the pairs that `natural_copies_5gram.tsv` (made by machine) says share at least half of
//! the shorter article's 5-grams, the share that `copies` finds. Grouping: all articles given at
//! once; the gold groups are topic × half (each topic holds two look-alike events); BCubed F1 (Bagga
//! and Baldwin 1998), the mean over articles of precision and recall of their groups.

use crate::random::Seeded;
use crate::row::Row;
use crate::tokenised;
use anyhow::Result;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::copies;
use recoupe_read::Article;
use recoupe_stories::{Signature, Stream, group};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// The rows for `ecbplus` under `data`; `show` = `copies` prints the pairs found, with a passage.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let readings = readings(data)?;
    let mut rows = copy_rows(data, &readings, show)?;
    rows.extend(group_rows(&readings, show));
    Ok(rows)
}

/// The readings of all articles, in the order of their files.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn readings(data: &Path) -> Result<Vec<Reading>> {
    let files = files(data)?;
    files
        .par_iter()
        .map(|path| {
            let (made, _) = tokenised::read(path)?;
            let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let article = Article {
                source,
                language: Some("en".to_owned()),
                text: made.text,
                ..Article::default()
            };
            Ok(Reading::of(article))
        })
        .collect::<Result<_>>()
}

/// The topic of an article and which of its two look-alike affairs it tells of.
pub(crate) fn affair(reading: &Reading) -> String {
    let name = reading.article.source.trim_end_matches(".xml");
    let (topic, rest) = name.split_once('_').unwrap_or((name, ""));
    format!("{topic} {}", if rest.ends_with("plus") { "b" } else { "a" })
}

/// The articles' files, in order.
///
/// # Errors
/// Where the folder cannot be read.
pub(crate) fn files(data: &Path) -> Result<Vec<PathBuf>> {
    let mut files: Vec<PathBuf> = Vec::new();
    for topic in std::fs::read_dir(data.join("ecbplus/ECB+_LREC2014/ECB+"))? {
        let topic = topic?.path();
        if topic.is_dir() {
            files.extend(
                std::fs::read_dir(topic)?.filter_map(|entry| entry.ok().map(|entry| entry.path())),
            );
        }
    }
    files.retain(|path| path.extension().is_some_and(|ending| ending == "xml"));
    files.sort();
    Ok(files)
}

fn copy_rows(data: &Path, readings: &[Reading], show: &str) -> Result<Vec<Row>> {
    let all: Vec<&Reading> = readings.iter().collect();
    let found = copies(&all);
    let index: HashMap<&str, usize> = readings
        .iter()
        .enumerate()
        .map(|(number, reading)| (reading.article.source.as_str(), number))
        .collect();
    let shares: HashMap<[usize; 2], f64> =
        found.iter().map(|copy| (copy.articles, copy.share)).collect();
    let (mut right, mut of) = (0, 0);
    let mut in_list: Vec<[usize; 2]> = Vec::new();
    for line in
        std::fs::read_to_string(data.join("ecbplus/natural_copies_5gram.tsv"))?.lines().skip(1)
    {
        let columns: Vec<&str> = line.split('\t').collect();
        let [containment, _, _, left, other, ..] = columns[..] else { continue };
        let (Some(&a), Some(&b)) = (index.get(left), index.get(other)) else { continue };
        let pair = [a.min(b), a.max(b)];
        in_list.push(pair);
        if containment.parse::<f64>().unwrap_or(0.0) >= 0.5 {
            of += 1;
            let hit = shares.contains_key(&pair);
            right += usize::from(hit);
            if !hit && show == "copies" {
                eprintln!("MISSED {line}");
            }
        }
    }
    let listed = found.iter().filter(|copy| in_list.contains(&copy.articles)).count();
    if show == "copies" {
        for copy in &found {
            let [left, right] = copy.articles.map(|article| &readings[article]);
            let longest = copy.passages.iter().max_by_key(|passage| passage[0].len());
            let passage = longest.map_or("", |passage| passage[0].of(left.text()));
            eprintln!(
                "COPY {:.2} {} {} {}: {passage}",
                copy.share,
                left.article.source,
                right.article.source,
                copy.passages.len()
            );
        }
    }
    Ok(vec![
        Row::new("copies ECB+", "recall of pairs ≥ 0.5", right as f64 / f64::from(of.max(1)))
            .bar(Some(1.0))
            .note(format!("{right} of {of}")),
        Row::new(
            "copies ECB+",
            "found that the list has too",
            listed as f64 / found.len().max(1) as f64,
        )
        .note(format!("{listed} of {}; the list is no gold for precision", found.len())),
    ])
}

fn group_rows(readings: &[Reading], show: &str) -> Vec<Row> {
    let groups = group(readings);
    let gold: Vec<String> = readings.iter().map(affair).collect();
    if show == "groups" {
        for members in groups.iter().filter(|members| members.len() > 1) {
            let mut names: Vec<&str> =
                members.iter().map(|member| gold[*member].as_str()).collect();
            names.dedup();
            eprintln!("GROUP {} {names:?}", members.len());
        }
    }
    let told = |(precision, recall, f1): (f64, f64, f64), measure: &str| {
        Row::new("grouping ECB+", measure, f1)
            .note(format!("P {precision:.3} R {recall:.3}; 982 articles, 86 affairs"))
    };
    let mut rows = vec![told(bcubed(&groups, &gold), "BCubed F1, in the order of the files")];
    // One by one, in three orders drawn once and for all; at once, each in the same order.
    let mut same = 0;
    for seed in 1..=ORDERS {
        let mut order: Vec<usize> = (0..readings.len()).collect();
        let mut random = Seeded::new(seed);
        for last in (1..order.len()).rev() {
            order.swap(last, random.below(last + 1));
        }
        let mut stream = Stream::default();
        for (number, reading) in order.iter().enumerate() {
            stream.add(number as u64, Signature::of(&readings[*reading]));
        }
        let stories: Vec<Vec<usize>> = stream
            .stories()
            .into_iter()
            .map(|story| story.into_iter().map(|number| number as usize).collect())
            .collect();
        let shuffled: Vec<Reading> = order.iter().map(|at| readings[*at].clone()).collect();
        same += usize::from(group(&shuffled) == stories);
        let gold: Vec<String> = shuffled.iter().map(affair).collect();
        let measure = format!("BCubed F1, one by one, order {seed}");
        rows.push(told(bcubed(&stories, &gold), &measure).bar(Some(0.92)));
    }
    rows.push(
        Row::new(
            "grouping ECB+",
            "orders with the same stories at once",
            same as f64 / ORDERS as f64,
        )
        .bar(Some(1.0)),
    );
    rows
}

/// How many orders the articles are given in.
const ORDERS: u64 = 3;

/// BCubed precision, recall and their harmonic mean.
pub(crate) fn bcubed(groups: &[Vec<usize>], gold: &[String]) -> (f64, f64, f64) {
    let mut sizes: HashMap<&str, usize> = HashMap::new();
    for name in gold {
        *sizes.entry(name).or_default() += 1;
    }
    let (mut precision, mut recall) = (0.0, 0.0);
    for members in groups {
        for member in members {
            let same = members.iter().filter(|other| gold[**other] == gold[*member]).count() as f64;
            precision += same / members.len() as f64;
            recall += same / sizes[gold[*member].as_str()] as f64;
        }
    }
    let all = gold.len().max(1) as f64;
    let (precision, recall) = (precision / all, recall / all);
    (precision, recall, 2.0 * precision * recall / (precision + recall).max(f64::MIN_POSITIVE))
}
