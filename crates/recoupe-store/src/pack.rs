//! Bytes made smaller and whole again, by DEFLATE: it is in the program already, and every tool can undo it.

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;
use std::io::{Read, Write};

/// No article and no page is larger; what claims to be is damage.
const MOST: u64 = 1 << 30;

pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::with_capacity(bytes.len() / 3), Compression::default());
    // Writing to memory cannot fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// The bytes; or what is wrong with them.
pub(crate) fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    match ZlibDecoder::new(packed).take(MOST).read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{pack, unpack};

    #[test]
    fn what_is_packed_is_given_back_and_damage_is_told() {
        let bytes = b"the ferry, the ferry, the ferry".repeat(9);
        let mut packed = pack(&bytes);
        assert_eq!(unpack(&packed).as_deref(), Ok(&bytes[..]));
        let last = packed.len() - 1;
        packed[last] ^= 1;
        assert!(unpack(&packed).is_err());
        assert_eq!(unpack(&pack(b"")), Ok(Vec::new()));
    }
}
