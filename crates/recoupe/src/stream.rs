//! Sources to articles one after the other, so that a source may be larger than memory.
//!
//! Files are read in batches over all threads; an archive or a file of JSON Lines is gone through by one thread
//! while its records are read by all. Each article is made into what is wanted of it on the thread that read it.
//! What comes out is in the order of the sources and of what is inside them, whatever the number of threads, and no
//! more is held than a batch.

use crate::gather;
use crate::inputs::{Failure, Opened, Source};
use rayon::prelude::*;
use recoupe_read::{Address, Archive, Article, Input, Lines, ReadError, Tally, Warning};
use std::ops::ControlFlow;

/// How many files, or records, are read at once for each thread.
const BATCH: usize = 8;
/// How many at once in all: files wait opened, of which a process may have a thousand or so.
const MOST: usize = 256;
/// How many lines at once for each thread: they grow to nothing larger, and most are short.
const LINES: usize = 64;
/// How many bytes of records are held at once.
const HELD: usize = 64 << 20;
/// How much of a file is looked at to see whether it is streamed, in bytes.
const LOOKED_AT: usize = 64 << 10;

/// What a source, or a record of it, holds.
#[derive(Debug)]
pub struct Piece<T> {
    /// What was made of its articles.
    pub items: Vec<T>,
    /// The addresses that it names.
    pub addresses: Vec<Address>,
    /// What was passed over.
    pub warnings: Vec<Warning>,
}

/// What reading gives: what a source, or a record of it, holds; or why it holds nothing.
pub type Outcome<T> = Result<Piece<T>, Failure>;

/// Reads `sources` to articles, makes each into something by `make`, and hands what each source or record holds to
/// `take`, in order, until it breaks; `ended` is called once a source is done.
pub fn read<T: Send, B>(
    sources: Vec<Source>,
    make: impl Fn(Article) -> T + Sync,
    ended: impl Fn() + Sync,
    take: impl FnMut(Outcome<T>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let most = at_once();
    let mut reading = Reading { make, ended, take };
    let mut batch: Vec<Source> = Vec::new();
    for source in sources {
        match source.open(LOOKED_AT) {
            Ok((head, opened)) if Archive::is_one(&head) => {
                reading.whole(std::mem::take(&mut batch))?;
                reading.archive(opened)?;
            }
            Ok((head, opened)) if Lines::is_one(&head, opened.told.envelope()) => {
                reading.whole(std::mem::take(&mut batch))?;
                reading.lines(opened)?;
            }
            Ok((_, opened)) => {
                batch.push(opened.into());
                if batch.len() >= most {
                    reading.whole(std::mem::take(&mut batch))?;
                }
            }
            Err(failure) => {
                reading.whole(std::mem::take(&mut batch))?;
                (reading.ended)();
                (reading.take)(Err(failure))?;
            }
        }
    }
    reading.whole(batch)
}

fn at_once() -> usize {
    (BATCH * rayon::current_num_threads()).min(MOST)
}

/// What is done with what is read.
struct Reading<M, E, F> {
    make: M,
    ended: E,
    take: F,
}

impl<M, E, F> Reading<M, E, F> {
    /// Reads files that are held one at a time for each thread.
    fn whole<T: Send, B>(&mut self, batch: Vec<Source>) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        E: Fn() + Sync,
        F: FnMut(Outcome<T>) -> ControlFlow<B>,
    {
        let (make, ended) = (&self.make, &self.ended);
        let read = |source| {
            let outcome = gather::read(source).map(|input| piece(input, make));
            ended();
            outcome
        };
        let outcomes: Vec<Outcome<T>> = batch.into_par_iter().map(read).collect();
        outcomes.into_iter().try_for_each(&mut self.take)
    }

    fn archive<T: Send, B>(&mut self, Opened { name, stream, .. }: Opened) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        E: Fn(),
        F: FnMut(Outcome<T>) -> ControlFlow<B>,
    {
        let mut archive = Archive::new(&name, stream);
        let mut counted = Tally::default();
        loop {
            let records = batch(&mut archive, recoupe_read::Record::size, at_once());
            if records.is_empty() {
                break;
            }
            for result in self.all(records, recoupe_read::Record::read) {
                match result {
                    Ok(piece) => {
                        counted.read += 1;
                        (self.take)(Ok(piece))?;
                    }
                    Err(error) => counted.count(&Err(error)),
                }
            }
        }
        (self.ended)();
        let tally = archive.tally().with(counted);
        let source_name = name.clone();
        if tally.read == 0 {
            let error = ReadError::Archive { source_name, tally };
            (self.take)(Err(gather::failure(&name, &error)))
        } else if tally.is_notable() {
            (self.take)(Ok(said(Warning::Archive { source_name, tally })))
        } else {
            ControlFlow::Continue(())
        }
    }

    fn lines<T: Send, B>(&mut self, Opened { name, told, stream }: Opened) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        E: Fn(),
        F: FnMut(Outcome<T>) -> ControlFlow<B>,
    {
        let mut lines = Lines::new(&name, stream, told.envelope());
        let mut articles = 0;
        // Nothing but a fault is an error, and its reason is told there.
        let mut fault: Option<Warning> = None;
        loop {
            let most = LINES * rayon::current_num_threads();
            let batch = batch(&mut lines, recoupe_read::Line::size, most);
            if batch.is_empty() {
                break;
            }
            for result in self.all(batch, recoupe_read::Line::read) {
                if let Some(warning) = fault.take() {
                    (self.take)(Ok(said(warning)))?;
                }
                match result {
                    Ok(piece) => {
                        articles += piece.items.len();
                        (self.take)(Ok(piece))?;
                    }
                    Err(warning) => fault = Some(warning),
                }
            }
        }
        (self.ended)();
        match fault {
            Some(Warning::Line { reason, .. }) if articles == 0 => {
                let error = ReadError::NoArticles { source_name: name.clone(), reason };
                (self.take)(Err(gather::failure(&name, &error)))
            }
            Some(warning) => (self.take)(Ok(said(warning))),
            None => ControlFlow::Continue(()),
        }
    }

    /// Reads records on all threads; the results are in their order.
    fn all<R: Send, T: Send, X: Send>(
        &self,
        records: Vec<R>,
        read: impl Fn(&R) -> Result<Input, X> + Sync,
    ) -> Vec<Result<Piece<T>, X>>
    where
        M: Fn(Article) -> T + Sync,
    {
        let make = &self.make;
        records
            .into_par_iter()
            .map(|record| read(&record).map(|input| piece(input, make)))
            .collect()
    }
}

/// The next records, until there are `most` or they hold too much.
fn batch<R>(records: &mut impl Iterator<Item = R>, size: fn(&R) -> usize, most: usize) -> Vec<R> {
    let (mut batch, mut held) = (Vec::new(), 0);
    while batch.len() < most && held < HELD {
        let Some(record) = records.next() else { break };
        held += size(&record);
        batch.push(record);
    }
    batch
}

fn piece<T>(input: Input, make: &impl Fn(Article) -> T) -> Piece<T> {
    let Input { articles, addresses, warnings } = input;
    Piece { items: articles.into_iter().map(make).collect(), addresses, warnings }
}

fn said<T>(warning: Warning) -> Piece<T> {
    Piece { items: Vec::new(), addresses: Vec::new(), warnings: vec![warning] }
}
