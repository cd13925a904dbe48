//! The search: words by the full-text index, the rest by the rows of reports and stories.
//!
//! A report answers where each of the terms stands in one of its parts. What fits best stands first: by how often the
//! words stand in it, against its length, names counting twice. How rare a word is among all reports is not counted,
//! because the database does not; so the order is another than SQLite's, and what is found is the same.

use super::fault::Result;
use super::rows::report;
use super::session::Session;
use super::values::{bound, text};
use super::vectors;
use crate::columns::{REPORT, key};
use crate::engine::Match;
use crate::hits::Found;
use tokio_postgres::Row;

/// What reports, their stories and the days narrow down.
const NARROWED: &str = "($1::text IS NULL OR reports.language = $1
            OR starts_with(lower(reports.language), lower($1) || '-'))
        AND ($2::date IS NULL OR reports.day >= $2)
        AND ($3::date IS NULL OR reports.day <= $3)
        AND coalesce(stories.origins, 1) >= $4
        AND (NOT $5 OR coalesce(stories.disputes, 0) > 0)";

pub(super) fn search(on: &mut Session, query: &Match) -> Result<Vec<Found>> {
    let terms = |terms: &[Vec<String>]| -> Vec<String> {
        terms.iter().filter_map(|forms| vectors::query(forms)).collect()
    };
    let (texts, names, outlets) = (terms(&query.text), terms(&query.names), terms(&query.outlets));
    let all = (texts.len() + names.len() + outlets.len()) as i64;
    let language = query.language.as_deref().map(text);
    let (after, before) = (query.after.map(bound), query.before.map(bound));
    let origins = key(query.origins);
    let (limit, offset) = (key(query.limit), key(query.offset));
    let rows = if all == 0 {
        let sql = format!(
            "{REPORT}, coalesce(stories.name, stories.title)
            FROM reports JOIN stories ON stories.id = reports.story
            WHERE {NARROWED}
            ORDER BY reports.day DESC NULLS LAST, reports.id DESC LIMIT $6 OFFSET $7"
        );
        on.list(&sql, &[&language, &after, &before, &origins, &query.disputed, &limit, &offset])?
    } else {
        // Words of the outlet's name say nothing of how well a text fits.
        let sql = format!(
            "WITH hits AS (
                SELECT report, sum(ts_rank(words.text, asked.query, 1)) AS fit
                FROM unnest($8::text[]::tsquery[]) WITH ORDINALITY AS asked (query, number)
                    JOIN words ON words.text @@ asked.query
                GROUP BY report, number
                UNION ALL
                SELECT report, 2 * sum(ts_rank(words.names, asked.query, 1))
                FROM unnest($9::text[]::tsquery[]) WITH ORDINALITY AS asked (query, number)
                    JOIN words ON words.names @@ asked.query
                GROUP BY report, number
                UNION ALL
                SELECT report, 0
                FROM unnest($10::text[]::tsquery[]) WITH ORDINALITY AS asked (query, number)
                    JOIN words ON words.outlet @@ asked.query
                GROUP BY report, number
            ), found AS (
                SELECT report, sum(fit) AS fit FROM hits GROUP BY report HAVING count(*) = $11
            )
            {REPORT}, coalesce(stories.name, stories.title)
            FROM found JOIN reports ON reports.id = found.report
                JOIN stories ON stories.id = reports.story
            WHERE {NARROWED}
            ORDER BY found.fit DESC, reports.id LIMIT $6 OFFSET $7"
        );
        on.list(
            &sql,
            &[
                &language,
                &after,
                &before,
                &origins,
                &query.disputed,
                &limit,
                &offset,
                &texts,
                &names,
                &outlets,
                &all,
            ],
        )?
    };
    rows.iter().map(found).collect()
}

fn found(row: &Row) -> Result<Found> {
    Ok(Found { report: report(row)?, story_title: row.try_get(11)? })
}
