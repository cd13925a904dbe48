//! robots.txt, the Robots Exclusion Protocol: what a site asks programs to leave alone (RFC 9309).
//!
//! `parse` makes [`Rules`] of a file for one program; `pattern` holds a path against them. Here is what follows
//! from how a file could be had (section 2.3.1): read, missing, or not to be had, which is a no to everything.
//!
//! Our own, since the format is frozen and small, and a file is hostile input: both parts take time in proportion
//! to the file and the path. Where the standard leaves a choice: status 429 counts as not to be had, not as
//! missing, since whoever says “too many requests” does not mean “come in”; and `Crawl-delay`, which the
//! standard does not know, is read because papers still write it.

mod parse;
mod pattern;

use pattern::{Pattern, path_of};
use std::time::Duration;
use url::Url;

/// How much of a file is read, in bytes (section 2.5: at least 500 KiB).
pub(crate) const LARGEST: u64 = 500 * 1024;

/// How long rules are kept (section 2.4: no more than 24 hours).
pub(crate) const KEPT: Duration = Duration::from_hours(24);

/// How many redirects are followed to a file (section 2.3.1.2: at least five).
pub(crate) const REDIRECTS: usize = 5;

/// What a site allows one program.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    /// The time the site wants between two requests.
    pub delay: Option<Duration>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule {
    pattern: Pattern,
    allow: bool,
}

impl Rules {
    /// Reads a file for the program named `product` (letters, `_` and `-`); never fails, since whatever is no
    /// rule is passed over (section 2.3.1.5).
    #[must_use]
    pub fn of(file: &[u8], product: &str) -> Self {
        parse::rules(file, product)
    }

    /// Whether `url` may be fetched: the longest rule that fits settles it, of two equally long ones the one that
    /// allows (section 2.2.2). The file itself always may.
    #[must_use]
    pub fn allow(&self, url: &Url) -> bool {
        let path = path_of(url);
        let fitting = self.rules.iter().filter(|rule| rule.pattern.fits(&path));
        path == "/robots.txt"
            || fitting
                .max_by_key(|rule| (rule.pattern.len(), rule.allow))
                .is_none_or(|rule| rule.allow)
    }
}

/// What the answer to the request for a file means (section 2.3.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// It has rules to read.
    Read,
    /// There is none: everything is allowed.
    Missing,
    /// It cannot be had: nothing is allowed.
    Unreachable,
}

impl Standing {
    pub(crate) fn of(status: u16) -> Self {
        match status {
            200..=299 => Self::Read,
            429 => Self::Unreachable,
            300..=499 => Self::Missing,
            _ => Self::Unreachable,
        }
    }
}

#[cfg(test)]
mod tests;
