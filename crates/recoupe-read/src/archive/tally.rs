//! What the records of an archive were, counted.

use crate::{Input, ReadError};
use std::fmt::{self, Display, Formatter};

/// A count of the records of an archive.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Records whose head could be read.
    pub records: u64,
    /// Those that gave an article or an address.
    pub read: u64,
    /// Answers that hold no page: pictures, redirections, errors.
    pub without_page: u64,
    /// Visits that found what an earlier record has.
    pub revisits: u64,
    /// Pages with nothing to read in them.
    pub empty: u64,
    /// Stretches that are damaged.
    pub damaged: u64,
}

impl Tally {
    /// Counts what reading a record gave.
    pub fn count(&mut self, result: &Result<Input, ReadError>) {
        let counter = match result {
            Ok(_) => &mut self.read,
            Err(ReadError::NoPage { .. }) => &mut self.without_page,
            Err(_) => &mut self.empty,
        };
        *counter += 1;
    }

    /// The sum of both.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self {
            records: self.records + other.records,
            read: self.read + other.read,
            without_page: self.without_page + other.without_page,
            revisits: self.revisits + other.revisits,
            empty: self.empty + other.empty,
            damaged: self.damaged + other.damaged,
        }
    }

    /// Whether something that might have been read was not.
    #[must_use]
    pub const fn is_notable(&self) -> bool {
        self.damaged > 0 || self.empty > 0 || self.revisits > 0
    }
}

impl Display for Tally {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        write!(out, "{} of {} records read", self.read, self.records)?;
        let rest = [
            (self.damaged, "damaged and passed over"),
            (self.revisits, "revisits without a page of their own"),
            (self.empty, "with nothing to read"),
            (self.without_page, "that are no page"),
        ];
        for (count, what) in rest.iter().filter(|(count, _)| *count > 0) {
            write!(out, "; {count} {what}")?;
        }
        Ok(())
    }
}
