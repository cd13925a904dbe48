//! The versions of a report: what each changed, statement by statement, and what it says of its own corrections.

use super::{Frame, framed, lists};
use recoupe_export::html::Page;
use recoupe_export::record::SpanOut;
use recoupe_export::{ChangeOut, VersionOut, counted};
use recoupe_store::ReportRow;

pub(crate) fn page(row: &ReportRow, versions: &[VersionOut]) -> String {
    let report = format!("/reports/{}", row.id);
    let language = row.language.as_deref().unwrap_or_default();
    let frame = Frame {
        title: "Versions of a report",
        place: "",
        others: vec![
            ("application/json", format!("{report}/versions.json")),
            ("application/atom+xml", format!("{report}/versions.atom")),
            ("application/feed+json", format!("{report}/versions.jsonfeed")),
        ],
    };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[], "Versions of a report");
            page.element("p", &[("class", "summary")], |page| {
                page.text(&format!("{} of ", counted(versions.len(), "version")));
                let attributes = [("href", report.as_str()), ("lang", language), ("dir", "auto")];
                page.words("a", &attributes, lists::titled(row));
            });
        });
        if versions.len() < 2 {
            page.words("p", &[("class", "note")], "There is no other version.");
        }
        page.element("ol", &[("class", "rows")], |page| {
            for version in versions.iter().rev() {
                one(page, &report, language, version);
            }
        });
    })
}

/// What a version changed, in a line.
pub(crate) fn summary(version: &VersionOut) -> String {
    match version.changes.len() {
        _ if version.version == 1 => "the first".to_owned(),
        0 => "nothing changed but marks, case or blanks".to_owned(),
        count => counted(count, "change"),
    }
}

fn one(page: &mut Page, report: &str, language: &str, version: &VersionOut) {
    page.element("li", &[("id", &format!("v{}", version.version))], |page| {
        let address = format!("{report}/versions/{}", version.version);
        page.element("h2", &[("class", "arrangement")], |page| {
            page.words("a", &[("href", &address)], &format!("Version {}", version.version));
        });
        let told = format!("fetched {} · {}", lists::minute(version.fetched), summary(version));
        page.words("p", &[("class", "facts")], &told);
        for correction in &version.corrections {
            page.element("p", &[("class", "correction")], |page| {
                page.words("span", &[("class", "facts")], "The outlet says: ");
                page.words("q", &[("lang", language), ("dir", "auto")], correction);
            });
        }
        if !version.changes.is_empty() {
            page.element("ul", &[("class", "changes")], |page| {
                for held in &version.changes {
                    change(page, report, language, held);
                }
            });
        }
    });
}

/// One change, its words linked to where they stand.
fn change(page: &mut Page, report: &str, language: &str, held: &ChangeOut) {
    page.element("li", &[], |page| {
        page.words("span", &[("class", "kind")], held.kind);
        page.element("div", &[], |page| {
            for (label, tag, span) in [("was", "del", &held.before), ("is", "ins", &held.after)] {
                let Some(span) = span else { continue };
                page.element("p", &[], |page| {
                    page.words("a", &[("class", "facts"), ("href", &place(report, span))], label);
                    page.text(" ");
                    page.words(tag, &[("lang", language), ("dir", "auto")], &span.exact);
                });
            }
        });
    });
}

/// Where a span stands in its version, whose number its article is named by.
fn place(report: &str, span: &SpanOut) -> String {
    let version = span.article.trim_start_matches('v');
    format!("{report}/versions/{version}#{}.{}", span.article, span.start)
}
