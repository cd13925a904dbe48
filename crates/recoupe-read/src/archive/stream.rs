//! The bytes of an archive, unpacked as they are asked for.
//!
//! An archive is packed record by record: every member of the gzip stream is one record. A damaged
//! member costs that record alone, for the next one is found by its first bytes. Held in memory are
//! one buffer and a part of the open member.

use crate::limits;
use crate::unpack::is_gzip;
use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};

/// How much is unpacked at once, in bytes.
const PIECE: usize = 64 << 10;

/// What asking for more bytes gave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum More {
    /// There are bytes.
    Bytes,
    /// Something is damaged; what follows is the next member.
    Damage,
    /// There is nothing more.
    End,
}

/// The unpacked bytes of an archive.
#[derive(Debug)]
pub(super) struct Stream<R> {
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
    Plain(Counted<R>),
    Gzip(Box<GzDecoder<Counted<R>>>),
    End,
}

/// A reader that knows how far it is, and can go back to where the open member starts: a damaged one
/// is unpacked into the next before the damage shows.
#[derive(Debug)]
struct Counted<R> {
    inner: R,
    read: u64,
    /// What was read since the member started, as far as it is kept.
    kept: Vec<u8>,
    /// What is to be read again, and how much of it was.
    back: Vec<u8>,
    again: usize,
    /// How often it may still go back.
    turns: u32,
}

/// How much of a member is kept, in bytes; of a larger one, damage may cost the next as well.
const KEPT: usize = 4 << 20;
/// How often it may go back: each time costs what was kept.
const TURNS: u32 = 1000;

impl<R> Counted<R> {
    /// Says that a member starts here.
    fn mark(&mut self) {
        self.kept.clear();
    }

    /// Goes back to right behind the start of the member.
    fn rewind(&mut self) {
        if self.turns == 0 || self.kept.is_empty() || self.kept.len() >= KEPT {
            return;
        }
        self.turns -= 1;
        let mut back = std::mem::take(&mut self.kept);
        back.remove(0);
        self.read -= back.len() as u64;
        back.extend_from_slice(&self.back[self.again..]);
        (self.back, self.again) = (back, 0);
    }
}

impl<R: BufRead> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let count = there.len().min(out.len());
        out[..count].copy_from_slice(&there[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Counted<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.again < self.back.len() {
            return Ok(&self.back[self.again..]);
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount as u64;
        let room = if self.turns == 0 { 0 } else { KEPT - self.kept.len().min(KEPT) };
        if self.again < self.back.len() {
            let part = &self.back[self.again..][..amount.min(room)];
            self.kept.extend_from_slice(part);
            self.again += amount;
        } else {
            // What was filled is there still; asking again reads nothing.
            if let Ok(there) = self.inner.fill_buf() {
                self.kept.extend_from_slice(&there[..amount.min(room).min(there.len())]);
            }
            self.inner.consume(amount);
        }
    }
}

impl<R: BufRead> Stream<R> {
    pub(super) fn new(inner: R) -> Self {
        let mut counted =
            Counted { inner, read: 0, kept: Vec::new(), back: Vec::new(), again: 0, turns: TURNS };
        let packed = counted.fill_buf().is_ok_and(is_gzip);
        if !packed {
            counted.turns = 0;
        }
        let state = if packed {
            State::Gzip(Box::new(GzDecoder::new(counted)))
        } else {
            State::Plain(counted)
        };
        Self { state, buffer: Vec::new(), at: 0, given: 0, member: 0 }
    }

    /// Whether what is read now is packed.
    pub(super) const fn is_packed(&self) -> bool {
        matches!(self.state, State::Gzip(_))
    }

    /// The bytes that are there, after [`Self::more`].
    pub(super) fn bytes(&self) -> &[u8] {
        &self.buffer[self.at..]
    }

    /// Passes over `count` of the bytes that are there.
    pub(super) fn pass(&mut self, count: usize) {
        self.at = (self.at + count).min(self.buffer.len());
    }

    /// Sees that there are bytes.
    pub(super) fn more(&mut self) -> More {
        if self.at < self.buffer.len() {
            return More::Bytes;
        }
        self.at = 0;
        loop {
            self.buffer.resize(PIECE, 0);
            let read = match &mut self.state {
                State::Plain(plain) => plain.read(&mut self.buffer),
                State::Gzip(packed) => packed.read(&mut self.buffer),
                State::End => Ok(0),
            };
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            match read {
                Ok(0) => match self.next_member() {
                    More::Bytes => {}
                    other => return other,
                },
                Ok(count) => {
                    self.given += count as u64;
                    if self.is_bomb() {
                        self.buffer.clear();
                        self.find_member();
                        return More::Damage;
                    }
                    return More::Bytes;
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(_) => {
                    self.find_member();
                    return More::Damage;
                }
            }
        }
    }

    fn is_bomb(&self) -> bool {
        let State::Gzip(packed) = &self.state else { return false };
        let taken = packed.get_ref().read - self.member;
        self.given > limits::RATIO_FROM as u64 && self.given / limits::RATIO as u64 > taken
    }

    /// Opens the member behind one that ended well.
    fn next_member(&mut self) -> More {
        let State::Gzip(packed) = std::mem::replace(&mut self.state, State::End) else {
            return More::End;
        };
        let mut inner = packed.into_inner();
        // Writers may pad the end with zeros.
        while let Ok(rest) = inner.fill_buf() {
            let zeros = rest.iter().take_while(|byte| **byte == 0).count();
            if zeros == 0 {
                break;
            }
            inner.consume(zeros);
        }
        match inner.fill_buf() {
            Ok([]) | Err(_) => More::End,
            Ok(rest) if is_gzip(rest) || rest.len() < 3 && rest[0] == 0x1f => {
                self.open(inner);
                More::Bytes
            }
            Ok(_) => {
                self.search(inner);
                More::Damage
            }
        }
    }

    fn open(&mut self, mut inner: Counted<R>) {
        inner.mark();
        self.member = inner.read;
        self.given = 0;
        self.state = State::Gzip(Box::new(GzDecoder::new(inner)));
    }

    /// Leaves the open member for the next.
    fn find_member(&mut self) {
        match std::mem::replace(&mut self.state, State::End) {
            State::Gzip(packed) => {
                let mut inner = packed.into_inner();
                inner.rewind();
                self.search(inner);
            }
            State::Plain(_) | State::End => {}
        }
    }

    /// Opens the next member, wherever it starts.
    fn search(&mut self, mut inner: Counted<R>) {
        loop {
            let Ok(rest) = inner.fill_buf() else { return };
            if rest.is_empty() {
                return;
            }
            if let Some(start) = rest.windows(3).position(is_gzip) {
                inner.consume(start);
                self.open(inner);
                return;
            }
            // Its first two bytes may stand at the end of what is held.
            let length = rest.len();
            let last = rest.last() == Some(&0x1f) || rest.ends_with(b"\x1f\x8b");
            inner.consume(length);
            if last {
                let Ok(rest) = inner.fill_buf() else { return };
                if rest.starts_with(b"\x8b\x08") || rest.starts_with(b"\x08") {
                    // Rare enough: this member is lost with the damaged one.
                    inner.consume(1);
                }
            }
        }
    }
}
