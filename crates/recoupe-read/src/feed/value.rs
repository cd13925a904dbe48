//! Single values of feeds: times, names, addresses, and text that may be markup.

use super::{Body, Stamp};
use crate::block::fold_space;
use crate::html;
use crate::limits;
use crate::metadata::day;
use crate::xml::Element;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::Date;
use jiff::fmt::rfc2822;
use recoupe_text::Language;
use url::Url;

/// Where relative addresses of a document start.
#[derive(Debug, Clone, Default)]
pub(crate) struct Base(Option<Url>);

impl Base {
    pub(crate) fn new(address: Option<&str>) -> Self {
        Self(address.and_then(|address| Url::parse(address.trim()).ok()))
    }

    pub(crate) fn is_known(&self) -> bool {
        self.0.is_some()
    }

    /// The base inside `element`, by every `xml:base` from the outermost on.
    pub(super) fn inside(&self, element: Element) -> Self {
        let outwards = std::iter::successors(Some(element), |element| element.parent());
        let mut bases: Vec<&str> =
            outwards.filter_map(|element| element.attribute("xml:base")).collect();
        bases.reverse();
        bases.into_iter().fold(self.clone(), |base, next| Self(base.join(next).or(base.0)))
    }

    fn join(&self, address: &str) -> Option<Url> {
        let address = address.trim();
        match &self.0 {
            Some(base) => base.join(address).ok(),
            None => Url::parse(address).ok(),
        }
    }

    /// The whole address that `address` means here; an address that cannot be made whole is given
    /// as it stands. `None` where it is empty, too long or no address of a page.
    pub(crate) fn resolve(&self, address: &str) -> Option<String> {
        let address = address.trim();
        if address.is_empty() || address.len() > limits::ADDRESS {
            return None;
        }
        let Some(whole) = self.join(address) else {
            return (!address.contains(|letter: char| letter.is_whitespace() || letter == ':'))
                .then(|| address.to_owned());
        };
        matches!(whole.scheme(), "http" | "https" | "ftp" | "file").then(|| {
            // An address that is whole already stays as it is written.
            let given = Url::parse(address).is_ok() && !address.contains(char::is_whitespace);
            if given { address.to_owned() } else { whole.into() }
        })
    }
}

/// The host of an address without "www.".
pub(crate) fn host(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// The years that a date of publication may be of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// The time that `written` gives; in another language than English, by the tables.
pub(crate) fn stamp(written: &str, language: Option<&str>) -> Option<Stamp> {
    let written = fold_space(written);
    if written.is_empty() {
        return None;
    }
    let tables = language.and_then(Language::get);
    let day = mail_day(&written).or_else(|| day(&written, tables)).or_else(|| compact(&written));
    // "Mon, 3 May 0024": a year that no feed was written in.
    let day = day.filter(|day| YEARS.contains(&day.year()));
    Some(Stamp { written, day })
}

/// The day of a date as mails have it, the form of RSS.
fn mail_day(written: &str) -> Option<Date> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    PARSER.parse_zoned(written).ok().map(|time| time.date())
}

/// The day of `20031231`, or of `03-12-31`.
fn compact(written: &str) -> Option<Date> {
    let date = written.split(['T', ' ']).next()?;
    let digits: String = date.chars().filter(char::is_ascii_digit).collect();
    let plain = date.chars().all(|letter| letter.is_ascii_digit() || letter == '-');
    if !plain || digits.len() != 8 {
        return None;
    }
    let (year, rest) = digits.split_at_checked(4)?;
    let (month, day) = rest.split_at_checked(2)?;
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// The body that `element` holds, by the type that it declares, or by its look.
pub(super) fn body(element: Element) -> Option<Body> {
    let kind = element.attribute("type").unwrap_or_default().trim().to_ascii_lowercase();
    let mode = element.attribute("mode").unwrap_or_default().trim().to_ascii_lowercase();
    let holds_elements = element.children().next().is_some();
    let is_markup = element.name().0 == "xhtml";
    let text = if holds_elements
        || is_markup
        || (kind == "xhtml" || kind.contains("xml")) && mode != "escaped"
    {
        Body::Html(element.markup())
    } else if mode == "base64" || is_other_data(&kind) {
        let packed: String = element.text().split_whitespace().collect();
        Body::Html(String::from_utf8(STANDARD.decode(packed).ok()?).ok()?)
    } else {
        let text = element.text();
        let literal = matches!(kind.as_str(), "text" | "text/plain" | "plain");
        let declared = kind.contains("html");
        if declared || (!literal || mode == "escaped") && looks_like_markup(&text) {
            Body::Html(text)
        } else {
            Body::Plain(text)
        }
    };
    let (Body::Html(words) | Body::Plain(words)) = &text;
    (!words.trim().is_empty()).then_some(text)
}

/// Whether a media type is neither text nor XML: such content is written in base 64.
fn is_other_data(kind: &str) -> bool {
    kind.contains('/') && !kind.starts_with("text/") && !kind.contains("xml")
}

/// Whether a text whose type is not told holds markup: an end tag, a tag that ends a line, or a
/// reference.
fn looks_like_markup(text: &str) -> bool {
    let tag = text.match_indices('<').any(|(at, _)| {
        let rest = text[at + 1..].trim_start_matches('/');
        let name = rest.split(|letter: char| !letter.is_ascii_alphanumeric()).next();
        name.is_some_and(|name| {
            name.starts_with(|letter: char| letter.is_ascii_alphabetic()) && rest.contains('>')
        })
    });
    let reference = text.match_indices('&').any(|(at, _)| {
        let name = text[at + 1..].bytes().take(32);
        let length = name.take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'#').count();
        length > 0 && text.as_bytes().get(at + 1 + length) == Some(&b';')
    });
    tag || reference
}

impl Body {
    /// Its words, white space folded, without what cleaning would take out of an article.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::Plain(text) => fold_space(text),
            Self::Html(markup) => {
                let blocks = html::fragment(markup);
                let texts: Vec<&str> = blocks.iter().map(|block| block.text.as_str()).collect();
                texts.join(" ")
            }
        }
    }
}

/// The words that `element` holds, where there are any.
pub(super) fn words(element: Element) -> Option<String> {
    body(element).map(|body| body.words()).filter(|words| !words.is_empty())
}

/// The name in an author's entry: "mail@outlet (Name)", "Name <mail@outlet>", "Name".
pub(super) fn name(written: &str) -> Option<String> {
    let written = fold_space(written);
    let is_mail = |word: &str| word.contains('@') && !word.contains(' ');
    let inside = |open: char, close: char| {
        let (before, rest) = written.split_once(open)?;
        Some((before.trim().to_owned(), rest.split(close).next()?.trim().to_owned()))
    };
    let name = match (inside('(', ')'), inside('<', '>')) {
        (Some((mail, name)), _) if is_mail(&mail) => name,
        (_, Some((name, mail))) if is_mail(&mail) => name,
        (Some((name, mail)), _) if is_mail(&mail) => name,
        _ => written,
    };
    let is_name = !name.is_empty()
        && !is_mail(&name)
        && !name.starts_with("http")
        && name.chars().any(char::is_alphabetic)
        && name.chars().count() <= 200;
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_in_the_forms_of_feeds() {
        let cases = [
            ("Thu, 01 Jan 2004 19:48:21 GMT", None, Some(date(2004, 1, 1))),
            ("Fri, 01 Jan 2004 19:48:21 GMT", None, Some(date(2004, 1, 1))),
            ("01 Jan 04 19:48 EST", None, Some(date(2004, 1, 1))),
            ("2003-12-31T10:14:55-08:00", None, Some(date(2003, 12, 31))),
            ("20031231", None, Some(date(2003, 12, 31))),
            ("mer., 14 févr. 2024 08:00:00 +0100", Some("fr"), Some(date(2024, 2, 14))),
            ("2003-12", None, None),
            ("soon", None, None),
        ];
        for (written, language, expected) in cases {
            let day = stamp(written, language).and_then(|stamp| stamp.day);
            assert_eq!(day, expected, "{written}");
        }
        assert_eq!(stamp(" ", None), None);
    }

    #[test]
    fn names_of_authors() {
        let cases = [
            ("ann@gull.example (Ann Lee)", Some("Ann Lee")),
            ("Ann Lee <ann@gull.example>", Some("Ann Lee")),
            ("Ann Lee (ann@gull.example)", Some("Ann Lee")),
            ("Ann Lee (Oslo)", Some("Ann Lee (Oslo)")),
            ("ann@gull.example", None),
            ("https://gull.example/ann", None),
        ];
        for (written, expected) in cases {
            assert_eq!(name(written).as_deref(), expected, "{written}");
        }
    }

    #[test]
    fn addresses_are_made_whole() {
        let base = Base::new(Some("https://gull.example/news/feed.xml"));
        let cases = [
            ("/a", Some("https://gull.example/a")),
            ("b?c=1", Some("https://gull.example/news/b?c=1")),
            ("https://tern.example/d", Some("https://tern.example/d")),
            ("javascript:alert(1)", None),
            ("", None),
        ];
        for (written, expected) in cases {
            assert_eq!(base.resolve(written).as_deref(), expected, "{written}");
        }
        assert_eq!(Base::default().resolve("/a").as_deref(), Some("/a"));
    }
}
