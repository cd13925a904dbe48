//! The forms of an archive, and how one of an older form is brought up: numbered files of SQL, run in order, each
//! with its number in one transaction.

use super::told;
use crate::error::StoreError;
use rusqlite::{Connection, TransactionBehavior};
use std::path::Path;

/// Each step brings an archive to the form of its number, from 1.
const STEPS: &[&str] = &[
    include_str!("../../sql/sqlite/0001.sql"),
    include_str!("../../sql/sqlite/0002.sql"),
    include_str!("../../sql/sqlite/0003.sql"),
];

/// By this number in its head a file is known as an archive: "RCUP".
const OURS: i32 = 0x5243_5550;

pub(super) fn migrate(connection: &mut Connection, place: &Path) -> Result<(), StoreError> {
    bring_up(connection, STEPS).map_err(|error| told(place, &error)).and_then(|found| match found {
        Found::Ours => Ok(()),
        Found::Foreign => Err(StoreError::Foreign(place.into())),
        Found::Newer(found) => {
            Err(StoreError::Newer { place: place.into(), found, known: STEPS.len() as i64 })
        }
    })
}

enum Found {
    Ours,
    Foreign,
    Newer(i64),
}

fn bring_up(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<Found> {
    let form = |connection: &Connection| -> rusqlite::Result<(i32, i64)> {
        Ok((
            connection.pragma_query_value(None, "application_id", |row| row.get(0))?,
            connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
        ))
    };
    if form(connection)? == (OURS, steps.len() as i64) {
        return Ok(Found::Ours);
    }
    // Two that open a new archive at once: the second finds the work done.
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let (ours, version) = form(&transaction)?;
    let tables: i64 =
        transaction.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if ours != OURS && tables > 0 {
        return Ok(Found::Foreign);
    }
    let Some(missing) = usize::try_from(version).ok().and_then(|version| steps.get(version..))
    else {
        return Ok(Found::Newer(version));
    };
    for step in missing {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "application_id", OURS)?;
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    transaction.commit()?;
    Ok(Found::Ours)
}

#[cfg(test)]
mod tests {
    use super::{Found, STEPS, bring_up};
    use rusqlite::Connection;

    #[test]
    fn an_archive_of_form_1_is_brought_up_with_what_is_in_it() {
        let mut connection = Connection::open_in_memory().expect("a database");
        assert!(matches!(bring_up(&mut connection, &STEPS[..1]), Ok(Found::Ours)));
        connection
            .execute_batch("INSERT INTO stories (id, name) VALUES (7, 'Halcyon')")
            .expect("form 1");
        assert!(matches!(bring_up(&mut connection, STEPS), Ok(Found::Ours)));
        let indexes = "SELECT count(*) FROM sqlite_schema WHERE name IN
            ('stories_origins', 'stories_reports', 'stories_languages')";
        let count = |connection: &Connection| -> i64 {
            connection.query_row(indexes, [], |row| row.get(0)).expect("the schema")
        };
        assert_eq!(count(&connection), 3);
        let next = "ALTER TABLE stories ADD COLUMN place TEXT NOT NULL DEFAULT 'here'";
        let steps = [STEPS, &[next]].concat();
        assert!(matches!(bring_up(&mut connection, &steps), Ok(Found::Ours)));
        let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?));
        let row: (String, String) =
            connection.query_row("SELECT name, place FROM stories", [], read).expect("the row");
        assert_eq!(row, ("Halcyon".to_owned(), "here".to_owned()));
        assert!(matches!(bring_up(&mut connection, &steps), Ok(Found::Ours)));
        let form = steps.len() as i64;
        assert!(
            matches!(bring_up(&mut connection, STEPS), Ok(Found::Newer(found)) if found == form)
        );
    }

    #[test]
    fn a_step_that_fails_changes_nothing() {
        let mut connection = Connection::open_in_memory().expect("a database");
        assert!(bring_up(&mut connection, &[STEPS[0], "no SQL"]).is_err());
        assert!(matches!(bring_up(&mut connection, STEPS), Ok(Found::Ours)));
    }

    #[test]
    fn another_programs_database_is_left_alone() {
        let mut connection = Connection::open_in_memory().expect("a database");
        connection.execute_batch("CREATE TABLE notes (id)").expect("a table");
        assert!(matches!(bring_up(&mut connection, STEPS), Ok(Found::Foreign)));
    }
}
