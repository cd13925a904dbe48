//! Rows of the tables to what callers are told, with the columns they are read from.

use super::text::{maybe, maybe_number, number, parsed};
use crate::columns::Logged;
use crate::rows::{LogRow, ReportRow, StoryRow};
use recoupe_stories::Reason;
use rusqlite::Row;

pub(super) fn story(row: &Row<'_>) -> rusqlite::Result<StoryRow> {
    let languages: String = row.get(6)?;
    Ok(StoryRow {
        id: number(row, 0)?,
        name: row.get(1)?,
        title: row.get(2)?,
        reports: number(row, 3)?,
        origins: maybe_number(row, 4)?,
        disputes: maybe_number(row, 5)?,
        languages: languages
            .split(',')
            .filter(|code| !code.is_empty())
            .map(str::to_owned)
            .collect(),
        first: maybe(row, 7)?,
        last: maybe(row, 8)?,
        changed: maybe(row, 9)?,
        stale: row.get(10)?,
    })
}

pub(super) fn report(row: &Row<'_>) -> rusqlite::Result<ReportRow> {
    Ok(ReportRow {
        id: number(row, 0)?,
        story: number(row, 1)?,
        source: row.get(2)?,
        url: row.get(3)?,
        outlet: row.get(4)?,
        title: row.get(5)?,
        language: row.get(6)?,
        day: maybe(row, 7)?,
        versions: number(row, 8)?,
        first_fetched: parsed(row, 9)?,
        last_fetched: parsed(row, 10)?,
    })
}

pub(super) fn log(row: &Row<'_>) -> rusqlite::Result<LogRow> {
    let likeness: Option<f64> = row.get(7)?;
    let (names, days) = (maybe_number(row, 6)?.unwrap_or(0) as usize, row.get(8)?);
    let logged = Logged {
        what: row.get(1)?,
        story: number(row, 2)?,
        report: maybe_number(row, 3)?,
        other: maybe_number(row, 4)?,
        person: row.get(5)?,
        reason: likeness.map(|likeness| Reason { names, likeness, days }),
    };
    let (why, because) = logged.step();
    Ok(LogRow { at: parsed(row, 0)?, why, because })
}
