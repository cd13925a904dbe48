//! What a list shows of a story, told by the same rules as the record's other forms.

use crate::digest::Digest;
use crate::record::Record;

/// What a list shows of a story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The headline that stands for it, or the first words of its first report.
    pub title: String,
    /// How many of its reports were written independently of each other.
    pub origins: usize,
    /// How many disputes its reports have.
    pub disputes: usize,
}

/// What a list shows of each story of `record`.
#[must_use]
pub fn overviews(record: &Record) -> Vec<Overview> {
    let overview = |story| {
        let digest = Digest::of(record, story);
        Overview {
            title: digest.title().to_owned(),
            origins: digest.origins,
            disputes: digest.disputes.len(),
        }
    };
    record.stories.iter().map(overview).collect()
}
