//! Search: the form, and the reports found, each with the stretch where the words stand.

use super::{Frame, framed, lists, search_form};
use crate::forms::{HITS, Search};
use recoupe_export::html::Page;
use recoupe_export::{counted, language_name, when};
use recoupe_store::Hit;
use url::form_urlencoded::byte_serialize;

const HOW: &[(&str, &str)] = &[
    ("fire ferry", "reports that have both words, in any of their forms"),
    ("\"car deck\"", "words in a row"),
    ("name:\"Claire Vasseur\"", "reports that name somebody or something"),
    ("outlet:gazette", "reports of an outlet"),
    ("language:fr", "reports in a language"),
    ("after:2026-03-01 before:2026-03-31", "by day of publication"),
];

pub(crate) fn page(asked: &Search, found: Option<(&[Hit], bool)>) -> String {
    let query = asked.q.as_str();
    let (first, own) = (asked.query(1), asked.query(asked.page()));
    let title = if query.trim().is_empty() { "Search" } else { query };
    let frame = Frame {
        title,
        place: "/search",
        others: vec![
            ("application/json", format!("/search.json{own}")),
            ("application/atom+xml", format!("/search.atom{first}")),
            ("application/feed+json", format!("/search.jsonfeed{first}")),
        ],
    };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| page.words("h1", &[], "Search"));
        search_form(page, query, "query", "Search");
        match found {
            None => how(page),
            Some(([], _)) if asked.page() > 1 => {
                page.words("p", &[("role", "status")], "The list ends before this page.");
            }
            Some(([], _)) => {
                page.words("p", &[("role", "status")], "No report has all of it.");
                how(page);
            }
            Some((hits, more)) => {
                page.words("p", &[("class", "note"), ("role", "status")], &told(asked, hits, more));
                page.element("ol", &[("class", "rows")], |page| {
                    for hit in hits {
                        row(page, hit);
                    }
                });
            }
        }
        if let Some((_, more)) = found {
            lists::pages(page, asked.page(), more, |at| format!("/search{}", asked.query(at)));
        }
    })
}

/// Which reports of how many.
fn told(asked: &Search, hits: &[Hit], more: bool) -> String {
    if asked.page() == 1 && !more {
        return format!("{}, the best first", counted(hits.len(), "report"));
    }
    let first = (asked.page() - 1) * HITS + 1;
    format!("Reports {first} to {}, the best first", first + hits.len() as u64 - 1)
}

fn how(page: &mut Page) {
    page.words("h2", &[], "What can be asked for");
    page.element("ul", &[("class", "plain")], |page| {
        for (example, words) in HOW {
            page.element("li", &[], |page| {
                let address: String = byte_serialize(example.as_bytes()).collect();
                page.words("a", &[("href", &format!("/search?q={address}"))], example);
                page.text(&format!(" – {words}"));
            });
        }
    });
}

fn row(page: &mut Page, hit: &Hit) {
    let report = &hit.report;
    let language = report.language.as_deref().unwrap_or_default();
    page.element("li", &[], |page| {
        let address = format!("/reports/{}", report.id);
        let title = if report.title.trim().is_empty() { "A report" } else { &report.title };
        let attributes =
            [("class", "title"), ("href", address.as_str()), ("lang", language), ("dir", "auto")];
        page.words("a", &attributes, title);
        page.element("p", &[("class", "excerpt"), ("lang", language), ("dir", "auto")], |page| {
            let mut at = 0;
            for span in &hit.marked {
                let (start, end) = (span.start as usize, span.end as usize);
                page.text(hit.excerpt.get(at..start).unwrap_or_default());
                page.words("mark", &[], hit.excerpt.get(start..end).unwrap_or_default());
                at = end;
            }
            page.text(hit.excerpt.get(at..).unwrap_or_default());
        });
        page.element("p", &[("class", "facts")], |page| {
            let mut facts = vec![report.outlet.clone().unwrap_or_else(|| report.source.clone())];
            facts.extend(report.day.map(|day| when(&day.to_string())));
            facts.extend((!language.is_empty()).then(|| language_name(language).to_owned()));
            page.text(&facts.join(" · "));
            page.text(" · ");
            let story = format!("/stories/{}", report.story);
            let called =
                if hit.story_title.trim().is_empty() { "its story" } else { &hit.story_title };
            page.words("a", &[("href", &story), ("dir", "auto")], called);
        });
    });
}
