//! The heads of records: WARC's named fields, and ARC's line.

use super::stream::{More, Stream};
use crate::limits;
use std::io::BufRead;

/// What a record is, as far as reading it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An answer with its own head, or without one in an ARC.
    Response,
    /// A file by itself.
    Resource,
    /// A visit that found what an earlier one had found.
    Revisit,
    /// Requests, notes of the crawler, descriptions.
    Other,
}

/// The types of WARC records that are not [`Kind::Other`].
const KINDS: [(&str, Kind); 4] = [
    ("response", Kind::Response),
    ("resource", Kind::Resource),
    ("conversion", Kind::Resource),
    ("revisit", Kind::Revisit),
];

/// The head of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) kind: Kind,
    pub(super) url: Option<String>,
    pub(super) content_type: Option<String>,
    /// How long what follows is, in bytes.
    pub(super) length: u64,
}

/// What looking for the next head gave.
pub(super) enum Next {
    Head(Head),
    /// Something stands there that is no head, or a head that tells no length.
    Damage,
    End,
}

/// Reads the next head.
pub(super) fn next<R: BufRead>(stream: &mut Stream<R>) -> Next {
    loop {
        let line = match line(stream) {
            Line::Text(line) => line,
            Line::Damage => return Next::Damage,
            Line::End => return Next::End,
        };
        if line.trim().is_empty() {
            continue;
        }
        return if is_warc(&line) {
            match warc(stream) {
                Some(head) => Next::Head(head),
                None => Next::Damage,
            }
        } else {
            arc(&line).map_or(Next::Damage, Next::Head)
        };
    }
}

/// How a record of a WARC begins.
pub(super) const MARK: &[u8] = b"WARC/";

/// Whether `line` begins a record of a WARC.
fn is_warc(line: &str) -> bool {
    line.as_bytes().starts_with(MARK)
}

/// Whether a record may begin with `bytes`: as a WARC's does, or with an address.
pub(super) fn may_begin(bytes: &[u8]) -> bool {
    let length = bytes.len().min(MARK.len());
    let scheme = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    bytes[..length] == MARK[..length] || scheme > 0 && bytes.get(scheme) == Some(&b':')
}

enum Line {
    Text(String),
    Damage,
    End,
}

/// The next line, as far as it is within the bound, without its end.
fn line<R: BufRead>(stream: &mut Stream<R>) -> Line {
    let mut line = Vec::new();
    loop {
        match stream.more() {
            More::Bytes => {}
            More::Border => continue,
            More::Damage => return Line::Damage,
            More::End if line.is_empty() => return Line::End,
            More::End => break,
        }
        let bytes = stream.bytes();
        let end = bytes.iter().position(|byte| *byte == b'\n');
        let part = &bytes[..end.unwrap_or(bytes.len())];
        let room = limits::HEAD - line.len().min(limits::HEAD);
        line.extend_from_slice(&part[..part.len().min(room)]);
        let count = part.len() + usize::from(end.is_some());
        stream.pass(count);
        if end.is_some() {
            break;
        }
    }
    Line::Text(String::from_utf8_lossy(&line).trim_end_matches('\r').to_owned())
}

/// The fields behind the first line of a WARC record.
fn warc<R: BufRead>(stream: &mut Stream<R>) -> Option<Head> {
    let mut head = Head { kind: Kind::Other, url: None, content_type: None, length: 0 };
    let mut length = None;
    let mut size = 0;
    loop {
        let Line::Text(line) = line(stream) else { return None };
        size += line.len();
        if line.is_empty() {
            break;
        }
        if size > limits::HEAD {
            return None;
        }
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => {
                let known = KINDS.iter().find(|(name, _)| value.eq_ignore_ascii_case(name));
                head.kind = known.map_or(Kind::Other, |(_, kind)| *kind);
            }
            // Some writers put the address in angle brackets.
            "warc-target-uri" => {
                let address = value.trim_start_matches('<').trim_end_matches('>');
                head.url = Some(address.to_owned());
            }
            "content-type" => head.content_type = Some(value.to_owned()),
            "content-length" => length = value.parse::<u64>().ok(),
            _ => {}
        }
    }
    head.length = length?;
    Some(head)
}

/// The line that begins a record of an ARC: address, IP address, time, type, in the second version
/// some more, length. Addresses may hold spaces.
fn arc(line: &str) -> Option<Head> {
    let parts: Vec<&str> = line.trim_end().split(' ').collect();
    let is_time = |part: &&str| {
        (8..=18).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    let time = parts.iter().rposition(is_time).filter(|at| *at >= 2)?;
    let length = parts.last().filter(|_| time + 2 < parts.len())?.parse().ok()?;
    let url = parts[..time - 1].join(" ");
    if !url.contains(':') {
        return None;
    }
    let kind = if url.starts_with("filedesc:") { Kind::Other } else { Kind::Response };
    let content_type = parts.get(time + 1).map(|kind| (*kind).to_owned());
    Some(Head { kind, url: Some(url), content_type, length })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_an_arc() {
        let head = arc("http://gull.example/a b 192.0.2.1 20140216050221 text/html 1591");
        let head = head.expect("a head");
        assert_eq!(head.url.as_deref(), Some("http://gull.example/a b"));
        assert_eq!((head.kind, head.length), (Kind::Response, 1591));
        let second =
            "http://gull.example/ 192.0.2.1 20140216050221 text/html 200 - - 12 a.arc.gz 7";
        assert_eq!(arc(second).map(|head| head.length), Some(7));
        assert_eq!(arc("http://gull.example/ 192.0.2.1 20140216050221 text/html -1"), None);
        assert_eq!(arc("The harbour opened again on Tuesday 20240503"), None);
    }
}
