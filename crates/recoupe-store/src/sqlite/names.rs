//! What a person decided of names.

use super::text::{number, parsed, time};
use crate::columns::{decided_name, decided_of, key};
use crate::engine::NameDecision;
use crate::rows::NameRow;
use jiff::Timestamp;
use rusqlite::{Connection, Result, Row, params};

pub(super) fn all(on: &Connection) -> Result<Vec<NameRow>> {
    let sql = "SELECT story, what, one, other, at FROM names ORDER BY at, story, what, one, other";
    let mut statement = on.prepare_cached(sql)?;
    let rows: Vec<Option<NameRow>> = statement.query_map([], row)?.collect::<Result<_>>()?;
    Ok(rows.into_iter().flatten().collect())
}

fn row(row: &Row<'_>) -> Result<Option<NameRow>> {
    let (story, what): (u64, String) = (number(row, 0)?, row.get(1)?);
    let Some(what) = decided_of(&what) else { return Ok(None) };
    Ok(Some(NameRow {
        story: Some(story).filter(|story| *story > 0),
        what,
        one: row.get(2)?,
        other: row.get(3)?,
        at: parsed(row, 4)?,
    }))
}

pub(super) fn decide(on: &Connection, decision: &NameDecision<'_>, at: Timestamp) -> Result<()> {
    let scope = |row: &NameRow| row.story.map_or(0, key);
    for row in decision.gone {
        on.prepare_cached(
            "DELETE FROM names WHERE story = ?1 AND what = ?2 AND one = ?3 AND other = ?4",
        )?
        .execute(params![scope(row), decided_name(row.what), row.one, row.other])?;
    }
    if let Some(row) = decision.new {
        on.prepare_cached(
            "INSERT INTO names (story, what, one, other, at) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![
            scope(row),
            decided_name(row.what),
            row.one,
            row.other,
            time(row.at)
        ])?;
    }
    let mut stale =
        on.prepare_cached("UPDATE stories SET stale = 1, changed = ?2 WHERE id = ?1")?;
    for story in decision.stories {
        stale.execute(params![key(*story), time(at)])?;
    }
    Ok(())
}
