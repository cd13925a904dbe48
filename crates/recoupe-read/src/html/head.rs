//! The metadata of a page: Open Graph, JSON-LD, `meta`, `time`, the document's title.
//!
//! Where sources differ the order is that of how carefully they are kept: what is shown when a page
//! is shared (Open Graph) and what search engines read (JSON-LD) before the rest.

use super::{byline, json_ld, published};
use crate::block::{fold_space, letters};
use crate::metadata::{Metadata, day};
use recoupe_text::Language;
use scraper::{ElementRef, Html, Selector};
use std::collections::HashMap;
use std::sync::LazyLock;

static META: LazyLock<Selector> = LazyLock::new(|| selector("meta[content]"));
static SCRIPT: LazyLock<Selector> =
    LazyLock::new(|| selector("script[type='application/ld+json']"));
static TITLE: LazyLock<Selector> = LazyLock::new(|| selector("head > title"));
static CANONICAL: LazyLock<Selector> = LazyLock::new(|| selector("link[rel~='canonical'][href]"));
static TIME: LazyLock<Selector> = LazyLock::new(|| selector("time[datetime]"));
static ROOT: LazyLock<Selector> = LazyLock::new(|| selector("html[lang]"));

fn selector(text: &str) -> Selector {
    Selector::parse(text)
        .unwrap_or_else(|error| unreachable!("the selector {text:?} is fixed: {error}"))
}

/// Names of `meta` that give the day of publication, best first.
const PUBLISHED: [&str; 12] = [
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "publish-date",
    "pubdate",
    "publication_date",
    "date",
];

/// Names of `meta` that name the author, best first.
const AUTHOR: [&str; 5] =
    ["author", "article:author", "parsely-author", "dc.creator", "sailthru.author"];

/// Reads the page's metadata.
pub(super) fn metadata(html: &Html) -> Metadata {
    let metas = metas(html);
    let meta = |names: &[&str]| names.iter().find_map(|name| metas.get(*name).cloned());
    let scripts: Vec<String> = html.select(&SCRIPT).map(text_of).collect();
    let claims = json_ld::claims(scripts.iter().map(String::as_str));
    let language = html.select(&ROOT).next().and_then(|root| root.attr("lang")).map(str::to_owned);
    let language =
        language.or(claims.language).or_else(|| meta(&["content-language", "og:locale"]));
    let language = language.map(|tag| tag.trim().to_owned()).filter(|tag| !tag.is_empty());
    let tables = language.as_deref().and_then(Language::get);
    let canonical =
        html.select(&CANONICAL).next().and_then(|link| link.attr("href")).map(str::to_owned);
    let url = canonical.or_else(|| meta(&["og:url"])).filter(|url| url.starts_with("http"));
    let outlet = meta(&["og:site_name"])
        .or(claims.publisher)
        .or_else(|| meta(&["application-name", "dc.publisher"]));
    let outlet = outlet.or_else(|| url.as_deref().and_then(domain));
    let document = html.select(&TITLE).next().map(text_of).filter(|title| !title.is_empty());
    let title = meta(&["og:title"])
        .or(claims.headline)
        .or(document)
        .or_else(|| meta(&["twitter:title", "dc.title"]));
    let title = title.map(|title| without_outlet(&title, outlet.as_deref(), url.as_deref()));
    let authors = AUTHOR.iter().map(|name| metas.get(*name).cloned());
    let byline =
        byline::byline(html, std::iter::once(claims.author).chain(authors), outlet.as_deref());
    let published = claims.published.as_deref().and_then(|date| day(date, tables));
    let published =
        published.or_else(|| PUBLISHED.iter().find_map(|name| day(metas.get(*name)?, tables)));
    let published = published.or_else(|| time(html).and_then(|date| day(&date, tables)));
    let published = published
        .or_else(|| url.as_deref().and_then(published::in_address))
        .or_else(|| published::marked(html, tables));
    Metadata {
        title: title.filter(|title| !title.is_empty()),
        byline,
        outlet,
        url,
        language,
        published,
    }
}

/// The `meta` elements: lower-case name or property, and content. The first of a name counts.
fn metas(html: &Html) -> HashMap<String, String> {
    let mut metas = HashMap::new();
    for element in html.select(&META) {
        let keys = ["property", "name", "itemprop", "http-equiv"];
        let Some(key) = keys.iter().find_map(|key| element.attr(key)) else { continue };
        let content = fold_space(element.attr("content").unwrap_or_default());
        if !content.is_empty() {
            metas.entry(key.trim().to_lowercase()).or_insert(content);
        }
    }
    metas
}

/// The first `time` of the page that says it is the publication's; without such, the only one.
fn time(html: &Html) -> Option<String> {
    let value = |element: ElementRef| element.attr("datetime").map(str::to_owned);
    let published = html.select(&TIME).find(|element| {
        let says = |key: &str| {
            element.attr(key).is_some_and(|value| value.to_lowercase().contains("publi"))
        };
        element.attr("pubdate").is_some() || says("itemprop") || says("class")
    });
    published.and_then(value).or_else(|| {
        let mut all = html.select(&TIME);
        let first = value(all.next()?)?;
        all.all(|other| value(other).is_some_and(|date| date.get(..10) == first.get(..10)))
            .then_some(first)
    })
}

fn text_of(element: ElementRef) -> String {
    fold_space(&element.text().collect::<String>())
}

/// The host of an address, without "www.".
fn domain(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split(['/', '?', '#', ':']).next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (!host.is_empty()).then(|| host.to_lowercase())
}

/// The title without the outlet's name behind (or before) it: "Title - Outlet", "Title | Outlet".
pub(crate) fn without_outlet(title: &str, outlet: Option<&str>, url: Option<&str>) -> String {
    let outlet = outlet.map(letters).filter(|name| !name.is_empty());
    let host = url.and_then(domain).map(|host| letters(&host));
    let is_outlet = |part: &str| {
        let part = letters(part);
        let like = |name: &String| {
            part == *name
                || (part.len() >= 4 && (name.contains(&part) || part.contains(name.as_str())))
        };
        !part.is_empty()
            && part.len() <= 60
            && (outlet.as_ref().is_some_and(like)
                || host.as_ref().is_some_and(|host| part.len() >= 3 && host.starts_with(&part)))
    };
    let mut title = title.trim();
    for mark in [" | ", " - ", " – ", " — ", " :: ", " • ", " · ", " » "] {
        while let Some((rest, last)) = title.rsplit_once(mark) {
            // A bar parts a title from what is not the title whatever stands behind it.
            if is_outlet(last) || (mark == " | " && rest.len() > 2 * last.len()) {
                title = rest.trim_end();
            } else {
                break;
            }
        }
        if let Some((first, rest)) = title.split_once(mark).filter(|(first, _)| is_outlet(first)) {
            let _ = first;
            title = rest.trim_start();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_outlet_leaves_the_title() {
        assert_eq!(
            without_outlet("Harbour reopens - The Daily Gull", Some("The Daily Gull"), None),
            "Harbour reopens"
        );
        assert_eq!(without_outlet("Harbour reopens | News", None, None), "Harbour reopens");
        assert_eq!(without_outlet("Tea - and cake", Some("Gull"), None), "Tea - and cake");
        assert_eq!(
            without_outlet("Port rouvert — gull.example", None, Some("https://www.gull.example/a")),
            "Port rouvert"
        );
    }

    #[test]
    fn metadata_of_a_page() {
        let page = Html::parse_document(
            "<html lang=\"en-GB\"><head><title>Harbour reopens | Gull</title><meta property=\"og:site_name\" content=\"Gull\">\
             <link rel=canonical href=\"https://gull.example/harbour\">\
             <script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"NewsArticle\",\
             \"headline\":\"Harbour reopens\",\"datePublished\":\"2023-05-04T23:30:00-04:00\",\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Ray\"}]}]}\
             </script></head><body></body></html>",
        );
        let metadata = metadata(&page);
        assert_eq!(metadata.title.as_deref(), Some("Harbour reopens"));
        assert_eq!(metadata.byline.as_deref(), Some("Ann Lee, Bo Ray"));
        assert_eq!(metadata.outlet.as_deref(), Some("Gull"));
        assert_eq!(metadata.url.as_deref(), Some("https://gull.example/harbour"));
        assert_eq!(metadata.published, Some(jiff::civil::date(2023, 5, 4)));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    }
}
