//! Rows of the tables to what callers are told, with the columns they are read from.

use super::fault::Result;
use super::values::{maybe_number, number};
use crate::columns::{Logged, kind_of};
use crate::rows::{FeedRow, LogRow, PageRow, ReportRow, StoryRow};
use recoupe_stories::Reason;
use tokio_postgres::Row;

pub(super) fn story(row: &Row) -> Result<StoryRow> {
    Ok(StoryRow {
        id: number(row, 0)?,
        name: row.try_get(1)?,
        title: row.try_get(2)?,
        reports: number(row, 3)?,
        origins: maybe_number(row, 4)?,
        disputes: maybe_number(row, 5)?,
        languages: row.try_get(6)?,
        first: row.try_get(7)?,
        last: row.try_get(8)?,
        changed: row.try_get(9)?,
        stale: row.try_get(10)?,
    })
}

pub(super) fn report(row: &Row) -> Result<ReportRow> {
    Ok(ReportRow {
        id: number(row, 0)?,
        story: number(row, 1)?,
        source: row.try_get(2)?,
        url: row.try_get(3)?,
        outlet: row.try_get(4)?,
        title: row.try_get(5)?,
        language: row.try_get(6)?,
        day: row.try_get(7)?,
        versions: number(row, 8)?,
        first_fetched: row.try_get(9)?,
        last_fetched: row.try_get(10)?,
    })
}

pub(super) fn log(row: &Row) -> Result<LogRow> {
    let likeness: Option<f64> = row.try_get(7)?;
    let names = maybe_number(row, 6)?.unwrap_or(0) as usize;
    let days = maybe_number(row, 8)?.map(|days| days as u32);
    let logged = Logged {
        what: row.try_get(1)?,
        story: number(row, 2)?,
        report: maybe_number(row, 3)?,
        other: maybe_number(row, 4)?,
        person: row.try_get(5)?,
        reason: likeness.map(|likeness| Reason { names, likeness, days }),
    };
    let (why, because) = logged.step();
    Ok(LogRow { at: row.try_get(0)?, why, because })
}

pub(super) fn page(row: &Row) -> Result<PageRow> {
    Ok(PageRow {
        url: row.try_get(0)?,
        etag: row.try_get(1)?,
        last_modified: row.try_get(2)?,
        found: row.try_get(3)?,
        due: row.try_get(4)?,
        read: row.try_get(5)?,
        failures: number(row, 6)?,
    })
}

pub(super) fn feed(row: &Row) -> Result<FeedRow> {
    Ok(FeedRow {
        url: row.try_get(0)?,
        kind: kind_of(row.try_get(1)?),
        etag: row.try_get(2)?,
        last_modified: row.try_get(3)?,
        due: row.try_get(4)?,
        interval: number(row, 5)?,
        read: row.try_get(6)?,
        failures: number(row, 7)?,
        error: row.try_get(8)?,
    })
}
