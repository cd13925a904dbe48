//! What is kept of a report, made ready on any thread, so that the writer has only to write.

use crate::pack::pack;
use crate::words;
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_read::json_line;
use recoupe_stories::Signature;
use sha2::{Digest, Sha256};

/// A title in a list is no longer than this, in bytes.
const TITLE: usize = 300;

/// Bytes as fetched, packed, known by their hash.
#[derive(Debug, Clone)]
pub struct Raw {
    pub(crate) hash: [u8; 32],
    pub(crate) size: usize,
    pub(crate) packed: Vec<u8>,
}

impl Raw {
    /// Packs `bytes`.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { hash: Sha256::digest(bytes).into(), size: bytes.len(), packed: pack(bytes) }
    }
}

/// A report, ready to be filed.
#[derive(Debug, Clone)]
pub struct Filed {
    pub(crate) source: String,
    pub(crate) url: Option<String>,
    pub(crate) outlet: Option<String>,
    pub(crate) title: String,
    pub(crate) language: Option<String>,
    pub(crate) day: Option<Date>,
    /// The hash of the text: another text is another version.
    pub(crate) hash: [u8; 32],
    /// The article as a line of JSON, packed.
    pub(crate) packed: Vec<u8>,
    pub(crate) signature: Signature,
    pub(crate) words: words::Indexed,
}

impl Filed {
    /// What is kept of a reading. Linear in its length.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let article = &reading.article;
        let title = match article.title {
            Some(title) => title.of(&article.text),
            None => article.text.lines().next().unwrap_or_default(),
        };
        Self {
            source: article.source.clone(),
            url: article.url.clone(),
            outlet: article.outlet.clone(),
            title: title[..title.floor_char_boundary(TITLE)].to_owned(),
            language: article.language.clone(),
            day: article.published.value,
            hash: Sha256::digest(article.text.as_bytes()).into(),
            packed: pack(json_line(article).as_bytes()),
            signature: Signature::of(reading),
            words: words::indexed(reading),
        }
    }
}
