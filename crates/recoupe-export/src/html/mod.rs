//! The page: one self-contained file that shows the record beside the reports' own texts.
//!
//! It asks nothing of the network (a content security policy says so), needs no script, and links both
//! ways: from every statement, quotation, date and arrangement to where it stands in a text, and back.
//! It is laid out from the same digest as the terminal text, whole. Limits: lists inside "more" are
//! printed only when they are open.

mod accounts;
mod beside;
mod drawn;
mod links;
mod lit;
mod overview;
mod statements;
mod story;
mod view;
mod writer;

use crate::digest::{Claimed, Digest, claims};
use crate::record::Record;
use story::StoryPage;

pub use links::Links;
pub use view::StoryView;
pub use writer::{Attributes, Page};

const HEAD: &str = r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="generator" content="Recoupe">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>
"#;
/// The style of the page, which other pages with the same parts take too.
pub const STYLE: &str = include_str!("style.css");

/// The record as an HTML page.
#[must_use]
pub fn html(record: &Record) -> String {
    let mut page = Page::default();
    let digests: Vec<Digest<'_>> =
        record.stories.iter().map(|story| Digest::of(record, story)).collect();
    page.fixed(HEAD);
    page.fixed(STYLE);
    page.fixed("</style>\n");
    page.words("title", &[], digests.first().map_or("Recoupe", Digest::title));
    page.fixed("\n</head>\n<body>\n");
    page.words("a", &[("class", "skip"), ("href", "#content")], "Skip to the record");
    if digests.len() > 1 {
        stories(&mut page, &digests);
    }
    page.element("main", &[("id", "content")], |page| {
        asked(page, &claims(record));
        for digest in &digests {
            StoryPage::new(page, digest, &Links::default()).write();
        }
        errors(page, record);
    });
    page.fixed("<footer>Every line is an exact stretch of a report; the links lead to where it stands. Made by Recoupe.</footer>\n");
    page.fixed("</body>\n</html>\n");
    page.finish()
}

/// Where there are several stories: a list of them.
fn stories(page: &mut Page, digests: &[Digest<'_>]) {
    page.element("nav", &[("class", "stories"), ("aria-label", "Stories")], |page| {
        page.element("ol", &[], |page| {
            for digest in digests {
                page.element("li", &[], |page| {
                    page.words(
                        "a",
                        &[("href", &format!("#{}", digest.story.id)), ("dir", "auto")],
                        digest.title(),
                    );
                });
            }
        });
    });
}

/// The claims, each with the stretches that say it or contradict it.
fn asked(page: &mut Page, claims: &[Claimed<'_>]) {
    if claims.is_empty() {
        return;
    }
    page.element("section", &[("class", "part asked"), ("id", "asked")], |page| {
        page.words("h2", &[], "What you asked");
        for claimed in claims {
            let language = claimed.claim.language.as_deref().unwrap_or_default();
            page.words("h3", &[("lang", language), ("dir", "auto")], &claimed.claim.text);
            page.words("p", &[("class", claimed.claim.verdict)], &claimed.verdict());
            page.element("ul", &[("class", "plain")], |page| {
                let says = claimed.evidence.iter().map(|words| ("says it", words));
                let against = claimed.against.iter().map(|(kind, words)| (*kind, words));
                for (label, words) in against.chain(says) {
                    page.element("li", &[], |page| {
                        page.words("span", &[("class", "facts")], label);
                        page.fixed(" ");
                        let link = Links::default().span(words.report, words.span);
                        page.words("a", &[("href", &link), ("dir", "auto")], &words.span.exact);
                    });
                }
            });
        }
    });
}

fn errors(page: &mut Page, record: &Record) {
    if record.errors.is_empty() {
        return;
    }
    page.element("section", &[("class", "part")], |page| {
        page.words("h2", &[], "Not read");
        page.element("ul", &[], |page| {
            for error in &record.errors {
                page.words("li", &[], &format!("{}: {}", error.source, error.message));
            }
        });
    });
}
