//! The steps of what two parties have between them, the latest first.
//!
//! A step is dated by the first dated report that tells it. One that only undated reports tell says so, and is dated by
//! when the first of them was fetched, since a feed has no other way.

use super::{Entry, Feed};
use crate::forms::Between;
use crate::related::Register;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use recoupe_export::{ArrangementOut, StepOut, counted, when};
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A feed has at most so many steps.
const STEPS: usize = 200;

/// The feed of a relation.
pub(crate) fn relation(base: &str, asked: &Between, register: &Register) -> Feed {
    let page = format!("{base}/relations{}", asked.query());
    let mut entries: Vec<Entry> = Vec::new();
    for arrangement in &register.out.arrangements {
        entries.extend(
            arrangement.steps.iter().map(|step| entry(base, &page, register, arrangement, step)),
        );
    }
    entries.sort_by_key(|entry| Reverse(entry.updated));
    entries.truncate(STEPS);
    Feed {
        title: format!("Recoupe: {} and {}", register.out.parties[0], register.out.parties[1]),
        page,
        own: format!("{base}/relations"),
        query: asked.query(),
        entries,
    }
}

fn entry(
    base: &str,
    page: &str,
    register: &Register,
    arrangement: &ArrangementOut,
    step: &StepOut,
) -> Entry {
    let first = step.spans.first();
    let report = first.and_then(|span| register.out.report(span));
    let name = arrangement.names.first().map_or("", |name| &name.exact);
    let day = step.reported.as_deref().map_or_else(|| "no date".to_owned(), when);
    let mut told = vec![format!("{} · {} · {day}", arrangement.kind, step.status)];
    for span in &step.spans {
        if let Some(report) = register.out.report(span) {
            told.push(format!("{}: {}", report.label(), span.exact));
        }
    }
    Entry {
        id: format!("{page}#{}", step.id),
        title: format!("{name}: {}", step.status),
        address: first
            .map_or_else(|| page.to_owned(), |span| format!("{base}{}", register.address(span))),
        updated: dated(register, step),
        author: report.map(|report| match tellers(step) {
            0 | 1 => report.label().to_owned(),
            tellers => format!("{} and {}", report.label(), counted(tellers - 1, "other report")),
        }),
        language: report.and_then(|report| report.language.clone()),
        summary: told.join("\n"),
    }
}

/// How many reports tell a step.
fn tellers(step: &StepOut) -> usize {
    let reports: BTreeSet<&str> = step.spans.iter().map(|span| span.article.as_str()).collect();
    reports.len()
}

fn dated(register: &Register, step: &StepOut) -> Timestamp {
    let day = step.reported.as_deref().and_then(|day| day.parse::<Date>().ok());
    if let Some(day) = day.and_then(|day| day.to_zoned(TimeZone::UTC).ok()) {
        return day.timestamp();
    }
    let fetched = step.spans.iter().filter_map(|span| {
        let report = register.out.report(span)?.report;
        register.rows.get(&report).map(|(row, _)| row.first_fetched)
    });
    fetched.min().unwrap_or(Timestamp::UNIX_EPOCH)
}
