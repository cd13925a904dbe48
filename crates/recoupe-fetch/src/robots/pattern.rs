//! The paths of rules and of addresses, brought to one form and held against each other (RFC 9309, section 2.2.2
//! and 2.2.3).
//!
//! Both sides are brought to ASCII in which everything outside it is percent-encoded, and what need not be encoded
//! is not. `:` and `/` in a query are written out, so that a rule fits an address however it writes an address
//! inside its query. `*` and `$` of an address are encoded, and mean what they say; in a rule they are signs.
//!
//! The parts between two `*` are searched one after the other, each at its first place after the last: that finds
//! a fit where there is one, in time in proportion to the path.

use std::fmt::Write;
use url::Url;

/// The path of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    /// What stands before, between and after the signs `*`.
    parts: Vec<String>,
    /// Whether the address must end where the pattern does.
    whole: bool,
    len: usize,
}

impl Pattern {
    /// Reads the value of a rule; `None` where it fits no address.
    pub(super) fn of(value: &[u8]) -> Option<Self> {
        if !matches!(value.first(), Some(b'/' | b'*' | b'$')) {
            return None;
        }
        let (value, whole) = match value.strip_suffix(b"$") {
            Some(value) => (value, true),
            None => (value, false),
        };
        let mut query = false;
        let parts: Vec<String> = value
            .split(|&byte| byte == b'*')
            .map(|part| {
                let mut normal = String::with_capacity(part.len());
                normalize(part, &mut query, &mut normal);
                normal
            })
            .collect();
        let len =
            parts.iter().map(String::len).sum::<usize>() + parts.len() - 1 + usize::from(whole);
        Some(Self { parts, whole, len })
    }

    /// Its octets, by which the most specific rule is told.
    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Whether it fits a path of [`path_of`].
    pub(super) fn fits(&self, path: &str) -> bool {
        let Some((first, rest)) = self.parts.split_first() else { return false };
        let Some(mut left) = path.strip_prefix(first.as_str()) else { return false };
        let Some((last, middle)) = rest.split_last() else { return !self.whole || left.is_empty() };
        for part in middle {
            match left.find(part.as_str()) {
                Some(start) => left = &left[start + part.len()..],
                None => return false,
            }
        }
        if self.whole { left.ends_with(last.as_str()) } else { left.contains(last.as_str()) }
    }
}

/// The path and query of an address, in the form that rules are held against.
pub(super) fn path_of(url: &Url) -> String {
    let mut path = String::with_capacity(url.path().len());
    let mut query = false;
    normalize(url.path().as_bytes(), &mut query, &mut path);
    if let Some(asked) = url.query() {
        query = true;
        path.push('?');
        normalize(asked.as_bytes(), &mut query, &mut path);
    }
    path
}

/// Appends the one form of `bytes`; `query` tells whether a `?` has passed.
fn normalize(bytes: &[u8], query: &mut bool, normal: &mut String) {
    let mut rest = bytes;
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        let (byte, encoded) = match (byte, after) {
            (b'%', [high, low, after @ ..]) => match (digit(*high), digit(*low)) {
                (Some(high), Some(low)) => {
                    rest = after;
                    (high << 4 | low, true)
                }
                _ => (byte, false),
            },
            _ => (byte, false),
        };
        *query |= byte == b'?' && !encoded;
        let plain = match byte {
            b':' | b'/' if *query => true,
            b'*' | b'$' => false,
            // Section 2.2.2: an encoded octet is decoded unless it is reserved.
            _ if encoded => byte.is_ascii_alphanumeric() || b"-._~".contains(&byte),
            _ => byte.is_ascii_graphic(),
        };
        if plain {
            normal.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(normal, "%{byte:02X}");
        }
    }
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}
