//! gzip, zlib, deflate and brotli, unpacked as far as the bounds allow.
//!
//! A few kilobytes can be made to unpack to gigabytes. What grows beyond [`limits::RATIO`] times its
//! size is read up to there and no further. Damage keeps what was unpacked before it.

use crate::limits;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::Read;

/// What unpacking gave.
#[derive(Debug, Default)]
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    /// Why not all of it was unpacked.
    pub(crate) fault: Option<String>,
    /// Whether it would be too much.
    pub(crate) over: bool,
}

/// Whether `bytes` are packed by gzip.
pub(crate) fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"\x1f\x8b\x08")
}

/// Unpacks gzip, all of its members, to `most` bytes at most.
pub(crate) fn gzip(bytes: &[u8], most: usize) -> Unpacked {
    bounded(MultiGzDecoder::new(bytes), bytes.len(), most)
}

/// Unpacks bare deflate to `most` bytes at most.
pub(crate) fn deflate(bytes: &[u8], most: usize) -> Unpacked {
    bounded(DeflateDecoder::new(bytes), bytes.len(), most)
}

/// Unpacks by the name that HTTP has for a coding; `None` where the name is not known. A body that
/// is not packed although it says so is given as it is.
pub(crate) fn coding(name: &str, bytes: &[u8], most: usize) -> Option<Unpacked> {
    let unpacked = match name {
        "gzip" | "x-gzip" if is_gzip(bytes) => gzip(bytes, most),
        // By the standard this is zlib; some servers send bare deflate.
        "deflate" if bytes.first().is_some_and(|first| first & 0x0f == 8) => {
            let unpacked = bounded(ZlibDecoder::new(bytes), bytes.len(), most);
            if unpacked.bytes.is_empty() {
                bounded(DeflateDecoder::new(bytes), bytes.len(), most)
            } else {
                unpacked
            }
        }
        "deflate" => bounded(DeflateDecoder::new(bytes), bytes.len(), most),
        "br" => bounded(brotli_decompressor::Decompressor::new(bytes, 16 << 10), bytes.len(), most),
        _ => return None,
    };
    // Servers name a coding that they did not apply.
    (!unpacked.bytes.is_empty() || bytes.is_empty()).then_some(unpacked)
}

fn bounded(from: impl Read, packed: usize, most: usize) -> Unpacked {
    let most = most.min(packed.saturating_mul(limits::RATIO).max(limits::RATIO_FROM));
    let mut bytes = Vec::new();
    let read = from.take(most as u64 + 1).read_to_end(&mut bytes);
    let over = bytes.len() > most;
    let fault = if over {
        bytes.truncate(most);
        Some(format!("unpacked as far as {most} bytes"))
    } else {
        read.err().map(|_| "packed data is damaged; read as far as the damage".to_owned())
    };
    Unpacked { bytes, fault, over }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(bytes).expect("in memory");
        encoder.finish().expect("in memory")
    }

    #[test]
    fn a_bomb_is_cut() {
        let bomb = packed(&vec![0; 64 << 20]);
        let unpacked = gzip(&bomb, limits::INPUT);
        assert!(unpacked.fault.is_some());
        assert!(unpacked.bytes.len() <= (bomb.len() * limits::RATIO).max(limits::RATIO_FROM));
    }

    #[test]
    fn damage_keeps_what_stands_before_it() {
        let words: String =
            (0..9000).fold(String::new(), |text, number| text + &number.to_string() + " words ");
        let mut bytes = packed(words.as_bytes());
        bytes.truncate(bytes.len() / 2);
        let unpacked = gzip(&bytes, limits::INPUT);
        assert!(unpacked.fault.is_some() && words.as_bytes().starts_with(&unpacked.bytes));
        assert!(!unpacked.bytes.is_empty());
    }

    #[test]
    fn codings_of_http() {
        let words = b"the harbour the harbour the harbour";
        let mut zlib = ZlibEncoder::new(Vec::new(), Compression::fast());
        zlib.write_all(words).expect("in memory");
        let mut deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
        deflate.write_all(words).expect("in memory");
        for (name, bytes) in [
            ("gzip", packed(words)),
            ("deflate", zlib.finish().expect("in memory")),
            ("deflate", deflate.finish().expect("in memory")),
            // Brotli can hold bytes as they are: one stored block and the end.
            ("br", b"\x0b\x11\x80the harbour the harbour the harbour\x03".to_vec()),
        ] {
            let unpacked = coding(name, &bytes, 1000).expect("a known coding");
            assert_eq!(unpacked.bytes, words, "{name}");
        }
        assert!(coding("gzip", b"<html>", 1000).is_none());
        assert!(coding("other", b"x", 1000).is_none());
    }
}
