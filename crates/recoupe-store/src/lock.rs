//! One writer at a time: a lock on a file beside the archive, which the system undoes however the process ends.
//!
//! The lock of the database itself is held for one transaction only. A writer keeps the stream of the last weeks
//! in memory over many transactions; another one in between would have to be learned of by reading them all
//! again. The lock is on a file of its own because closing any other handle of the database's file would undo
//! the locks that the database has on it.

use crate::error::StoreError;
use std::fs::{File, OpenOptions, TryLockError};
use std::path::Path;

/// The right to write, as long as it lives.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "the lock ends with the file")] File);

impl Lock {
    /// The lock of the archive at `place`.
    ///
    /// # Errors
    ///
    /// [`StoreError::Busy`] where another process has it, [`StoreError::File`] where it cannot be asked for.
    pub(crate) fn take(place: &Path) -> Result<Self, StoreError> {
        let mut name = place.as_os_str().to_owned();
        name.push("-lock");
        let fault = |error: std::io::Error| StoreError::File {
            place: place.to_owned(),
            reason: format!("its lock cannot be taken: {error}"),
        };
        let open = OpenOptions::new().create(true).truncate(false).write(true).open(&name);
        let file = open.map_err(fault)?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::Busy(place.to_owned())),
            Err(TryLockError::Error(error)) => Err(fault(error)),
        }
    }
}
