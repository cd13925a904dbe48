//! JSON Lines as they come, a line at a time, so that a file of them may be larger than memory.
//!
//! [`Lines`] goes through the bytes once and gives the lines; [`Line::read`] makes the article of one, so that a
//! caller reads many at once on many threads and still has them in order. Packed files (gzip) are unpacked on the
//! way; a damaged stretch of them is passed over up to the next member and told.
//!
//! What is taken for JSON Lines has an article on one of its first lines. JSON that is written over several lines,
//! or is a list, has none there, and is read whole by [`crate::read`]; so is what is no UTF-8, for the charset of a
//! file is not told by one of its lines.

use crate::archive::stream::{More, Stream};
use crate::decode::decode;
use crate::unpack::is_gzip;
use crate::{Envelope, Input, Warning, json_lines, limits};
use flate2::bufread::GzDecoder;
use std::io::{BufRead, Read};

/// What a feed as JSON has near its start.
const FEED: &str = "jsonfeed.org/version";

/// How many of the first lines are looked at.
const FIRST: usize = 8;

/// A file of JSON Lines that is being read.
#[derive(Debug)]
pub struct Lines<R> {
    source: String,
    charset: Option<String>,
    stream: Stream<R>,
    number: usize,
}

/// A line that is not read yet.
#[derive(Debug, Clone)]
pub struct Line {
    source: String,
    charset: Option<String>,
    /// Counted from 1.
    number: usize,
    /// What stands on it, or why it is not there.
    held: Result<Vec<u8>, String>,
}

impl Lines<&[u8]> {
    /// Whether `head`, the first bytes of an input, begin JSON Lines. A single line that is longer than `head` is
    /// taken for one of them.
    #[must_use]
    pub fn is_one(head: &[u8], envelope: Envelope) -> bool {
        let mut unpacked = Vec::new();
        let head = if is_gzip(head) {
            // A head that is cut in the middle of a member gives what it has.
            let _ = GzDecoder::new(head).take(head.len() as u64).read_to_end(&mut unpacked);
            &unpacked
        } else {
            head
        };
        let text = match std::str::from_utf8(head) {
            Ok(text) => text,
            // The last character may be cut.
            Err(error) if error.error_len().is_none() => {
                std::str::from_utf8(&head[..error.valid_up_to()]).unwrap_or_default()
            }
            Err(_) => return false,
        };
        let of_unicode = envelope.charset.is_none_or(|charset| {
            let charset = charset.to_ascii_lowercase();
            charset == "utf-8" || charset == "utf8" || charset == "us-ascii"
        });
        let start = text.trim_start_matches(|letter: char| {
            letter.is_whitespace() || letter.is_control() || letter == '\u{feff}'
        });
        if !of_unicode || !start.starts_with('{') {
            return false;
        }
        let mut lines = start.lines();
        if !start.contains('\n') {
            return !start.contains(FEED) && start.len() > FIRST_LINE;
        }
        lines.by_ref().take(FIRST).any(|line| !json_lines::records(line).0.is_empty())
    }
}

/// A first line shorter than this is whole: nothing is to be gained by streaming it.
const FIRST_LINE: usize = 32 << 10;

impl<R: BufRead> Lines<R> {
    /// The lines in `bytes`; `source` names them.
    pub fn new(source: impl Into<String>, bytes: R, envelope: Envelope) -> Self {
        Self {
            source: source.into(),
            charset: envelope.charset.map(str::to_owned),
            stream: Stream::new(bytes),
            number: 0,
        }
    }

    fn line(&self, held: Result<Vec<u8>, String>) -> Line {
        let (source, charset) = (self.source.clone(), self.charset.clone());
        Line { source, charset, number: self.number, held }
    }
}

impl<R: BufRead> Iterator for Lines<R> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        let (mut bytes, mut size) = (Vec::new(), 0);
        loop {
            match self.stream.more() {
                More::Bytes => {}
                More::Border => continue,
                More::Damage => {
                    self.number += 1;
                    let fault =
                        "packed data is damaged here; what could be unpacked behind it is read";
                    return Some(self.line(Err(fault.to_owned())));
                }
                More::End if size == 0 => return None,
                More::End => {
                    self.number += 1;
                    break;
                }
            }
            let there = self.stream.bytes();
            let end = there.iter().position(|byte| *byte == b'\n');
            let part = &there[..end.unwrap_or(there.len())];
            let room = limits::LINE.saturating_sub(size).min(part.len());
            bytes.extend_from_slice(&part[..room]);
            size += part.len();
            let count = part.len() + usize::from(end.is_some());
            self.stream.pass(count);
            if end.is_some() {
                self.number += 1;
                if !bytes.iter().all(u8::is_ascii_whitespace) || size > limits::LINE {
                    break;
                }
                (size, bytes) = (0, Vec::new());
            }
        }
        if size > limits::LINE {
            return Some(self.line(Err(format!(
                "longer than the {} bytes that are read of a line",
                limits::LINE
            ))));
        }
        Some(self.line(Ok(bytes)))
    }
}

impl Line {
    /// How many bytes it holds.
    #[must_use]
    pub fn size(&self) -> usize {
        self.held.as_ref().map_or(0, Vec::len)
    }

    /// Reads it. An empty line gives nothing.
    ///
    /// # Errors
    ///
    /// [`Warning::Line`] where it is no article.
    pub fn read(&self) -> Result<Input, Warning> {
        let fault =
            |reason| Warning::Line { source_name: self.source.clone(), line: self.number, reason };
        let bytes = self.held.as_ref().map_err(|reason| fault(reason.clone()))?;
        let mut decoded = decode(bytes, self.charset.as_deref());
        // A file of one line may be more than an article a line; with a second one this line is just a line.
        decoded.text.push_str("\n{}");
        let (records, faults) = json_lines::records(&decoded.text);
        if let Some((_, reason)) = faults.into_iter().next().filter(|_| records.is_empty()) {
            return Err(fault(reason));
        }
        let mut input = Input::default();
        if decoded.replaced {
            let source_name = format!("{}, line {}", self.source, self.number);
            input.warnings.push(Warning::Charset { source_name, charset: decoded.charset });
        }
        input.articles.extend(records.into_iter().map(json_lines::article));
        Ok(input)
    }
}
