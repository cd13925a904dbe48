//! Numbers against the Number cases of Microsoft's recognizers, and the reading of those files.
//!
//! Right is a case whose every expected number is found at its span with its value (to one part in
//! a million: the cases hold rounded fractions). Left out, with their number: what the original does
//! not support, special modes, wrong offsets, what is no number, and powers (formulas, not prose). Percent signs and words may lie outside the span.

use crate::row::Row;
use anyhow::Context as _;
use recoupe_text::number::numbers;
use recoupe_text::{Language, Span, Tokens};
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::Path;

/// One case of a file.
pub(crate) struct Case {
    pub(crate) file: String,
    pub(crate) input: String,
    /// The date and time it is told at.
    pub(crate) reference: Option<String>,
    pub(crate) results: Vec<Expectation>,
}

/// One expected result.
pub(crate) struct Expectation {
    pub(crate) kind: String,
    /// `None` where the text at the offset is another.
    pub(crate) span: Option<Span>,
    pub(crate) json: Value,
}

/// The folders of the cases, and the languages they are in.
pub(crate) const FOLDERS: [(&str, &str); 5] =
    [("English", "en"), ("French", "fr"), ("Spanish", "es"), ("German", "de"), ("Arabic", "ar")];

const MODES: [&str; 10] = [
    "CalendarMode",
    "TasksMode",
    "ComplexCalendar",
    "ExperimentalMode",
    "ExtendedTypes",
    "SplitDateAndTime",
    "SkipFromTo",
    "TimeZone",
    "PercentMode",
    "NumberRange",
];

/// The cases of all files of a folder, without the modes and what the original does not support.
pub(crate) fn cases(
    folder: &Path,
    left_out: &mut BTreeMap<&'static str, usize>,
) -> anyhow::Result<Vec<Case>> {
    let mut paths: Vec<_> =
        std::fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let mut found = Vec::new();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json"))
    {
        let name =
            path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let source = std::fs::read_to_string(path)?;
        let list: Vec<Value> = serde_json::from_str(source.trim_start_matches('\u{feff}'))
            .with_context(|| path.display().to_string())?;
        for case in list {
            let marked = |key: &str| {
                case.get(key)
                    .and_then(Value::as_str)
                    .is_some_and(|marks| marks.to_lowercase().contains("dotnet"))
            };
            if MODES.iter().any(|mode| name.contains(mode)) {
                *left_out.entry("files of special modes, zones and ranges").or_default() += 1;
            } else if marked("NotSupported") || marked("NotSupportedByDesign") {
                *left_out.entry("not supported by the original").or_default() += 1;
            } else {
                found.push(read(&name, &case));
            }
        }
    }
    Ok(found)
}

fn read(file: &str, case: &Value) -> Case {
    let text = |value: Option<&Value>| value.and_then(Value::as_str).unwrap_or_default().to_owned();
    let input = text(case.get("Input"));
    let results = case.get("Results").and_then(Value::as_array).cloned().unwrap_or_default();
    let results = results
        .into_iter()
        .map(|json| Expectation {
            kind: text(json.get("TypeName").or_else(|| json.get("Type"))),
            span: span(&input, &json),
            json,
        })
        .collect();
    Case {
        file: file.to_owned(),
        input,
        reference: case
            .pointer("/Context/ReferenceDateTime")
            .and_then(Value::as_str)
            .map(str::to_owned),
        results,
    }
}

/// The span in bytes, if the text is there. Offsets count UTF-16 units.
fn span(input: &str, json: &Value) -> Option<Span> {
    let wanted = json.get("Text").and_then(Value::as_str)?;
    let start = json.get("Start").and_then(Value::as_u64)?;
    let mut units = 0;
    let at = input
        .char_indices()
        .find(|(_, letter)| {
            let here = units >= start;
            units += letter.len_utf16() as u64;
            here
        })
        .map(|(at, _)| at)?;
    let found: String = input[at..].chars().take(wanted.chars().count()).collect();
    (found.to_lowercase() == wanted.to_lowercase())
        .then(|| Span::new(at, at + found.len()).trim(input))
}

/// Words that may stand at the edges of an expression without changing what it is: prepositions,
/// articles and what compares. By language, as this is about the annotation of one data set.
const EDGES: [(&str, &[&str]); 5] = [
    (
        "en",
        &[
            "from", "on", "in", "the", "since", "before", "after", "by", "until", "till", "for",
            "at", "of", "between", "during", "within", "as", "starting", "through", "to", "around",
            "about", "more", "less", "than", "over", "under", "later", "earlier", "sooner",
            "prior", "or", "and", "equal", "no", "a", "an", ",", ".", "(", ")",
        ],
    ),
    (
        "fr",
        &[
            "le", "la", "les", "l'", "de", "du", "des", "d'", "en", "au", "aux", "à", "a", "dans",
            "depuis", "avant", "après", "apres", "pour", "pendant", "jusqu'", "entre", "durant",
            "ce", "cette", "sur", "un", "une", ",", ".",
        ],
    ),
    (
        "es",
        &[
            "el", "la", "los", "las", "lo", "de", "del", "en", "a", "al", "para", "por", "desde",
            "hasta", "antes", "después", "despues", "durante", "entre", "este", "esta", "un",
            "una", "y", "con", "sobre", "hacia", "partir", "tras", "dentro", "más", "mas", "menos",
            "que", ",", ".", "(", ")",
        ],
    ),
    (
        "de",
        &[
            "der", "die", "das", "den", "dem", "des", "am", "im", "in", "an", "auf", "vom", "von",
            "zum", "zur", "zu", "bis", "seit", "vor", "nach", "ab", "um", "für", "zwischen", "und",
            "während", "ein", "eine", "einen", "einer", "einem", "bei", "beim", "über", "mehr",
            "weniger", "als", "oder", "etwa", "circa", "rund", "lang", ",", ".", "(", ")",
        ],
    ),
    (
        "ar",
        &[
            "في",
            "من",
            "الى",
            "حتى",
            "منذ",
            "قبل",
            "بعد",
            "خلال",
            "بين",
            "ما",
            "يوم",
            "عام",
            "سنه",
            "سنة",
            "العام",
            "شهر",
            "ب",
            "ل",
            "و",
            "ال",
            "هذا",
            "هذه",
            "عند",
            "طوال",
            "لمده",
            "مده",
            "مدة",
            "نحو",
            "حوالي",
            "اكثر",
            "اقل",
            "ابتداء",
            "بدءا",
            "اعتبارا",
            "على",
            ",",
            ".",
            "(",
            ")",
        ],
    ),
];

/// Whether two spans are the same but for the words of [`EDGES`].
pub(crate) fn same_stretch(
    one: Span,
    other: Span,
    text: &str,
    language: &'static Language,
) -> bool {
    if one == other {
        return true;
    }
    if !one.overlaps(other) {
        return false;
    }
    let edges =
        EDGES.iter().find(|(code, _)| *code == language.code()).map_or(&[][..], |(_, edges)| edges);
    let tokens = Tokens::of(text, language);
    let all = one.cover(other);
    let inner = Span { start: one.start.max(other.start), end: one.end.min(other.end) };
    tokens.within(all).all(|index| {
        let token = tokens.items()[index];
        token.span.overlaps(inner) || edges.contains(&tokens.lower(index))
    })
}

/// Measures; `data` is the folder of the test data.
///
/// # Errors
/// A file that cannot be read or parsed.
pub(crate) fn run(data: &Path, misses: bool) -> anyhow::Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (folder, code) in FOLDERS {
        let folder = data.join("recognizers/Number").join(folder);
        let Some(language) = Language::get(code).filter(|_| folder.is_dir()) else { continue };
        let mut left_out = BTreeMap::new();
        let (mut right, mut all) = (0_usize, 0_usize);
        for case in cases(&folder, &mut left_out)? {
            if case
                .results
                .iter()
                .any(|result| result.kind == "ordinal.relative" || wanted(result).is_none())
            {
                *left_out.entry("no number (\"next\", \"percent\")").or_default() += 1;
                continue;
            }
            if case.results.iter().any(|result| {
                result.json.pointer("/Resolution/subtype").and_then(Value::as_str) == Some("power")
            }) {
                *left_out
                    .entry("powers and scientific notation, which are formulas")
                    .or_default() += 1;
                continue;
            }
            if case.results.iter().any(|result| result.span.is_none()) {
                *left_out.entry("wrong offsets").or_default() += 1;
                continue;
            }
            let text = &case.input;
            let found = numbers(text, &Tokens::of(text, language), language);
            let good = if case.results.is_empty() {
                found.is_empty()
            } else {
                case.results.iter().all(|result| {
                    let (Some(span), Some(value)) = (result.span, wanted(result)) else {
                        return false;
                    };
                    found.iter().any(|number| {
                        let ordinal = result.kind == "ordinal";
                        let got: f64 = number.value.to_string().parse().unwrap_or(f64::NAN);
                        number_span(number.span, span, result, text)
                            && number.ordinal == ordinal
                            && (got - value).abs() <= 1e-6 * value.abs().max(1e-6)
                    })
                })
            };
            all += 1;
            right += usize::from(good);
            if misses && !good {
                let wanted: Vec<_> = case
                    .results
                    .iter()
                    .map(|result| (result.span.map(|span| span.of(text)), wanted(result)))
                    .collect();
                let got: Vec<_> = found
                    .iter()
                    .map(|number| (number.span.of(text), number.value.to_string(), number.ordinal))
                    .collect();
                eprintln!(
                    "{code} {} {text:?}\n    wanted {wanted:?}\n    got    {got:?}",
                    case.file
                );
            }
        }
        rows.push(
            Row::new(
                &format!("recognizers Number {code}"),
                "cases",
                right as f64 / all.max(1) as f64,
            )
            .bar(Some(0.85))
            .note(format!("{right} of {all}; left out: {left_out:?}")),
        );
    }
    Ok(rows)
}

/// The value a case expects, as a number.
fn wanted(result: &Expectation) -> Option<f64> {
    let value = result.json.pointer("/Resolution/value")?.as_str()?;
    value.trim_end_matches('%').replace(',', ".").parse().ok()
}

/// The same span; a percentage keeps its sign or word outside of the number.
fn number_span(found: Span, wanted: Span, result: &Expectation, text: &str) -> bool {
    found == wanted
        || (result.kind == "percentage"
            && wanted.contains(found)
            && !text[wanted.range()].is_empty())
}
