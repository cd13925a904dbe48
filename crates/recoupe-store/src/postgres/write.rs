//! What is written. Every function is called inside one transaction. The way to the server may be long: what does not
//! depend on an answer is sent together.

use super::fault::Result;
use super::session::{Session, Values};
use super::values::{day, maybe_text, text, time};
use super::vectors::{Part, parts};
use crate::columns::{Logged, key};
use crate::engine::{Decision, New, Step, Version};
use crate::rows::{Summary, Why};
use jiff::Timestamp;
use recoupe_stories::Reason;
use std::collections::BTreeSet;
use tokio_postgres::types::ToSql;

pub(super) fn file(
    on: &mut Session,
    new: &New<'_>,
    version: &Version<'_>,
    steps: &[Step],
) -> Result<()> {
    let (filed, report) = (version.filed, key(version.report));
    write(
        on,
        version,
        &[
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
        ],
    )?;
    // Where it joined another story at once, nobody has seen its own.
    apply(on, steps, version.fetched, Some(report))
}

pub(super) fn revise(on: &mut Session, version: &Version<'_>) -> Result<()> {
    let (filed, report) = (version.filed, key(version.report));
    write(
        on,
        version,
        &[
            (
                "UPDATE reports SET source = $2, url = $3, outlet = $4, title = $5,
                    language = $6, day = $7, versions = $8, last_fetched = $9
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
        ],
    )?;
    let row = on.one("SELECT story FROM reports WHERE id = $1", &[&report])?;
    let story: Option<i64> = row.map(|row| row.try_get(0)).transpose()?;
    let stories: Vec<i64> = story.into_iter().collect();
    on.execute(TOUCH, &[&stories, &time(version.fetched)]).map(drop)
}

/// Runs `first`, and then writes a version of a report with its words.
fn write(on: &mut Session, version: &Version<'_>, first: &[(&str, Values<'_>)]) -> Result<()> {
    let (filed, report) = (version.filed, key(version.report));
    let hash = version.raw.map(|raw| &raw.hash[..]);
    let size = version.raw.map(|raw| key(raw.size as u64));
    let packed = version.raw.map(|raw| &raw.packed);
    let (number, fetched) = (key(version.number), time(version.fetched));
    let text_hash = &filed.hash[..];
    let raw: Values<'_> = &[&hash, &size, &packed];
    let values: Values<'_> = &[&report, &number, &text_hash, &fetched, &hash, &filed.packed];
    let parts: Vec<(i32, Part)> = (0..).zip(parts(&filed.words)).collect();
    let words: Vec<[&(dyn ToSql + Sync); 5]> = parts
        .iter()
        .map(|(number, part)| -> [&(dyn ToSql + Sync); 5] {
            [&report, number, &part.text, &part.names, &part.outlet]
        })
        .collect();
    let mut statements = first.to_vec();
    if version.raw.is_some() {
        statements.push((
            "INSERT INTO raw (hash, size, packed) VALUES ($1, $2, $3)
            ON CONFLICT (hash) DO NOTHING",
            raw,
        ));
    }
    statements.push((
        "INSERT INTO versions (report, number, hash, fetched, raw, article)
        VALUES ($1, $2, $3, $4, (SELECT id FROM raw WHERE raw.hash = $5), $6)",
        values,
    ));
    statements.extend(words.iter().map(|values| -> (&str, Values<'_>) {
        (
            "INSERT INTO words (report, part, text, names, outlet)
            VALUES ($1, $2, $3::text::tsvector, $4::text::tsvector, $5::text::tsvector)",
            values,
        )
    }));
    on.run(&statements).map(drop)
}

/// Moves reports and stories by `steps`, writes each into the log, and marks what changed. The story `seen_by_nobody`
/// goes where no report is in it.
fn apply(
    on: &mut Session,
    steps: &[Step],
    at: Timestamp,
    seen_by_nobody: Option<i64>,
) -> Result<()> {
    let mut touched: BTreeSet<i64> = BTreeSet::new();
    for (why, _) in steps {
        match *why {
            Why::Opened { story } => {
                let sql = format!(
                    "WITH opened AS (
                        INSERT INTO stories (id) VALUES ($2)
                        ON CONFLICT (id) DO UPDATE SET into_story = NULL
                    ) {PLACE}"
                );
                touched.extend(place(on, &sql, story, story)?);
                touched.insert(key(story));
            }
            Why::Joined { report, story, from } => {
                touched.extend(from.map(key));
                touched.extend(place(on, PLACE, report, story)?);
                touched.insert(key(story));
            }
            Why::Merged { story, into } => {
                let (story, into) = (key(story), key(into));
                on.run(&[
                    ("UPDATE reports SET story = $2 WHERE story = $1", &[&story, &into]),
                    (
                        "UPDATE stories SET into_story = $2 WHERE id = $1 OR into_story = $1",
                        &[&story, &into],
                    ),
                    // A name that a person gave goes along, unless the other has one.
                    (
                        "UPDATE stories
                        SET name = coalesce(name, (SELECT name FROM stories WHERE id = $1))
                        WHERE id = $2",
                        &[&story, &into],
                    ),
                ])?;
                touched.extend([story, into]);
            }
        }
    }
    let touched: Vec<i64> = touched.into_iter().collect();
    let logged: Vec<Logged<&str>> =
        steps.iter().map(|(why, because)| Logged::of(*why, *because)).collect();
    let column = |of: fn(&Logged<&str>) -> Option<i64>| logged.iter().map(of).collect::<Vec<_>>();
    let reason = |of: fn(Reason) -> Option<i64>| {
        logged.iter().map(|row| row.reason.and_then(of)).collect::<Vec<_>>()
    };
    on.run(&[
        (
            LOG,
            &[
                &time(at),
                &logged.iter().map(|row| row.what).collect::<Vec<_>>(),
                &column(|row| Some(key(row.story))),
                &column(|row| row.report.map(key)),
                &column(|row| row.other.map(key)),
                &logged.iter().map(|row| row.person).collect::<Vec<_>>(),
                &reason(|reason| Some(reason.names as i64)),
                &logged
                    .iter()
                    .map(|row| row.reason.map(|reason| reason.likeness))
                    .collect::<Vec<_>>(),
                &reason(|reason| reason.days.map(i64::from)),
            ],
        ),
        (TOUCH, &[&touched, &time(at)]),
        (
            "DELETE FROM stories WHERE id = $1
                AND NOT EXISTS (SELECT FROM reports WHERE story = $1)",
            &[&seen_by_nobody],
        ),
    ])
    .map(drop)
}

/// Takes report `$1` to story `$2`; gives the story it was in.
const PLACE: &str = "UPDATE reports SET story = $2 FROM reports AS held
    WHERE reports.id = $1 AND held.id = $1 RETURNING held.story";

fn place(on: &mut Session, sql: &str, report: u64, story: u64) -> Result<Option<i64>> {
    let row = on.one(sql, &[&key(report), &key(story)])?;
    Ok(row.map(|row| row.try_get(0)).transpose()?)
}

/// Writes steps into the log, in their order.
const LOG: &str = "INSERT INTO log
        (at, what, story, report, other, person, names, likeness, days)
    SELECT $1, what, story, report, other, person, names, likeness, days
    FROM unnest($2::text[], $3::bigint[], $4::bigint[], $5::bigint[], $6::boolean[],
            $7::bigint[], $8::double precision[], $9::bigint[]) WITH ORDINALITY
        AS step (what, story, report, other, person, names, likeness, days, number)
    ORDER BY number";

/// Brings the rows of stories up to their reports. A story of one report needs no comparing.
const TOUCH: &str = "UPDATE stories SET
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
    WHERE stories.id = touched.story";

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
    apply(on, steps, at, None)
}

pub(super) fn summarise(on: &mut Session, story: u64, summary: &Summary) -> Result<()> {
    on.execute(
        "UPDATE stories SET title = $2, origins = $3, disputes = $4, stale = false WHERE id = $1",
        &[&key(story), &text(&summary.title), &key(summary.origins), &key(summary.disputes)],
    )?;
    Ok(())
}
