//! The JSON-LD of a page: what schema.org says of the article.

use serde_json::{Map, Value};

/// The claims of a page's JSON-LD.
#[derive(Debug, Default)]
pub(super) struct Claims {
    pub(super) headline: Option<String>,
    pub(super) published: Option<String>,
    pub(super) author: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) language: Option<String>,
}

/// How many objects of a page are looked at.
const MOST: usize = 2000;

/// Reads the scripts in the page's order; the first article found counts. A script that is no JSON
/// is passed over, as search engines do.
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

fn is_article(object: &Map<String, Value>) -> bool {
    let named = |value: &Value| {
        value.as_str().is_some_and(|kind| {
            kind.ends_with("Article") || kind.ends_with("BlogPosting") || kind == "Report"
        })
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(named),
        Some(kind) => named(kind),
        None => false,
    }
}

fn read(object: &Map<String, Value>) -> Claims {
    let text = |key: &str| object.get(key).and_then(name);
    Claims {
        headline: text("headline"),
        published: text("datePublished").or_else(|| text("dateCreated")),
        author: text("author"),
        publisher: text("publisher"),
        language: text("inLanguage"),
    }
}

/// A string, an object's name, or the names of a list.
fn name(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => object.get("name").and_then(Value::as_str)?.to_owned(),
        Value::Array(values) => {
            let one = |value: &Value| match value {
                Value::String(text) => Some(text.clone()),
                Value::Object(object) => {
                    object.get("name").and_then(Value::as_str).map(str::to_owned)
                }
                _ => None,
            };
            values.iter().take(20).filter_map(one).collect::<Vec<_>>().join(", ")
        }
        _ => return None,
    };
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}
