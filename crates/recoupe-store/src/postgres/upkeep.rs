//! Whether all holds together, and giving back room.
//!
//! Whether the database's own files are whole is the server's to tell (checksums of pages, `pg_amcheck`); every row is
//! read here all the same, and what a page or an article must hash to is checked above.

use super::fault::Result;
use super::session::Session;
use super::values::number;
use crate::engine::{EachRaw, EachVersion};

/// So many packed texts are in memory at once.
const AT_ONCE: i64 = 64;

/// What must be empty, with what it says where it is not. What rows point to is there: the server sees to it.
const RULES: [(&str, &str); 6] = [
    (
        "a report in a story that went into another",
        "SELECT reports.id FROM reports JOIN stories ON stories.id = reports.story
            WHERE stories.into_story IS NOT NULL ORDER BY 1",
    ),
    (
        "a story that went into one that went on",
        "SELECT stories.id FROM stories JOIN stories AS next ON next.id = stories.into_story
            WHERE next.into_story IS NOT NULL ORDER BY 1",
    ),
    (
        "a report without its latest version",
        "SELECT id FROM reports WHERE NOT EXISTS (SELECT FROM versions
            WHERE versions.report = reports.id AND versions.number = reports.versions) ORDER BY 1",
    ),
    (
        "a report that no search finds",
        "SELECT id FROM reports
            WHERE NOT EXISTS (SELECT FROM words WHERE words.report = reports.id) ORDER BY 1",
    ),
    (
        "a story that counts its reports wrong",
        "SELECT stories.id FROM stories LEFT JOIN
                (SELECT story, count(*) AS held FROM reports GROUP BY story) AS counted
                ON counted.story = stories.id
            WHERE stories.reports <> coalesce(held, 0) ORDER BY 1",
    ),
    (
        "a report of which no step tells",
        "SELECT id FROM reports
            WHERE NOT EXISTS (SELECT FROM log WHERE log.report = reports.id) ORDER BY 1",
    ),
];

pub(super) fn check(on: &mut Session) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for (what, sql) in RULES {
        for row in on.list(sql, &[])? {
            found.push(format!("{what}: {}", number(&row, 0)?));
        }
    }
    Ok(found)
}

pub(super) fn every_version(on: &mut Session, each: EachVersion<'_>) -> Result<u64> {
    let sql = "SELECT report, number, hash, article FROM versions
        WHERE (report, number) > ($1, $2) ORDER BY report, number LIMIT $3";
    let (mut count, mut last) = (0, (0_i64, 0_i64));
    loop {
        let rows = on.list(sql, &[&last.0, &last.1, &AT_ONCE])?;
        let Some(end) = rows.last() else { return Ok(count) };
        last = (end.try_get(0)?, end.try_get(1)?);
        for row in &rows {
            each(number(row, 0)?, number(row, 1)?, row.try_get(2)?, row.try_get(3)?);
            count += 1;
        }
    }
}

pub(super) fn every_raw(on: &mut Session, each: EachRaw<'_>) -> Result<u64> {
    let sql = "SELECT id, hash, packed FROM raw WHERE id > $1 ORDER BY id LIMIT $2";
    let (mut count, mut last) = (0, 0_i64);
    loop {
        let rows = on.list(sql, &[&last, &AT_ONCE])?;
        let Some(end) = rows.last() else { return Ok(count) };
        last = end.try_get(0)?;
        for row in &rows {
            each(number(row, 0)?, row.try_get(1)?, row.try_get(2)?);
            count += 1;
        }
    }
}

/// The room is the archive's again, not the disk's: giving it back would shut readers out meanwhile.
pub(super) fn compact(on: &mut Session) -> Result<()> {
    on.batch(
        "VACUUM (ANALYZE)
            raw, stories, reports, versions, words, log, decisions, names, feeds, pages, runs, archive",
    )
}
