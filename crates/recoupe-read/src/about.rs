//! What a page says of its report beside the text: when it was changed, what it is made from, who may read it.
//!
//! Claims of the page, as it makes them; nothing is checked but their form.

use jiff::civil::Date;
use jiff::fmt::temporal::{DateTimeParser, Pieces, PiecesOffset};
use serde::{Deserialize, Serialize};

/// What a page says of its report beside the text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// What it is.
    #[serde(skip_serializing_if = "Kind::is_article")]
    pub kind: Kind,
    /// The section of the outlet that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// The language that it declares, as written; the article's own is that of its text.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub declared_language: Option<String>,
    /// When it was published, with the zone where one is told (RFC 3339, which is EDTF too).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// When it was changed last: a day, or a time as `published`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Not everybody may read the whole of it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub restricted: bool,
    /// The same report in other languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub alternates: Vec<Alternate>,
    /// What it says that it is based on: addresses or names.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub based_on: Vec<String>,
    /// Its corrections, in the outlet's words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<String>,
}

/// What a page is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// One report.
    #[default]
    Article,
    /// A report that grows by entries while something goes on.
    Live,
    /// Pictures with their captions.
    Gallery,
}

impl Kind {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
    fn is_article(&self) -> bool {
        *self == Self::Article
    }
}

/// The same report in another language.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alternate {
    /// The language, BCP 47 as written.
    pub language: String,
    /// Its address.
    pub url: String,
}

impl About {
    /// Whether the page says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// A time as a page tells it to programs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamped {
    /// Its day, in its own zone.
    pub(crate) day: Date,
    /// It was told in universal time, so that its day may be another one where the outlet is.
    pub(crate) universal: bool,
    /// The time in RFC 3339; `None` where only a day is told.
    pub(crate) time: Option<String>,
}

/// Reads a time in the form of ISO 8601; `None` where `value` has another.
pub(crate) fn stamped(value: &str) -> Option<Stamped> {
    const PARSER: DateTimeParser = DateTimeParser::new();
    let value = value.trim();
    if value.len() > 64 {
        return None;
    }
    let pieces: Pieces = PARSER.parse_pieces(value).ok()?;
    let day = pieces.date();
    if !(1990..=2100).contains(&day.year()) {
        return None;
    }
    let offset = pieces.offset().map(|offset| match offset {
        PiecesOffset::Numeric(offset) => offset.offset(),
        _ => jiff::tz::Offset::UTC,
    });
    let universal = offset.is_some_and(jiff::tz::Offset::is_zero);
    let time = pieces.time().map(|time| {
        let zone = match offset {
            Some(_) if universal => "Z".to_owned(),
            Some(offset) => offset.to_string(),
            None => String::new(),
        };
        let (hour, minute, second) = (time.hour(), time.minute(), time.second());
        let zone = if zone.len() == 3 { zone + ":00" } else { zone };
        format!("{day}T{hour:02}:{minute:02}:{second:02}{zone}")
    });
    Some(Stamped { day, universal, time })
}

#[cfg(test)]
mod tests {
    use super::stamped;

    #[test]
    fn times_of_pages() {
        let cases = [
            ("2024-05-03T22:40:00-05:00", "2024-05-03T22:40:00-05:00", false),
            ("2024-05-03T22:40:00+02", "2024-05-03T22:40:00+02:00", false),
            ("2024-05-03T22:40:00.123Z", "2024-05-03T22:40:00Z", true),
            ("2024-05-03 22:40:00+0530", "2024-05-03T22:40:00+05:30", false),
            ("2024-05-03T22:40", "2024-05-03T22:40:00", false),
            ("20240503T224000Z", "2024-05-03T22:40:00Z", true),
        ];
        for (value, expected, universal) in cases {
            let told = stamped(value);
            let told = told.as_ref().map(|told| (told.time.as_deref(), told.universal));
            assert_eq!(told, Some((Some(expected), universal)), "{value}");
        }
        assert_eq!(stamped("2024-05-03").and_then(|told| told.time), None);
        for value in ["3 May 2024", "", "0001-01-01T00:00:00Z"] {
            assert_eq!(stamped(value), None, "{value}");
        }
    }
}
