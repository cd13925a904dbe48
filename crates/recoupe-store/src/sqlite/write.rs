//! What is written. Every function is called inside one transaction.

use super::text::{day, time};
use crate::columns::{Logged, key};
use crate::engine::{Decision, New, Step, Version};
use crate::filed::Raw;
use crate::rows::{Because, Summary, Why};
use crate::words::Indexed;
use rusqlite::{Connection, OptionalExtension, Result, named_params, params};
use std::collections::BTreeSet;

pub(super) fn file(
    on: &Connection,
    new: &New<'_>,
    version: &Version<'_>,
    steps: &[Step],
) -> Result<()> {
    let (filed, report) = (version.filed, version.report);
    // A story of its own, as long as nothing else is said.
    on.prepare_cached("INSERT INTO stories (id) VALUES (?1)")?.execute([key(report)])?;
    on.prepare_cached(
        "INSERT INTO reports (id, key, story, source, url, outlet, title, language, day, versions,
            first_fetched, last_fetched, grouped_day, signature)
        VALUES (:report, :key, :report, :source, :url, :outlet, :title, :language, :day, 1,
            :fetched, :fetched, :grouped, :signature)",
    )?
    .execute(named_params! {
        ":report": key(report),
        ":key": new.key,
        ":source": filed.source,
        ":url": filed.url,
        ":outlet": filed.outlet,
        ":title": filed.title,
        ":language": filed.language,
        ":day": day(filed.day),
        ":fetched": time(version.fetched),
        ":grouped": day(new.grouped_day),
        ":signature": new.signature,
    })?;
    insert_version(on, version)?;
    index(on, report, &filed.words)?;
    apply(on, steps, &time(version.fetched))?;
    // It joined another story at once: nobody has seen its own.
    if story_of(on, report)? != Some(key(report)) {
        on.prepare_cached(
            "DELETE FROM stories WHERE id = ?1
                AND NOT EXISTS (SELECT 1 FROM reports WHERE story = ?1)",
        )?
        .execute([key(report)])?;
    }
    Ok(())
}

pub(super) fn revise(on: &Connection, version: &Version<'_>) -> Result<()> {
    let (filed, report) = (version.filed, version.report);
    insert_version(on, version)?;
    on.prepare_cached(
        "UPDATE reports SET source = :source, url = :url, outlet = :outlet, title = :title,
            language = :language, day = :day, versions = :number, last_fetched = :fetched
        WHERE id = :report",
    )?
    .execute(named_params! {
        ":report": key(report),
        ":source": filed.source,
        ":url": filed.url,
        ":outlet": filed.outlet,
        ":title": filed.title,
        ":language": filed.language,
        ":day": day(filed.day),
        ":number": key(version.number),
        ":fetched": time(version.fetched),
    })?;
    index(on, report, &filed.words)?;
    story_of(on, report)?.map_or(Ok(()), |story| touch(on, story, &time(version.fetched)))
}

fn insert_version(on: &Connection, version: &Version<'_>) -> Result<()> {
    let raw = version.raw.map(|raw| insert_raw(on, raw)).transpose()?;
    on.prepare_cached(
        "INSERT INTO versions (report, number, hash, fetched, raw, article)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?
    .execute(params![
        key(version.report),
        key(version.number),
        version.filed.hash,
        time(version.fetched),
        raw,
        version.filed.packed,
    ])?;
    Ok(())
}

fn insert_raw(on: &Connection, raw: &Raw) -> Result<i64> {
    let held = on
        .prepare_cached("SELECT id FROM raw WHERE hash = ?1")?
        .query_row([raw.hash], |row| row.get(0))
        .optional()?;
    if let Some(held) = held {
        return Ok(held);
    }
    on.prepare_cached("INSERT INTO raw (hash, size, packed) VALUES (?1, ?2, ?3)")?.insert(params![
        raw.hash,
        key(raw.size as u64),
        raw.packed
    ])
}

fn index(on: &Connection, report: u64, words: &Indexed) -> Result<()> {
    on.prepare_cached("DELETE FROM words WHERE rowid = ?1")?.execute([key(report)])?;
    on.prepare_cached("INSERT INTO words (rowid, text, names, outlet) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![key(report), words.text, words.names, words.outlet])?;
    Ok(())
}

/// Moves reports and stories by `steps`, writes each into the log, and marks what changed.
pub(super) fn apply(on: &Connection, steps: &[Step], at: &str) -> Result<()> {
    let mut touched: BTreeSet<i64> = BTreeSet::new();
    for (why, because) in steps {
        match *why {
            Why::Opened { story } => {
                touched.extend(story_of(on, story)?);
                on.prepare_cached(
                    "INSERT INTO stories (id) VALUES (?1)
                    ON CONFLICT (id) DO UPDATE SET into_story = NULL",
                )?
                .execute([key(story)])?;
                place(on, story, story)?;
                touched.insert(key(story));
            }
            Why::Joined { report, story, from } => {
                touched.extend(from.map(key));
                touched.extend(story_of(on, report)?);
                place(on, report, story)?;
                touched.insert(key(story));
            }
            Why::Merged { story, into } => {
                on.prepare_cached("UPDATE reports SET story = ?2 WHERE story = ?1")?
                    .execute([key(story), key(into)])?;
                on.prepare_cached(
                    "UPDATE stories SET into_story = ?2 WHERE id = ?1 OR into_story = ?1",
                )?
                .execute([key(story), key(into)])?;
                // A name that a person gave goes along, unless the other has one.
                on.prepare_cached(
                    "UPDATE stories
                    SET name = coalesce(name, (SELECT name FROM stories WHERE id = ?1))
                    WHERE id = ?2",
                )?
                .execute([key(story), key(into)])?;
                touched.insert(key(into));
                touched.insert(key(story));
            }
        }
        log(on, *why, *because, at)?;
    }
    touched.into_iter().try_for_each(|story| touch(on, story, at))
}

fn story_of(on: &Connection, report: u64) -> Result<Option<i64>> {
    on.prepare_cached("SELECT story FROM reports WHERE id = ?1")?
        .query_row([key(report)], |row| row.get(0))
        .optional()
}

fn place(on: &Connection, report: u64, story: u64) -> Result<()> {
    on.prepare_cached("UPDATE reports SET story = ?2 WHERE id = ?1")?
        .execute([key(report), key(story)])?;
    Ok(())
}

fn log(on: &Connection, why: Why, because: Because, at: &str) -> Result<()> {
    let Logged { what, story, report, other, person, reason } = Logged::of(why, because);
    on.prepare_cached(
        "INSERT INTO log (at, what, story, report, other, person, names, likeness, days)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        at,
        what,
        key(story),
        report.map(key),
        other.map(key),
        person,
        reason.map(|reason| reason.names as i64),
        reason.map(|reason| reason.likeness),
        reason.and_then(|reason| reason.days),
    ])?;
    Ok(())
}

/// Brings the row of a story up to its reports. A story of one report needs no comparing.
fn touch(on: &Connection, story: i64, at: &str) -> Result<()> {
    on.prepare_cached(
        "UPDATE stories SET
            reports = (SELECT count(*) FROM reports WHERE story = ?1),
            first_day = (SELECT min(day) FROM reports WHERE story = ?1),
            last_day = (SELECT max(day) FROM reports WHERE story = ?1),
            language_count = (SELECT count(DISTINCT language) FROM reports WHERE story = ?1),
            languages = coalesce((SELECT group_concat(language, ',') FROM (
                SELECT DISTINCT language FROM reports
                WHERE story = ?1 AND language IS NOT NULL ORDER BY language)), ''),
            title = CASE WHEN title = '' OR (SELECT count(*) FROM reports WHERE story = ?1) = 1
                THEN coalesce((SELECT title FROM reports WHERE story = ?1 ORDER BY id LIMIT 1), title)
                ELSE title END,
            changed = ?2,
            stale = (SELECT count(*) FROM reports WHERE story = ?1) > 1
        WHERE id = ?1",
    )?
    .execute(params![story, at])?;
    on.prepare_cached(
        "UPDATE stories SET origins = reports, disputes = 0 WHERE id = ?1 AND NOT stale",
    )?
    .execute([story])?;
    Ok(())
}

/// Writes what a person decided, what was said last holding.
pub(super) fn decide(
    on: &Connection,
    steps: &[Step],
    decisions: &[Decision],
    at: &str,
) -> Result<()> {
    for (one, other, together) in decisions {
        let (one, other) = (key(*one.min(other)), key(*one.max(other)));
        match together {
            Some(together) => on
                .prepare_cached(
                    "INSERT INTO decisions (one, other, together, at) VALUES (?1, ?2, ?3, ?4)
                    ON CONFLICT DO UPDATE SET together = excluded.together, at = excluded.at",
                )?
                .execute(params![one, other, together, at])?,
            None => on
                .prepare_cached("DELETE FROM decisions WHERE one = ?1 AND other = ?2")?
                .execute([one, other])?,
        };
    }
    apply(on, steps, at)
}

pub(super) fn summarise(on: &Connection, story: u64, summary: &Summary) -> Result<()> {
    on.prepare_cached(
        "UPDATE stories SET title = ?2, origins = ?3, disputes = ?4, stale = 0 WHERE id = ?1",
    )?
    .execute(params![
        key(story),
        summary.title,
        key(summary.origins),
        key(summary.disputes)
    ])?;
    Ok(())
}
