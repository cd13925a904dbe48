//! The metadata of a page: Open Graph, JSON-LD, `meta`, `time`, the document's title.
//!
//! Where sources differ the order is that of how carefully they are kept: what is shown when a page
//! is shared (Open Graph) and what search engines read (JSON-LD) before the rest.

use super::facts::{Facts, Mark};
use super::json_ld::Claims;
use super::{byline, json_ld, published};
use crate::about::{About, Alternate, stamped};
use crate::block::letters;
use crate::metadata::{Metadata, day};
use jiff::civil::Date;
use recoupe_text::Language;

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

/// Names of `meta` that give the day of the last change, and the section, best first.
const UPDATED: [&str; 4] =
    ["article:modified_time", "og:updated_time", "datemodified", "last-modified"];
const SECTION: [&str; 4] = ["article:section", "parsely-section", "og:article:section", "section"];

/// Values of the `meta` that say who may read a page, where that is not everybody.
const RESTRICTED: [&str; 3] = ["locked", "metered", "paid"];

/// How many other languages of a report are kept.
const MOST_ALTERNATES: usize = 60;

/// Reads the page's metadata.
pub(super) fn metadata(facts: &Facts) -> Metadata {
    let meta = |names: &[&str]| facts.meta(names).map(str::to_owned);
    let claims = json_ld::claims(facts.data.iter().map(String::as_str));
    let declared = facts.language.clone().or_else(|| claims.language.clone());
    let language = declared.or_else(|| meta(&["content-language", "og:locale"]));
    let tables = language.as_deref().and_then(Language::get);
    let canonical = facts.links.iter().find(|link| link.is("canonical"));
    let canonical = canonical.map(|link| link.address.clone());
    let url = canonical.or_else(|| meta(&["og:url"])).filter(|url| url.starts_with("http"));
    let outlet = meta(&["og:site_name"])
        .or_else(|| claims.publisher.clone())
        .or_else(|| meta(&["application-name", "dc.publisher"]));
    let outlet = outlet.or_else(|| url.as_deref().and_then(domain));
    let title = meta(&["og:title"])
        .or_else(|| claims.headline.clone())
        .or_else(|| facts.title.clone())
        .or_else(|| meta(&["twitter:title", "dc.title"]));
    let title = title.map(|title| without_outlet(&title, outlet.as_deref(), url.as_deref()));
    let authors = AUTHOR.iter().map(|name| meta(&[name]));
    let told = std::iter::once(claims.author.clone()).chain(authors);
    let byline = byline::byline(facts, told, outlet.as_deref());
    let (published, stamp) = day_of_publication(facts, &claims, url.as_deref(), tables);
    let universal = stamp.as_deref().is_some_and(|time| time.ends_with('Z'));
    Metadata {
        title: title.filter(|title| !title.is_empty()),
        byline,
        outlet,
        url,
        published,
        universal,
        description: facts.description().map(str::to_owned).or_else(|| claims.description.clone()),
        about: about(facts, claims, language.clone(), stamp),
        language,
    }
}

/// When the page was published: the day, and the time where one is told.
fn day_of_publication(
    facts: &Facts,
    claims: &Claims,
    url: Option<&str>,
    tables: Option<&'static Language>,
) -> (Option<Date>, Option<String>) {
    let metas = PUBLISHED.iter().filter_map(|name| facts.meta(&[name]));
    let mut told = claims.published.as_deref().into_iter().chain(metas);
    let value = told.find(|value| day(value, tables).is_some()).map(str::to_owned);
    let Some(value) = value.or_else(|| time(facts)) else {
        let day = url.and_then(published::in_address);
        return (day.or_else(|| published::marked(facts, tables)), None);
    };
    let Some(stamp) = stamped(&value) else { return (day(&value, tables), None) };
    let date = if stamp.universal { published::shown(facts, stamp.day, tables) } else { stamp.day };
    (Some(date), stamp.time)
}

fn about(
    facts: &Facts,
    claims: Claims,
    language: Option<String>,
    published: Option<String>,
) -> About {
    let meta = |names: &[&str]| facts.meta(names).map(str::to_owned);
    let time = |value: String| {
        stamped(&value).map(|told| told.time.unwrap_or_else(|| told.day.to_string()))
    };
    let metas = UPDATED.iter().filter_map(|name| meta(&[name]));
    let mut updated = claims.updated.into_iter().chain(metas).chain(facts.marked(Mark::Updated));
    let updated = updated.find_map(time).filter(|time| Some(time) != published.as_ref());
    let links = facts.links.iter().filter(|link| link.is("alternate"));
    let linked = links.filter_map(|link| {
        let language = link.language.clone().filter(|language| language != "x-default")?;
        Some(Alternate { language, url: link.address.clone() })
    });
    let restricted = facts.meta(&["article:content_tier", "og:article:content_tier"]);
    About {
        kind: claims.kind,
        section: claims.section.or_else(|| meta(&SECTION)),
        declared_language: language,
        published,
        updated,
        restricted: claims.restricted
            || restricted.is_some_and(|tier| RESTRICTED.contains(&tier.to_lowercase().as_str())),
        alternates: claims.translations.into_iter().chain(linked).take(MOST_ALTERNATES).collect(),
        based_on: claims.based_on,
        corrections: claims.corrections,
    }
}

/// The first `time` of the page that says it is the publication's; without such, the only one.
fn time(facts: &Facts) -> Option<String> {
    facts.marked(Mark::Published(0)).next().or_else(|| {
        let mut all = facts.marked(Mark::Time);
        let first = all.next()?;
        all.all(|other| other.get(..10) == first.get(..10)).then_some(first)
    })
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
        let page = super::super::walk::walk(
            "<html lang=\"en-GB\"><head><title>Harbour reopens | Gull</title><meta property=\"og:site_name\" content=\"Gull\">\
             <link rel=canonical href=\"https://gull.example/harbour\">\
             <script type=\"application/ld+json\">{\"@graph\":[{\"@type\":\"WebSite\"},{\"@type\":\"NewsArticle\",\
             \"headline\":\"Harbour reopens\",\"datePublished\":\"2023-05-04T23:30:00-04:00\",\"author\":[{\"name\":\"Ann Lee\"},{\"name\":\"Bo Ray\"}]}]}\
             </script></head><body></body></html>",
        );
        let metadata = metadata(&page.facts);
        assert_eq!(metadata.title.as_deref(), Some("Harbour reopens"));
        assert_eq!(metadata.byline.as_deref(), Some("Ann Lee, Bo Ray"));
        assert_eq!(metadata.outlet.as_deref(), Some("Gull"));
        assert_eq!(metadata.url.as_deref(), Some("https://gull.example/harbour"));
        assert_eq!(metadata.published, Some(jiff::civil::date(2023, 5, 4)));
        assert_eq!(metadata.language.as_deref(), Some("en-GB"));
    }
}
