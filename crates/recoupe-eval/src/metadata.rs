//! What reading tells of a page beside its body: title, author, date; and which furniture leaks into the body.
//!
//! The set has a title, an author and a date for some of its pages. A title is right where the folded letters
//! agree but for what an outlet adds at an end; an author where every word of the expected name stands in
//! the byline; a date where the day agrees. Leaks are lines of the clean text that are furniture by words that
//! few reports hold; the share is of pages. The words below are the measure's own, not the reader's tables.

use crate::extraction::article;
use crate::row::Row;
use anyhow::{Context, Result};
use rayon::prelude::*;
use recoupe_read::Article;
use recoupe_text::fold;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

#[derive(Deserialize)]
struct Page {
    file: String,
    title: Option<String>,
    author: Option<String>,
    date: Option<String>,
}

/// Kinds of furniture, and how lines of it begin, folded.
const LEAKS: [(&str, &[&str]); 6] = [
    (
        "read also",
        &[
            "read also",
            "also read",
            "read more:",
            "lire aussi",
            "a lire aussi",
            "lesen sie auch",
            "mehr zum thema",
            "lea tambien",
            "lee tambien",
        ],
    ),
    (
        "newsletter",
        &[
            "sign up for",
            "subscribe to our",
            "get our newsletter",
            "inscrivez-vous a la newsletter",
            "abonnez-vous",
            "newsletter abonnieren",
            "suscribete",
        ],
    ),
    (
        "share",
        &[
            "share this",
            "share on",
            "tweet this",
            "partager sur",
            "teilen auf",
            "auf facebook teilen",
            "compartir en",
            "comparte",
        ],
    ),
    (
        "cookie",
        &[
            "we use cookies",
            "this site uses cookies",
            "nous utilisons des cookies",
            "wir verwenden cookies",
            "utilizamos cookies",
            "este sitio utiliza cookies",
        ],
    ),
    (
        "credit",
        &[
            "photo:",
            "photo by",
            "image:",
            "photograph:",
            "credit:",
            "credits:",
            "photo :",
            "credit photo",
            "foto:",
            "bild:",
            "fotos:",
        ],
    ),
    (
        "related",
        &[
            "related articles",
            "related stories",
            "related:",
            "more on this",
            "articles lies",
            "sur le meme sujet",
            "ahnliche artikel",
            "verwandte artikel",
            "noticias relacionadas",
            "te puede interesar",
        ],
    ),
];

/// A line longer than this, in characters, is a sentence about the thing.
const LONGEST: usize = 160;

/// Measures metadata and leaks on the sets under `data`.
///
/// # Errors
///
/// Where a file of the sets cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let folder = data.join("extraction-languages");
    let pages = fs::read_to_string(folder.join("evaldata.json"))
        .context("no evaldata of the set extraction-languages")?;
    let pages: BTreeMap<String, Page> = serde_json::from_str(&pages)?;
    let articles: Vec<(&Page, Option<Article>)> = pages
        .values()
        .collect::<Vec<_>>()
        .into_par_iter()
        .map(|page| Ok((page, article(&folder.join(format!("html/{}.gz", page.file)))?)))
        .collect::<Result<_>>()?;
    let mut rows = vec![
        told(
            "title",
            &articles,
            show,
            |page| page.title.as_deref(),
            |article| article.title.map(|title| title.of(&article.text).to_owned()),
            same_title,
        ),
        told(
            "author",
            &articles,
            show,
            |page| page.author.as_deref(),
            |article| article.byline.clone(),
            same_author,
        ),
        told(
            "date",
            &articles,
            show,
            |page| page.date.as_deref(),
            |article| article.published.value.map(|date| date.to_string()),
            |expected, found| expected == found,
        ),
    ];
    let mut texts: Vec<Article> = articles.into_iter().filter_map(|(_, article)| article).collect();
    let mut english: Vec<PathBuf> = fs::read_dir(data.join("extraction/html"))?
        .filter_map(|entry| entry.ok().map(|entry| entry.path()))
        .collect();
    english.sort();
    let read: Vec<Option<Article>> =
        english.par_iter().map(|path| article(path)).collect::<Result<_>>()?;
    texts.extend(read.into_iter().flatten());
    rows.extend(leaks(&texts, show));
    Ok(rows)
}

/// The share of the pages with an expected value for which reading gives it.
fn told(
    what: &'static str,
    pages: &[(&Page, Option<Article>)],
    show: &str,
    expected: impl Fn(&Page) -> Option<&str>,
    given: impl Fn(&Article) -> Option<String>,
    same: impl Fn(&str, &str) -> bool,
) -> Row {
    let (mut right, mut all, mut silent) = (0_usize, 0_usize, 0);
    for (page, article) in pages {
        let Some(wanted) = expected(page).map(str::trim).filter(|wanted| !wanted.is_empty()) else {
            continue;
        };
        let found = article.as_ref().and_then(&given);
        let holds = found.as_deref().is_some_and(|found| same(wanted, found));
        all += 1;
        right += usize::from(holds);
        silent += usize::from(found.is_none());
        if show == what && !holds {
            eprintln!("{}: {wanted:?}, not {found:?}", page.file);
        }
    }
    Row::new("metadata of pages", what, right as f64 / all.max(1) as f64)
        .note(format!("{right} of {all}; {silent} not told"))
}

fn letters(words: &str) -> String {
    fold(words).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

fn same_title(expected: &str, found: &str) -> bool {
    let (expected, found) = (letters(expected), letters(found));
    let (short, long) =
        if expected.len() < found.len() { (&expected, &found) } else { (&found, &expected) };
    !short.is_empty()
        && (long.starts_with(short.as_str()) || long.ends_with(short.as_str()))
        && short.len() * 2 >= long.len()
}

fn same_author(expected: &str, found: &str) -> bool {
    // Words that join names are in small letters.
    let found = fold(found);
    expected
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.starts_with(char::is_uppercase))
        .all(|word| found.contains(fold(word).as_str()))
}

/// For each kind, the share of pages whose clean text has a line of it.
fn leaks(texts: &[Article], show: &str) -> Vec<Row> {
    let rows = LEAKS.iter().map(|(kind, starts)| {
        let is_leak = |line: &&str| {
            line.chars().count() <= LONGEST && {
                let line = fold(line.trim_start_matches(|letter: char| !letter.is_alphanumeric()));
                starts.iter().any(|start| line.starts_with(start))
            }
        };
        let leaking: Vec<(&Article, &str)> = texts
            .iter()
            .filter_map(|article| Some((article, article.text.lines().find(is_leak)?)))
            .collect();
        if show == "leaks" {
            for (article, line) in &leaking {
                let name = article.source.rsplit('/').next().unwrap_or_default();
                eprintln!("{kind}: {name}: {line}");
            }
        }
        Row::new(
            "leaks of furniture",
            format!("pages with {kind}"),
            leaking.len() as f64 / texts.len().max(1) as f64,
        )
        .at_most(Some(0.02))
        .note(format!("{} of {}", leaking.len(), texts.len()))
    });
    rows.collect()
}
