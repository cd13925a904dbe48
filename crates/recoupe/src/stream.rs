//! Sources to articles one after the other, for output that is written as it comes.
//!
//! Files are read in batches over all threads; an archive is gone through by one thread while its
//! records are read by all. What comes out is in the order of the sources and of what is inside
//! them, whatever the number of threads, and no more is held than a batch.

use crate::gather;
use crate::inputs::{Failure, Source};
use rayon::prelude::*;
use recoupe_read::{Archive, Input, ReadError, Tally, Warning};
use std::io::BufRead;
use std::ops::ControlFlow;

/// How many files, or records, are read at once for each thread.
const BATCH: usize = 8;
/// How many bytes of records are held at once.
const HELD: usize = 64 << 20;
/// How much of a file is looked at to see whether it is an archive, in bytes.
const LOOKED_AT: usize = 8 << 10;

/// What reading gives: what a source, or a record of it, holds; or why it holds nothing.
pub type Outcome = Result<Input, Failure>;

/// Reads `sources` and hands what each holds to `take`, in order, until it breaks.
pub fn read<B>(
    sources: Vec<Source>,
    mut take: impl FnMut(Outcome) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let most = BATCH * rayon::current_num_threads();
    let mut batch: Vec<Source> = Vec::new();
    for source in sources {
        match source.open(LOOKED_AT) {
            Ok((head, opened)) if Archive::is_one(&head) => {
                whole(std::mem::take(&mut batch), &mut take)?;
                archive(&opened.name, opened.stream, &mut take)?;
            }
            Ok((_, opened)) => {
                batch.push(opened.into());
                if batch.len() >= most {
                    whole(std::mem::take(&mut batch), &mut take)?;
                }
            }
            Err(failure) => {
                whole(std::mem::take(&mut batch), &mut take)?;
                take(Err(failure))?;
            }
        }
    }
    whole(batch, &mut take)
}

/// Reads files that are held one at a time for each thread.
fn whole<B>(
    batch: Vec<Source>,
    take: &mut impl FnMut(Outcome) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let outcomes: Vec<Outcome> = batch.into_par_iter().map(gather::read).collect();
    outcomes.into_iter().try_for_each(take)
}

fn archive<B>(
    name: &str,
    stream: impl BufRead,
    take: &mut impl FnMut(Outcome) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let mut archive = Archive::new(name, stream);
    let mut counted = Tally::default();
    loop {
        let (mut records, mut size) = (Vec::new(), 0);
        while records.len() < BATCH * rayon::current_num_threads() && size < HELD {
            let Some(record) = archive.next() else { break };
            size += record.size();
            records.push(record);
        }
        if records.is_empty() {
            break;
        }
        let results: Vec<Result<Input, ReadError>> =
            records.into_par_iter().map(|record| record.read()).collect();
        for result in results {
            counted.count(&result);
            if let Ok(input) = result {
                take(Ok(input))?;
            }
        }
    }
    let tally = archive.tally().with(counted);
    let source_name = name.to_owned();
    if tally.read == 0 {
        let error = ReadError::Archive { source_name, tally };
        take(Err(gather::failure(name, &error)))
    } else if tally.is_notable() {
        let warnings = vec![Warning::Archive { source_name, tally }];
        take(Ok(Input { warnings, ..Input::default() }))
    } else {
        ControlFlow::Continue(())
    }
}
