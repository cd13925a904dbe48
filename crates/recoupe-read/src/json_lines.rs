//! Articles as JSON: an object a line with `source` and `text`, optionally `title`, `published`,
//! `language`, `outlet`, `url`, `byline`. A file that is one object, or one list, is read as well.
//!
//! [`write`] writes an article so that reading gives it back unchanged. What tells such an object is
//! its list `removed`: its text was cleaned before, so it is taken to the letter. Its members are
//! those that the record has for an article; offsets are Unicode code points of `text`.

use crate::article::{Article, DateBasis, Dated, Post, Reason, Removed};
use crate::assemble::{Parts, assemble};
use crate::block::fold_space;
use crate::metadata::{Metadata, day};
use crate::plain;
use crate::title::Title;
use jiff::civil::Date;
use recoupe_text::{Language, Span};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An article as JSON.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    source: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    outlet: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    title: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    standfirst: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    byline: Option<String>,
    #[serde(default)]
    published: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<Value>,
    text: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    removed: Option<Vec<RemovedRecord>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    posts: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    agencies: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    about: Option<Value>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct RemovedRecord {
    text: String,
    #[serde(default)]
    reason: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct SpanRecord {
    start: usize,
    end: usize,
    exact: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct PostRecord {
    content: SpanRecord,
    #[serde(default)]
    author: Option<String>,
    #[serde(default)]
    signature: Option<SpanRecord>,
    #[serde(default)]
    date: Option<Date>,
}

#[derive(Serialize)]
struct DatedRecord {
    value: Option<Date>,
    basis: &'static str,
}

/// The names of the grounds of a date.
const BASES: [(DateBasis, &str); 4] = [
    (DateBasis::Metadata, "metadata"),
    (DateBasis::Text, "text"),
    (DateBasis::Story, "story"),
    (DateBasis::None, "none"),
];

/// `article` as a line of JSON, without the end of the line. [`crate::read`] gives it back as it is.
#[must_use]
pub fn write(article: &Article) -> String {
    let text = &article.text;
    let letters = |at: u32| text[..at as usize].chars().count();
    let span = |span: &Span| SpanRecord {
        start: letters(span.start),
        end: letters(span.end),
        exact: span.of(text).to_owned(),
    };
    let posts: Vec<PostRecord> = article
        .posts
        .iter()
        .map(|post| PostRecord {
            content: span(&post.content),
            author: post.author.clone(),
            signature: post.signature.as_ref().map(span),
            date: post.date,
        })
        .collect();
    let removed = article.removed.iter().map(|removed| RemovedRecord {
        text: removed.text.clone(),
        reason: removed.reason.name().to_owned(),
    });
    let basis = BASES.iter().find(|(basis, _)| *basis == article.published.basis);
    let published = DatedRecord {
        value: article.published.value,
        basis: basis.map_or("none", |known| known.1),
    };
    let record = Record {
        source: article.source.clone(),
        url: article.url.clone(),
        outlet: article.outlet.clone(),
        title: article.title.map(|title| title.of(text).to_owned()),
        standfirst: article.standfirst.as_ref().and_then(|it| serde_json::to_value(span(it)).ok()),
        byline: article.byline.clone(),
        published: serde_json::to_value(published).ok(),
        language: article.language.clone(),
        place: article.place.as_ref().and_then(|place| serde_json::to_value(span(place)).ok()),
        text: text.clone(),
        removed: Some(removed.collect()),
        posts: (!posts.is_empty()).then(|| serde_json::to_value(posts).ok()).flatten(),
        agencies: (!article.agencies.is_empty()).then(|| article.agencies.clone().into()),
        about: (!article.about.is_empty())
            .then(|| serde_json::to_value(&article.about).ok())
            .flatten(),
    };
    // Strings, numbers and lists: nothing of it can fail to be written.
    serde_json::to_string(&record).unwrap_or_default()
}

/// The article of a record.
pub(crate) fn article(record: Record) -> Article {
    match cleaned(&record) {
        Some(article) => article,
        None => raw(record),
    }
}

/// The article of a record that was cleaned before; `None` where it was not, or where its text is
/// not in the form that cleaning gives.
fn cleaned(record: &Record) -> Option<Article> {
    let removed = record.removed.as_ref()?;
    let text = &record.text;
    let paragraph = |part: &str| !part.is_empty() && !part.contains('\n') && part.trim() == part;
    if !text.split("\n\n").all(paragraph) {
        return None;
    }
    let title = match record.title.as_deref() {
        None => None,
        Some(title) => {
            let first = text.split("\n\n").next()?;
            Some(Span::new(0, (first == title).then_some(title.len())?))
        }
    };
    let posts: Vec<PostRecord> = from(record.posts.as_ref()).unwrap_or_default();
    // No report embeds more; placing one costs a pass over the text.
    let posts = posts.into_iter().take(200).filter_map(|post| {
        Some(Post {
            content: placed(text, &post.content)?,
            author: post.author,
            signature: post.signature.and_then(|signature| placed(text, &signature)),
            date: post.date,
        })
    });
    let (value, basis) = record.published();
    Some(Article {
        source: record.source.clone(),
        url: record.url.clone(),
        outlet: record.outlet.clone(),
        title,
        standfirst: from(record.standfirst.as_ref())
            .and_then(|standfirst: SpanRecord| placed(text, &standfirst)),
        byline: record.byline.clone(),
        language: record.language.clone(),
        published: Dated { value, basis },
        place: from(record.place.as_ref()).and_then(|place: SpanRecord| placed(text, &place)),
        removed: removed
            .iter()
            .map(|removed| Removed {
                text: removed.text.clone(),
                reason: Reason::named(&removed.reason).unwrap_or(Reason::Other),
            })
            .collect(),
        posts: posts.collect(),
        agencies: from(record.agencies.as_ref()).unwrap_or_default(),
        about: from(record.about.as_ref()).unwrap_or_default(),
        text: text.clone(),
    })
}

/// A member whose form is optional: a wrong one is as good as none.
fn from<T: for<'de> Deserialize<'de>>(value: Option<&Value>) -> Option<T> {
    T::deserialize(value?).ok()
}

/// The stretch of `text` that `span` names, if its words stand there.
fn placed(text: &str, span: &SpanRecord) -> Option<Span> {
    let start = text.char_indices().nth(span.start)?.0;
    let fits = text[start..].starts_with(&span.exact)
        && !span.exact.is_empty()
        && span.exact.trim() == span.exact;
    fits.then(|| Span::new(start, start + span.exact.len()))
}

fn raw(record: Record) -> Article {
    let (published, basis) = record.published();
    let metadata = Metadata {
        title: None,
        byline: record.byline,
        outlet: record.outlet,
        url: record.url,
        language: record.language,
        published,
        universal: false,
        description: None,
        about: from(record.about.as_ref()).unwrap_or_default(),
    };
    let given = record.title.as_deref().map(fold_space).filter(|title| !title.is_empty());
    let title = given.as_deref().map_or(Title::Text, Title::Given);
    let blocks = plain::blocks(&record.text);
    let mut article = assemble(Parts { source: record.source, blocks, metadata, title });
    if published.is_some() {
        article.published.basis = basis;
    }
    article
}

impl Record {
    /// When it was published: a string, or the contract's object.
    fn published(&self) -> (Option<Date>, DateBasis) {
        let tables = self.language.as_deref().and_then(Language::get);
        let (text, basis) = match &self.published {
            Some(Value::String(text)) => (Some(text.as_str()), DateBasis::Metadata),
            Some(Value::Object(object)) => {
                let named = object.get("basis").and_then(Value::as_str).unwrap_or_default();
                let basis = BASES.iter().find(|(_, name)| *name == named);
                let basis = basis.map_or(DateBasis::Metadata, |(basis, _)| *basis);
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
