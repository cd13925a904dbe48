//! Documents: PDF, DOCX and ODT, as press offices send them.
//!
//! A document gives blocks, as a page does: its paragraphs, and what its pages repeat at their edges, which is taken
//! out with a reason. Its properties tell title, day and language; they are often left over from another document,
//! so that the words shown stand before them: the title of the properties counts where the text has it or has no
//! headline, their day where the text tells none.
//!
//! What cannot be read is one error that says what to do: locked, without text, damaged, over a bound. The bounds
//! stand in [`crate::limits`]; nothing is unpacked beyond them.

mod docx;
mod odt;
mod pdf;
mod zip;

use crate::assemble::{Parts, assemble};
use crate::block::{Block, Role, fold_space};
use crate::metadata::Metadata;
use crate::title::Title;
use crate::{Article, DateBasis, Envelope, Input, ReadError, Warning, limits};
use jiff::civil::Date;

/// What a document gives.
#[derive(Debug, Default)]
struct Document {
    blocks: Vec<Block>,
    title: Option<String>,
    published: Option<Date>,
    language: Option<String>,
    /// Why not all of it was read, or what should be checked.
    notes: Vec<&'static str>,
}

/// Why a document cannot be read, and what to do: the end of a sentence that begins with its kind.
type Fault = &'static str;

const LOCKED: Fault = "is locked by a password; save it without one";
const DAMAGED: Fault = "is damaged; get it again, or save it anew";
const BOUND: Fault = "unpacks to more than is read; save it as plain text";
const EMPTY: Fault = "has no text in it";

/// The kinds of documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Pdf,
    /// A zip file: DOCX, ODT or none of them.
    Zip,
}

/// How far into a file the mark of a PDF may stand behind blanks, in bytes.
const BLANKS: usize = 1024;

/// The kind of document that `bytes` are.
pub(crate) fn tell(bytes: &[u8]) -> Option<Kind> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Some(Kind::Zip);
    }
    let head = &bytes[..bytes.len().min(BLANKS)];
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let blanks = head.iter().take_while(|byte| byte.is_ascii_whitespace() || **byte == 0).count();
    head[blanks..].starts_with(b"%PDF-").then_some(Kind::Pdf)
}

/// Reads a document.
///
/// # Errors
///
/// [`ReadError::Document`] where it gives no text, with what to do.
pub(crate) fn read(
    source: &str,
    bytes: &[u8],
    kind: Kind,
    envelope: Envelope,
) -> Result<Input, ReadError> {
    let error = |kind, fault| ReadError::Document { source_name: source.to_owned(), kind, fault };
    if bytes.len() > limits::DOCUMENT {
        return Err(error("document", "is larger than is read; save it as plain text"));
    }
    let (kind, read) = match kind {
        Kind::Pdf => ("PDF", pdf::read(bytes)),
        Kind::Zip => of_zip(bytes),
    };
    let document = read.map_err(|fault| error(kind, fault))?;
    let shown = |block: &Block| block.text.chars().any(char::is_alphanumeric);
    if !document.blocks.iter().any(|block| block.kept() && shown(block)) {
        return Err(error(kind, EMPTY));
    }
    let note = |done: &&'static str| Warning::Limit {
        source_name: source.to_owned(),
        done: (*done).to_owned(),
    };
    let warnings = document.notes.iter().map(note).collect();
    let articles = vec![article(source, document, envelope)];
    Ok(Input { articles, warnings, ..Input::default() })
}

fn of_zip(bytes: &[u8]) -> (&'static str, Result<Document, Fault>) {
    let zip = match zip::Zip::open(bytes) {
        Ok(zip) => zip,
        Err(fault) => return ("zip file or office document", Err(fault)),
    };
    if zip.has("word/document.xml") {
        ("DOCX", docx::read(&zip))
    } else if zip.has("content.xml") {
        ("OpenDocument", odt::read(&zip))
    } else {
        let fault = "holds no text document (DOCX, ODT); unpack it, and give the files in it";
        ("zip file", Err(fault))
    }
}

fn article(source: &str, document: Document, envelope: Envelope) -> Article {
    let Document { blocks, title, published, language, .. } = document;
    let url = envelope.url.map(str::to_owned);
    let metadata = Metadata { url, language, ..Metadata::default() };
    let claim = title.map(|claim| fold_space(&claim)).filter(|claim| counts(claim, &blocks));
    let title = match &claim {
        None if !blocks.iter().any(|block| block.role == Role::Headline) => Title::Text,
        claim => Title::Page(claim.as_deref()),
    };
    let mut article = assemble(Parts { source: source.to_owned(), blocks, metadata, title });
    let published = published.filter(|day| YEARS.contains(&day.year()));
    if article.published.value.is_none() && published.is_some() {
        article.published.value = published;
        article.published.basis = DateBasis::Metadata;
    }
    article
}

/// Years of which documents in these forms are; clocks that were never set tell others.
const YEARS: std::ops::Range<i16> = 1990..2100;

/// Endings of files of which programs make titles.
const ENDINGS: [&str; 9] =
    [".doc", ".docx", ".dotx", ".odt", ".rtf", ".pdf", ".indd", ".qxd", ".pages"];

/// Whether the title of the properties is that of the text: it stands there, or there is no headline and it looks
/// like no file's name.
fn counts(claim: &str, blocks: &[Block]) -> bool {
    let claim = claim.to_lowercase();
    if blocks.iter().any(|block| block.kept() && block.text.to_lowercase() == claim) {
        return true;
    }
    let of_file = ENDINGS.iter().any(|ending| claim.ends_with(ending))
        || claim.starts_with("microsoft ")
        || claim.split_whitespace().count() < 3;
    !of_file && !blocks.iter().any(|block| block.role == Role::Headline)
}

/// The day at the start of a time as ISO 8601 writes it.
fn day(written: &str) -> Option<Date> {
    written.trim().get(..10)?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_told_by_their_first_bytes() {
        assert_eq!(tell(b"%PDF-1.7\n"), Some(Kind::Pdf));
        assert_eq!(tell(b"\xef\xbb\xbf\r\n %PDF-1.4"), Some(Kind::Pdf));
        assert_eq!(tell(b"PK\x03\x04"), Some(Kind::Zip));
        assert_eq!(tell(b"A text on %PDF-1.7"), None);
        assert_eq!(tell(b""), None);
    }

    #[test]
    fn titles_of_files_do_not_count() {
        let block = Block::paragraph("Harbour opens again".to_owned());
        assert!(counts("Harbour opens AGAIN", std::slice::from_ref(&block)));
        assert!(counts("The council on the harbour", std::slice::from_ref(&block)));
        for title in ["Microsoft Word - draft of a text", "a final draft.docx", "Untitled"] {
            assert!(!counts(title, std::slice::from_ref(&block)), "{title}");
        }
    }
}
