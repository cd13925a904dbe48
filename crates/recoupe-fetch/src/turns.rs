//! Turns: who may ask a host next, and when.
//!
//! A host is asked one thing at a time, and left alone for a while after each answer; robots.txt or `Retry-After`
//! can make the while longer. A host is its name without the port: behind both ports stands one machine. A turn
//! lasts for one request and its answer, never over a redirect, so that no two can wait for each other.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;

/// The turns of all hosts.
#[derive(Debug)]
pub(crate) struct Turns {
    delay: Duration,
    longest: Duration,
    hosts: Mutex<HashMap<String, Arc<Host>>>,
}

#[derive(Debug, Default)]
struct Host {
    state: Mutex<State>,
    freed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    busy: bool,
    /// When it may be asked again.
    next: Option<Instant>,
    /// What robots.txt asks for beyond the delay of all hosts.
    delay: Duration,
}

/// Leave to ask a host once; it ends when dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    host: Arc<Host>,
    delay: Duration,
}

impl Turns {
    pub(crate) fn new(delay: Duration, longest: Duration) -> Self {
        Self { delay, longest, hosts: Mutex::default() }
    }

    /// Waits for a turn; gives the time the host is to be left alone where that is longer than is waited.
    pub(crate) fn take(&self, url: &Url) -> Result<Turn, Duration> {
        let host = self.host(url);
        let mut state = lock(&host.state);
        loop {
            let wait = state.next.map_or(Duration::ZERO, left);
            if state.busy {
                state = host.freed.wait(state).unwrap_or_else(PoisonError::into_inner);
            } else if wait > self.longest.max(self.delay) {
                return Err(wait);
            } else if wait.is_zero() {
                break;
            } else {
                let waited = host.freed.wait_timeout(state, wait);
                state = waited.unwrap_or_else(PoisonError::into_inner).0;
            }
        }
        state.busy = true;
        drop(state);
        Ok(Turn { host, delay: self.delay })
    }

    /// When the host can be asked next; for choosing whom to ask.
    pub(crate) fn next(&self, url: &Url) -> Instant {
        lock(&self.host(url).state).next.unwrap_or_else(Instant::now)
    }

    /// Leaves the host alone for `wait` from now, or for longer if it is so already.
    pub(crate) fn defer(&self, url: &Url, wait: Duration) {
        let host = self.host(url);
        let mut state = lock(&host.state);
        state.next = state.next.max(Instant::now().checked_add(wait.min(FAR)));
    }

    /// Keeps at least `delay` between requests to the host from now on; at most the longest wait.
    pub(crate) fn slow(&self, url: &Url, delay: Duration) {
        let host = self.host(url);
        let mut state = lock(&host.state);
        state.delay = state.delay.max(delay.min(self.longest));
        let more = state.delay.saturating_sub(self.delay);
        state.next = state.next.and_then(|next| next.checked_add(more));
    }

    fn host(&self, url: &Url) -> Arc<Host> {
        let name = url.host_str().unwrap_or_default().to_owned();
        Arc::clone(lock(&self.hosts).entry(name).or_default())
    }
}

/// Longer than any program runs, and short enough for every clock to count to.
const FAR: Duration = Duration::from_hours(24 * 365);

fn left(until: Instant) -> Duration {
    until.saturating_duration_since(Instant::now())
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut state = lock(&self.host.state);
        state.busy = false;
        let pause = self.delay.max(state.delay).min(FAR);
        state.next = state.next.max(Instant::now().checked_add(pause));
        drop(state);
        self.host.freed.notify_all();
    }
}

/// A lock that another thread's panic does not take away: every state here is whole between any two steps.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::Turns;
    use std::thread;
    use std::time::{Duration, Instant};
    use url::Url;

    const DELAY: Duration = Duration::from_millis(40);

    fn at(url: &str) -> Url {
        Url::parse(url).expect(url)
    }

    #[test]
    fn a_host_is_left_alone_between_requests_whatever_the_port() {
        let turns = Turns::new(DELAY, Duration::from_secs(9));
        drop(turns.take(&at("http://a.example/")));
        let start = Instant::now();
        drop(turns.take(&at("https://b.example/")));
        assert!(start.elapsed() < DELAY);
        drop(turns.take(&at("https://a.example:8443/")));
        assert!(start.elapsed() >= DELAY / 2);
    }

    #[test]
    fn one_asks_at_a_time() {
        let turns = Turns::new(Duration::ZERO, Duration::from_secs(9));
        let url = at("http://a.example/");
        let start = Instant::now();
        thread::scope(|scope| {
            for _ in 0..3 {
                scope.spawn(|| {
                    let turn = turns.take(&url);
                    thread::sleep(DELAY);
                    drop(turn);
                });
            }
        });
        assert!(start.elapsed() >= 3 * DELAY);
    }

    #[test]
    fn a_longer_wait_than_is_waited_is_refused() {
        let turns = Turns::new(DELAY, Duration::from_secs(1));
        let url = at("http://a.example/");
        turns.defer(&url, Duration::MAX);
        assert!(turns.take(&url).is_err());
    }

    #[test]
    fn a_site_can_ask_for_a_slower_pace_within_bounds() {
        let turns = Turns::new(Duration::ZERO, DELAY);
        let url = at("http://a.example/");
        drop(turns.take(&url));
        turns.slow(&url, Duration::from_hours(1));
        let start = Instant::now();
        drop(turns.take(&url));
        assert!(start.elapsed() >= DELAY / 2 && start.elapsed() < Duration::from_secs(5));
    }
}
