//! Bytes to text, in the order of the WHATWG: byte order mark, what the HTTP header says, valid
//! UTF-8, what the page's `meta` or the XML declaration says, and last the guess of `chardetng` (what browsers use).
//!
//! Valid UTF-8 stands before `meta`, against the standard: pages that are UTF-8 and say otherwise are far more frequent
//! than texts of another charset that happen to be valid UTF-8.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// How far into the input `meta` is looked for, in bytes: as far as browsers look, and a bit.
const META_WITHIN: usize = 4096;

/// The text, the charset it was read in, and whether bytes had to be replaced.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) charset: &'static str,
    pub(crate) replaced: bool,
}

/// Reads `bytes` as text; `header` is the charset that an HTTP header names. Never fails: what is
/// no character becomes U+FFFD.
pub(crate) fn decode(bytes: &[u8], header: Option<&str>) -> Decoded {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return with(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = header.and_then(|label| Encoding::for_label(label.as_bytes())) {
        return with(encoding, bytes);
    }
    if let Some(encoding) = utf_16_without_mark(bytes) {
        return with(encoding, bytes);
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded { text: text.to_owned(), charset: UTF_8.name(), replaced: false };
    }
    // A declared UTF-8 with a few broken bytes (a cut file) stays UTF-8.
    let mostly_utf_8 = broken_share(bytes) < 0.002;
    let declared = declared(&bytes[..bytes.len().min(META_WITHIN)]);
    match declared {
        Some(encoding) if encoding == UTF_8 || encoding == UTF_16LE || encoding == UTF_16BE => {}
        Some(encoding) => return with(encoding, bytes),
        None => {}
    }
    if mostly_utf_8 {
        return with(UTF_8, bytes);
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(detector.guess(None, Utf8Detection::Allow), bytes)
}

fn with(encoding: &'static Encoding, bytes: &[u8]) -> Decoded {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    Decoded { text: text.into_owned(), charset: encoding.name(), replaced }
}

/// UTF-16 with no mark: in European text every other byte is null.
fn utf_16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(512) & !1];
    if sample.len() < 8 {
        return None;
    }
    let nulls =
        |from: usize| sample.iter().skip(from).step_by(2).filter(|byte| **byte == 0).count() * 2;
    let (even, odd) = (nulls(0) * 10 / sample.len(), nulls(1) * 10 / sample.len());
    match (even, odd) {
        (0, 7..) => Some(UTF_16LE),
        (7.., 0) => Some(UTF_16BE),
        _ => None,
    }
}

/// The share of bytes that break UTF-8.
fn broken_share(bytes: &[u8]) -> f64 {
    let broken = bytes.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let wide = bytes.iter().filter(|byte| **byte >= 0x80).count();
    // Latin-1 text breaks at nearly each of its wide bytes, a damaged UTF-8 file at a few.
    if broken * 4 > wide { 1.0 } else { broken as f64 / bytes.len().max(1) as f64 }
}

/// The charset that a `meta` or an XML declaration names.
fn declared(head: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    for key in ["charset=", "encoding="] {
        let mut from = 0;
        while let Some(at) = head[from..].find(key) {
            from += at + key.len();
            let label: String = head[from..]
                .trim_start_matches(['"', '\'', ' '])
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || "-_:.".contains(*letter))
                .collect();
            if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
                return Some(encoding);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_wins() {
        let decoded = decode(b"\xef\xbb\xbfcaf\xc3\xa9", None);
        assert_eq!((decoded.text.as_str(), decoded.charset), ("café", "UTF-8"));
        let decoded = decode(b"\xff\xfec\0a\0f\0\xe9\0", None);
        assert_eq!((decoded.text.as_str(), decoded.charset), ("café", "UTF-16LE"));
    }

    #[test]
    fn utf_16_is_told_without_a_mark() {
        let bytes: Vec<u8> =
            "Une phrase toute simple.".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&bytes, None).text, "Une phrase toute simple.");
    }

    #[test]
    fn meta_tells() {
        let decoded =
            decode(b"<html><meta charset=\"iso-8859-2\"><p>P\xf3\xb3noc w Krakowie</p>", None);
        assert!(decoded.text.contains("Północ"), "{}", decoded.text);
    }

    #[test]
    fn latin_text_is_guessed() {
        let decoded = decode(
            b"Le ministre a \xe9t\xe9 re\xe7u \xe0 l'\xe9tranger par son homologue europ\xe9en.",
            None,
        );
        assert_eq!(decoded.charset, "windows-1252");
        assert!(decoded.text.contains("été reçu à l'étranger"));
    }

    #[test]
    fn a_cut_file_stays_utf_8() {
        let mut bytes = "Les députés ont voté la réforme après une journée de débats très animés. "
            .repeat(20)
            .into_bytes();
        bytes.extend_from_slice(b"et \xc3");
        let decoded = decode(&bytes, None);
        assert_eq!(decoded.charset, "UTF-8");
        assert!(decoded.replaced);
    }
}
