//! The archive, off the threads that serve: some connections to it, each lent to one job at a time.

use crate::fault::Fault;
use recoupe_store::{Archive, Place};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;

/// So many jobs read at once; the others wait their turn.
const AT_ONCE: usize = 8;

/// Connections to an archive.
#[derive(Debug, Clone)]
pub(crate) struct Readers {
    place: Place,
    idle: Arc<Mutex<Vec<Archive>>>,
    turns: Arc<Semaphore>,
}

impl Readers {
    pub(crate) fn new(place: Place, first: Archive) -> Self {
        let idle = Arc::new(Mutex::new(vec![first]));
        Self { place, idle, turns: Arc::new(Semaphore::new(AT_ONCE)) }
    }

    /// Does a job with the archive.
    pub(crate) async fn ask<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Archive) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, Fault> {
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let (place, idle) = (self.place.clone(), Arc::clone(&self.idle));
        let done = spawn_blocking(move || {
            let _turn = turn;
            let held = idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut archive = match held {
                Some(archive) => archive,
                None => Archive::open_existing(&place)?,
            };
            let result = job(&mut archive);
            idle.lock().unwrap_or_else(PoisonError::into_inner).push(archive);
            result
        });
        done.await.unwrap_or_else(|_| Err(Fault::own("Reading the archive ended early")))
    }
}
