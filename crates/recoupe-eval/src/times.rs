//! Times against TempEval-3 platinum and the DateTime cases of Microsoft's recognizers.
//!
//! TempEval-3: strict and relaxed F1 of the spans, and value F1: a relaxed match counts where the
//! values are the same string, as the scorer of the task has it. The creation time comes from the
//! file and is not counted. TIMEX3 has no stretches told by both ends, so each end is counted.
//!
//! Recognizers: the share of the applicable cases that are right; see [`recognizers`].

use crate::numbers::{Case, FOLDERS, cases, same_stretch};
use crate::row::Row;
use anyhow::Context as _;
use jiff::civil::Date;
use recoupe_text::{Language, Span, Tokens, sentences};
use recoupe_time::{Context, Kind, TimeExpression, times};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Measures both; `data` is the folder of the test data. Where a set is absent its rows are too.
///
/// # Errors
/// A file that cannot be read or parsed.
pub(crate) fn run(data: &Path, misses: bool) -> anyhow::Result<Vec<Row>> {
    let mut rows = tempeval(&data.join("tempeval3-platinum"), misses)?;
    for (folder, code) in FOLDERS {
        if let Some(language) = Language::get(code) {
            rows.extend(recognizers(
                &data.join("recognizers/DateTime").join(folder),
                language,
                misses,
            )?);
        }
    }
    Ok(rows)
}

struct Gold {
    span: Span,
    value: String,
}

fn tempeval(folder: &Path, misses: bool) -> anyhow::Result<Vec<Row>> {
    let folder = folder.join("data/TempEval3/Evaluation/te3-platinum");
    let Some(language) = Language::get("en").filter(|_| folder.is_dir()) else {
        return Ok(Vec::new());
    };
    let mut paths: Vec<PathBuf> =
        std::fs::read_dir(&folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "tml"));
    paths.sort();
    let (mut golds, mut answers, mut strict, mut relaxed, mut valued) = (0, 0, 0, 0, 0);
    for path in &paths {
        let source = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
        let created = between(&source, "<DCT>", "</DCT>")
            .and_then(|dct| attribute(dct, "value"))
            .unwrap_or_default();
        let published: Option<Date> = created.get(..10).and_then(|day| day.parse().ok());
        let (text, gold) = timex(between(&source, "<TEXT>", "</TEXT>").unwrap_or(""));
        let found = times(
            &text,
            &Tokens::of(&text, language),
            &sentences(&text, language),
            language,
            &Context { published },
        );
        let found: Vec<TimeExpression> = found
            .into_iter()
            .flat_map(|time| match time.ends {
                Some(ends) => ends.to_vec(),
                None => vec![time],
            })
            .collect();
        golds += gold.len();
        answers += found.len();
        let mut used = vec![false; found.len()];
        for wanted in &gold {
            // Each found expression serves one expected one.
            let pick = |fits: &dyn Fn(Span) -> bool| {
                (0..found.len()).find(|index| !used[*index] && fits(found[*index].span))
            };
            let same = pick(&|span| span == wanted.span);
            let near = same.or_else(|| pick(&|span| span.overlaps(wanted.span)));
            if let Some(index) = near {
                used[index] = true;
            }
            let near = near.map(|index| &found[index]);
            strict += usize::from(same.is_some());
            relaxed += usize::from(near.is_some());
            valued += usize::from(near.is_some_and(|time| time.timex3() == wanted.value));
            if misses
                && near.is_none_or(|time| time.span != wanted.span || time.timex3() != wanted.value)
            {
                let got = near.map_or(String::new(), |time| {
                    format!("{} = {}", time.span.of(&text), time.timex3())
                });
                eprintln!(
                    "{}: {:?} = {} | got {got:?} | {}",
                    name(path),
                    wanted.span.of(&text),
                    wanted.value,
                    around(&text, wanted.span)
                );
            }
        }
        if misses {
            for time in
                found.iter().filter(|time| !gold.iter().any(|gold| gold.span.overlaps(time.span)))
            {
                eprintln!(
                    "{}: too many {:?} = {} | {}",
                    name(path),
                    time.span.of(&text),
                    time.timex3(),
                    around(&text, time.span)
                );
            }
        }
    }
    let row = |measure: &str, hits: usize, bar: f64| {
        let note = format!("{hits} of {golds} expected, {answers} found, {} texts", paths.len());
        Row::new("times TempEval-3", measure, 2.0 * hits as f64 / (golds + answers).max(1) as f64)
            .bar(Some(bar))
            .note(note)
    };
    Ok(vec![row("strict", strict, 0.83), row("relaxed", relaxed, 0.91), row("value", valued, 0.80)])
}

fn name(path: &Path) -> String {
    path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn around(text: &str, span: Span) -> String {
    let mut start = (span.start as usize).saturating_sub(40);
    let mut end = (span.end as usize + 30).min(text.len());
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    text[start..end].replace('\n', " ")
}

fn between<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    let start = text.find(open)? + open.len();
    Some(&text[start..start + text[start..].find(close)?])
}

fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let start = tag.find(&format!(" {name}=\""))? + name.len() + 3;
    Some(&tag[start..start + tag[start..].find('"')?])
}

/// The text without its tags, and the time expressions that the tags marked.
fn timex(source: &str) -> (String, Vec<Gold>) {
    let mut text = String::new();
    let mut gold: Vec<Gold> = Vec::new();
    let mut open = None;
    let mut rest = source;
    while let Some(start) = rest.find('<') {
        text.push_str(&unescape(&rest[..start]));
        let Some(end) = rest[start..].find('>') else { break };
        let tag = &rest[start..=start + end];
        if tag.starts_with("<TIMEX3") {
            open = Some((text.len(), attribute(tag, "value").unwrap_or_default().to_owned()));
        } else if tag == "</TIMEX3>"
            && let Some((start, value)) = open.take()
        {
            gold.push(Gold { span: Span::new(start, text.len()), value });
        }
        rest = &rest[start + end + 1..];
    }
    text.push_str(&unescape(rest));
    (text, gold)
}

fn unescape(text: &str) -> String {
    text.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&apos;", "'")
}

/// What a case expects of one expression.
struct Expected {
    span: Span,
    length: bool,
    /// The TIMEX of the case.
    timex: String,
    /// The days that may be meant: first and last; empty where the case gives none.
    days: Vec<(Option<Date>, Option<Date>)>,
}

/// The applicable cases, and how many are right.
///
/// A case applies where all its results are dates, stretches of dates or lengths. Left out, with
/// their number: cases marked unsupported for the .NET original, files of special modes, cases with
/// other kinds of results (times of day, sets, zones), and cases whose text does not stand at the
/// offset, and cases without results in files of one kind (what is a date is no stretch: such a case
/// says only that it is none of its own kind). Else a case without results is right where no date or length is found.
///
/// An expression is right where its span is the expected one, give or take words of the language that
/// stand around a date without being part of it (`from`, `since`, `the`), and where its days are: of a
/// date the day, of a stretch its first and last day (only the bound one where it is open); where
/// several days are possible, one of them. Of a length its TIMEX. Where the case gives spans only,
/// the span decides.
fn recognizers(
    folder: &Path,
    language: &'static Language,
    misses: bool,
) -> anyhow::Result<Vec<Row>> {
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
    let (mut right, mut all) = (0_usize, 0_usize);
    let mut by_file: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for case in cases(folder, &mut left_out)? {
        let Some(expected) = expectations(&case, &mut left_out) else { continue };
        let one_kind = !(case.file.contains("Model") || case.file.contains("Merged"));
        if expected.is_empty() && one_kind {
            *left_out
                .entry("no result in a file of one kind, where another kind may stand")
                .or_default() += 1;
            continue;
        }
        let published = case.reference.as_deref().and_then(|day| day.get(..10)?.parse().ok());
        let published = published.or_else(|| Date::new(2016, 11, 7).ok());
        let text = &case.input;
        let found = times(
            text,
            &Tokens::of(text, language),
            &sentences(text, language),
            language,
            &Context { published },
        );
        let good = if expected.is_empty() {
            !found.iter().any(|time| matches!(time.kind, Kind::Date | Kind::Duration))
        } else {
            expected
                .iter()
                .all(|wanted| found.iter().any(|time| is_right(time, wanted, text, language)))
        };
        all += 1;
        right += usize::from(good);
        let file = by_file.entry(case.file.clone()).or_default();
        file.0 += usize::from(good);
        file.1 += 1;
        if misses && !good {
            let wanted: Vec<String> = expected
                .iter()
                .map(|wanted| {
                    format!("{} = {} {:?}", wanted.span.of(text), wanted.timex, wanted.days)
                })
                .collect();
            let got: Vec<String> = found
                .iter()
                .map(|time| {
                    format!(
                        "{} = {} {}",
                        time.span.of(text),
                        time.timex3(),
                        time.value.map(|value| value.to_string()).unwrap_or_default()
                    )
                })
                .collect();
            eprintln!(
                "{} {} {text:?}\n    wanted {wanted:?}\n    got    {got:?}",
                language.code(),
                case.file
            );
        }
    }
    if misses {
        eprintln!("{by_file:?}");
    }
    Ok(vec![
        Row::new(
            &format!("recognizers DateTime {}", language.code()),
            "cases",
            right as f64 / all.max(1) as f64,
        )
        .bar(Some(0.85))
        .note(format!("{right} of {all}; left out: {left_out:?}")),
    ])
}

fn expectations(
    case: &Case,
    left_out: &mut BTreeMap<&'static str, usize>,
) -> Option<Vec<Expected>> {
    let mut expected = Vec::new();
    for result in &case.results {
        let kind = result.kind.trim_start_matches("datetimeV2.");
        if !matches!(kind, "date" | "daterange" | "duration") {
            *left_out.entry("other kinds (times of day, sets, zones)").or_default() += 1;
            return None;
        }
        let Some(span) = result.span else {
            *left_out.entry("wrong offsets").or_default() += 1;
            return None;
        };
        let mut timex = String::new();
        let mut days = Vec::new();
        let day = |value: &serde_json::Value, name: &str| -> Option<Date> {
            value.get(name)?.as_str()?.get(..10)?.parse().ok()
        };
        if let Some(values) = result
            .json
            .pointer("/Resolution/values")
            .or_else(|| result.json.pointer("/Value/values"))
            .and_then(|values| values.as_array())
        {
            for value in values {
                value
                    .get("timex")
                    .and_then(|timex| timex.as_str())
                    .unwrap_or_default()
                    .clone_into(&mut timex);
                if let Some(date) = day(value, "value") {
                    days.push((Some(date), Some(date)));
                } else if value.get("start").is_some() || value.get("end").is_some() {
                    days.push((
                        day(value, "start"),
                        day(value, "end").and_then(|end| end.yesterday().ok()),
                    ));
                }
            }
        } else if let Some(value) = result.json.get("Value") {
            value
                .get("Timex")
                .and_then(|timex| timex.as_str())
                .unwrap_or_default()
                .clone_into(&mut timex);
            for side in ["FutureResolution", "PastResolution"] {
                let Some(side) = value.get(side) else { continue };
                if let Some(date) = day(side, "date") {
                    days.push((Some(date), Some(date)));
                } else if side.get("startDate").is_some() || side.get("endDate").is_some() {
                    days.push((
                        day(side, "startDate"),
                        day(side, "endDate").and_then(|end| end.yesterday().ok()),
                    ));
                }
            }
        }
        // The original marks a day that does not exist by the first day of the calendar.
        let never = Date::new(1, 1, 1).ok();
        if days.iter().any(|(first, _)| *first == never) {
            *left_out.entry("days that do not exist").or_default() += 1;
            return None;
        }
        expected.push(Expected { span, length: kind == "duration", timex, days });
    }
    Some(expected)
}

fn is_right(
    time: &TimeExpression,
    wanted: &Expected,
    text: &str,
    language: &'static Language,
) -> bool {
    if !same_stretch(time.span, wanted.span, text, language) {
        return false;
    }
    if wanted.length {
        return wanted.timex.is_empty() || time.timex3() == wanted.timex;
    }
    if wanted.days.is_empty() {
        return true;
    }
    let bounds = time.narrowed();
    wanted.days.iter().any(|(first, last)| {
        if time.instant.is_some() && time.instant == *first && first == last {
            return true;
        }
        let Some((start, end)) = bounds else { return false };
        let starts = first.is_none_or(|first| first == start);
        // A stretch told by both ends goes up to the last day in these cases, not through it.
        let ends = last.is_none_or(|last| {
            last == end
                || (time.ends.is_some()
                    && last.tomorrow().ok().is_some_and(|last| {
                        time.ends
                            .as_ref()
                            .and_then(|ends| ends[1].anchor?.bounds())
                            .is_some_and(|bounds| bounds.0 == last)
                    }))
        });
        // "before 2010" ends where the year starts, "after 2010" starts where it ends.
        match (first, last) {
            (Some(first), None) => *first == start || end.tomorrow().is_ok_and(|end| end == *first),
            (None, Some(last)) => {
                *last == end || start.yesterday().is_ok_and(|start| start == *last)
            }
            _ => starts && ends,
        }
    })
}
