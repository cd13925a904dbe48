//! Vectors of sentences, on NTREX-128: 1,997 sentences of the news in 123 documents, translated by people.
//!
//! A sentence must find its translation among all of them (rank 1), by the cosine and by the ratio
//! margin (Artetxe and Schwenk 2019): the cosine over the mean of those of the nearest four on both
//! sides. The first half of a document must find the second half of the same document in the other
//! language, which stands for “the same affair in other words” (chance: 0.8 %), and a whole document
//! its translation. The table is never trained on this set. The set is not part of the repository:
//! where it is absent, the job says so and gives no rows.

use crate::row::Row;
use anyhow::{Context, Result, ensure};
use rayon::prelude::*;
use recoupe_vectors::{Encoder, Vector};
use std::path::Path;

/// A language and the file of its sentences.
const FILES: [(&str, &str); 5] = [
    ("en", "newstest2019-src.eng.txt"),
    ("fr", "newstest2019-ref.fra.txt"),
    ("ar", "newstest2019-ref.arb.txt"),
    ("es", "newstest2019-ref.spa.txt"),
    ("de", "newstest2019-ref.deu.txt"),
];

/// Two languages (by their place in `FILES`), the bar of rank 1, and what a static table of the same
/// size and its teacher, universal-sentence-encoder-multilingual 3, reached from the first to the second.
const PAIRS: [(usize, usize, f64, &str); 5] = [
    (0, 1, 0.975, "table 0.973, teacher 0.985"),
    (0, 2, 0.90, "table 0.881, teacher 0.964"),
    (0, 3, 0.975, "table 0.975, teacher 0.991"),
    (0, 4, 0.975, "table 0.977, teacher 0.989"),
    (1, 2, 0.80, "table 0.757, teacher 0.931"),
];

/// How many neighbours the margin looks at.
const NEIGHBOURS: usize = 4;

/// The rows for `ntrex` under `data`; `show` = `ntrex` prints what was found in place of a translation.
///
/// # Errors
/// Where the set is there and a file of it cannot be read, or has another number of lines.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let Some(texts) = read(data)? else { return Ok(Vec::new()) };
    let of = texts.documents.last().map_or(0, |(_, end)| *end);
    let sets: Vec<Set> =
        texts.languages.iter().map(|(_, lines)| Set::of(lines, &texts.documents)).collect();
    let mut rows = Vec::new();
    for (first, second, bar, others) in PAIRS {
        let job = format!("vectors {} {}", FILES[first].0, FILES[second].0);
        let [one, two] = [&sets[first], &sets[second]];
        let cosines = Cosines::of(&one.sentences, &two.sentences);
        if show == "ntrex" {
            cosines.tell(&texts.languages[first].1, &texts.languages[second].1);
        }
        let figure = |measure: &str, [forth, back]: [f64; 2]| {
            Row::new(&job, measure, forth).note(format!("back {back:.3}"))
        };
        let [forth, back] = cosines.first();
        let note = format!("{forth:.3}, back {back:.3}; {of} sentences; before, forth: {others}");
        rows.push(
            Row::new(&job, "rank 1, the worse way", forth.min(back)).bar(Some(bar)).note(note),
        );
        rows.push(figure("rank 1 by the margin", cosines.margin().first()));
        let halves = [
            Cosines::of(&one.beginnings, &two.endings).first()[0],
            Cosines::of(&two.beginnings, &one.endings).first()[0],
        ];
        rows.push(figure("half a document finds the other", halves));
        rows.push(figure("rank 1 of documents", Cosines::of(&one.whole, &two.whole).first()));
    }
    Ok(rows)
}

/// The set: its documents, and the lines of each language.
pub(crate) struct Texts {
    /// Where the documents begin and end, in lines.
    pub(crate) documents: Vec<(usize, usize)>,
    /// The code and the lines of each language.
    pub(crate) languages: Vec<(&'static str, Vec<String>)>,
}

/// The pairs of languages that are measured, by their place in [`Texts::languages`].
pub(crate) fn pairs() -> impl Iterator<Item = [usize; 2]> {
    PAIRS.iter().map(|(first, second, ..)| [*first, *second])
}

/// Reads the set; `None`, and a line on stderr, where it is not there.
///
/// # Errors
/// Where the set is there and a file of it cannot be read, or has another number of lines.
pub(crate) fn read(data: &Path) -> Result<Option<Texts>> {
    let folder = data.join("ntrex");
    if !folder.is_dir() {
        eprintln!("ntrex: skipped, {} is not there", folder.display());
        return Ok(None);
    }
    let documents = documents(&folder)?;
    let of = documents.last().map_or(0, |(_, end)| *end);
    let languages = FILES
        .iter()
        .map(|(code, file)| {
            let lines = lines(&folder.join(file))?;
            ensure!(lines.len() == of, "{file}: {} lines, not {of}", lines.len());
            Ok((*code, lines))
        })
        .collect::<Result<Vec<_>>>()?;
    Ok(Some(Texts { documents, languages }))
}

fn lines(path: &Path) -> Result<Vec<String>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    Ok(text.lines().map(str::to_owned).collect())
}

/// Where the documents begin and end, in lines.
fn documents(folder: &Path) -> Result<Vec<(usize, usize)>> {
    let names = lines(&folder.join("DOCUMENT_IDS.tsv"))?;
    let mut found: Vec<(usize, usize)> = Vec::new();
    for (number, name) in names.iter().enumerate() {
        match found.last_mut() {
            Some((_, end)) if number > 0 && names[number - 1] == *name => *end = number + 1,
            _ => found.push((number, number + 1)),
        }
    }
    Ok(found)
}

/// The vectors of one language.
struct Set {
    sentences: Vec<Vector>,
    beginnings: Vec<Vector>,
    endings: Vec<Vector>,
    whole: Vec<Vector>,
}

impl Set {
    fn of(lines: &[String], documents: &[(usize, usize)]) -> Self {
        let encode =
            |start: usize, end: usize| Encoder::get().encode(&lines[start..end].join("\n"));
        let each = |part: fn(usize, usize) -> (usize, usize)| -> Vec<Vector> {
            documents
                .iter()
                .map(|(start, end)| part(*start, *end))
                .map(|(start, end)| encode(start, end))
                .collect()
        };
        Self {
            sentences: lines.iter().map(|line| Encoder::get().encode(line)).collect(),
            beginnings: each(|start, end| (start, start.midpoint(end))),
            endings: each(|start, end| (start.midpoint(end), end)),
            whole: each(|start, end| (start, end)),
        }
    }
}

/// How near each text of one side is to each of the other; the text of the same place is the right one.
struct Cosines(Vec<Vec<f64>>);

impl Cosines {
    fn of(one: &[Vector], two: &[Vector]) -> Self {
        Self(one.par_iter().map(|one| two.iter().map(|two| one.cosine(two)).collect()).collect())
    }

    fn turned(&self) -> Self {
        let columns = self.0.first().map_or(0, Vec::len);
        Self((0..columns).map(|column| self.0.iter().map(|row| row[column]).collect()).collect())
    }

    /// The share that finds the right text first, from the first side and from the second.
    fn first(&self) -> [f64; 2] {
        let share = |side: &Self| {
            let right = side.0.iter().enumerate().filter(|(place, row)| best(row) == *place);
            right.count() as f64 / side.0.len().max(1) as f64
        };
        [share(self), share(&self.turned())]
    }

    fn margin(&self) -> Self {
        let near = |side: &Self| -> Vec<f64> { side.0.iter().map(|row| nearest(row)).collect() };
        let (rows, columns) = (near(self), near(&self.turned()));
        let ratio = |row: &[f64], mean: f64| {
            row.iter().zip(&columns).map(|(cosine, other)| 2.0 * cosine / (mean + other)).collect()
        };
        Self(self.0.iter().zip(&rows).map(|(row, mean)| ratio(row, *mean)).collect())
    }

    /// Prints what stood in the way of the right text.
    fn tell(&self, one: &[String], two: &[String]) {
        for (place, row) in self.0.iter().enumerate().filter(|(place, row)| best(row) != *place) {
            let found = best(row);
            eprintln!("MISSED {}\n  {:.3} {}", one[place], row[place], two[place]);
            eprintln!("  {:.3} {}", row[found], two[found]);
        }
    }
}

/// The place of the highest number, the first of equals.
fn best(row: &[f64]) -> usize {
    let mut found = 0;
    for (place, value) in row.iter().enumerate() {
        if *value > row[found] {
            found = place;
        }
    }
    found
}

/// The mean of the highest few.
fn nearest(row: &[f64]) -> f64 {
    let mut row = row.to_vec();
    row.sort_unstable_by(|one, other| other.total_cmp(one));
    row.truncate(NEIGHBOURS);
    row.iter().sum::<f64>() / row.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::Cosines;

    #[test]
    fn the_margin_takes_the_rank_from_a_text_that_is_near_to_everything() {
        let near = 0.62;
        let cosines = Cosines(vec![
            vec![0.60, 0.1, 0.1, 0.1, near],
            vec![0.1, 0.60, 0.1, 0.1, near],
            vec![0.1, 0.1, 0.60, 0.1, near],
            vec![0.1, 0.1, 0.1, 0.60, near],
            vec![0.1, 0.1, 0.1, 0.1, 0.70],
        ]);
        assert!((cosines.first()[0] - 0.2).abs() < 1e-9);
        assert!((cosines.margin().first()[0] - 1.0).abs() < 1e-9);
        assert!((cosines.first()[1] - 1.0).abs() < 1e-9);
    }
}
