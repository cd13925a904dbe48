//! What is written of feeds, of the pages they name, and of what could not be read.

use super::fault::Result;
use super::session::Session;
use super::values::{maybe_text, text, time};
use crate::columns::{key, kind_name};
use crate::rows::{FeedRow, PageRow, RunRow};
use jiff::Timestamp;
use tokio_postgres::types::ToSql;

pub(super) fn note(on: &mut Session, run: &RunRow) -> Result<()> {
    let (source, message) = (text(&run.source), text(&run.message));
    on.execute(
        "INSERT INTO runs (at, source, message) VALUES ($1, $2, $3)",
        &[&time(run.at), &source, &message],
    )?;
    Ok(())
}

pub(super) fn watch(on: &mut Session, feed: &FeedRow) -> Result<()> {
    let values: [&(dyn ToSql + Sync); 9] = [
        &text(&feed.url),
        &kind_name(feed.kind),
        &maybe_text(feed.etag.as_ref()),
        &maybe_text(feed.last_modified.as_ref()),
        &time(feed.due),
        &key(feed.interval),
        &feed.read.map(time),
        &key(feed.failures),
        &maybe_text(feed.error.as_ref()),
    ];
    // An index that takes addresses of any length cannot say what to do about the one that is there.
    let held = on.execute(
        "UPDATE feeds SET kind = $2, etag = $3, last_modified = $4, due = $5, interval = $6,
            read = $7, failures = $8, error = $9
        WHERE url = $1",
        &values,
    )?;
    if held == 0 {
        on.execute(
            "INSERT INTO feeds
                (url, kind, etag, last_modified, due, interval, read, failures, error)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &values,
        )?;
    }
    Ok(())
}

pub(super) fn found(on: &mut Session, urls: &[String], at: Timestamp) -> Result<usize> {
    let urls: Vec<_> = urls.iter().map(|url| text(url)).collect();
    let new = on.execute(
        "INSERT INTO pages (url, found, due, failures)
        SELECT url, $2, $2, 0 FROM unnest($1::text[]) AS given (url)
        ON CONFLICT DO NOTHING",
        &[&urls, &time(at)],
    )?;
    Ok(new as usize)
}

pub(super) fn page(on: &mut Session, page: &PageRow) -> Result<()> {
    let values: [&(dyn ToSql + Sync); 7] = [
        &text(&page.url),
        &maybe_text(page.etag.as_ref()),
        &maybe_text(page.last_modified.as_ref()),
        &time(page.found),
        &page.due.map(time),
        &page.read.map(time),
        &key(page.failures),
    ];
    let held = on.execute(
        "UPDATE pages SET etag = $2, last_modified = $3, found = $4, due = $5, read = $6,
            failures = $7
        WHERE url = $1",
        &values,
    )?;
    if held == 0 {
        on.execute(
            "INSERT INTO pages (url, etag, last_modified, found, due, read, failures)
            VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &values,
        )?;
    }
    Ok(())
}
