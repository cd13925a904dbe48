//! What is written. Every function is called inside one transaction.

use super::fault::{Fault, Result};
use super::session::Session;
use super::values::{day, maybe_text, text, time};
use super::vectors::parts;
use crate::columns::{Logged, key};
use crate::engine::{Decision, New, Step, Version};
use crate::filed::Raw;
use crate::rows::{Because, Summary, Why};
use crate::words::Indexed;
use jiff::Timestamp;
use std::collections::BTreeSet;

pub(super) fn file(
    on: &mut Session,
    new: &New<'_>,
    version: &Version<'_>,
    steps: &[Step],
) -> Result<()> {
    let (filed, report) = (version.filed, key(version.report));
    let raw = version.raw.map(|raw| insert_raw(on, raw)).transpose()?;
    on.run(&[
        // A story of its own, as long as nothing else is said.
        ("INSERT INTO stories (id) VALUES ($1)", &[&report]),
        (
            "INSERT INTO reports (id, key, story, source, url, outlet, title, language, day,
                versions, first_fetched, last_fetched, grouped_day, signature)
            VALUES ($1, $2, $1, $3, $4, $5, $6, $7, $8, 1, $9, $9, $10, $11)",
            &[
                &report,
                &text(new.key),
                &text(&filed.source),
                &maybe_text(filed.url.as_ref()),
                &maybe_text(filed.outlet.as_ref()),
                &text(&filed.title),
                &maybe_text(filed.language.as_ref()),
                &day(filed.day),
                &time(version.fetched),
                &day(new.grouped_day),
                &new.signature,
            ],
        ),
        (
            VERSION,
            &[
                &report,
                &key(version.number),
                &&filed.hash[..],
                &time(version.fetched),
                &raw,
                &filed.packed,
            ],
        ),
    ])?;
    index(on, version.report, &filed.words)?;
    apply(on, steps, version.fetched)?;
    // It joined another story at once: nobody has seen its own.
    if story_of(on, version.report)? != Some(report) {
        on.execute(
            "DELETE FROM stories WHERE id = $1
                AND NOT EXISTS (SELECT FROM reports WHERE story = $1)",
            &[&report],
        )?;
    }
    Ok(())
}

pub(super) fn revise(on: &mut Session, version: &Version<'_>) -> Result<()> {
    let (filed, report) = (version.filed, key(version.report));
    let raw = version.raw.map(|raw| insert_raw(on, raw)).transpose()?;
    on.run(&[
        (
            VERSION,
            &[
                &report,
                &key(version.number),
                &&filed.hash[..],
                &time(version.fetched),
                &raw,
                &filed.packed,
            ],
        ),
        (
            "UPDATE reports SET source = $2, url = $3, outlet = $4, title = $5, language = $6,
                day = $7, versions = $8, last_fetched = $9
            WHERE id = $1",
            &[
                &report,
                &text(&filed.source),
                &maybe_text(filed.url.as_ref()),
                &maybe_text(filed.outlet.as_ref()),
                &text(&filed.title),
                &maybe_text(filed.language.as_ref()),
                &day(filed.day),
                &key(version.number),
                &time(version.fetched),
            ],
        ),
        ("DELETE FROM words WHERE report = $1", &[&report]),
    ])?;
    index(on, version.report, &filed.words)?;
    let story = story_of(on, version.report)?;
    touch(on, story, version.fetched)
}

const VERSION: &str = "INSERT INTO versions (report, number, hash, fetched, raw, article)
    VALUES ($1, $2, $3, $4, $5, $6)";

fn insert_raw(on: &mut Session, raw: &Raw) -> Result<i64> {
    let row = on.one(
        "WITH new AS (
            INSERT INTO raw (hash, size, packed) VALUES ($1, $2, $3)
            ON CONFLICT (hash) DO NOTHING RETURNING id
        )
        SELECT id FROM new UNION ALL SELECT id FROM raw WHERE hash = $1",
        &[&&raw.hash[..], &key(raw.size as u64), &raw.packed],
    )?;
    Ok(row.ok_or(Fault::Column("a number is missing"))?.try_get(0)?)
}

fn index(on: &mut Session, report: u64, words: &Indexed) -> Result<()> {
    for (number, part) in (0_i32..).zip(parts(words)) {
        on.execute(
            "INSERT INTO words (report, part, text, names, outlet)
            VALUES ($1, $2, $3::text::tsvector, $4::text::tsvector, $5::text::tsvector)",
            &[&key(report), &number, &part.text, &part.names, &part.outlet],
        )?;
    }
    Ok(())
}

/// Moves reports and stories by `steps`, writes each into the log, and marks what changed.
pub(super) fn apply(on: &mut Session, steps: &[Step], at: Timestamp) -> Result<()> {
    let mut touched: BTreeSet<i64> = BTreeSet::new();
    for (why, because) in steps {
        match *why {
            Why::Opened { story } => {
                touched.extend(story_of(on, story)?);
                on.execute(
                    "INSERT INTO stories (id) VALUES ($1)
                    ON CONFLICT (id) DO UPDATE SET into_story = NULL",
                    &[&key(story)],
                )?;
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
                let (story, into) = (key(story), key(into));
                on.execute("UPDATE reports SET story = $2 WHERE story = $1", &[&story, &into])?;
                on.execute(
                    "UPDATE stories SET into_story = $2 WHERE id = $1 OR into_story = $1",
                    &[&story, &into],
                )?;
                // A name that a person gave goes along, unless the other has one.
                on.execute(
                    "UPDATE stories
                    SET name = coalesce(name, (SELECT name FROM stories WHERE id = $1))
                    WHERE id = $2",
                    &[&story, &into],
                )?;
                touched.extend([story, into]);
            }
        }
        log(on, *why, *because, at)?;
    }
    touch(on, touched, at)
}

fn story_of(on: &mut Session, report: u64) -> Result<Option<i64>> {
    let row = on.one("SELECT story FROM reports WHERE id = $1", &[&key(report)])?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

fn place(on: &mut Session, report: u64, story: u64) -> Result<()> {
    on.execute("UPDATE reports SET story = $2 WHERE id = $1", &[&key(report), &key(story)])?;
    Ok(())
}

fn log(on: &mut Session, why: Why, because: Because, at: Timestamp) -> Result<()> {
    let Logged { what, story, report, other, person, reason } = Logged::of(why, because);
    on.execute(
        "INSERT INTO log (at, what, story, report, other, person, names, likeness, days)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        &[
            &time(at),
            &what,
            &key(story),
            &report.map(key),
            &other.map(key),
            &person,
            &reason.map(|reason| reason.names as i64),
            &reason.map(|reason| reason.likeness),
            &reason.and_then(|reason| reason.days.map(i64::from)),
        ],
    )?;
    Ok(())
}

/// Brings the rows of stories up to their reports, by number. A story of one report needs no comparing.
fn touch(on: &mut Session, stories: impl IntoIterator<Item = i64>, at: Timestamp) -> Result<()> {
    let stories: Vec<i64> = stories.into_iter().collect();
    on.execute(
        "UPDATE stories SET
            reports = held.reports,
            first_day = held.first_day,
            last_day = held.last_day,
            languages = held.languages,
            title = CASE WHEN stories.title = '' OR held.reports = 1
                THEN coalesce(held.title, stories.title) ELSE stories.title END,
            changed = $2,
            stale = held.reports > 1,
            origins = CASE WHEN held.reports > 1 THEN stories.origins ELSE held.reports END,
            disputes = CASE WHEN held.reports > 1 THEN stories.disputes ELSE 0 END
        FROM unnest($1::bigint[]) AS touched (story), LATERAL (
            SELECT count(*) AS reports, min(day) AS first_day, max(day) AS last_day,
                coalesce(array_agg(DISTINCT language ORDER BY language)
                    FILTER (WHERE language IS NOT NULL), '{}') AS languages,
                (array_agg(title ORDER BY id))[1] AS title
            FROM reports WHERE reports.story = touched.story
        ) AS held
        WHERE stories.id = touched.story",
        &[&stories, &time(at)],
    )?;
    Ok(())
}

/// Writes what a person decided, what was said last holding.
pub(super) fn decide(
    on: &mut Session,
    steps: &[Step],
    decisions: &[Decision],
    at: Timestamp,
) -> Result<()> {
    for (one, other, together) in decisions {
        let (one, other) = (key(*one.min(other)), key(*one.max(other)));
        match together {
            Some(together) => on.execute(
                "INSERT INTO decisions (one, other, together, at) VALUES ($1, $2, $3, $4)
                ON CONFLICT (one, other)
                    DO UPDATE SET together = excluded.together, at = excluded.at",
                &[&one, &other, together, &time(at)],
            )?,
            None => {
                on.execute("DELETE FROM decisions WHERE one = $1 AND other = $2", &[&one, &other])?
            }
        };
    }
    apply(on, steps, at)
}

pub(super) fn summarise(on: &mut Session, story: u64, summary: &Summary) -> Result<()> {
    on.execute(
        "UPDATE stories SET title = $2, origins = $3, disputes = $4, stale = false WHERE id = $1",
        &[&key(story), &text(&summary.title), &key(summary.origins), &key(summary.disputes)],
    )?;
    Ok(())
}
