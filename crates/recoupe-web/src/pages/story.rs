//! One story: the parts of its record, who is absent, and the forms to correct it.

use super::links::links;
use super::{Frame, framed, lists};
use crate::compared::Affair;
use crate::fault::Fault;
use crate::watched::{Absence, Missing, missing};
use recoupe_export::counted;
use recoupe_export::html::{Page, StoryView};
use recoupe_store::{FeedRow, ReportRow};

/// Of the watched outlets that have no report, so many are named.
const NAMED: usize = 200;

pub(crate) fn page(affair: &Affair, feeds: &[FeedRow]) -> Result<String, Fault> {
    let view = StoryView::of(&affair.record, 0).ok_or_else(Fault::nothing_here)?;
    let row = &affair.row;
    let address = format!("/stories/{}", row.id);
    let called = lists::called(row);
    let frame = Frame {
        title: called,
        place: "",
        others: vec![("application/json", format!("{address}.json"))],
    };
    Ok(framed(&frame, |page| {
        if let Some(name) = &row.name {
            page.element("p", &[("class", "note")], |page| {
                page.text("Named by a person: ");
                page.words("bdi", &[], name);
            });
        }
        view.write(page, &links(affair));
        absent(page, &missing(feeds, row, &affair.reports));
        correct(page, affair, &address);
    }))
}

fn absent(page: &mut Page, missing: &[Missing<'_>]) {
    if missing.is_empty() {
        return;
    }
    page.element("section", &[("class", "part"), ("id", "absent")], |page| {
        page.words("h2", &[], "Watched, without a report of it");
        let kinds = [
            (Absence::Absent, "absent: read since the story began, and no report of it is there"),
            (Absence::Unknown, "not known: the feed failed, or has not been read since"),
        ];
        for (absence, words) in kinds {
            let of: Vec<&Missing<'_>> =
                missing.iter().filter(|missing| missing.absence == absence).collect();
            if of.is_empty() {
                continue;
            }
            page.words("h3", &[], &format!("{} {words}", counted(of.len(), "feed")));
            page.element("ul", &[("class", "plain")], |page| {
                for missing in of.iter().take(NAMED) {
                    page.element("li", &[], |page| {
                        page.words("bdi", &[], &missing.feed.url);
                        if let Some(error) = &missing.feed.error {
                            page.text(": ");
                            page.words("span", &[("class", "facts"), ("dir", "auto")], error);
                        }
                    });
                }
            });
        }
    });
}

/// The forms by which a person corrects what the program decided.
fn correct(page: &mut Page, affair: &Affair, address: &str) {
    page.element("section", &[("class", "part"), ("id", "correct")], |page| {
        page.words("h2", &[], "Correct it");
        page.element("p", &[], |page| {
            let history = format!("{address}/history");
            page.words("a", &[("href", &history)], "How the reports came to be in this story");
        });
        page.element("div", &[("class", "correct")], |page| {
            form(page, &format!("{address}/rename"), "Give it a name", |page| {
                page.fixed("<label for=\"name\">Name (empty: its headline again)</label><input id=\"name\" name=\"name\" maxlength=\"300\" dir=\"auto\" size=\"40\" value=\"");
                page.text(affair.row.name.as_deref().unwrap_or_default());
                page.fixed("\"> <button>Give</button>");
            });
            form(page, &format!("{address}/merge"), "Merge it with another story", |page| {
                page.fixed("<label for=\"other\">Number of the other story</label><input id=\"other\" name=\"other\" inputmode=\"numeric\" pattern=\"[0-9]+\" required> <button>Merge</button>");
            });
            if affair.reports.len() > 1 {
                form(page, &format!("{address}/split"), "Make a story of some reports", |page| {
                    for report in &affair.reports {
                        ticked(page, report);
                    }
                    page.fixed("<button>Split off</button>");
                });
            }
        });
    });
}

pub(super) fn form(page: &mut Page, action: &str, legend: &str, inside: impl FnOnce(&mut Page)) {
    page.element("form", &[("method", "post"), ("action", action)], |page| {
        page.element("fieldset", &[], |page| {
            page.words("legend", &[], legend);
            inside(page);
        });
    });
}

fn ticked(page: &mut Page, report: &ReportRow) {
    page.fixed("<label><input type=\"checkbox\" name=\"report\" value=\"");
    page.text(&report.id.to_string());
    page.fixed("\"> ");
    page.words("bdi", &[], report.outlet.as_deref().unwrap_or(&report.source));
    page.text(": ");
    let language = report.language.as_deref().unwrap_or_default();
    page.words("span", &[("lang", language), ("dir", "auto")], &report.title);
    page.fixed("</label>");
}
