//! SQLite: one file, which every tool can read.
//!
//! Readers and the writer do not wait for each other (write-ahead log). A transaction is on the disk when it is
//! done (`synchronous = FULL`): with `NORMAL`, a loss of power could take back the last ones, which had been
//! acknowledged. A report costs some milliseconds to analyse, so that the wait for the disk is not what slows.

mod migrate;
mod names;
mod read;
mod rows;
mod search;
mod text;
mod upkeep;
mod watching;
mod write;

use crate::error::StoreError;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// How long a transaction waits for another one.
const WAIT: Duration = Duration::from_secs(30);

/// An archive in an SQLite file.
#[derive(Debug)]
pub(crate) struct Sqlite {
    place: PathBuf,
    connection: Connection,
}

impl Sqlite {
    /// Opens the archive at `place`, and makes one there if `make` is set and nothing is there.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where there is no archive, something else, or one of a newer form.
    pub(crate) fn open(place: &Path, make: bool) -> Result<Self, StoreError> {
        let there = place.exists();
        if !there && !make {
            return Err(StoreError::Missing(place.into()));
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | if make { OpenFlags::SQLITE_OPEN_CREATE } else { OpenFlags::empty() };
        let told = |error| told(place, &error);
        let connection = Connection::open_with_flags(place, flags).map_err(told)?;
        let mut archive = Self { place: place.to_owned(), connection };
        archive.connection.busy_timeout(WAIT).map_err(told)?;
        archive.prepare().map_err(told)?;
        migrate::migrate(&mut archive.connection, place)?;
        Ok(archive)
    }

    fn prepare(&mut self) -> rusqlite::Result<()> {
        let connection = &self.connection;
        // A first look, so that a file that is no database is told before anything is changed.
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        // The program's own statements only: a schema in the file can call nothing.
        connection.pragma_update(None, "trusted_schema", false)?;
        connection.set_prepared_statement_cache_capacity(64);
        Ok(())
    }

    /// Runs a job as one transaction.
    fn written<T>(
        &mut self,
        job: impl FnOnce(&rusqlite::Transaction<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        let place = &self.place;
        let run = || {
            let transaction = self
                .connection
                .transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
            let made = job(&transaction)?;
            transaction.commit()?;
            Ok(made)
        };
        run().map_err(|error| told(place, &error))
    }

    /// Asks for something.
    fn asked<T>(
        &self,
        job: impl FnOnce(&Connection) -> rusqlite::Result<T>,
    ) -> Result<T, StoreError> {
        job(&self.connection).map_err(|error| told(&self.place, &error))
    }
}

/// What an error of the database is to who asked.
fn told(place: &Path, error: &rusqlite::Error) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::Foreign(place.into()),
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Busy(place.into()),
        Some(ErrorCode::DiskFull) => StoreError::Full(place.into()),
        Some(ErrorCode::CannotOpen) => StoreError::File {
            place: place.into(),
            reason: "cannot be opened; check the folder and its permissions".to_owned(),
        },
        Some(ErrorCode::ReadOnly) => StoreError::File {
            place: place.into(),
            reason: "cannot be written; check its permissions".to_owned(),
        },
        Some(ErrorCode::DatabaseCorrupt) => StoreError::File {
            place: place.into(),
            reason: format!("it is damaged ({error}); restore it from a copy"),
        },
        _ => StoreError::File { place: place.into(), reason: error.to_string() },
    }
}
