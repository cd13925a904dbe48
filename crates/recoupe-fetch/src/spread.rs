//! Work spread over hosts and threads, with the results in the order of the input.
//!
//! Each host has a line of jobs that are done one after the other, in the order of the input. A thread that is
//! free takes the line that may go on soonest, does one job of it and puts it back, so that a slow host holds up
//! nobody but itself and one thread.

use crate::turns::lock;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::Instant;

/// The lines of jobs, by when they may go on and then by the order of the input.
#[derive(Debug, Default)]
struct Lines(BinaryHeap<Reverse<(Instant, VecDeque<usize>)>>);

/// Does `work` for every job and gives the results in the order of the jobs. `hosts` names the host of each job;
/// `next` tells when a job's host may be asked. A job that has no result, because its thread broke down, gets
/// that of `broken`.
pub(crate) fn spread<T: Send>(
    hosts: &[&str],
    threads: usize,
    next: impl Fn(usize) -> Instant + Sync,
    work: impl Fn(usize) -> T + Sync,
    broken: impl Fn(usize) -> T,
) -> Vec<T> {
    let mut lines: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (job, host) in hosts.iter().enumerate() {
        lines.entry(host).or_default().push_back(job);
    }
    let count = threads.clamp(1, lines.len().max(1));
    let start = Instant::now();
    let lines = Lines(lines.into_values().map(|line| Reverse((start, line))).collect());
    let lines = Mutex::new(lines);
    let worker = || {
        let mut done = Vec::new();
        loop {
            let Some(Reverse((_, mut line))) = lock(&lines).0.pop() else { return done };
            if let Some(job) = line.pop_front() {
                done.push((job, work(job)));
            }
            if let Some(&job) = line.front() {
                let soonest = next(job);
                lock(&lines).0.push(Reverse((soonest, line)));
            }
        }
    };
    let mut results: Vec<Option<T>> = hosts.iter().map(|_| None).collect();
    thread::scope(|scope| {
        let workers: Vec<_> = (0..count).map(|_| scope.spawn(worker)).collect();
        for (job, result) in workers.into_iter().filter_map(|worker| worker.join().ok()).flatten() {
            results[job] = Some(result);
        }
    });
    let told = results.into_iter().enumerate();
    told.map(|(job, result)| result.unwrap_or_else(|| broken(job))).collect()
}

#[cfg(test)]
mod tests {
    use super::spread;
    use crate::turns::lock;
    use std::sync::Mutex;
    use std::thread;
    use std::time::{Duration, Instant};

    #[test]
    fn results_come_in_the_order_of_the_jobs() {
        let hosts = ["a", "b", "a", "c", "b"];
        let work = |job: usize| {
            thread::sleep(Duration::from_millis(20 - 4 * job as u64));
            job
        };
        for threads in [0, 1, 3, 9] {
            let results = spread(&hosts, threads, |_| Instant::now(), work, |_| 99);
            assert_eq!(results, [0, 1, 2, 3, 4]);
        }
    }

    #[test]
    fn jobs_of_a_host_are_done_in_their_order() {
        let order = Mutex::new(Vec::new());
        let hosts = ["a"; 9];
        spread(&hosts, 4, |_| Instant::now(), |job| lock(&order).push(job), |_| ());
        assert!(lock(&order).is_sorted());
    }

    #[test]
    fn nothing_to_do_is_done() {
        assert!(spread(&[], 4, |_| Instant::now(), |job| job, |job| job).is_empty());
    }
}
