//! What takes long to make, made once for each state of what it is made from, and kept for a while.
//!
//! Who asks for something that is being made waits for the same work, and the work goes on when nobody waits any more, so
//! that whoever comes back finds it done. One thing of a kind is made at a time, over all cores.

use crate::fault::Fault;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::{Semaphore, watch};

/// The reports that a thing is made from, and their versions: as long as they stay, so does what was made.
pub(crate) type State = Vec<(u64, u64)>;

type Made<T> = Result<Arc<T>, Fault>;

#[derive(Debug)]
struct Entry<T> {
    state: State,
    made: watch::Receiver<Option<Made<T>>>,
    /// When it was asked for last, counted in requests.
    asked: u64,
}

#[derive(Debug)]
struct Held<K, T> {
    entries: BTreeMap<K, Entry<T>>,
    requests: u64,
}

/// Things of one kind, by key.
#[derive(Debug)]
pub(crate) struct Kept<K, T> {
    held: Arc<Mutex<Held<K, T>>>,
    turns: Arc<Semaphore>,
    /// So many reports stand in what is kept at most, but for a single thing that has more.
    most: usize,
}

// Derived, it would ask that keys and things can be cloned.
impl<K, T> Clone for Kept<K, T> {
    fn clone(&self) -> Self {
        Self { held: Arc::clone(&self.held), turns: Arc::clone(&self.turns), most: self.most }
    }
}

impl<K: Ord + Clone, T: Send + Sync + 'static> Kept<K, T> {
    pub(crate) fn new(most: usize) -> Self {
        let held = Held { entries: BTreeMap::new(), requests: 0 };
        Self { held: Arc::new(Mutex::new(held)), turns: Arc::new(Semaphore::new(1)), most }
    }

    /// What is kept under a key for this state, or what `job` gives.
    pub(crate) async fn get(
        &self,
        key: K,
        state: State,
        job: impl Future<Output = Made<T>> + Send + 'static,
    ) -> Made<T> {
        let mut made = self.watched(key, state, job);
        let made = match made.wait_for(Option::is_some).await {
            Ok(made) => made.clone(),
            Err(_) => None,
        };
        made.unwrap_or_else(|| Err(Fault::own("Comparing the reports ended early")))
    }

    fn watched(
        &self,
        key: K,
        state: State,
        job: impl Future<Output = Made<T>> + Send + 'static,
    ) -> watch::Receiver<Option<Made<T>>> {
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        held.requests += 1;
        let asked = held.requests;
        if let Some(entry) = held.entries.get_mut(&key)
            && entry.state == state
            && !matches!(&*entry.made.borrow(), Some(Err(_)))
        {
            entry.asked = asked;
            return entry.made.clone();
        }
        let (sender, made) = watch::channel(None);
        held.entries.insert(key, Entry { state, made: made.clone(), asked });
        held.make_room(self.most);
        drop(held);
        let turns = Arc::clone(&self.turns);
        tokio::spawn(async move {
            let _turn = turns.acquire().await;
            sender.send_replace(Some(job.await));
        });
        made
    }
}

impl<K: Ord + Clone, T> Held<K, T> {
    fn make_room(&mut self, most: usize) {
        // What is made of nothing takes room too.
        let weight = |entry: &Entry<T>| entry.state.len() + 1;
        while self.entries.len() > 1 && self.entries.values().map(weight).sum::<usize>() > most {
            let oldest = self.entries.iter().min_by_key(|(_, entry)| entry.asked);
            let Some(oldest) = oldest.map(|(key, _)| key.clone()) else { return };
            self.entries.remove(&oldest);
        }
    }
}
