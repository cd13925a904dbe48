//! The bytes of an archive, unpacked as they are asked for.
//!
//! An archive is packed record by record: every member of the gzip stream is one record. A damaged
//! member costs that record alone, for the next one is found by its first bytes. Held in memory are
//! one buffer and a part of the open member.

use super::held::{Held, begins};
use crate::limits;
use crate::unpack::is_gzip;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// How much is unpacked at once, in bytes.
const PIECE: usize = 64 << 10;

/// What asking for more bytes gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum More {
    /// There are bytes.
    Bytes,
    /// A member ended as it was written; there may be another.
    Border,
    /// Something is damaged; what follows is the next member.
    Damage,
    /// There is nothing more.
    End,
}

/// The unpacked bytes of an archive.
#[derive(Debug)]
pub(crate) struct Stream<R> {
    state: State<R>,
    buffer: Vec<u8>,
    at: usize,
    /// Bytes that the open member gave so far.
    given: u64,
    /// Where the open member starts in the packed bytes.
    member: u64,
}

#[derive(Debug)]
enum State<R> {
    Plain(Held<R>),
    Gzip(Box<GzDecoder<Held<R>>>),
    /// Between two members.
    Ended(Held<R>),
    End,
}

impl<R: BufRead> Stream<R> {
    pub(crate) fn new(inner: R) -> Self {
        let mut held = Held::new(inner);
        let packed = is_gzip(held.there(3));
        let state =
            if packed { State::Gzip(Box::new(GzDecoder::new(held))) } else { State::Plain(held) };
        Self { state, buffer: Vec::new(), at: 0, given: 0, member: 0 }
    }

    /// Whether what is read now is packed.
    pub(crate) const fn is_packed(&self) -> bool {
        matches!(self.state, State::Gzip(_) | State::Ended(_))
    }

    /// The bytes that are there, after [`Self::more`].
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Passes over `count` of the bytes that are there.
    pub(crate) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }

    /// Sees that there are bytes.
    pub(crate) fn more(&mut self) -> More {
        if self.at < self.buffer.len() {
            return More::Bytes;
        }
        self.at = 0;
        loop {
            self.buffer.resize(PIECE, 0);
            let read = match &mut self.state {
                State::Plain(plain) => {
                    // Bytes that are not packed are never gone back to.
                    plain.mark();
                    plain.read(&mut self.buffer)
                }
                State::Gzip(packed) => packed.read(&mut self.buffer),
                State::Ended(_) | State::End => Ok(0),
            };
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => match std::mem::replace(&mut self.state, State::End) {
                    State::Gzip(packed) => {
                        self.state = State::Ended(packed.into_inner());
                        return More::Border;
                    }
                    State::Ended(held) => match self.next_member(held) {
                        More::Bytes => {}
                        other => return other,
                    },
                    State::Plain(_) | State::End => return More::End,
                },
                Ok(count) => {
                    self.given += count as u64;
                    if self.is_bomb() {
                        self.buffer.clear();
                        self.leave();
                        return More::Damage;
                    }
                    return More::Bytes;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => {
                    self.leave();
                    return More::Damage;
                }
            }
        }
    }

    fn is_bomb(&self) -> bool {
        let State::Gzip(packed) = &self.state else { return false };
        let taken = packed.get_ref().given() - self.member;
        self.given > limits::RATIO_FROM as u64 && self.given / limits::RATIO as u64 > taken
    }

    /// Opens the member behind one that ended well.
    fn next_member(&mut self, mut held: Held<R>) -> More {
        // Writers may pad the end with zeros.
        loop {
            held.mark();
            let rest = held.there(1);
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            if zeros == 0 {
                break;
            }
            held.consume(zeros);
        }
        let rest = held.there(4);
        if rest.is_empty() {
            More::End
        } else if begins(rest) {
            self.open(held);
            More::Bytes
        } else {
            self.search(held);
            More::Damage
        }
    }

    fn open(&mut self, mut held: Held<R>) {
        held.mark();
        self.member = held.given();
        self.given = 0;
        self.state = State::Gzip(Box::new(GzDecoder::new(held)));
    }

    /// Leaves the open member for the next.
    fn leave(&mut self) {
        if let State::Gzip(packed) = std::mem::replace(&mut self.state, State::End) {
            let mut held = packed.into_inner();
            held.rewind();
            self.search(held);
        }
    }

    /// Opens the next member, wherever it starts.
    fn search(&mut self, mut held: Held<R>) {
        if held.search() {
            self.open(held);
        }
    }
}
