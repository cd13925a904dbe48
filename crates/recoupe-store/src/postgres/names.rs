//! What a person decided of names.

use super::fault::Result;
use super::session::Session;
use super::values::{number, text, time};
use crate::columns::{decided_name, decided_of, key};
use crate::engine::NameDecision;
use crate::rows::NameRow;
use jiff::Timestamp;
use tokio_postgres::Row;

pub(super) fn all(on: &mut Session) -> Result<Vec<NameRow>> {
    let sql = "SELECT story, what, one, other, at FROM names ORDER BY at, story, what, one, other";
    let rows: Vec<Option<NameRow>> = on.list(sql, &[])?.iter().map(row).collect::<Result<_>>()?;
    Ok(rows.into_iter().flatten().collect())
}

fn row(row: &Row) -> Result<Option<NameRow>> {
    let (story, what): (u64, String) = (number(row, 0)?, row.try_get(1)?);
    let Some(what) = decided_of(&what) else { return Ok(None) };
    Ok(Some(NameRow {
        story: Some(story).filter(|story| *story > 0),
        what,
        one: row.try_get(2)?,
        other: row.try_get(3)?,
        at: row.try_get(4)?,
    }))
}

pub(super) fn decide(on: &mut Session, decision: &NameDecision<'_>, at: Timestamp) -> Result<()> {
    let scope = |row: &NameRow| row.story.map_or(0, key);
    for row in decision.gone {
        on.execute(
            "DELETE FROM names WHERE story = $1 AND what = $2 AND one = $3 AND other = $4",
            &[&scope(row), &decided_name(row.what), &text(&row.one), &text(&row.other)],
        )?;
    }
    if let Some(row) = decision.new {
        on.execute(
            "INSERT INTO names (story, what, one, other, at) VALUES ($1, $2, $3, $4, $5)",
            &[
                &scope(row),
                &decided_name(row.what),
                &text(&row.one),
                &text(&row.other),
                &time(row.at),
            ],
        )?;
    }
    for story in decision.stories {
        on.execute(
            "UPDATE stories SET stale = true, changed = $2 WHERE id = $1",
            &[&key(*story), &time(at)],
        )?;
    }
    Ok(())
}
