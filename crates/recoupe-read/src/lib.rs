//! Bytes to articles: clean text, metadata, and what was taken out.
//!
//! [`read`] takes a page, a plain text, a document, JSON Lines, a feed or an archive and gives [`Article`]s; a
//! feed, a sitemap or a list of feeds gives [`Address`]es as well, which nothing here opens. Formats
//! are told by their content. Two laws hold for every input: every span is a stretch of the
//! article's text, and every visible word is in `text` or in `removed`. Nothing here reads files,
//! the network or the clock, and no input makes it panic, recurse or take more than linear time.
//!
//! The way of an input: `unpack` → `decode` → `format` → blocks (`html`, `plain`, `json_lines`,
//! `feed`) → `clean` → `assemble`; documents (PDF, DOCX, ODT) give blocks of their own (`document`).
//! [`Archive`] streams the records of an archive and [`Lines`] those of JSON Lines, each of which
//! goes the same way. The bounds on all of it stand in [`limits`].

mod about;
mod address;
mod agencies;
mod archive;
mod article;
mod assemble;
mod block;
mod clean;
mod date;
mod dated;
mod dateline;
mod decode;
mod document;
mod error;
mod feed;
mod format;
mod html;
mod json_lines;
pub mod limits;
mod lines;
mod metadata;
mod opml;
mod plain;
mod posts;
mod signing;
mod sitemap;
mod title;
mod undated;
mod unpack;
mod xml;

pub use about::{About, Alternate, Kind};
pub use address::{Address, AddressKind};
pub use archive::{Archive, Record, Tally};
pub use article::{Article, DateBasis, Dated, Post, Reason, Removed};
pub use error::{ReadError, Warning};
pub use feed::{Body, Entry, Feed, Stamp};
pub use json_lines::write as json_line;
pub use lines::{Line, Lines};
pub use undated::day_without_year;

use assemble::{Parts, assemble};
use decode::{Decoded, decode};
use feed::Base;
use format::Format;
use metadata::Metadata;
use std::borrow::Cow;
use title::Title;
use xml::Xml;

/// What an input gave.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The articles, in the input's order.
    pub articles: Vec<Article>,
    /// The addresses that it names: the pages of a feed's entries and of a sitemap, the feeds of a
    /// list.
    pub addresses: Vec<Address>,
    /// What was passed over.
    pub warnings: Vec<Warning>,
}

/// What is known of an input beside its bytes: what the answer to a request said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Envelope<'told> {
    /// The address that it came from, after all redirects. Relative addresses start there; a page
    /// that tells no address of its own has this one.
    pub url: Option<&'told str>,
    /// The charset of the header `Content-Type`. It counts before all but a byte order mark.
    pub charset: Option<&'told str>,
}

/// Reads one input. `source` names it in the articles and in messages; it is not opened.
///
/// # Errors
///
/// [`ReadError`] where the input gives no article and no address at all: nothing in it, no text, too
/// large, damaged, or JSON of which no line is an article.
pub fn read(source: &str, bytes: &[u8]) -> Result<Input, ReadError> {
    read_in(source, bytes, Envelope::default())
}

/// Reads one input as [`read`] does, with what came along with it.
///
/// # Errors
///
/// As [`read`].
pub fn read_in(source: &str, bytes: &[u8], envelope: Envelope) -> Result<Input, ReadError> {
    if bytes.len() > limits::INPUT {
        return Err(ReadError::TooLarge {
            source_name: source.to_owned(),
            size: bytes.len(),
            limit: limits::INPUT,
        });
    }
    if Archive::is_one(bytes) {
        return archive::read(source, bytes);
    }
    if let Some(kind) = document::tell(bytes) {
        return document::read(source, bytes, kind, envelope);
    }
    let mut input = Input::default();
    let Some(decoded) = text(source, bytes, envelope, &mut input)? else {
        return Err(ReadError::Empty { source_name: source.to_owned() });
    };
    match format::tell(&decoded.text) {
        Format::Html => read_page(source, &decoded.text, envelope, &mut input),
        Format::JsonLines => read_records(source, &decoded.text, &mut input)?,
        Format::JsonFeed => {
            match feed::of_json(within(source, &decoded.text, &mut input), &Base::new(envelope.url))
            {
                Some(feed) => read_feed(feed, source, &mut input)?,
                // An article may name the format in its first words.
                None => read_records(source, &decoded.text, &mut input)?,
            }
        }
        Format::Xml => read_xml(source, &decoded.text, envelope, &mut input)?,
        Format::Plain => match sitemap::list(&decoded.text) {
            Some(addresses) => input.addresses = addresses,
            None => read_plain(source, &decoded.text, envelope, &mut input),
        },
    }
    Ok(input)
}

/// Reads a feed alone, without making articles of it; `None` where the input is none.
///
/// # Errors
///
/// [`ReadError`] where the input is empty, no text, too large or damaged.
pub fn read_feed_of(
    source: &str,
    bytes: &[u8],
    envelope: Envelope,
) -> Result<Option<Feed>, ReadError> {
    let mut input = Input::default();
    let Some(decoded) = text(source, bytes, envelope, &mut input)? else { return Ok(None) };
    let (text, base) = (within(source, &decoded.text, &mut input), Base::new(envelope.url));
    Ok(match format::tell(text) {
        Format::JsonFeed => feed::of_json(text, &base),
        Format::Xml => feed::of_xml(&Xml::parse(text), &base),
        _ => None,
    })
}

/// The text that `bytes` are, unpacked and decoded; `None` where there is nothing to see in it.
fn text(
    source: &str,
    bytes: &[u8],
    envelope: Envelope,
    input: &mut Input,
) -> Result<Option<Decoded>, ReadError> {
    let name = || source.to_owned();
    let bytes = if unpack::is_gzip(bytes) {
        let unpacked = unpack::gzip(bytes, limits::INPUT);
        if let Some(fault) = unpacked.fault {
            if unpacked.bytes.is_empty() {
                return Err(ReadError::Packed { source_name: name(), reason: fault });
            }
            input.warnings.push(Warning::Limit { source_name: name(), done: fault });
        }
        Cow::Owned(unpacked.bytes)
    } else {
        Cow::Borrowed(bytes)
    };
    if let Some(what) = format::binary(&bytes) {
        return Err(ReadError::Binary { source_name: name(), what });
    }
    let decoded = decode(&bytes, envelope.charset);
    if !decoded.text.chars().any(|letter| !block::is_unseen(letter)) {
        return Ok(None);
    }
    if decoded.replaced {
        input.warnings.push(Warning::Charset { source_name: name(), charset: decoded.charset });
    }
    Ok(Some(decoded))
}

/// The part of `text` that a parser may see.
fn within<'text>(source: &str, text: &'text str, input: &mut Input) -> &'text str {
    let part = &text[..text.floor_char_boundary(limits::PAGE)];
    if part.len() < text.len() {
        let done = format!("read as far as {} bytes", limits::PAGE);
        input.warnings.push(Warning::Limit { source_name: source.to_owned(), done });
    }
    part
}

fn read_page(source: &str, text: &str, envelope: Envelope, input: &mut Input) {
    let page = html::page(text);
    let name = || source.to_owned();
    let met = page.limits.into_iter().map(|done| Warning::Limit { source_name: name(), done });
    input.warnings.extend(met);
    if !page.body_found {
        input.warnings.push(Warning::Body { source_name: name() });
    }
    let mut metadata = page.metadata;
    if metadata.url.is_none() {
        metadata.url = envelope.url.map(str::to_owned);
    }
    let title = metadata.title.clone();
    let title = Title::Page(title.as_deref());
    let parts = Parts { source: name(), blocks: page.blocks, metadata, title };
    input.articles.push(assemble(parts));
}

fn read_plain(source: &str, text: &str, envelope: Envelope, input: &mut Input) {
    let metadata = Metadata { url: envelope.url.map(str::to_owned), ..Metadata::default() };
    let blocks = plain::blocks(text);
    let parts = Parts { source: source.to_owned(), blocks, metadata, title: Title::Text };
    input.articles.push(assemble(parts));
}

fn read_xml(
    source: &str,
    text: &str,
    envelope: Envelope,
    input: &mut Input,
) -> Result<(), ReadError> {
    let base = Base::new(envelope.url);
    let xml = Xml::parse(within(source, text, input));
    if let Some(feed) = feed::of_xml(&xml, &base) {
        return read_feed(feed, source, input);
    }
    let found = sitemap::addresses(&xml, &base).or_else(|| opml::addresses(&xml, &base));
    let (addresses, cut) = found.unwrap_or_default();
    if addresses.is_empty() {
        let what = "a feed, a sitemap or a list with no address in it";
        return Err(ReadError::Nothing { source_name: source.to_owned(), what });
    }
    if cut {
        input.warnings.push(Warning::Cut { source_name: source.to_owned() });
    }
    input.addresses = addresses;
    Ok(())
}

fn read_feed(feed: Feed, source: &str, input: &mut Input) -> Result<(), ReadError> {
    feed::read(feed, source, input);
    if input.articles.is_empty() && input.addresses.is_empty() {
        let what = "a feed with no entry in it";
        return Err(ReadError::Nothing { source_name: source.to_owned(), what });
    }
    Ok(())
}

fn read_records(source: &str, text: &str, input: &mut Input) -> Result<(), ReadError> {
    let (records, faults) = json_lines::records(text);
    if records.is_empty() {
        let reason = faults
            .into_iter()
            .next()
            .map_or_else(|| "no object in it".to_owned(), |(_, reason)| reason);
        return Err(ReadError::NoArticles { source_name: source.to_owned(), reason });
    }
    let warning = |(line, reason)| Warning::Line { source_name: source.to_owned(), line, reason };
    input.warnings.extend(faults.into_iter().map(warning));
    input.articles.extend(records.into_iter().map(json_lines::article));
    Ok(())
}
