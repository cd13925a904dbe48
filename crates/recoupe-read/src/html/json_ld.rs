//! The JSON-LD of a page: what schema.org says of the article.
//!
//! The first object that is an article counts, and where there is none the first that was published. Values come as
//! a string, an object or a list of either, whatever the vocabulary asks; each is read in all its forms.

use crate::about::{Alternate, Kind};
use serde_json::{Map, Value};

/// The claims of a page's JSON-LD.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) headline: Option<String>,
    pub(super) description: Option<String>,
    pub(super) published: Option<String>,
    pub(super) updated: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
    pub(super) section: Option<String>,
    pub(super) based_on: Vec<String>,
    pub(super) corrections: Vec<String>,
    pub(super) translations: Vec<Alternate>,
    pub(super) restricted: bool,
    pub(super) kind: Kind,
}

/// How many objects of a page are looked at, and values of a list.
const MOST: usize = 2000;
const MOST_VALUES: usize = 20;

/// Reads the scripts in the page's order. A script that is no JSON is passed over, as search engines
/// do.
pub(super) fn claims<'page>(scripts: impl Iterator<Item = &'page str>) -> Claims {
    let mut rest: Option<Claims> = None;
    for script in scripts {
        let script =
            script.trim().trim_start_matches("<!--").trim_end_matches("-->").trim_end_matches(';');
        let parsed = serde_json::from_str(script).or_else(|_| {
            // Line breaks inside strings are the most frequent fault.
            serde_json::from_str(&script.replace(['\n', '\r', '\t'], " "))
        });
        let Ok(value): Result<Value, _> = parsed else { continue };
        let mut queue = vec![&value];
        let mut next = 0;
        while let Some(value) = queue.get(next).copied() {
            next += 1;
            if next > MOST {
                break;
            }
            match value {
                Value::Array(values) => queue.extend(values.iter().take(MOST)),
                Value::Object(object) => {
                    if is_article(object) {
                        return read(object);
                    }
                    if rest.is_none() && object.contains_key("datePublished") {
                        rest = Some(read(object));
                    }
                    queue.extend(
                        ["@graph", "mainEntity", "mainEntityOfPage", "itemListElement"]
                            .iter()
                            .filter_map(|key| object.get(*key)),
                    );
                }
                _ => {}
            }
        }
    }
    rest.unwrap_or_default()
}

/// The types of an object.
fn types(object: &Map<String, Value>) -> impl Iterator<Item = &str> {
    let (one, several) = match object.get("@type") {
        Some(Value::Array(types)) => (None, types.as_slice()),
        Some(Value::String(kind)) => (Some(kind.as_str()), [].as_slice()),
        _ => (None, [].as_slice()),
    };
    one.into_iter().chain(several.iter().filter_map(Value::as_str))
}

fn is_article(object: &Map<String, Value>) -> bool {
    types(object).any(|kind| {
        kind.ends_with("Article")
            || kind.ends_with("BlogPosting")
            || matches!(kind, "Report" | "ImageGallery" | "MediaGallery")
    })
}

fn read(object: &Map<String, Value>) -> Claims {
    let text = |key: &str| object.get(key).and_then(name);
    let all =
        |key: &str, of: &[&str]| object.get(key).map(|value| values(value, of)).unwrap_or_default();
    let free = object.get("isAccessibleForFree").map(|free| match free {
        Value::String(free) => !free.trim().eq_ignore_ascii_case("false"),
        other => other.as_bool().unwrap_or(true),
    });
    let translations = object.get("workTranslation").map(alternates).unwrap_or_default();
    Claims {
        headline: text("headline"),
        description: text("description"),
        published: text("datePublished").or_else(|| text("dateCreated")),
        updated: text("dateModified"),
        author: object.get("author").and_then(people),
        publisher: text("publisher"),
        language: text("inLanguage"),
        section: all("articleSection", &["name"]).into_iter().next(),
        based_on: all("isBasedOn", &["url", "@id", "name"]),
        corrections: all("correction", &["text", "url"]),
        translations,
        restricted: free == Some(false),
        kind: if types(object).any(|kind| kind == "LiveBlogPosting") {
            Kind::Live
        } else if types(object).any(|kind| kind.ends_with("Gallery")) {
            Kind::Gallery
        } else {
            Kind::Article
        },
    }
}

/// The strings of a value: its own, the first member of `keys` that its objects have, or those of a list.
fn values(value: &Value, keys: &[&str]) -> Vec<String> {
    let one = |value: &Value| {
        let text = match value {
            Value::String(text) => Some(text.as_str()),
            Value::Object(object) => keys.iter().find_map(|key| object.get(*key)?.as_str()),
            _ => None,
        };
        text.map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned)
    };
    match value {
        Value::Array(values) => values.iter().take(MOST_VALUES).filter_map(one).collect(),
        other => one(other).into_iter().collect(),
    }
}

/// A string, an object's name, or the names of a list.
fn name(value: &Value) -> Option<String> {
    let names = values(value, &["name"]);
    (!names.is_empty()).then(|| names.join(", "))
}

/// The names of people; those of organisations where no person is among them.
fn people(value: &Value) -> Option<String> {
    let Value::Array(all) = value else { return name(value) };
    let is_person = |value: &&Value| {
        value.as_object().is_some_and(|object| types(object).any(|kind| kind == "Person"))
    };
    let people: Vec<Value> = all.iter().filter(is_person).cloned().collect();
    name(&if people.is_empty() { value.clone() } else { Value::Array(people) })
}

fn alternates(value: &Value) -> Vec<Alternate> {
    let list = match value {
        Value::Array(values) => values.as_slice(),
        other => std::slice::from_ref(other),
    };
    let one = |value: &Value| {
        let member = |key: &str| value.get(key)?.as_str().map(str::to_owned);
        Some(Alternate {
            language: member("inLanguage")?,
            url: member("url").or_else(|| member("@id"))?,
        })
    };
    list.iter().take(MOST_VALUES).filter_map(one).collect()
}
