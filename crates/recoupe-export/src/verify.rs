//! Verification: does every span of a record still say what its article says?
//!
//! It reads the JSON as it is, not as the types that wrote it, so that a record of another version, or one
//! that a program changed, is checked just the same. Any object with `article`, `start`, `end` and
//! `exact` is a span, wherever it stands. It is walked with a stack of its own: no nesting overflows.

use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use thiserror::Error;

/// Members whose strings, alone or in a list, are ids of other objects.
const REFERENCES: [&str; 13] = [
    "articles",
    "speaker",
    "quotations",
    "word_of",
    "silent",
    "entities",
    "statement",
    "story",
    "parties",
    "people",
    "copier",
    "utterance",
    "article",
];

/// A JSON value that is no record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
#[error(
    "there is no list \"articles\" of objects with \"id\" and \"text\"; give what `check --format json` wrote"
)]
pub struct NotARecord;

/// Something that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// Where in the record: `stories[0].brief[2]`.
    pub path: String,
    /// What does not hold.
    pub message: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.path, self.message)
    }
}

/// What was checked, and what does not hold.
#[derive(Debug, Default)]
pub struct Verified {
    /// The articles: id, source and text.
    pub articles: Vec<(String, String, String)>,
    /// How many spans were checked.
    pub spans: usize,
    /// How many mentions of ids were checked.
    pub ids: usize,
    /// How many texts were compared with reports read again, if any were.
    pub compared: Option<usize>,
    /// What does not hold, in the record's order.
    pub failures: Vec<Failure>,
}

/// Checks every span and id of a record. Linear in its size.
///
/// # Errors
///
/// [`NotARecord`] where there are no articles to check against.
pub fn verify(record: &Value) -> Result<Verified, NotARecord> {
    let listed = record.get("articles").and_then(Value::as_array).ok_or(NotARecord)?;
    let mut verified = Verified::default();
    let mut held = BTreeSet::new();
    for (number, article) in listed.iter().enumerate() {
        let member = |name| article.get(name).and_then(Value::as_str);
        let (Some(id), Some(text)) = (member("id"), member("text")) else { return Err(NotARecord) };
        if !held.insert(id) {
            verified.fail(
                &format!("articles[{number}]"),
                format!("the id {id} stands for two articles"),
            );
        }
        verified.articles.push((
            id.to_owned(),
            member("source").unwrap_or_default().to_owned(),
            text.to_owned(),
        ));
    }
    let texts: BTreeMap<String, Vec<char>> = verified
        .articles
        .iter()
        .map(|(id, _, text)| (id.clone(), text.chars().collect()))
        .collect();
    let ids = ids(record);
    for (path, object) in objects(record) {
        verified.span(&path, object, &texts);
        verified.references(&path, object, &ids);
    }
    Ok(verified)
}

impl Verified {
    fn fail(&mut self, path: &str, message: String) {
        self.failures.push(Failure { path: path.to_owned(), message });
    }

    fn span(
        &mut self,
        path: &str,
        object: &Map<String, Value>,
        texts: &BTreeMap<String, Vec<char>>,
    ) {
        let [Some(article), Some(start), Some(end), Some(exact)] =
            ["article", "start", "end", "exact"].map(|name| object.get(name))
        else {
            return;
        };
        self.spans += 1;
        let (Some(article), Some(exact)) = (article.as_str(), exact.as_str()) else {
            return self.fail(path, "article and exact of a span must be strings".to_owned());
        };
        let offset = |value: &Value| value.as_u64().and_then(|offset| usize::try_from(offset).ok());
        let (Some(start), Some(end)) = (offset(start), offset(end)) else {
            return self.fail(path, "start and end of a span must be whole numbers".to_owned());
        };
        // An article that does not exist is told once, with the other ids.
        let Some(text) = texts.get(article) else { return };
        match text.get(start..end) {
            None => self.fail(
                path,
                format!("{article} has no stretch {start}..{end}; it ends at {}", text.len()),
            ),
            Some(words) if words.iter().copied().eq(exact.chars()) => {}
            Some(words) => {
                let words: String = words.iter().collect();
                self.fail(path, format!("{article} {start}..{end} is {words:?}, not {exact:?}"));
            }
        }
    }

    fn references(&mut self, path: &str, object: &Map<String, Value>, ids: &BTreeSet<&str>) {
        for name in REFERENCES {
            let Some(value) = object.get(name) else { continue };
            let named = value.as_array().map_or(std::slice::from_ref(value), Vec::as_slice);
            for id in named.iter().filter_map(Value::as_str) {
                self.ids += 1;
                if !ids.contains(id) {
                    self.fail(path, format!("{name}: nothing has the id {id}"));
                }
            }
        }
    }

    /// Compares the record's texts with reports that were read again, each a source and a text. A report may
    /// lie elsewhere now, so that the text decides, and the source only tells what to say.
    pub fn compare(&mut self, reports: &[(String, String)]) {
        let texts: BTreeSet<&str> = reports.iter().map(|(_, text)| text.as_str()).collect();
        let sources: BTreeSet<&str> = reports.iter().map(|(source, _)| source.as_str()).collect();
        let failures: Vec<Failure> = self
            .articles
            .iter()
            .enumerate()
            .filter(|(_, (_, _, text))| !texts.contains(text.as_str()))
            .map(|(number, (id, source, _))| Failure {
                path: format!("articles[{number}]"),
                message: if sources.contains(source.as_str()) {
                    format!("the text of {id} is not that of {source} as it is now")
                } else {
                    format!("no report that was given has the text of {id} ({source})")
                },
            })
            .collect();
        self.compared = Some(self.articles.len());
        self.failures.extend(failures);
    }
}

/// Every object, in the record's order, with its path.
fn objects(record: &Value) -> Vec<(String, &Map<String, Value>)> {
    let mut objects = Vec::new();
    let mut stack = vec![(String::new(), record)];
    while let Some((path, value)) = stack.pop() {
        match value {
            Value::Object(object) => {
                let dot = if path.is_empty() { "" } else { "." };
                stack.extend(
                    object.iter().rev().map(|(name, value)| (format!("{path}{dot}{name}"), value)),
                );
                objects.push((path, object));
            }
            Value::Array(values) => {
                let entries = values.iter().enumerate().rev();
                stack.extend(entries.map(|(index, value)| (format!("{path}[{index}]"), value)));
            }
            _ => {}
        }
    }
    objects
}

fn ids(record: &Value) -> BTreeSet<&str> {
    let objects = objects(record);
    objects.iter().filter_map(|(_, object)| object.get("id")?.as_str()).collect()
}
