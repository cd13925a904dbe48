//! How well feeds are read: a set of some two thousand feeds, many broken on purpose, of which each
//! says in a comment what should come out.
//!
//! No file may stop the reader. Of the well-formed ones, those count that ask for what Recoupe takes
//! from a feed: headlines, texts, summaries, addresses of pages, times, authors' names, languages
//! and the outlet. A file counts as met where all that it asks for is there. The set's reader keeps
//! markup and this one words, so markup on either side is read to its words, and times are compared
//! by their days.

mod expectation;

use crate::files;
use crate::row::Row;
use anyhow::{Context, Result};
use expectation::{Equation, Value, equations};
use recoupe_read::{Body, Entry, Envelope, Feed, Stamp, read_feed_of, read_in};
use std::collections::BTreeMap;
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Where the set's own server stood.
const SERVER: &str = "http://127.0.0.1:8097/";

/// What a file asks for that is not taken from feeds, by the last name on its way that tells.
const LEFT_OUT: [(&str, &[&str]); 9] = [
    (
        "podcasts",
        &[
            "itunes_block",
            "itunes_explicit",
            "itunes_keywords",
            "psc_chapters",
            "itunes_duration",
            "itunes_episode",
        ],
    ),
    (
        "pictures and media",
        &[
            "image",
            "media_credit",
            "media_license",
            "media_restriction",
            "media_content",
            "media_thumbnail",
            "media_rating",
            "enclosures",
            "icon",
            "logo",
            "media_player",
            "media_keywords",
            "media_title",
        ],
    ),
    ("subjects", &["tags", "category", "categories"]),
    ("places of maps", &["where"]),
    ("bases, types and languages of single elements", &["base", "type", "language", "hreflang"]),
    ("rights", &["rights", "rights_detail", "copyright", "copyright_detail", "license"]),
    (
        "other people than authors",
        &["contributors", "publisher", "publisher_detail", "email", "href", "url"],
    ),
    (
        "addresses beside the page",
        &["links", "id", "guid", "guidislink", "comments", "wfw_comment", "wfw_commentrss", "docs"],
    ),
    (
        "what programs are told",
        &[
            "generator",
            "generator_detail",
            "version",
            "cloud",
            "ttl",
            "textinput",
            "errorreportsto",
            "skiphours",
        ],
    ),
];

/// Measures the reader on the set under `data`.
///
/// # Errors
///
/// Where a file cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let folder = data.join("feedparser-tests");
    let mut paths = Vec::new();
    files::collect(&folder.join("tests"), &mut paths)?;
    paths.sort();
    let mut stops = 0;
    let mut left_out: BTreeMap<String, usize> = BTreeMap::new();
    let (mut well_formed, mut met, mut counted) = (0, 0, 0);
    for path in &paths {
        let bytes = fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.strip_prefix(&folder).unwrap_or(path).display().to_string();
        let told = String::from_utf8_lossy(&bytes).replace('\0', "");
        let location = header(&told, "Content-Location:").unwrap_or_default();
        let address = match location.strip_prefix('/') {
            _ if location.starts_with("http") => location,
            Some(path) => format!("{SERVER}{path}"),
            None => format!("{SERVER}{name}"),
        };
        let envelope = Envelope { url: Some(&address), charset: None };
        let read = catch_unwind(AssertUnwindSafe(|| {
            let _ = read_in(&name, &bytes, envelope);
            read_feed_of(&name, &bytes, envelope)
        }));
        let Ok(feed) = read else {
            eprintln!("{name} stops the reader");
            stops += 1;
            continue;
        };
        if !name.contains("/wellformed/") && !name.contains("/json/") {
            continue;
        }
        well_formed += 1;
        let feed = feed.ok().flatten().unwrap_or_default();
        match judge(&name, &told, &feed) {
            Err(reason) => *left_out.entry(reason).or_default() += 1,
            Ok(wrong) => {
                counted += 1;
                met += usize::from(wrong.is_none());
                if let Some(wrong) = wrong.filter(|_| show == "misses") {
                    eprintln!("{name}: {wrong}");
                }
            }
        }
    }
    let mut reasons: Vec<_> = left_out.into_iter().collect();
    reasons.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let reasons: Vec<String> =
        reasons.into_iter().map(|(reason, count)| format!("{reason} {count}")).collect();
    Ok(vec![
        Row::new("feeds, all files", "panics", f64::from(stops))
            .at_most(Some(0.0))
            .note(format!("{} files", paths.len())),
        Row::new(
            "feeds, well-formed",
            "expectations met",
            f64::from(met as u32) / f64::from(counted.max(1)),
        )
        .bar(Some(0.97))
        .note(format!("{met} of {counted}; of {well_formed} left out: {}", reasons.join(", "))),
    ])
}

/// The value of a header that a file says its server sends.
fn header(text: &str, name: &str) -> Option<String> {
    let line = text.lines().find_map(|line| line.split_once("Header:"))?.1.trim();
    Some(line.strip_prefix(name)?.trim().to_owned())
}

/// What is wrong with the first equation that does not hold, if any; or why the file does not count.
fn judge(name: &str, text: &str, feed: &Feed) -> Result<Option<String>, String> {
    if name.contains("/cdf/") {
        return Err("a format of 1997 that no outlet serves (CDF)".to_owned());
    }
    if text.contains("Content-Language:") {
        return Err("languages told by a header".to_owned());
    }
    let equations = equations(text)?;
    for equation in &equations {
        applies(name, equation)?;
    }
    Ok(equations.iter().find_map(|equation| {
        let given = value(feed, equation);
        // Markup of a picture alone has no words.
        let nothing = given.is_empty() && same("", &equation.value);
        let holds = nothing || given.iter().any(|given| same(given, &equation.value));
        (!holds).then(|| {
            format!("{} should be {:?} and is {given:?}", equation.path.join("."), equation.value)
        })
    }))
}

/// Whether Recoupe takes what `equation` is about.
fn applies(name: &str, equation: &Equation) -> Result<(), String> {
    let path: Vec<&str> = equation.path.iter().map(String::as_str).collect();
    let relative_markup = name.contains("/base/")
        && matches!(&equation.value, Value::Text(text) if text.contains('<'));
    if relative_markup {
        return Err("addresses inside of texts, of which the words are kept".to_owned());
    }
    match path[..] {
        ["feed", "title" | "description" | "tagline" | "subtitle" | "link" | "language"]
        | ["feed", "title_detail" | "tagline_detail" | "subtitle_detail", "value"]
        | [
            "entries",
            _,
            "title" | "link" | "description" | "summary" | "published" | "published_parsed"
            | "updated" | "updated_parsed" | "author",
        ]
        | ["entries", _, "title_detail" | "summary_detail" | "content_detail", "value"]
        | ["entries", _, "content", "0", "value"]
        | ["entries", _, "author_detail", "name"]
        | ["entries", _, "authors", _, "name"]
        | ["entries", _, "source", "title"] => Ok(()),
        _ => {
            let told = LEFT_OUT
                .iter()
                .find(|(_, names)| path.iter().any(|step| names.contains(step)))
                .map(|(reason, _)| *reason);
            let of_feed = (path[0] == "feed").then_some("what else a feed says of itself");
            Err(told.or(of_feed).unwrap_or("what else an entry says").to_owned())
        }
    }
}

/// What was read where `equation` asks; more than one where the set's reader has one name for two
/// things.
fn value(feed: &Feed, equation: &Equation) -> Vec<String> {
    let path: Vec<&str> = equation.path.iter().map(String::as_str).collect();
    if path[0] == "feed" {
        return match path[1] {
            "title" | "title_detail" => feed.title.clone(),
            "link" => feed.link.clone(),
            "language" => feed.language.clone(),
            _ => feed.description.clone(),
        }
        .into_iter()
        .collect();
    }
    let entry = path[1].parse::<usize>().ok().and_then(|at| feed.entries.get(at));
    let Some(entry) = entry else { return Vec::new() };
    let stamp = |stamp: &Option<Stamp>| {
        let stamp = stamp.as_ref();
        let day = stamp.and_then(|stamp| stamp.day).map(|day| day.to_string());
        stamp.map(|stamp| stamp.written.clone()).into_iter().chain(day).collect()
    };
    match path[2] {
        "title" | "title_detail" => entry.title.clone().into_iter().collect(),
        "link" => entry.link.clone().into_iter().collect(),
        "published" | "published_parsed" => stamp(&entry.published),
        "updated" | "updated_parsed" => stamp(&entry.updated),
        "author" | "author_detail" => entry.authors.first().cloned().into_iter().collect(),
        "authors" => {
            let at = path[3].parse::<usize>().ok();
            at.and_then(|at| entry.authors.get(at)).cloned().into_iter().collect()
        }
        "source" => entry.source.clone().into_iter().collect(),
        "content" => words(entry.content.as_ref()),
        _ => texts(entry),
    }
}

/// The set's reader calls the text a summary where there is no other.
fn texts(entry: &Entry) -> Vec<String> {
    [words(entry.summary.as_ref()), words(entry.content.as_ref())].concat()
}

fn words(body: Option<&Body>) -> Vec<String> {
    body.map(Body::words).into_iter().collect()
}

fn same(given: &str, expected: &Value) -> bool {
    match expected {
        Value::Day(year, month, day) => given == format!("{year:04}-{month:02}-{day:02}"),
        Value::Text(text) => {
            letters(given) == letters(text)
                || letters(given) == letters(&Body::Html(text.clone()).words())
        }
    }
}

/// `text` without white space.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}
