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
pub struct Piece<T, K = ()> {
    /// The source, or what is inside it.
    pub source: String,
    /// What was made of its articles.
    pub items: Vec<T>,
    /// What was made of its bytes, where they are those of a page or a record of an archive.
    pub kept: Option<K>,
    /// The addresses that it names.
    pub addresses: Vec<Address>,
    /// What was passed over.
    pub warnings: Vec<Warning>,
}

/// What reading gives: what a source, or a record of it, holds; or why it holds nothing.
pub type Outcome<T, K = ()> = Result<Piece<T, K>, Failure>;

/// Reads `sources` to articles, makes each into something by `make`, and hands what each source or record holds to
/// `take`, in order, until it breaks; `ended` is called once a source is done.
pub fn read<T: Send, B>(
    sources: Vec<Source>,
    make: impl Fn(Article) -> T + Sync,
    ended: impl Fn() + Sync,
    take: impl FnMut(Outcome<T>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    read_keeping(sources, make, |_| (), ended, take)
}

/// As [`read`], and makes what is to be kept of the bytes of each page and each record of an archive by `keep`. A
/// line of JSON is not kept: the article is all that it says.
pub fn read_keeping<T: Send, K: Send, B>(
    sources: Vec<Source>,
    make: impl Fn(Article) -> T + Sync,
    keep: impl Fn(&[u8]) -> K + Sync,
    ended: impl Fn() + Sync,
    take: impl FnMut(Outcome<T, K>) -> ControlFlow<B>,
) -> ControlFlow<B> {
    let most = at_once();
    let mut reading = Reading { make, keep, ended, take };
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
struct Reading<M, P, E, F> {
    make: M,
    keep: P,
    ended: E,
    take: F,
}

impl<M, P, E, F> Reading<M, P, E, F> {
    /// Reads files that are held one at a time for each thread.
    fn whole<T: Send, K: Send, B>(&mut self, batch: Vec<Source>) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        P: Fn(&[u8]) -> K + Sync,
        E: Fn() + Sync,
        F: FnMut(Outcome<T, K>) -> ControlFlow<B>,
    {
        let (make, keep, ended) = (&self.make, &self.keep, &self.ended);
        let read = |source: Source| {
            let name = source.name.clone();
            let outcome = gather::read(source)
                .map(|(input, bytes)| piece(name, input, make, Some(keep(&bytes))));
            ended();
            outcome
        };
        let outcomes: Vec<Outcome<T, K>> = batch.into_par_iter().map(read).collect();
        outcomes.into_iter().try_for_each(&mut self.take)
    }

    fn archive<T: Send, K: Send, B>(
        &mut self,
        Opened { name, stream, .. }: Opened,
    ) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        P: Fn(&[u8]) -> K + Sync,
        E: Fn(),
        F: FnMut(Outcome<T, K>) -> ControlFlow<B>,
    {
        let mut archive = Archive::new(&name, stream);
        let mut counted = Tally::default();
        loop {
            let records = batch(&mut archive, recoupe_read::Record::size, at_once());
            if records.is_empty() {
                break;
            }
            let keep = &self.keep;
            let read = |record: &recoupe_read::Record| {
                record
                    .read()
                    .map(|input| (record.source().to_owned(), input, Some(keep(record.bytes()))))
            };
            for result in self.all(records, read) {
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
            (self.take)(Ok(said(&name, Warning::Archive { source_name, tally })))
        } else {
            ControlFlow::Continue(())
        }
    }

    fn lines<T: Send, K: Send, B>(
        &mut self,
        Opened { name, told, stream }: Opened,
    ) -> ControlFlow<B>
    where
        M: Fn(Article) -> T + Sync,
        P: Fn(&[u8]) -> K + Sync,
        E: Fn(),
        F: FnMut(Outcome<T, K>) -> ControlFlow<B>,
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
            let read =
                |line: &recoupe_read::Line| line.read().map(|input| (name.clone(), input, None));
            for result in self.all(batch, read) {
                if let Some(warning) = fault.take() {
                    (self.take)(Ok(said(&name, warning)))?;
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
            Some(warning) => (self.take)(Ok(said(&name, warning))),
            None => ControlFlow::Continue(()),
        }
    }

    /// Reads records on all threads; the results are in their order.
    fn all<R: Send, T: Send, K: Send, X: Send>(
        &self,
        records: Vec<R>,
        read: impl Fn(&R) -> Result<(String, Input, Option<K>), X> + Sync,
    ) -> Vec<Result<Piece<T, K>, X>>
    where
        M: Fn(Article) -> T + Sync,
    {
        let make = &self.make;
        records
            .into_par_iter()
            .map(|record| read(&record).map(|(name, input, kept)| piece(name, input, make, kept)))
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

fn piece<T, K>(
    source: String,
    input: Input,
    make: &impl Fn(Article) -> T,
    kept: Option<K>,
) -> Piece<T, K> {
    let Input { articles, addresses, warnings } = input;
    Piece { source, items: articles.into_iter().map(make).collect(), kept, addresses, warnings }
}

fn said<T, K>(source: &str, warning: Warning) -> Piece<T, K> {
    let source = source.to_owned();
    Piece { source, items: Vec::new(), kept: None, addresses: Vec::new(), warnings: vec![warning] }
}
