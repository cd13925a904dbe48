//! Articles as JSON: an object a line with `source` and `text`, optionally `title`, `published`,
//! `language`, `outlet`, `url`, `byline`. A file that is one object, or one list, is read as well.

use crate::article::DateBasis;
use crate::metadata::day;
use jiff::civil::Date;
use recoupe_text::Language;
use serde::Deserialize;
use serde_json::Value;

/// A record of an archive.
#[derive(Debug, Clone, Deserialize)]
pub(crate) struct Record {
    pub(crate) source: String,
    pub(crate) text: String,
    #[serde(default)]
    pub(crate) title: Option<String>,
    #[serde(default)]
    pub(crate) language: Option<String>,
    #[serde(default)]
    pub(crate) outlet: Option<String>,
    #[serde(default)]
    pub(crate) url: Option<String>,
    #[serde(default)]
    pub(crate) byline: Option<String>,
    #[serde(default)]
    published: Option<Value>,
}

impl Record {
    /// When it was published: a string, or the contract's object.
    pub(crate) fn published(&self) -> (Option<Date>, DateBasis) {
        let tables = self.language.as_deref().and_then(Language::get);
        let (text, basis) = match &self.published {
            Some(Value::String(text)) => (Some(text.as_str()), DateBasis::Metadata),
            Some(Value::Object(object)) => {
                let basis = match object.get("basis").and_then(Value::as_str) {
                    Some("text") => DateBasis::Text,
                    Some("story") => DateBasis::Story,
                    Some("none") => DateBasis::None,
                    _ => DateBasis::Metadata,
                };
                (object.get("value").and_then(Value::as_str), basis)
            }
            _ => (None, DateBasis::None),
        };
        let date = text.and_then(|text| day(text, tables));
        (date, if date.is_some() { basis } else { DateBasis::None })
    }
}

/// The records of `text`, and what was wrong with the other lines (counted from 1). Linear.
pub(crate) fn records(text: &str) -> (Vec<Record>, Vec<(usize, String)>) {
    let mut records = Vec::new();
    let mut faults = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let line = line.trim().trim_start_matches('\u{feff}');
        if line.is_empty() {
            continue;
        }
        match serde_json::from_str::<Record>(line) {
            Ok(record) if record.text.trim().is_empty() => {
                faults.push((at + 1, "its text is empty".to_owned()));
            }
            Ok(record) => records.push(record),
            Err(error) => faults.push((at + 1, error.to_string())),
        }
    }
    if records.is_empty() {
        // Written over several lines, or as a list.
        let text = text.trim_start_matches('\u{feff}');
        if let Ok(record) = serde_json::from_str::<Record>(text) {
            return (vec![record], Vec::new());
        }
        if let Ok(list) = serde_json::from_str::<Vec<Value>>(text) {
            faults.clear();
            for (at, value) in list.into_iter().enumerate() {
                match serde_json::from_value(value) {
                    Ok(record) => records.push(record),
                    Err(error) => faults.push((at + 1, error.to_string())),
                }
            }
        }
    }
    (records, faults)
}
