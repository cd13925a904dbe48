//! Packed bytes with what was read of the open member kept, so that one can go back to its start.
//!
//! A damaged member is unpacked into the next before the damage shows, so the next is looked for from right behind
//! the start of the damaged one. What going back costs is set against what was read: all in all, no byte is read
//! much more than twice, however many starts of members are no members.

use crate::unpack::is_gzip;
use std::io::{self, BufRead, Read};

/// How much of a member is kept, in bytes; of a larger one, damage may cost the next as well.
const KEPT: usize = 4 << 20;
/// How many bytes may be read again beyond as many as were read.
const AGAIN: u64 = 16 << 20;
/// How much is looked at to tell the start of a member, in bytes: the mark, and flags of which three are nought.
const START: usize = 4;

/// A reader of packed bytes.
#[derive(Debug)]
pub(super) struct Held<R> {
    inner: R,
    /// What was read and is kept: from `member` on the open member, from `at` on what comes next.
    bytes: Vec<u8>,
    member: usize,
    at: usize,
    /// Whether all of the open member is kept.
    whole: bool,
    /// How many bytes were given, less those that will be given again.
    given: u64,
    /// How many bytes may be read again.
    again: u64,
}

impl<R: BufRead> Held<R> {
    pub(super) const fn new(inner: R) -> Self {
        Self { inner, bytes: Vec::new(), member: 0, at: 0, whole: true, given: 0, again: AGAIN }
    }

    /// How many bytes were given.
    pub(super) const fn given(&self) -> u64 {
        self.given
    }

    /// Says that a member starts here.
    pub(super) const fn mark(&mut self) {
        self.member = self.at;
        self.whole = true;
    }

    /// Goes back to right behind the start of the member, where that is kept and not too dear.
    pub(super) const fn rewind(&mut self) {
        let back = self.at.saturating_sub(self.member + 1) as u64;
        if self.whole && back <= self.again {
            self.again -= back;
            self.given -= back;
            self.at -= back as usize;
        }
    }

    /// Sees that `count` bytes are there; fewer where the end is near. An error of reading is an end.
    pub(super) fn there(&mut self, count: usize) -> &[u8] {
        while self.bytes.len() - self.at < count {
            match self.load() {
                Ok(0) | Err(_) => break,
                Ok(_) => {}
            }
        }
        &self.bytes[self.at..]
    }

    /// Passes over bytes up to where a member may start; `false` where none does.
    pub(super) fn search(&mut self) -> bool {
        loop {
            // What is passed over is kept no longer.
            self.mark();
            let there = self.there(START);
            if there.len() < START {
                return false;
            }
            let length = there.len();
            let start = there.windows(START).position(begins);
            // The first bytes of a start may stand at the end of what is there.
            self.consume(start.unwrap_or(length - (START - 1)));
            if start.is_some() {
                return true;
            }
        }
    }

    /// Reads on; gives how many bytes came.
    fn load(&mut self) -> io::Result<usize> {
        if self.at - self.member > KEPT {
            (self.member, self.whole) = (self.at, false);
        }
        // Moving half of what is there at most keeps the cost of moving below that of reading.
        if self.member * 2 >= self.bytes.len() {
            self.bytes.drain(..self.member);
            self.at -= self.member;
            self.member = 0;
        }
        let piece = loop {
            match self.inner.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                other => break other?,
            }
        };
        let count = piece.len();
        self.bytes.extend_from_slice(piece);
        self.inner.consume(count);
        self.again += count as u64;
        Ok(count)
    }
}

/// Whether a member may start with `bytes`.
pub(super) fn begins(bytes: &[u8]) -> bool {
    is_gzip(bytes) && bytes.get(3).is_some_and(|flags| flags & 0xe0 == 0)
}

impl<R: BufRead> Read for Held<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let there = self.fill_buf()?;
        let count = there.len().min(out.len());
        out[..count].copy_from_slice(&there[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for Held<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.bytes.len() {
            self.load()?;
        }
        Ok(&self.bytes[self.at..])
    }

    fn consume(&mut self, amount: usize) {
        let amount = amount.min(self.bytes.len() - self.at);
        self.at += amount;
        self.given += amount as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn starts_are_found_wherever_pieces_end() {
        let bytes = b"garbage \x1f\x8b\x08\xff no start \x1f\x1f\x8b\x08\x00 a start";
        let expected = bytes.len() - b"\x1f\x8b\x08\x00 a start".len();
        for piece in 1..bytes.len() {
            let mut held = Held::new(BufReader::with_capacity(piece, bytes.as_slice()));
            assert!(held.search(), "{piece}");
            assert_eq!(held.given(), expected as u64, "{piece}");
            held.mark();
            held.consume(1);
            assert!(!held.search(), "{piece}");
        }
    }

    #[test]
    fn going_back_is_bounded() {
        let bytes = vec![0x1f; 40 << 20];
        let mut held = Held::new(bytes.as_slice());
        let mut read = 0_u64;
        while !held.there(1).is_empty() {
            held.mark();
            read +=
                held.by_ref().take(1 << 20).read_to_end(&mut Vec::new()).expect("in memory") as u64;
            held.rewind();
            if held.given() == 0 {
                break;
            }
        }
        assert!(read <= (2 * bytes.len()) as u64 + AGAIN + (1 << 20), "{read}");
    }
}
