//! The forms of an archive, and how one of an older form is brought up: numbered files of SQL, run in order, each
//! with its number in one transaction.
//!
//! An archive is a schema of its own, `recoupe`, in which a table of one row tells the form. Other tables of the
//! database are not looked at; a schema of this name that holds something else is left alone.

use super::fault::{Fault, Result, told};
use super::lock::OURS;
use super::session::Session;
use crate::error::StoreError;
use crate::place::Place;

/// Each step brings an archive to the form of its number, from 1.
const STEPS: [&str; 3] = [
    include_str!("../../sql/postgres/0001.sql"),
    include_str!("../../sql/postgres/0002.sql"),
    include_str!("../../sql/postgres/0003.sql"),
];

/// What is locked while an archive is brought up.
const FORM: i32 = 1;

enum Found {
    Ours,
    Missing,
    Foreign,
    Newer(i64),
    Encoding(String),
}

/// Brings the archive up, and makes one if `make` is set and there is none.
pub(super) fn migrate(on: &mut Session, place: &Place, make: bool) -> crate::engine::Result<()> {
    let place = || place.clone();
    match bring_up(on, make).map_err(|fault| told(&place(), fault))? {
        Found::Ours => Ok(()),
        Found::Missing => Err(StoreError::Missing(place())),
        Found::Foreign => Err(StoreError::Foreign(place())),
        Found::Newer(found) => {
            Err(StoreError::Newer { place: place(), found, known: STEPS.len() as i64 })
        }
        Found::Encoding(found) => Err(StoreError::File {
            place: place(),
            reason: format!(
                "the database keeps texts as {found}; make one with `createdb --encoding=UTF8 --template=template0`"
            ),
        }),
    }
}

fn bring_up(on: &mut Session, make: bool) -> Result<Found> {
    match found(on)? {
        Held::Form(form) if form == STEPS.len() as i64 => return Ok(Found::Ours),
        Held::Form(form) if form > STEPS.len() as i64 => return Ok(Found::Newer(form)),
        Held::Nothing { .. } if !make => return Ok(Found::Missing),
        Held::Other => return Ok(Found::Foreign),
        _ => {}
    }
    on.batch("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")?;
    let done = step_up(on).and_then(|done| {
        on.batch("COMMIT")?;
        Ok(done)
    });
    if done.is_err() && on.batch("ROLLBACK").is_err() {
        on.give_up();
    }
    done
}

/// Runs the steps that are missing, in a transaction.
fn step_up(on: &mut Session) -> Result<Found> {
    // Two that open a new archive at once: the second finds the work done.
    on.one("SELECT pg_advisory_xact_lock($1, $2)", &[&OURS, &FORM])?;
    let form = match found(on)? {
        Held::Form(form) => form,
        Held::Other => return Ok(Found::Foreign),
        Held::Nothing { schema } => {
            let encoding: String = on
                .one("SELECT current_setting('server_encoding')", &[])?
                .map_or(Ok(String::new()), |row| row.try_get(0))?;
            if encoding != "UTF8" {
                return Ok(Found::Encoding(encoding));
            }
            if !schema {
                on.batch("CREATE SCHEMA recoupe")?;
            }
            0
        }
    };
    let Some(missing) = usize::try_from(form).ok().and_then(|form| STEPS.get(form..)) else {
        return Ok(Found::Newer(form));
    };
    for step in missing {
        on.batch(step)?;
    }
    on.execute("UPDATE archive SET form = $1", &[&(STEPS.len() as i64)])?;
    Ok(Found::Ours)
}

/// What is in the schema.
enum Held {
    /// An archive of this form.
    Form(i64),
    Nothing {
        /// Whether there is a schema to put one into.
        schema: bool,
    },
    Other,
}

fn found(on: &mut Session) -> Result<Held> {
    let sql = "SELECT
            EXISTS (SELECT FROM pg_namespace WHERE nspname = 'recoupe'),
            EXISTS (SELECT FROM pg_class JOIN pg_namespace AS held ON held.oid = relnamespace
                WHERE held.nspname = 'recoupe'),
            (SELECT count(*) FROM pg_attribute WHERE attrelid = to_regclass('recoupe.archive')
                AND attname IN ('form', 'generation') AND NOT attisdropped) = 2";
    let row = on.one(sql, &[])?.ok_or(Fault::Lost)?;
    let (schema, tables, marked): (bool, bool, bool) =
        (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    match (marked, tables) {
        (true, _) => {
            let row = on.one("SELECT form FROM archive", &[])?;
            Ok(Held::Form(row.ok_or(Fault::Column("its form is missing"))?.try_get(0)?))
        }
        (false, true) => Ok(Held::Other),
        (false, false) => Ok(Held::Nothing { schema }),
    }
}
