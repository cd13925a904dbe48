//! JSON Feed, versions 1 and 1.1.

use super::value::{Base, name, stamp};
use super::{Body, Entry, Feed};
use crate::block::fold_space;
use crate::limits;
use serde_json::Value;

/// The feed that `text` is. `None` where it is none: no JSON, or no version of the format.
pub(crate) fn feed(text: &str, base: &Base) -> Option<Feed> {
    // Members of the wrong type are passed over, so nothing is read by a fixed shape.
    let whole: Value = serde_json::from_str(text.trim_start_matches('\u{feff}')).ok()?;
    if !string(&whole, "version")?.contains("jsonfeed.org/version") {
        return None;
    }
    let items = whole.get("items").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let link = string(&whole, "home_page_url").and_then(|link| base.resolve(link));
    let own = Base::new(string(&whole, "feed_url").or(link.as_deref()));
    let base = if base.is_known() { base } else { &own };
    let language = string(&whole, "language").map(str::to_owned);
    let authors = authors(&whole);
    Some(Feed {
        title: plain(&whole, "title"),
        description: plain(&whole, "description"),
        link,
        entries: items
            .iter()
            .take(limits::ENTRIES)
            .map(|item| entry(item, base, language.as_deref(), &authors))
            .collect(),
        language,
        cut: items.len() > limits::ENTRIES,
    })
}

fn entry(item: &Value, base: &Base, language_of_feed: Option<&str>, of_feed: &[String]) -> Entry {
    let language = string(item, "language").or(language_of_feed).map(str::to_owned);
    let time = |key| stamp(string(item, key)?, language.as_deref());
    let html = string(item, "content_html").map(|markup| Body::Html(markup.to_owned()));
    let own = authors(item);
    Entry {
        title: plain(item, "title"),
        link: ["url", "external_url"].iter().find_map(|key| base.resolve(string(item, key)?)),
        authors: if own.is_empty() { of_feed.to_vec() } else { own },
        published: time("date_published"),
        updated: time("date_modified"),
        content: html
            .or_else(|| string(item, "content_text").map(|text| Body::Plain(text.to_owned()))),
        summary: string(item, "summary").map(|text| Body::Plain(text.to_owned())),
        source: None,
        language,
    }
}

/// The string at `key`, where it is one that says something.
fn string<'value>(value: &'value Value, key: &str) -> Option<&'value str> {
    value.get(key)?.as_str().filter(|text| !text.trim().is_empty())
}

fn plain(value: &Value, key: &str) -> Option<String> {
    string(value, key).map(fold_space).filter(|text| !text.is_empty())
}

fn authors(value: &Value) -> Vec<String> {
    let several = value.get("authors").and_then(Value::as_array).into_iter().flatten();
    several.chain(value.get("author")).filter_map(|author| name(string(author, "name")?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_of_a_json_feed() {
        let feed = feed(
            r#"{"version":"https://jsonfeed.org/version/1.1","title":"Gull","home_page_url":"https://gull.example/",
            "language":"en","items":[{"id":1,"url":"/a","title":"One","content_html":"<p>x</p>",
            "date_published":"2024-05-03T10:00:00Z","authors":[{"name":"Ann Lee"}]},{"id":"2","url":7}]}"#,
            &Base::default(),
        )
        .expect("a feed");
        assert_eq!(feed.entries[0].link.as_deref(), Some("https://gull.example/a"));
        assert_eq!(feed.entries[0].authors, ["Ann Lee"]);
        assert_eq!(feed.entries[1], Entry { language: Some("en".to_owned()), ..Entry::default() });
        assert_eq!(super::feed("{\"version\": 1}", &Base::default()), None);
    }
}
