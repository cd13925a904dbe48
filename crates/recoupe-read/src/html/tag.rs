//! A tag as it stands on the page: its name, its end, and those of its attributes that somebody asks for.
//!
//! Values in quotes may hold anything, `>` too; of a name that stands twice the first counts, as the HTML standard has
//! it. A tag without an end is no tag.

use memchr::memchr;
use std::borrow::Cow;

/// The longest value of an attribute that is kept, in bytes: a picture written into one tells nothing.
const LONGEST: usize = 16 << 10;

/// The attributes that are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    Class,
    Content,
    DateTime,
    Hidden,
    Href,
    HrefLang,
    HttpEquiv,
    Id,
    ItemProp,
    Lang,
    Name,
    Open,
    Property,
    PubDate,
    Rel,
    Role,
    Type,
}

/// The names of [`Key`], in its order.
pub(super) const NAMES: [&str; 17] = [
    "class",
    "content",
    "datetime",
    "hidden",
    "href",
    "hreflang",
    "http-equiv",
    "id",
    "itemprop",
    "lang",
    "name",
    "open",
    "property",
    "pubdate",
    "rel",
    "role",
    "type",
];

/// The attributes of one start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes<'page> {
    /// The values, in the order of [`NAMES`]; of a name that stands twice the first counts.
    pub(super) values: [Option<Cow<'page, str>>; NAMES.len()],
}

impl Attributes<'_> {
    /// The value of `key`; empty where the attribute has none.
    pub(super) fn get(&self, key: Key) -> Option<&str> {
        self.values[key as usize].as_deref()
    }

    /// Whether the tag has none of the attributes that are kept.
    pub(super) fn none(&self) -> bool {
        self.values.iter().all(Option::is_none)
    }

    /// Whether `word` is among the words of `key`, in whatever case.
    pub(super) fn has(&self, key: Key, word: &str) -> bool {
        self.get(key).is_some_and(|value| {
            value.split_ascii_whitespace().any(|other| other.eq_ignore_ascii_case(word))
        })
    }
}

/// A tag as it stands on the page.
pub(super) struct Tag<'page> {
    pub(super) name: Cow<'page, str>,
    pub(super) attributes: Attributes<'page>,
    /// It ends in `/>`.
    pub(super) closed: bool,
    /// One past its `>`.
    pub(super) end: usize,
    /// It has a `>`; what has none is no tag.
    pub(super) whole: bool,
}

impl<'page> Tag<'page> {
    /// Reads the tag whose name begins at `from`.
    pub(super) fn read(page: &'page str, from: usize) -> Self {
        let bytes = page.as_bytes();
        let stop = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
        let until = |from: usize, stop: &dyn Fn(u8) -> bool| {
            bytes[from..].iter().position(|byte| stop(*byte)).map_or(bytes.len(), |at| from + at)
        };
        let mut at = until(from, &stop);
        let name = &page[from..at];
        let upper = name.bytes().any(|byte| byte.is_ascii_uppercase());
        let name = if upper { Cow::Owned(name.to_ascii_lowercase()) } else { Cow::Borrowed(name) };
        let mut tag = Self {
            name,
            attributes: Attributes::default(),
            closed: false,
            end: bytes.len(),
            whole: false,
        };
        loop {
            match bytes.get(at) {
                None => return tag,
                Some(b'>') => {
                    tag.end = at + 1;
                    tag.whole = true;
                    return tag;
                }
                Some(b'/') => {
                    tag.closed = true;
                    at += 1;
                }
                Some(byte) if byte.is_ascii_whitespace() => at += 1,
                Some(_) => {
                    tag.closed = false;
                    // An attribute's name may begin with "=".
                    let end = until(at + 1, &|byte| stop(byte) || byte == b'=');
                    let key = key(&page[at..end]);
                    at = until(end, &|byte| !byte.is_ascii_whitespace());
                    let mut value = "";
                    if bytes.get(at) == Some(&b'=') {
                        at = until(at + 1, &|byte| !byte.is_ascii_whitespace());
                        let quote =
                            bytes.get(at).copied().filter(|byte| matches!(byte, b'"' | b'\''));
                        let from = at + usize::from(quote.is_some());
                        let end = match quote {
                            Some(quote) => {
                                memchr(quote, &bytes[from..]).map_or(bytes.len(), |end| from + end)
                            }
                            None => until(from, &|byte| byte.is_ascii_whitespace() || byte == b'>'),
                        };
                        value = &page[from..end];
                        at = (end + usize::from(quote.is_some())).min(bytes.len());
                    }
                    tag.attributes.keep(key, value);
                }
            }
        }
    }
}

impl<'page> Attributes<'page> {
    fn keep(&mut self, key: Option<usize>, value: &'page str) {
        if let Some(key) = key
            && value.len() <= LONGEST
            && self.values[key].is_none()
        {
            self.values[key] = Some(htmlize::unescape_attribute(value));
        }
    }
}

/// The place of the attribute `name` among those that are kept.
fn key(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| known.eq_ignore_ascii_case(name))
}
