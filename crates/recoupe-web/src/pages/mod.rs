//! The pages: functions from what was read to HTML, in one frame.
//!
//! Markup is written by the writer of `recoupe-export`, which has no way to take any from outside. Pages are in English;
//! every stretch of a report has its own language and direction.

mod decided;
pub(crate) mod fault;
pub(crate) mod feeds;
pub(crate) mod history;
pub(crate) mod links;
mod lists;
pub(crate) mod name;
pub(crate) mod relations;
pub(crate) mod report;
pub(crate) mod search;
pub(crate) mod stories;
pub(crate) mod story;
pub(crate) mod version;
pub(crate) mod versions;

pub(crate) use lists::{called, facts};

use recoupe_export::html::Page;
use std::sync::LazyLock;

/// The style of the record's page and of what is around it here.
pub(crate) static STYLE: LazyLock<String> =
    LazyLock::new(|| format!("{}{}", recoupe_export::html::STYLE, include_str!("web.css")));
pub(crate) const ICON: &str = include_str!("icon.svg");

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
"#;

/// The parts of the site, in the bar at the top.
const PLACES: [(&str, &str); 4] = [
    ("/stories", "Stories"),
    ("/relations", "Relations"),
    ("/search", "Search"),
    ("/feeds", "Feeds"),
];

/// What is around a page.
#[derive(Debug, Default)]
struct Frame<'a> {
    title: &'a str,
    /// The part of the site that it is in.
    place: &'a str,
    /// The same in other forms: type and address.
    others: Vec<(&'static str, String)>,
}

/// A whole page.
fn framed(frame: &Frame<'_>, inside: impl FnOnce(&mut Page)) -> String {
    let mut page = Page::default();
    page.fixed(HEAD);
    for (kind, address) in &frame.others {
        page.fixed("<link rel=\"alternate\" type=\"");
        page.text(kind);
        page.fixed("\" href=\"");
        page.text(address);
        page.fixed("\">\n");
    }
    page.element("title", &[], |page| {
        page.text(frame.title);
        page.text(" · Recoupe");
    });
    page.fixed("\n</head>\n<body>\n");
    page.words("a", &[("class", "skip"), ("href", "#content")], "Skip to the content");
    page.element("nav", &[("class", "bar"), ("aria-label", "Recoupe")], |page| {
        page.words("a", &[("class", "mark"), ("href", "/stories")], "Recoupe");
        for (address, name) in PLACES {
            let here = if frame.place == address { "page" } else { "" };
            page.words("a", &[("href", address), ("aria-current", here)], name);
        }
        search_form(page, "", "bar-query", "Search from every page");
    });
    page.element("main", &[("id", "content"), ("tabindex", "-1")], inside);
    page.fixed("<footer>");
    let mut separator = "";
    for (kind, address) in &frame.others {
        page.text(separator);
        page.words("a", &[("href", address), ("type", kind)], form_name(kind));
        separator = " · ";
    }
    page.text(separator);
    page.words("a", &[("href", "/openapi.json")], "API");
    page.fixed("<p>Every line of a report is an exact stretch of it. Corroborated does not mean true: it means that reports which are here say it and that no common source was found in their texts.</p></footer>\n</body>\n</html>\n");
    page.finish()
}

fn form_name(kind: &str) -> &'static str {
    match kind {
        "application/json" => "JSON",
        "application/atom+xml" => "Atom",
        "application/feed+json" => "JSON Feed",
        _ => "",
    }
}

/// The form for queries; `id` is the field's own, `called` what tells the form from another one.
fn search_form(page: &mut Page, query: &str, id: &'static str, called: &'static str) {
    let attributes =
        [("role", "search"), ("aria-label", called), ("action", "/search"), ("method", "get")];
    page.element("form", &attributes, |page| {
        page.words("label", &[("for", id), ("class", "hidden")], "Search the reports");
        page.fixed("<input type=\"search\" name=\"q\" maxlength=\"1000\" dir=\"auto\" id=\"");
        page.text(id);
        page.fixed("\" value=\"");
        page.text(query);
        page.fixed("\"> <button>Search</button>");
    });
}
