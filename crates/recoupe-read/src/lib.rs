//! Bytes to articles: clean text, metadata, and what was taken out.
//!
//! [`read`] takes a page, a plain text or JSON Lines and gives [`Article`]s. Formats are told by
//! their content. Two laws hold for every input: every span is a stretch of the article's text, and
//! every visible word is in `text` or in `removed`. Nothing here reads files, the network or the
//! clock, and no input makes it panic, recurse or take more than linear time.
//!
//! The way of an input: `decode` → `format` → blocks (`html`, `plain`, `json_lines`) → `clean` →
//! `assemble`.

mod agencies;
mod article;
mod assemble;
mod block;
mod clean;
mod date;
mod dateline;
mod decode;
mod error;
mod format;
mod html;
mod json_lines;
mod metadata;
mod plain;
mod posts;
mod signing;
mod title;

pub use article::{Article, DateBasis, Dated, Post, Reason, Removed};
pub use error::{ReadError, Warning};

use assemble::{Parts, assemble};
use format::Format;
use metadata::Metadata;
use title::Title;

/// The largest input, in bytes: far above any file of reports, and far below what spans can count.
const LARGEST: usize = 1 << 30;

/// What an input gave.
#[derive(Debug, Clone, Default)]
pub struct Input {
    /// The articles, in the input's order.
    pub articles: Vec<Article>,
    /// What was passed over.
    pub warnings: Vec<Warning>,
}

/// Reads one input. `source` names it in the articles and in messages; it is not opened.
///
/// # Errors
///
/// [`ReadError`] where the input gives no article at all: nothing in it, no text, too large, or
/// JSON of which no line is an article.
pub fn read(source: &str, bytes: &[u8]) -> Result<Input, ReadError> {
    let name = || source.to_owned();
    if bytes.len() > LARGEST {
        return Err(ReadError::TooLarge { source_name: name(), size: bytes.len(), limit: LARGEST });
    }
    if let Some(what) = format::binary(bytes) {
        return Err(ReadError::Binary { source_name: name(), what });
    }
    let decoded = decode::decode(bytes);
    if !decoded.text.chars().any(|letter| !letter.is_whitespace() && !letter.is_control()) {
        return Err(ReadError::Empty { source_name: name() });
    }
    let mut reading = Input::default();
    if decoded.replaced {
        reading.warnings.push(Warning::Charset { source_name: name(), charset: decoded.charset });
    }
    match format::tell(&decoded.text) {
        Format::Html if decoded.text.len() > html::LARGEST => {
            return Err(ReadError::TooLarge {
                source_name: name(),
                size: decoded.text.len(),
                limit: html::LARGEST,
            });
        }
        Format::Html => read_page(source, &decoded.text, &mut reading),
        Format::JsonLines => read_records(source, &decoded.text, &mut reading)?,
        Format::Plain => {
            let blocks = plain::blocks(&decoded.text);
            let parts =
                Parts { source: name(), blocks, metadata: Metadata::default(), title: Title::Text };
            reading.articles.push(assemble(parts));
        }
    }
    Ok(reading)
}

fn read_page(source: &str, text: &str, reading: &mut Input) {
    let page = html::page(text);
    if !page.body_found {
        reading.warnings.push(Warning::Body { source_name: source.to_owned() });
    }
    let title = page.metadata.title.clone();
    let title = Title::Page(title.as_deref());
    reading.articles.push(assemble(Parts {
        source: source.to_owned(),
        blocks: page.blocks,
        metadata: page.metadata,
        title,
    }));
}

fn read_records(source: &str, text: &str, reading: &mut Input) -> Result<(), ReadError> {
    let (records, faults) = json_lines::records(text);
    if records.is_empty() {
        let reason = faults
            .into_iter()
            .next()
            .map_or_else(|| "no object in it".to_owned(), |(_, reason)| reason);
        return Err(ReadError::NoArticles { source_name: source.to_owned(), reason });
    }
    let warning = |(line, reason)| Warning::Line { source_name: source.to_owned(), line, reason };
    reading.warnings.extend(faults.into_iter().map(warning));
    for record in records {
        let (published, basis) = record.published();
        let metadata = Metadata {
            title: None,
            byline: record.byline,
            outlet: record.outlet,
            url: record.url,
            language: record.language,
            published,
        };
        let given =
            record.title.as_deref().map(block::fold_space).filter(|title| !title.is_empty());
        let title = given.as_deref().map_or(Title::Text, Title::Given);
        let blocks = plain::blocks(&record.text);
        let mut article = assemble(Parts { source: record.source, blocks, metadata, title });
        if published.is_some() {
            article.published.basis = basis;
        }
        reading.articles.push(article);
    }
    Ok(())
}
