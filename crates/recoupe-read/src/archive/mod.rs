//! Archives of the web: WARC and ARC, packed or not.
//!
//! [`Archive`] goes through the bytes once and gives the records that may be pages, one at a time;
//! [`Record::read`] makes the articles of one. The first is quick and in order, the second is most of
//! the work, so that a caller reads many records at once on many threads and still has them in
//! order. Memory is one record and one buffer: of a record that is larger than [`limits::PAGE`] the
//! rest is passed over, and reading it says so.
//!
//! What is damaged is passed over and counted, up to the next thing that is a record. A packed record
//! is given once its sum was found right, for a damaged one may unpack to wrong words. A record that
//! an archive that is not packed ends in the middle of counts as damaged and is read as far as it
//! goes, for that is how a download that broke off ends.
//!
//! A revisit says that a page was as before; the page itself is in another record, often of another
//! file, so a revisit gives nothing.

mod head;
mod held;
mod response;
pub(crate) mod stream;
mod tally;

pub use tally::Tally;

use crate::unpack::is_gzip;
use crate::{Envelope, Input, ReadError, Warning, limits, read_in};
use flate2::bufread::GzDecoder;
use head::{Head, Kind, Next};
use std::io::{BufRead, Read};
use stream::{More, Stream};

/// Types of content that may be a page, a feed or a document; a record that tells none is looked into.
const READABLE: [&str; 13] = [
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/feed+json",
    "application/vnd.wap.xhtml+xml",
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.oasis.opendocument.text",
];

/// The start of an archive's address of its own description.
const ARC_START: &[u8] = b"filedesc:";

/// How many members are looked into to tell an archive.
const MEMBERS: usize = 8;

/// An archive that is being read.
#[derive(Debug)]
pub struct Archive<R> {
    source: String,
    stream: Stream<R>,
    tally: Tally,
    /// What was passed over belongs to damage that is counted already.
    lost: bool,
}

/// A record that may be a page, not read yet.
#[derive(Debug, Clone)]
pub struct Record {
    source: String,
    url: Option<String>,
    content_type: Option<String>,
    is_response: bool,
    bytes: Vec<u8>,
    /// Why not all of it is there.
    cut: Option<String>,
}

impl Archive<&[u8]> {
    /// Whether `head`, the first bytes of an input, begin an archive.
    #[must_use]
    pub fn is_one(head: &[u8]) -> bool {
        let starts = |bytes: &[u8]| bytes.starts_with(head::MARK) || bytes.starts_with(ARC_START);
        if !is_gzip(head) {
            return starts(head);
        }
        let begins_one = |member: &[u8]| {
            let mut first = Vec::new();
            // A head that is cut in the middle of a member gives what it has.
            let _ = GzDecoder::new(member).take(16).read_to_end(&mut first);
            starts(&first)
        };
        // The first members may be damaged.
        let members = head.windows(4).enumerate().filter(|(_, bytes)| held::begins(bytes));
        members.take(MEMBERS).any(|(at, _)| begins_one(&head[at..]))
    }
}

impl<R: BufRead> Archive<R> {
    /// The archive in `bytes`; `source` names it.
    pub fn new(source: impl Into<String>, bytes: R) -> Self {
        Self {
            source: source.into(),
            stream: Stream::new(bytes),
            tally: Tally::default(),
            lost: false,
        }
    }

    /// What was found so far; what became of the records is for the caller to [`Tally::count`].
    #[must_use]
    pub const fn tally(&self) -> Tally {
        self.tally
    }

    /// Passes over damage; a stretch of it counts once.
    fn damage(&mut self) {
        if !self.lost {
            self.tally.damaged += 1;
        }
        self.lost = true;
    }

    /// Whether the member behind a record ends as it was written, or goes on with another record.
    fn is_sound(&mut self) -> bool {
        if !self.stream.is_packed() {
            return true;
        }
        loop {
            match self.stream.more() {
                More::Bytes => {}
                More::Damage => return false,
                More::Border | More::End => return true,
            }
            let bytes = self.stream.bytes();
            let gaps = bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            let there = bytes.len();
            self.stream.pass(gaps);
            if gaps < there {
                return head::may_begin(self.stream.bytes());
            }
        }
    }

    /// A record that has less than it says: what there is of it.
    fn ended(&mut self, bytes: Vec<u8>, why: &str) -> Option<(Vec<u8>, Option<String>)> {
        if bytes.is_empty() {
            return None;
        }
        self.damage();
        let done = format!("{why}; {} bytes of it are read", bytes.len());
        Some((bytes, Some(done)))
    }

    /// What stands behind `head`, and why not all of it was read; `None` where it is damaged.
    fn block(&mut self, head: &Head) -> Option<(Vec<u8>, Option<String>)> {
        let wanted = matches!(head.kind, Kind::Response | Kind::Resource);
        let most = if wanted { limits::PAGE as u64 } else { 0 };
        let mut bytes = Vec::new();
        let mut left = head.length;
        let mut border = false;
        while left > 0 {
            match self.stream.more() {
                More::Bytes if border && self.stream.bytes().starts_with(head::MARK) => {
                    return self.ended(bytes, "the next record begins in it");
                }
                More::Bytes => border = false,
                More::Border => {
                    border = true;
                    continue;
                }
                More::End => return self.ended(bytes, "the archive ends in it"),
                More::Damage => return None,
            }
            let there = self.stream.bytes();
            let count = (there.len() as u64).min(left);
            let room = most.saturating_sub(bytes.len() as u64).min(count);
            bytes.extend_from_slice(&there[..room as usize]);
            self.stream.pass(count as usize);
            left -= count;
        }
        let cut = wanted && head.length > most;
        Some((bytes, cut.then(|| format!("read as far as {} bytes", limits::PAGE))))
    }
}

impl<R: BufRead> Iterator for Archive<R> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            let head = match head::next(&mut self.stream) {
                Next::Head(head) => head,
                Next::Damage => {
                    self.damage();
                    continue;
                }
                Next::End => return None,
            };
            self.lost = false;
            self.tally.records += 1;
            let Some((bytes, cut)) = self.block(&head) else {
                self.damage();
                continue;
            };
            if !self.is_sound() {
                self.damage();
                continue;
            }
            match head.kind {
                Kind::Response | Kind::Resource => {}
                Kind::Revisit => {
                    self.tally.revisits += 1;
                    continue;
                }
                Kind::Other => continue,
            }
            return Some(Record {
                source: format!("{}#{}", self.source, self.tally.records),
                url: head.url,
                content_type: head.content_type,
                is_response: head.kind == Kind::Response,
                bytes,
                cut,
            });
        }
    }
}

impl Record {
    /// The archive's name and the number of the record.
    #[must_use]
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The record's block as it stands in the archive: for an answer, its header and its body.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many bytes it holds.
    #[must_use]
    pub const fn size(&self) -> usize {
        self.bytes.len()
    }

    /// Reads it. The articles have the archive's name and the number of the record as their source.
    ///
    /// # Errors
    ///
    /// [`ReadError::NoPage`] where it is no page; as [`crate::read`] where it is one that cannot be
    /// read.
    pub fn read(&self) -> Result<Input, ReadError> {
        let no_page = |what: String| ReadError::NoPage { source_name: self.source.clone(), what };
        let url = self.url.as_deref();
        if let Some(address) = url.filter(|address| is_for_machines(address)) {
            return Err(no_page(address.to_owned()));
        }
        let response = if self.is_response { response::parse(&self.bytes) } else { None };
        let (content_type, body, fault) = match &response {
            Some(answer) if !(200..300).contains(&answer.status) => {
                return Err(no_page(format!("an answer {}", answer.status)));
            }
            Some(answer) => (&answer.content_type, &*answer.body, answer.fault.clone()),
            None => (&self.content_type, &*self.bytes, None),
        };
        let (kind, charset) = parts(content_type.as_deref().unwrap_or_default());
        if !kind.is_empty() && kind.contains('/') && !READABLE.contains(&kind.as_str()) {
            return Err(no_page(kind));
        }
        let mut input = read_in(&self.source, body, Envelope { url, charset: charset.as_deref() })?;
        for done in self.cut.clone().into_iter().chain(fault) {
            input.warnings.push(Warning::Limit { source_name: self.source.clone(), done });
        }
        Ok(input)
    }
}

/// Whether an address is of what crawlers note and obey.
fn is_for_machines(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    let of_crawler = matches!(scheme.as_deref(), Some("metadata" | "dns" | "whois" | "urn"));
    of_crawler || address.ends_with("/robots.txt")
}

/// The type and the charset of a header.
fn parts(content_type: &str) -> (String, Option<String>) {
    let lower = content_type.to_ascii_lowercase();
    let mut parts = lower.split(';').map(str::trim);
    let kind = parts.next().unwrap_or_default().to_owned();
    let charset = parts.find_map(|part| part.strip_prefix("charset="));
    (kind, charset.map(|charset| charset.trim_matches(['"', '\'', ' ']).to_owned()))
}

/// Reads an archive that is held in memory.
pub(crate) fn read(source: &str, bytes: &[u8]) -> Result<Input, ReadError> {
    let mut archive = Archive::new(source, bytes);
    let mut input = Input::default();
    let mut counted = Tally::default();
    for record in archive.by_ref() {
        let result = record.read();
        counted.count(&result);
        if let Ok(read) = result {
            input.articles.extend(read.articles);
            input.addresses.extend(read.addresses);
            input.warnings.extend(read.warnings);
        }
    }
    let tally = archive.tally().with(counted);
    if tally.read == 0 {
        return Err(ReadError::Archive { source_name: source.to_owned(), tally });
    }
    if tally.is_notable() {
        input.warnings.push(Warning::Archive { source_name: source.to_owned(), tally });
    }
    Ok(input)
}
