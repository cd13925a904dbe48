//! What can go wrong with an input, each said in one line: which input, why, and what to do.

use crate::archive::Tally;
use thiserror::Error;

/// An input that gives no article at all.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    /// No byte, or white space alone.
    #[error("{source_name}: nothing to read: the input is empty")]
    Empty {
        /// The input.
        source_name: String,
    },
    /// Neither text nor a page.
    #[error(
        "{source_name}: not a text but {what}; give a page, a document, a feed, an archive, plain text or JSON Lines"
    )]
    Binary {
        /// The input.
        source_name: String,
        /// What it looks like.
        what: &'static str,
    },
    /// A document that cannot be read.
    #[error("{source_name}: this {kind} {fault}")]
    Document {
        /// The input.
        source_name: String,
        /// What it is.
        kind: &'static str,
        /// What is wrong with it, and what to do.
        fault: &'static str,
    },
    /// More than is read at once.
    #[error(
        "{source_name}: {size} bytes, more than the {limit} read at once; split it into files of one report each"
    )]
    TooLarge {
        /// The input.
        source_name: String,
        /// Its size in bytes.
        size: usize,
        /// The bound in bytes.
        limit: usize,
    },
    /// Packed, and damaged from the start or grown out of proportion.
    #[error("{source_name}: cannot be unpacked: {reason}; fetch it again")]
    Packed {
        /// The input.
        source_name: String,
        /// What is wrong with it.
        reason: String,
    },
    /// A feed or a sitemap with nothing in it, or XML that is neither.
    #[error("{source_name}: nothing to read: {what}")]
    Nothing {
        /// The input.
        source_name: String,
        /// What it is.
        what: &'static str,
    },
    /// A record of an archive that is no page.
    #[error("{source_name}: no page: {what}")]
    NoPage {
        /// The record.
        source_name: String,
        /// What it is.
        what: String,
    },
    /// An archive of which no record could be read.
    #[error("{source_name}: no page in this archive: {tally}")]
    Archive {
        /// The input.
        source_name: String,
        /// What its records are.
        tally: Tally,
    },
    /// JSON Lines of which no line is an article.
    #[error(
        "{source_name}: no line is an article: {reason}; each line must be an object with \"source\" and \"text\""
    )]
    NoArticles {
        /// The input.
        source_name: String,
        /// What was wrong with the first line that failed.
        reason: String,
    },
}

/// Something of an input that was passed over; the rest was read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Warning {
    /// A line of JSON Lines that is no article.
    #[error("{source_name}, line {line}: passed over: {reason}")]
    Line {
        /// The input.
        source_name: String,
        /// The line, counted from 1.
        line: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// Bytes that are no characters of the charset they were read in.
    #[error("{source_name}: some bytes are not {charset}; they were replaced by U+FFFD")]
    Charset {
        /// The input.
        source_name: String,
        /// The charset's name.
        charset: &'static str,
    },
    /// Something larger or deeper than is read, or cut: it was read as far as it goes.
    #[error("{source_name}: not read whole: {done}")]
    Limit {
        /// The input.
        source_name: String,
        /// What was done.
        done: String,
    },
    /// A feed, a sitemap or a list that ends too early, or holds too much; what could be read was.
    #[error("{source_name}: cut off, broken or too long: not all of it was read")]
    Cut {
        /// The input.
        source_name: String,
    },
    /// What an archive holds beside the pages that were read.
    #[error("{source_name}: {tally}")]
    Archive {
        /// The input.
        source_name: String,
        /// The count of its records.
        tally: Tally,
    },
    /// A page too deep or too large for the search of its body; every part that is not plainly a
    /// menu was kept.
    #[error("{source_name}: the page's body could not be told from the rest; check the text")]
    Body {
        /// The input.
        source_name: String,
    },
}
