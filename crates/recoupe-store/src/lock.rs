//! One writer at a time. For a file it is a lock on a file beside the archive, which the system undoes however the
//! process ends; a server has locks of its own.
//!
//! The lock of the database itself is held for one transaction only. A writer keeps the stream of the last weeks
//! in memory over many transactions; another one in between would have to be learned of by reading them all
//! again. The lock is on a file of its own because closing any other handle of the database's file would undo
//! the locks that the database has on it.

use crate::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// One's turn to write to an archive, as long as it lives.
#[derive(Debug)]
pub struct Lock(
    #[expect(dead_code, reason = "what is held ends the turn when it is dropped")] Box<dyn Held>,
);

/// What an engine holds as long as it is somebody's turn.
pub(crate) trait Held: Send + std::fmt::Debug {}

impl Held for File {}

impl Lock {
    /// The turn that lasts as long as `held`.
    pub(crate) fn of(held: impl Held + 'static) -> Self {
        Self(Box::new(held))
    }

    /// The turn for the file at `place`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] where another process has it, [`StoreError::File`] where it cannot be asked for.
    pub(crate) fn of_file(place: &Path) -> Result<Self, StoreError> {
        let mut name = place.as_os_str().to_owned();
        name.push("-lock");
        let fault = |error: std::io::Error| StoreError::File {
            place: place.into(),
            reason: format!("its lock cannot be taken: {error}"),
        };
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(&name);
        let file = open.map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(Self::of(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(place.into())),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}
