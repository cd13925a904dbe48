//! What is written of feeds, of the pages they name, and of what could not be read.

use super::text::time;
use crate::columns::{key, kind_name};
use crate::rows::{FeedRow, PageRow, RunRow};
use rusqlite::{Connection, Result, params};

pub(super) fn note(on: &Connection, run: &RunRow) -> Result<()> {
    on.prepare_cached("INSERT INTO runs (at, source, message) VALUES (?1, ?2, ?3)")?
        .execute(params![time(run.at), run.source, run.message])?;
    Ok(())
}

pub(super) fn watch(on: &Connection, feed: &FeedRow) -> Result<()> {
    on.prepare_cached(
        "INSERT OR REPLACE INTO feeds
            (url, kind, etag, last_modified, due, interval, read, failures, error)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        feed.url,
        kind_name(feed.kind),
        feed.etag,
        feed.last_modified,
        time(feed.due),
        key(feed.interval),
        feed.read.map(time),
        key(feed.failures),
        feed.error,
    ])?;
    Ok(())
}

pub(super) fn found(on: &Connection, urls: &[String], at: &str) -> Result<usize> {
    let mut statement = on.prepare_cached(
        "INSERT INTO pages (url, found, due, failures) VALUES (?1, ?2, ?2, 0)
        ON CONFLICT DO NOTHING",
    )?;
    urls.iter().map(|url| statement.execute([url.as_str(), at])).sum()
}

pub(super) fn page(on: &Connection, page: &PageRow) -> Result<()> {
    on.prepare_cached(
        "INSERT OR REPLACE INTO pages (url, etag, last_modified, found, due, read, failures)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        page.url,
        page.etag,
        page.last_modified,
        time(page.found),
        page.due.map(time),
        page.read.map(time),
        key(page.failures),
    ])?;
    Ok(())
}
