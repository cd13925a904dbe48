//! One report: its text, its spans lit, and beside each paragraph what it supports.

use super::links::links;
use super::{Frame, framed, lists};
use crate::compared::Affair;
use crate::fault::Fault;
use recoupe_export::html::StoryView;
use recoupe_export::{counted, language_name};
use recoupe_store::{ReportRow, VersionRow};

pub(crate) fn page(
    affair: &Affair,
    row: &ReportRow,
    versions: &[VersionRow],
) -> Result<String, Fault> {
    let view = StoryView::of(&affair.record, 0).ok_or_else(Fault::nothing_here)?;
    let number = affair.reports.iter().position(|report| report.id == row.id);
    let number = number.ok_or_else(Fault::nothing_here)? + 1;
    let story = format!("/stories/{}", affair.row.id);
    let title = lists::titled(row);
    let frame = Frame {
        title,
        place: "",
        others: vec![("application/json", format!("/reports/{}.json", row.id))],
    };
    let language = row.language.as_deref().unwrap_or_default();
    Ok(framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[("lang", language), ("dir", "auto")], title);
            page.element("p", &[("class", "summary")], |page| {
                page.text(&format!("Report {number} of "));
                page.words("a", &[("href", &story), ("dir", "auto")], lists::called(&affair.row));
            });
            page.element("dl", &[("class", "facts")], |page| {
                let mut fact = |name: &str, value: &str| {
                    if !value.is_empty() {
                        page.words("dt", &[], name);
                        page.words("dd", &[("dir", "auto")], value);
                    }
                };
                fact("Outlet", row.outlet.as_deref().unwrap_or_default());
                fact("Published", &view.dated(number));
                fact(
                    "Language",
                    if language.is_empty() { "unknown" } else { language_name(language) },
                );
                fact("Read from", &row.source);
                fact("First fetched", &lists::minute(row.first_fetched));
                if versions.len() > 1 {
                    let latest = versions.last().map(|version| lists::minute(version.fetched));
                    page.words("dt", &[], "Versions");
                    page.element("dd", &[], |page| {
                        let (address, told) = (
                            format!("/reports/{}/versions", row.id),
                            counted(versions.len(), "version"),
                        );
                        page.words("a", &[("href", &address)], &told);
                        page.text(&format!(", the last of {}", latest.unwrap_or_default()));
                    });
                }
                // Only what leads to the web is made a link.
                if let Some(url) = row.url.as_deref().filter(|url| is_web(url)) {
                    page.words("dt", &[], "Address");
                    page.element("dd", &[], |page| {
                        page.words("a", &[("href", url), ("rel", "noreferrer noopener")], url);
                    });
                }
            });
            if let Some(reason) = view.lacking() {
                page.words("p", &[("class", "note")], &format!("{reason}."));
            }
        });
        page.element("section", &[("class", "part"), ("aria-labelledby", "text")], |page| {
            page.words("h2", &[("id", "text")], "Text, and what it supports");
            page.words("h3", &[("class", "hidden")], "The report");
            view.text(page, number, &links(affair));
        });
    }))
}

fn is_web(url: &str) -> bool {
    ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme))
}
