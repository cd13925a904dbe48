//! The search: words by the full-text index, the rest by the rows of reports and stories.

use super::rows::report;
use super::text::day;
use crate::columns::{REPORT, key};
use crate::engine::Match;
use crate::hits::Found;
use rusqlite::{Connection, Result, Row, named_params};

pub(super) fn search(on: &Connection, query: &Match) -> Result<Vec<Found>> {
    let terms = terms(query);
    let (from, order) = if terms.is_empty() {
        ("reports", "reports.day DESC NULLS LAST, reports.id DESC")
    } else {
        // Words of the outlet's name say nothing of how well a text fits.
        ("words JOIN reports ON reports.id = words.rowid", "bm25(words, 1.0, 2.0, 0.0), reports.id")
    };
    let matching = if terms.is_empty() { ":terms = ''" } else { "words MATCH :terms" };
    let sql = format!(
        "{REPORT}, coalesce(stories.name, stories.title)
            FROM {from} JOIN stories ON stories.id = reports.story
            WHERE {matching}
                AND (:language IS NULL OR reports.language = :language
                    OR reports.language LIKE :language || '-%')
                AND (:after IS NULL OR reports.day >= :after)
                AND (:before IS NULL OR reports.day <= :before)
                AND coalesce(stories.origins, 1) >= :origins
                AND (NOT :disputed OR coalesce(stories.disputes, 0) > 0)
            ORDER BY {order} LIMIT :limit OFFSET :offset"
    );
    let values = named_params! {
        ":terms": terms,
        ":language": query.language,
        ":after": day(query.after),
        ":before": day(query.before),
        ":origins": key(query.origins),
        ":disputed": query.disputed,
        ":limit": key(query.limit),
        ":offset": key(query.offset),
    };
    let found = |row: &Row<'_>| Ok(Found { report: report(row)?, story_title: row.get(11)? });
    on.prepare_cached(&sql)?.query_map(values, found)?.collect()
}

/// What is looked for, in the language of the index: each word in marks, so that nothing in it is an operator.
fn terms(query: &Match) -> String {
    let columns = [("text", &query.text), ("names", &query.names), ("outlet", &query.outlets)];
    let all = columns.into_iter().flat_map(|(column, terms)| {
        terms.iter().map(move |forms| {
            let forms: Vec<String> =
                forms.iter().map(|form| format!("\"{}\"", form.replace('"', ""))).collect();
            format!("{column} : ({})", forms.join(" OR "))
        })
    });
    all.collect::<Vec<_>>().join(" AND ")
}
