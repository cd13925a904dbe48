//! Zip files, as far as documents need them: the list at the end, and parts that are stored or deflated.
//!
//! Names are compared as they are written. No part is unpacked beyond [`limits::PART`] or out of proportion to its
//! size, nor all of them beyond twice that. Files in several pieces and those over 4 GiB are no documents.

use super::{BOUND, DAMAGED, Fault, LOCKED};
use crate::limits;
use crate::unpack;
use std::cell::Cell;

/// How far from the end the list's own record may start: its length and that of the longest comment.
const END: usize = 22 + 65_535;

/// A zip file.
#[derive(Debug)]
pub(super) struct Zip<'bytes> {
    bytes: &'bytes [u8],
    entries: Vec<Entry>,
    /// How much may still be unpacked, in bytes.
    left: Cell<usize>,
}

#[derive(Debug)]
struct Entry {
    name: Vec<u8>,
    locked: bool,
    method: usize,
    sum: usize,
    packed: usize,
    header: usize,
}

impl<'bytes> Zip<'bytes> {
    /// Reads the list of its parts.
    pub(super) fn open(bytes: &'bytes [u8]) -> Result<Self, Fault> {
        let tail = bytes.len().saturating_sub(END);
        let end =
            bytes[tail..].windows(4).rposition(|mark| mark == b"PK\x05\x06").ok_or(DAMAGED)?;
        let end = &bytes[tail + end..];
        let count = number(end, 10, 2).ok_or(DAMAGED)?;
        let mut at = number(end, 16, 4).ok_or(DAMAGED)?;
        let mut entries = Vec::new();
        for _ in 0..count.min(limits::PARTS) {
            let entry = bytes.get(at..).filter(|entry| entry.starts_with(b"PK\x01\x02"));
            let entry = entry.ok_or(DAMAGED)?;
            let field = |from, length| number(entry, from, length).ok_or(DAMAGED);
            let (name, extra, comment) = (field(28, 2)?, field(30, 2)?, field(32, 2)?);
            entries.push(Entry {
                name: entry.get(46..46 + name).ok_or(DAMAGED)?.to_vec(),
                locked: field(8, 2)? & 1 == 1,
                method: field(10, 2)?,
                sum: field(16, 4)?,
                packed: field(20, 4)?,
                header: field(42, 4)?,
            });
            at += 46 + name + extra + comment;
        }
        Ok(Self { bytes, entries, left: Cell::new(2 * limits::PART) })
    }

    /// Whether it has the part `name`.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name == name.as_bytes())
    }

    /// The names of its parts that begin so, sorted.
    pub(super) fn names(&self, start: &str) -> Vec<String> {
        let names = self.entries.iter().filter_map(|entry| std::str::from_utf8(&entry.name).ok());
        let mut names: Vec<String> =
            names.filter(|name| name.starts_with(start)).map(str::to_owned).collect();
        names.sort();
        names.dedup();
        names
    }

    /// The text of the part `name`.
    pub(super) fn text(&self, name: &str) -> Result<String, Fault> {
        let entry = self.entries.iter().find(|entry| entry.name == name.as_bytes());
        let bytes = self.part(entry.ok_or(DAMAGED)?)?;
        Ok(crate::decode::decode(&bytes, None).text)
    }

    fn part(&self, entry: &Entry) -> Result<Vec<u8>, Fault> {
        if entry.locked {
            return Err(LOCKED);
        }
        let header = self.bytes.get(entry.header..).filter(|part| part.starts_with(b"PK\x03\x04"));
        let header = header.ok_or(DAMAGED)?;
        let (name, extra) = (number(header, 26, 2), number(header, 28, 2));
        let start = 30 + name.ok_or(DAMAGED)? + extra.ok_or(DAMAGED)?;
        let packed = header.get(start..start + entry.packed).ok_or(DAMAGED)?;
        let most = limits::PART.min(self.left.get());
        let bytes = match entry.method {
            0 if packed.len() <= most => packed.to_vec(),
            0 => return Err(BOUND),
            8 => {
                let unpacked = unpack::deflate(packed, most);
                match unpacked.fault {
                    None => unpacked.bytes,
                    Some(_) if unpacked.over => return Err(BOUND),
                    Some(_) => return Err(DAMAGED),
                }
            }
            _ => return Err(DAMAGED),
        };
        self.left.set(self.left.get() - bytes.len());
        let mut sum = flate2::Crc::new();
        sum.update(&bytes);
        // A damaged part may unpack to wrong words.
        if sum.sum() as usize == entry.sum { Ok(bytes) } else { Err(DAMAGED) }
    }
}

/// The number of `length` bytes at `from`, the least first.
fn number(bytes: &[u8], from: usize, length: usize) -> Option<usize> {
    let bytes = bytes.get(from..from + length)?;
    Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}
