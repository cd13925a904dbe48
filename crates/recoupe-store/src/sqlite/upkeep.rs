//! Whether all holds together, and giving back room.

use super::text::number;
use crate::engine::{EachRaw, EachVersion};
use rusqlite::{Connection, Result};

/// What must be empty, with what it says where it is not.
const RULES: [(&str, &str); 6] = [
    (
        "a report in a story that went into another",
        "SELECT reports.id FROM reports JOIN stories ON stories.id = reports.story
            WHERE stories.into_story IS NOT NULL",
    ),
    (
        "a story that went into one that went on",
        "SELECT stories.id FROM stories JOIN stories AS next ON next.id = stories.into_story
            WHERE next.into_story IS NOT NULL",
    ),
    (
        "a report without its latest version",
        "SELECT id FROM reports WHERE NOT EXISTS (SELECT 1 FROM versions
            WHERE versions.report = reports.id AND versions.number = reports.versions)",
    ),
    (
        "a report that no search finds",
        "SELECT id FROM reports WHERE NOT EXISTS (SELECT 1 FROM words WHERE words.rowid = reports.id)",
    ),
    (
        "a story that counts its reports wrong",
        "SELECT id FROM stories
            WHERE reports <> (SELECT count(*) FROM reports WHERE reports.story = stories.id)",
    ),
    (
        "a report of which no step tells",
        "SELECT id FROM reports WHERE NOT EXISTS (SELECT 1 FROM log WHERE log.report = reports.id)",
    ),
];

pub(super) fn check(on: &Connection) -> Result<Vec<String>> {
    let mut found: Vec<String> = on
        .prepare("PRAGMA integrity_check")?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_>>()?;
    found.retain(|line| line != "ok");
    let keys: i64 =
        on.query_row("SELECT count(*) FROM pragma_foreign_key_check", [], |row| row.get(0))?;
    if keys > 0 {
        found.push(format!("{keys} rows point to rows that are not there"));
    }
    for (what, sql) in RULES {
        for id in on.prepare(sql)?.query_map([], |row| number(row, 0))? {
            found.push(format!("{what}: {}", id?));
        }
    }
    if let Err(error) = on.execute("INSERT INTO words (words) VALUES ('integrity-check')", []) {
        found.push(format!("the index of words: {error}"));
    }
    Ok(found)
}

pub(super) fn every_version(on: &Connection, each: EachVersion<'_>) -> Result<u64> {
    let mut statement = on.prepare("SELECT report, number, hash, article FROM versions")?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        each(
            number(row, 0)?,
            number(row, 1)?,
            row.get_ref(2)?.as_blob()?,
            row.get_ref(3)?.as_blob()?,
        );
        count += 1;
    }
    Ok(count)
}

pub(super) fn every_raw(on: &Connection, each: EachRaw<'_>) -> Result<u64> {
    let mut statement = on.prepare("SELECT id, hash, packed FROM raw")?;
    let mut rows = statement.query([])?;
    let mut count = 0;
    while let Some(row) = rows.next()? {
        each(number(row, 0)?, row.get_ref(1)?.as_blob()?, row.get_ref(2)?.as_blob()?);
        count += 1;
    }
    Ok(count)
}

pub(super) fn compact(on: &Connection) -> Result<()> {
    on.execute_batch(
        "INSERT INTO words (words) VALUES ('optimize');
        PRAGMA wal_checkpoint(TRUNCATE);
        VACUUM;
        PRAGMA wal_checkpoint(TRUNCATE);
        PRAGMA optimize;",
    )
}
