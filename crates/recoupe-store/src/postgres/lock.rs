//! One writer at a time: an advisory lock of the database, which the server undoes when the connection that has it
//! ends, however it ends.
//!
//! The lock stands on a connection of its own, because a turn may outlive the archive that gave it. When the turn is
//! over, the connection is kept for the next one. Where it is lost while it is somebody's turn, another process may get
//! the turn; what the first one writes then is refused, because the archive counts its transactions (`super::Postgres`).

use super::address::Address;
use super::fault::{Fault, Result};
use super::session::Session;
use crate::lock::Held;
use std::sync::{Arc, Mutex, PoisonError};

/// By this number the lock is known among those of other programs: "RCUP".
pub(super) const OURS: i32 = 0x5243_5550;
/// What is locked: the turn to write.
const WRITING: i32 = 0;

/// Where a connection waits for the next turn.
pub(super) type Spare = Arc<Mutex<Option<Session>>>;

/// A turn.
#[derive(Debug)]
pub(super) struct Turn {
    session: Option<Session>,
    spare: Spare,
}

impl Held for Turn {}

impl Turn {
    /// The turn; [`Fault::Overtaken`] where another one has it.
    pub(super) fn take(address: &Address, spare: &Spare) -> Result<Self> {
        let kept = spare.lock().unwrap_or_else(PoisonError::into_inner).take();
        let mut session = kept.map_or_else(|| Session::open(address), Ok)?;
        session.ready()?;
        let row = session.one("SELECT pg_try_advisory_lock($1, $2)", &[&OURS, &WRITING])?;
        if row.map_or(Ok(false), |row| row.try_get(0))? {
            return Ok(Self { session: Some(session), spare: Arc::clone(spare) });
        }
        keep(spare, session);
        Err(Fault::Overtaken)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let Some(mut session) = self.session.take() else { return };
        // Where this fails the connection ends here, and the lock with it.
        if session.one("SELECT pg_advisory_unlock($1, $2)", &[&OURS, &WRITING]).is_ok() {
            keep(&self.spare, session);
        }
    }
}

fn keep(spare: &Spare, session: Session) {
    *spare.lock().unwrap_or_else(PoisonError::into_inner) = Some(session);
}
