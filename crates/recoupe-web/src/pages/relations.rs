//! What two parties have between them: each arrangement once, its steps, who reported them and in which words.

use super::{Frame, framed};
use crate::forms::Between;
use crate::related::Register;
use recoupe_export::html::Page;
use recoupe_export::record::SpanOut;
use recoupe_export::{ArrangementOut, RelationOut, RelationReport, StepOut, counted, when};

/// Of the reports that tell one step, so many are shown at once.
const OPEN: usize = 4;
/// So many of the reports that name both are listed.
const LISTED: usize = 200;

pub(crate) fn page(asked: &Between, register: &Register) -> String {
    let out = &register.out;
    let [one, other] = &out.parties;
    let asks = !one.is_empty() && !other.is_empty();
    let title = if asks { format!("{one} and {other}") } else { "Relations".to_owned() };
    let query = asked.query();
    let mut others = vec![("application/json", format!("/relations.json{query}"))];
    if asks {
        others.push(("application/atom+xml", format!("/relations.atom{query}")));
        others.push(("application/feed+json", format!("/relations.jsonfeed{query}")));
    }
    let frame = Frame { title: &title, place: "/relations", others };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[("dir", "auto")], &title);
            page.words(
                "p",
                &[("class", "summary")],
                "What two parties have between them through time",
            );
        });
        form(page, asked);
        if let Some(lacking) = &out.lacking {
            let words = format!("{}.", lacking.told);
            page.words("p", &[("class", "lacking"), ("role", "status"), ("dir", "auto")], &words);
            if lacking.reason != "nothing-between" {
                help(page);
            }
        } else {
            page.words("p", &[("class", "note"), ("role", "status")], &told(out));
        }
        if out.unread > 0 {
            let unread = counted(out.unread, "older report");
            let words = format!("{unread} of stories that name both were not read.");
            page.words("p", &[("class", "note")], &words);
        }
        page.element("ol", &[("class", "rows")], |page| {
            for held in &out.arrangements {
                arrangement(page, register, held);
            }
        });
        reports(page, register);
    })
}

fn form(page: &mut Page, asked: &Between) {
    page.fixed("<form class=\"choice\" action=\"/relations\" method=\"get\"><label>One party <input name=\"one\" maxlength=\"200\" dir=\"auto\" required value=\"");
    page.text(&asked.one);
    page.fixed("\"></label> <label>The other <input name=\"other\" maxlength=\"200\" dir=\"auto\" required value=\"");
    page.text(&asked.other);
    page.fixed(
        "\"></label> <label>Deadlines held against <input type=\"date\" name=\"on\" value=\"",
    );
    page.text(asked.on.trim());
    page.fixed("\"></label> <button>Show</button></form>\n");
}

fn help(page: &mut Page) {
    page.words("p", &[], "States, regions, cities and international bodies that the gazetteer has may be named in any language; anybody else, as reports name them, word for word: a firm and a body that regulates it, for example.");
}

/// How much there is, and against which day.
fn told(out: &RelationOut) -> String {
    let reports = match out.reports.len() {
        1 => "1 report that names both".to_owned(),
        count => format!("{count} reports that name both"),
    };
    let arrangements = counted(out.arrangements.len(), "arrangement");
    let from =
        if out.on_from == Some("asked") { "as asked" } else { "the day of the newest report" };
    match &out.on {
        Some(on) => {
            let on = when(on);
            format!("{arrangements} in {reports}. Deadlines are held against {on} ({from}).")
        }
        None => format!("{arrangements} in {reports}."),
    }
}

fn language(report: Option<&RelationReport>) -> &str {
    report.and_then(|report| report.language.as_deref()).unwrap_or_default()
}

fn arrangement(page: &mut Page, register: &Register, held: &ArrangementOut) {
    let out = &register.out;
    page.element("li", &[("id", &held.id)], |page| {
        page.element("h2", &[("class", "arrangement")], |page| {
            for (number, name) in held.names.iter().enumerate() {
                if number > 0 {
                    page.text(" / ");
                }
                page.words("bdi", &[("lang", language(out.report(name)))], &name.exact);
            }
        });
        page.element("p", &[("class", "facts")], |page| {
            page.text(&format!("{} · {}", held.kind, held.status));
            if let Some(due) = &held.due {
                page.text(&format!(" · due by {} ", when(due)));
                deadline(page, due, held.overdue, out.on.as_deref());
            }
        });
        page.element("ol", &[("class", "steps")], |page| {
            for held in &held.steps {
                step(page, register, held);
            }
        });
    });
}

/// How a deadline stands on the day against which it is held; both are written year first.
fn deadline(page: &mut Page, due: &str, overdue: bool, on: Option<&str>) {
    let (class, words) = match on {
        Some(on) if overdue => ("badge disputed", format!("overdue on {}", when(on))),
        Some(on) if due < on => ("badge read", "told as done".to_owned()),
        Some(on) => ("badge", format!("open on {}", when(on))),
        None => ("badge", "open".to_owned()),
    };
    page.words("span", &[("class", class)], &words);
}

fn step(page: &mut Page, register: &Register, held: &StepOut) {
    page.element("li", &[("id", &held.id)], |page| {
        page.element("p", &[("class", "step")], |page| {
            page.words("strong", &[], held.status);
            page.text(" · ");
            match &held.reported {
                Some(day) => page.words("time", &[("datetime", day)], &when(day)),
                None => page.text("no date"),
            }
        });
        let (open, more) = held.spans.split_at(held.spans.len().min(OPEN));
        said(page, register, open);
        if !more.is_empty() {
            page.element("details", &[], |page| {
                page.words("summary", &[], &format!("{} more", more.len()));
                said(page, register, more);
            });
        }
    });
}

/// The stretches that say a step: who, when, and in which words.
fn said(page: &mut Page, register: &Register, spans: &[SpanOut]) {
    page.element("ul", &[("class", "plain")], |page| {
        for span in spans {
            let Some(report) = register.out.report(span) else { continue };
            page.element("li", &[], |page| {
                page.words("q", &[("lang", language(Some(report))), ("dir", "auto")], &span.exact);
                page.element("span", &[("class", "facts")], |page| {
                    page.text(" ");
                    let address = register.address(span);
                    page.words("a", &[("href", &address), ("dir", "auto")], report.label());
                    page.text(&format!(", {}", day(report)));
                });
            });
        }
    });
}

fn day(report: &RelationReport) -> String {
    report.published.as_deref().map_or_else(|| "no date".to_owned(), when)
}

fn reports(page: &mut Page, register: &Register) {
    let reports = &register.out.reports;
    if reports.is_empty() {
        return;
    }
    page.element("section", &[("class", "part"), ("id", "reports")], |page| {
        page.words("h2", &[], "Reports that name both");
        page.element("ul", &[("class", "plain")], |page| {
            for report in reports.iter().take(LISTED) {
                page.element("li", &[], |page| {
                    let address = format!("/reports/{}", report.report);
                    let title =
                        if report.title.trim().is_empty() { "A report" } else { &report.title };
                    let language = language(Some(report));
                    page.words(
                        "a",
                        &[("href", &address), ("lang", language), ("dir", "auto")],
                        title,
                    );
                    page.element("span", &[("class", "facts")], |page| {
                        page.text(" ");
                        page.words("bdi", &[], report.label());
                        page.text(&format!(", {}", day(report)));
                    });
                });
            }
        });
        if reports.len() > LISTED {
            let more = format!("{} more are in the JSON.", reports.len() - LISTED);
            page.words("p", &[("class", "note")], &more);
        }
    });
}
