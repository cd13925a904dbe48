//! The project's own labelled data (`eval/labelled`), in five languages: quotations, times, names, pairs of statements
//! and copies. Rows and files of odd number are tuned on, those of even number are reported.

use crate::agreement::{Bars, Gold, Ours, Tally, WordIndex, Words};
use crate::row::Row;
use anyhow::{Context, Result};
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_annotate::quotations::QuotationKind;
use recoupe_compare::{Status, compare};
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_text::{Language, Span};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The halves, by the remainder of a number.
const HALVES: [&str; 2] = ["reported", "tuned on"];

/// The rows; `show` is `labelled` for what goes wrong in the half that is tuned on.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(_data: &Path, show: &str) -> Result<Vec<Row>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/labelled");
    let mut rows = quotations(&root.join("quotations"), show)?;
    rows.extend(lines(&root.join("times"), "times", Some(0.90), show, time_holds)?);
    rows.extend(lines(&root.join("names"), "names", None, show, name_holds)?);
    rows.extend(pairs(&root.join("pairs.tsv"), show)?);
    rows.extend(copies(&root.join("copies"), show)?);
    Ok(rows)
}

/// What a folder holds, sorted by name.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let listed = std::fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> =
        listed.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    path.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// The rows of a table, without comments.
fn table(path: &Path) -> Result<Vec<Vec<String>>> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let lines = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    Ok(lines.map(|line| line.split('\t').map(str::to_owned).collect()).collect())
}

fn quotations(folder: &Path, show: &str) -> Result<Vec<Row>> {
    let bars = Bars { direct: [Some(0.92), None], speaker: Some(0.88), ..Bars::default() };
    let mut rows = Vec::new();
    for language in entries(folder)? {
        let name = stem(&language);
        if Language::get(&name).is_none() {
            continue;
        }
        let mut tallies = [Tally::default(), Tally::default()];
        for path in entries(&language)?
            .iter()
            .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        {
            let number: usize = stem(path).parse().with_context(|| path.display().to_string())?;
            let text = std::fs::read_to_string(path)?;
            let index = WordIndex::of(&text);
            let gold = gold(&text, &index, &table(&path.with_extension("tsv"))?);
            let ours = who(&text, &name, &index);
            let show = if number % 2 == 1 { show } else { "" };
            tallies[number % 2].add(&format!("{name}/{number}"), &text, &index, &gold, &ours, show);
        }
        for (half, tally) in HALVES.iter().zip(&tallies) {
            rows.extend(tally.rows(&format!("own quotations {name}, {half}"), &bars));
        }
    }
    Ok(rows)
}

/// The quotations of a text; who speaks is told by the words at the quotation and by every other
/// mention of whom they name.
fn who(text: &str, language: &str, index: &WordIndex) -> Vec<Ours> {
    let mut reading = reading(text, language, None);
    let title = text.find('\n').unwrap_or(text.len());
    reading = Reading::of(Article { title: Some(Span::new(0, title)), ..reading.article });
    let mut ours = Ours::all(&reading.quotations, text, index);
    let story = compare(&mut [&mut reading]);
    for said in &story.said {
        let Some(entity) = said.speaker.map(|speaker| &story.entities[speaker]) else { continue };
        let places = entity.mentions.iter().flat_map(|place| index.of_span(place.span));
        ours[said.quotation].speaker.extend(places);
    }
    ours
}

/// The quotations of a table; each stands in the text behind the one before.
fn gold(text: &str, index: &WordIndex, rows: &[Vec<String>]) -> Vec<Gold> {
    let mut from = 0;
    let mut all = Vec::new();
    for row in rows {
        let [kind, content, speaker, name, ..] = row.as_slice() else { continue };
        let mut words = Words::new();
        let mut at = from;
        for piece in content.split(" ¦ ") {
            let Some(found) = text[at..].find(piece) else { continue };
            let start = at + found;
            at = start + piece.len();
            words.extend(index.of_span(Span::new(start, at)));
            from = from.max(start);
        }
        let source = nearest(text, speaker, from, at);
        let mut source: Words = source.into_iter().flat_map(|span| index.of_span(span)).collect();
        if name != "-" {
            let named = text.match_indices(name.as_str());
            source.extend(named.flat_map(|(at, _)| index.of_span(Span::new(at, at + name.len()))));
        }
        let kind = match kind.as_str() {
            "direct" => QuotationKind::Direct,
            "mixed" => QuotationKind::Mixed,
            _ => QuotationKind::Indirect,
        };
        all.push(Gold { kind, words, source });
    }
    all
}

/// Where the words that name the speaker stand: in the paragraph, whole words, nearest to the quotation
/// from `start` to `end`.
fn nearest(text: &str, words: &str, start: usize, end: usize) -> Option<Span> {
    if words == "-" {
        return None;
    }
    let from = text[..start].rfind("\n\n").unwrap_or(0);
    let to = text[end..].find("\n\n").map_or(text.len(), |at| end + at);
    let letter = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let whole = |at: usize| {
        !letter(text[..at].chars().next_back()) && !letter(text[at + words.len()..].chars().next())
    };
    let distance = |at: usize| if at < start { start - at } else { at.saturating_sub(end) };
    text[from..to]
        .match_indices(words)
        .map(|(at, _)| from + at)
        .filter(|at| whole(*at) && !(start..end).contains(at))
        .min_by_key(|at| distance(*at))
        .map(|at| Span::new(at, at + words.len()))
}

/// The share of the rows of each language's table that hold.
fn lines(
    folder: &Path,
    job: &str,
    bar: Option<f64>,
    show: &str,
    holds: fn(&[String], &'static Language) -> Option<bool>,
) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for path in entries(folder)? {
        let name = stem(&path);
        let Some(tables) = Language::get(&name) else { continue };
        let mut counts = [[0_usize; 2]; 2];
        for (at, row) in table(&path)?.iter().enumerate() {
            let Some(right) = holds(row, tables) else { continue };
            let half = (at + 1) % 2;
            counts[half][0] += usize::from(right);
            counts[half][1] += 1;
            if !right && half == 1 && show == "labelled" {
                eprintln!("{job} {name} {}: {}", at + 1, row.join(" | "));
            }
        }
        for (half, [right, all]) in HALVES.iter().zip(counts) {
            let share = right as f64 / all.max(1) as f64;
            let row = Row::new(&format!("own {job} {name}"), (*half).to_owned(), share);
            rows.push(row.bar(bar).note(format!("{right} of {all}")));
        }
    }
    Ok(rows)
}

/// A text as a report of a day.
fn reading(text: &str, language: &str, day: Option<Date>) -> Reading {
    Reading::of(Article {
        source: text.to_owned(),
        language: Some(language.to_owned()),
        published: Dated { value: day, basis: DateBasis::Metadata },
        text: text.to_owned(),
        ..Article::default()
    })
}

/// Whether an expression of time is found, all of it or in part, and has its value.
fn time_holds(row: &[String], language: &'static Language) -> Option<bool> {
    let [day, sentence, expression, value, ..] = row else { return None };
    let reading = reading(sentence, language.code(), day.parse().ok());
    let at = sentence.find(expression.as_str())?;
    let expected = Span::new(at, at + expression.len());
    Some(reading.times.iter().any(|time| {
        let overlaps = time.span.start < expected.end && expected.start < time.span.end;
        // The labels name the date: of "since 1 April" that day, not all that follows.
        let told = if time.open.is_some() { time.anchor } else { time.value };
        overlaps && told.is_some_and(|found| found.to_string() == *value)
    }))
}

/// Whether a name is found to the letter, with its kind.
fn name_holds(row: &[String], language: &'static Language) -> Option<bool> {
    let [sentence, name, kind, ..] = row else { return None };
    let reading = reading(sentence, language.code(), None);
    let at = sentence.find(name.as_str())?;
    let expected = Span::new(at, at + name.len());
    Some(reading.names.mentions.iter().any(|mention| {
        mention.span == expected && format!("{:?}", mention.kind).to_lowercase() == *kind
    }))
}

/// How often two sentences of two languages are taken for one statement: those that are, those that are not.
fn pairs(path: &Path, show: &str) -> Result<Vec<Row>> {
    let mut joined: BTreeMap<(usize, String), [usize; 2]> = BTreeMap::new();
    for (at, row) in table(path)?.iter().enumerate() {
        let [label, one, first, two, second, ..] = row.as_slice() else { continue };
        let mut readings = [reading(first, one, None), reading(second, two, None)];
        let [left, right] = &mut readings;
        let story = compare(&mut [left, right]);
        let is_joined = story.statements.iter().any(|statement| {
            let from =
                |article: usize| statement.places.iter().any(|place| place.article == article);
            from(0) && from(1) && statement.status == Status::Corroborated
        });
        let half = (at + 1) % 2;
        let count = joined.entry((half, label.clone())).or_default();
        count[0] += usize::from(is_joined);
        count[1] += 1;
        if half == 1 && show == "labelled" && is_joined != (label == "same") {
            eprintln!("pair {} {label}: {first} | {second}", at + 1);
        }
    }
    let mut rows = Vec::new();
    for (half, name) in HALVES.iter().enumerate() {
        let of = |label: &str| joined.get(&(half, label.to_owned())).copied().unwrap_or_default();
        let [right, all] = of("same");
        let wrong = of("different")[0] + of("near")[0];
        let share = |part: usize, whole: usize| part as f64 / whole.max(1) as f64;
        let job = format!("own pairs, {name}");
        rows.push(
            Row::new(&job, "recall", share(right, all))
                .bar(Some(0.70))
                .note(format!("{right} of {all}")),
        );
        rows.push(Row::new(&job, "precision", share(right, right + wrong)).bar(Some(0.95)));
        let [near, all] = of("near");
        let row = Row::new(&job, "near misses joined", share(near, all)).at_most(Some(0.03));
        rows.push(row.note(format!("{near} of {all}")));
    }
    Ok(rows)
}

/// How often two reports are told to be copies: those that are, by kind, and those that are not.
fn copies(folder: &Path, show: &str) -> Result<Vec<Row>> {
    let mut found: BTreeMap<(usize, String), [usize; 2]> = BTreeMap::new();
    for row in table(&folder.with_extension("tsv"))? {
        let [number, kind, ..] = row.as_slice() else { continue };
        let half = number.parse::<usize>().unwrap_or(0) % 2;
        let mut readings = Vec::new();
        for name in ["a.txt", "b.txt"] {
            let path = folder.join(number).join(name);
            let input = recoupe_read::read(
                name,
                &std::fs::read(&path).with_context(|| path.display().to_string())?,
            )?;
            readings.extend(input.articles.into_iter().map(Reading::of));
        }
        let story = compare(&mut readings.iter_mut().collect::<Vec<_>>());
        let is_copy = !story.copies.is_empty();
        let count = found.entry((half, kind.clone())).or_default();
        count[0] += usize::from(is_copy);
        count[1] += 1;
        if half == 1 && show == "labelled" && is_copy == (kind == "independent") {
            eprintln!("copies {number} {kind}");
        }
    }
    let mut rows = Vec::new();
    for (half, name) in HALVES.iter().enumerate() {
        let kinds = found.iter().filter(|((of, _), _)| *of == half);
        let (mut right, mut wrong, mut all) = (0, 0, 0);
        for ((_, kind), [found, of]) in kinds.clone() {
            if kind == "independent" {
                wrong += found;
            } else {
                right += found;
                all += of;
            }
        }
        let f1 = 2.0 * right as f64 / (all + right + wrong).max(1) as f64;
        let job = format!("own copies, {name}");
        rows.push(
            Row::new(&job, "F1", f1)
                .bar(Some(0.90))
                .note(format!("{right} of {all}, {wrong} wrong")),
        );
        for ((_, kind), [found, of]) in kinds {
            let share = *found as f64 / (*of).max(1) as f64;
            rows.push(
                Row::new(&job, format!("  {kind} called copies"), share)
                    .note(format!("{found} of {of}")),
            );
        }
    }
    Ok(rows)
}
