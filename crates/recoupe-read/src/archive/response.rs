//! An answer to a request, as an archive keeps it: status, fields, and the body as it was sent,
//! which may be cut into chunks and packed.

use crate::limits;
use crate::unpack::coding;
use std::borrow::Cow;

/// An answer.
#[derive(Debug, Default)]
pub(super) struct Response<'bytes> {
    pub(super) status: u16,
    pub(super) content_type: Option<String>,
    /// The body as it was meant, as far as it is within the bounds.
    pub(super) body: Cow<'bytes, [u8]>,
    /// Why not all of the body is there.
    pub(super) fault: Option<String>,
}

/// The answer that `bytes` are; `None` where they do not begin as one.
pub(super) fn parse(bytes: &[u8]) -> Option<Response<'_>> {
    if !bytes.starts_with(b"HTTP/") {
        return None;
    }
    let (head, body) = split(bytes);
    let head = String::from_utf8_lossy(head);
    let mut lines = head.lines();
    let status = lines.next()?.split_ascii_whitespace().nth(1)?.parse().ok()?;
    let mut response = Response { status, body: Cow::Borrowed(body), ..Response::default() };
    let (mut chunked, mut codings) = (false, Vec::new());
    for line in lines {
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "content-type" => response.content_type = Some(value.to_owned()),
            "transfer-encoding" => chunked |= value.to_ascii_lowercase().contains("chunked"),
            "content-encoding" => {
                codings.extend(value.split(',').map(|name| name.trim().to_ascii_lowercase()));
            }
            _ => {}
        }
    }
    if chunked {
        response.body = Cow::Owned(joined(body));
    }
    // No server packs more than twice; each layer could be a bomb of its own.
    for name in codings.iter().rev().take(2) {
        if let Some(unpacked) = coding(name, &response.body, limits::PAGE) {
            response.body = Cow::Owned(unpacked.bytes);
            response.fault = response.fault.or(unpacked.fault);
        }
    }
    Some(response)
}

/// Head and body, parted by the first empty line.
fn split(bytes: &[u8]) -> (&[u8], &[u8]) {
    let within = &bytes[..bytes.len().min(limits::HEAD)];
    let mut line = 0;
    for (at, byte) in within.iter().enumerate() {
        if *byte == b'\n' {
            if matches!(&within[line..at], b"" | b"\r") {
                return (&bytes[..line], &bytes[at + 1..]);
            }
            line = at + 1;
        }
    }
    (within, &bytes[within.len()..])
}

/// The chunks of `body` without their lengths. A body that is not in chunks although it says so is
/// given as it is, and so is what follows a length that cannot be read.
fn joined(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some((length, after)) = chunk_length(rest) else {
            out.extend_from_slice(rest);
            return out;
        };
        if length == 0 {
            return out;
        }
        let length = length.min(after.len());
        out.extend_from_slice(&after[..length]);
        rest = &after[length..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return out;
        }
    }
}

/// The length of a chunk, and what stands behind its line.
fn chunk_length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let end = bytes.iter().take(256).position(|byte| *byte == b'\n')?;
    let line = std::str::from_utf8(&bytes[..end]).ok()?;
    let digits = line.split(';').next()?.trim();
    let length = usize::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    Some((length, &bytes[end + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>on\r\n6;x=y\r\ne</p>\n\r\n0\r\n\r\n";
        let response = parse(answer).expect("an answer");
        assert_eq!(response.status, 200);
        assert_eq!(&*response.body, b"<p>one</p>\n");
        assert_eq!(response.content_type.as_deref(), Some("text/html; charset=utf-8"));
    }

    #[test]
    fn what_only_says_that_it_is_in_chunks_stays() {
        assert_eq!(joined(b"<p>one</p>"), b"<p>one</p>");
        assert_eq!(joined(b"3\r\nabc\r\nzz\r\nrest"), b"abczz\r\nrest");
        assert_eq!(joined(b"ff\r\nabc"), b"abc");
        assert_eq!(joined(b""), b"");
    }
}
