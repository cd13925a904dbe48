//! The tags and texts of a page, one after the other: the tokens of the HTML standard, as far as a reader of text
//! needs them.
//!
//! No tree is built: a report is a row of paragraphs, and for what a tree would add (which element a paragraph
//! stands in) the open elements are enough. So a page costs time and memory in proportion to its length, however
//! its tags are nested, and nothing has to be made harmless first. Of the attributes only those are kept that
//! somebody asks for, as stretches of the page.
//!
//! Own code, since of the crates one overflows the stack on a tag of many attributes (`html5gum`) and the others
//! build what is not needed or take an order longer. Limits: comments inside of scripts that hold scripts are not told
//! apart, and CDATA is a comment.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// The longest value of an attribute that is kept, in bytes: a picture written into one tells nothing.
const LONGEST: usize = 16 << 10;

/// Takes what a page holds, in its order.
pub(super) trait Receiver {
    /// A start tag; `closed` where it ends in `/>`. The name is in lower case.
    fn start(&mut self, name: &str, attributes: &Attributes<'_>, closed: bool);
    /// An end tag.
    fn end(&mut self, name: &str);
    /// Text between two tags, its references resolved.
    fn text(&mut self, text: &str);
}

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
const NAMES: [&str; 17] = [
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

/// What an element holds that holds no elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Text with references.
    Text,
    /// Text as it stands.
    Raw,
}

/// The attributes of one start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes<'page> {
    /// The values, in the order of [`NAMES`]; of a name that stands twice the first counts.
    values: [Option<Cow<'page, str>>; NAMES.len()],
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

/// Hands what `page` holds to `receiver`. Linear; never fails.
pub(super) fn read(page: &str, receiver: &mut impl Receiver) {
    let bytes = page.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = memchr(b'<', &bytes[at..]) {
        let start = at + found;
        let Some(markup) = markup(&bytes[start..]) else {
            // A bare "<" is text.
            at = start + 1;
            continue;
        };
        give(&page[from..start], receiver);
        at = match markup {
            Markup::Comment(length) => start + length,
            Markup::End => {
                let tag = Tag::read(page, start + 2);
                if tag.whole {
                    receiver.end(&tag.name);
                }
                tag.end
            }
            Markup::Start => {
                let tag = Tag::read(page, start + 1);
                if tag.whole {
                    receiver.start(&tag.name, &tag.attributes, tag.closed);
                }
                match held(&tag.name).filter(|_| tag.whole) {
                    Some(held) => {
                        let end = end_of(&tag.name, bytes, tag.end);
                        let text = &page[tag.end..end];
                        match held {
                            Held::Text => give(text, receiver),
                            Held::Raw => receiver.text(text),
                        }
                        end
                    }
                    None => tag.end,
                }
            }
        };
        from = at;
    }
    give(&page[from..], receiver);
}

/// The text of `markup`, its tags left out and its references resolved.
pub(super) fn plain(markup: &str) -> String {
    struct Plain(String);
    impl Receiver for Plain {
        fn start(&mut self, _: &str, _: &Attributes<'_>, _: bool) {}
        fn end(&mut self, _: &str) {}
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }
    let mut plain = Plain(String::new());
    read(markup, &mut plain);
    plain.0
}

/// Hands over a text with its references resolved and without null characters.
fn give(text: &str, receiver: &mut impl Receiver) {
    if text.is_empty() {
        return;
    }
    let text = match memchr2(b'&', 0, text.as_bytes()) {
        Some(_) => Cow::Owned(htmlize::unescape(text).replace('\0', "")),
        None => Cow::Borrowed(text),
    };
    if !text.is_empty() {
        receiver.text(&text);
    }
}

enum Markup {
    Start,
    End,
    /// Of this length: comments, declarations, instructions.
    Comment(usize),
}

/// What begins at `bytes`, which begin with "<"; `None` where it is text.
fn markup(bytes: &[u8]) -> Option<Markup> {
    let to = |end: Option<usize>| Markup::Comment(end.map_or(bytes.len(), |end| end + 1));
    match bytes.get(1)? {
        letter if letter.is_ascii_alphabetic() => Some(Markup::Start),
        b'/' => Some(match bytes.get(2)? {
            letter if letter.is_ascii_alphabetic() => Markup::End,
            _ => to(memchr(b'>', bytes)),
        }),
        b'!' if bytes.starts_with(b"<!--") => {
            let rest = &bytes[4..];
            Some(if rest.starts_with(b">") || rest.starts_with(b"->") {
                to(memchr(b'>', bytes))
            } else {
                Markup::Comment(comment_end(rest).map_or(bytes.len(), |end| 4 + end))
            })
        }
        b'!' | b'?' => Some(to(memchr(b'>', bytes))),
        _ => None,
    }
}

/// One past the mark that ends a comment, `-->` or `--!>`.
fn comment_end(bytes: &[u8]) -> Option<usize> {
    let mut ends = memmem::find_iter(bytes, b"--");
    ends.find_map(|at| {
        let rest = &bytes[at + 2..];
        if rest.starts_with(b">") {
            Some(at + 3)
        } else if rest.starts_with(b"!>") {
            Some(at + 4)
        } else if rest.starts_with(b"->") {
            // Dashes in a row: the search goes on behind them.
            Some(at + 4)
        } else {
            None
        }
    })
}

/// What the element `name` holds, if it holds no elements.
fn held(name: &str) -> Option<Held> {
    match name {
        "title" | "textarea" => Some(Held::Text),
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript"
        | "plaintext" => Some(Held::Raw),
        _ => None,
    }
}

/// Where the end tag of the element `name` stands that holds no elements.
fn end_of(name: &str, bytes: &[u8], from: usize) -> usize {
    let ends = memmem::find_iter(&bytes[from..], b"</").map(|at| from + at);
    let is_end = |at: &usize| {
        let rest = &bytes[at + 2..];
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && matches!(rest[name.len()], b'>' | b'/' | b' ' | b'\t' | b'\n' | b'\x0c' | b'\r')
    };
    ends.into_iter().find(is_end).unwrap_or(bytes.len())
}

/// A tag as it stands on the page.
struct Tag<'page> {
    name: Cow<'page, str>,
    attributes: Attributes<'page>,
    /// It ends in `/>`.
    closed: bool,
    /// One past its `>`.
    end: usize,
    /// It has a `>`; what has none is no tag.
    whole: bool,
}

impl<'page> Tag<'page> {
    /// Reads the tag whose name begins at `from`.
    fn read(page: &'page str, from: usize) -> Self {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Told(Vec<String>);

    impl Receiver for Told {
        fn start(&mut self, name: &str, attributes: &Attributes<'_>, closed: bool) {
            let mut told = format!("<{name}");
            for (name, value) in NAMES.iter().zip(&attributes.values) {
                if let Some(value) = value {
                    told.extend([" ", name, "=", value]);
                }
            }
            self.0.push(told + if closed { "/>" } else { ">" });
        }

        fn end(&mut self, name: &str) {
            self.0.push(format!("</{name}>"));
        }

        fn text(&mut self, text: &str) {
            self.0.push(text.to_owned());
        }
    }

    fn tokens(page: &str) -> String {
        let mut told = Told::default();
        read(page, &mut told);
        told.0.join("|")
    }

    #[test]
    fn tags_and_texts() {
        let cases = [
            ("a<b>c</b>d", "a|<b>|c|</b>|d"),
            ("<P CLASS=Big id='x y' data-x=\"1\">", "<p class=Big id=x y>"),
            ("<p class = a/b >", "<p class=a/b>"),
            ("<p class=a class=b>", "<p class=a>"),
            ("<p hidden>x", "<p hidden=>|x"),
            ("<br/><img / class=a>", "<br/>|<img class=a>"),
            ("<p =class>x", "<p>|x"),
            ("<p class=\"a>b\">c", "<p class=a>b>|c"),
            ("1 < 2 <3 <", "1 < 2 <3 <"),
            ("<!DOCTYPE html>a<!-- <p> -->b<!-->c<!--->d<?x ?>e", "a|b|c|d|e"),
            ("a<!-- b --!>c<!-- d --->e", "a|c|e"),
            ("a</>b</ c>d", "a|b|d"),
            ("caf&eacute; &amp; &#8217;&nbsp;x", "café & ’\u{a0}x"),
            ("<a href='?a=1&copy=2'>", "<a href=?a=1&copy=2>"),
            ("<script>if (a<b) {}</p></script>x", "<script>|if (a<b) {}</p>|</script>|x"),
            ("<title>a &lt; <b></title>", "<title>|a < <b>|</title>"),
            ("<style>p{}</STYLE >x", "<style>|p{}|</style>|x"),
            ("<textarea></textareas></textarea>", "<textarea>|</textareas>|</textarea>"),
            ("a<p class='x", "a"),
            ("a<!-- b", "a"),
            ("a\0b", "ab"),
        ];
        for (page, expected) in cases {
            assert_eq!(tokens(page), expected, "{page}");
        }
    }
}
