//! What an input says about its article beside the text.

use crate::about::About;
use crate::date::date_in_any;
use jiff::civil::Date;
use recoupe_text::Language;

/// The claims of a page's head or of a record; each may be wrong, and the text is asked too.
#[derive(Debug, Clone, Default)]
pub(crate) struct Metadata {
    /// The title, without the outlet's name behind it.
    pub(crate) title: Option<String>,
    /// Who signed it.
    pub(crate) byline: Option<String>,
    /// The outlet.
    pub(crate) outlet: Option<String>,
    /// The canonical address.
    pub(crate) url: Option<String>,
    /// The language's tag.
    pub(crate) language: Option<String>,
    /// The day of publication.
    pub(crate) published: Option<Date>,
    /// That day was told in universal time, and the outlet's own may be the one before or behind.
    pub(crate) universal: bool,
    /// What it says is told in the report.
    pub(crate) description: Option<String>,
    /// What else it says of the report.
    pub(crate) about: About,
}

/// The day that a metadata value names: as written, in its own zone.
pub(crate) fn day(value: &str, language: Option<&'static Language>) -> Option<Date> {
    // Nobody writes a date in more; a bound for hostile input.
    let short: String = value.chars().take(120).collect();
    date_in_any(&short, language)
}
