//! The tags and texts of a page, one after the other: the tokens of the HTML standard, as far as a reader of text
//! needs them.
//!
//! No tree is built: a report is a row of paragraphs, and for what a tree would add (which element a paragraph
//! stands in) the open elements are enough. So a page costs time and memory in proportion to its length, however
//! its tags are nested, and nothing has to be made harmless first. Of the attributes only those are kept that
//! somebody asks for, as stretches of the page.
//!
//! Own code, since of the crates `html5gum` overflows the stack on a tag of many attributes, and `html5ever` builds a
//! tree, which takes longer and grows without bound on marks that are opened again in every paragraph. Limits: comments inside of scripts that hold scripts are not told
//! apart, and CDATA is a comment.

use super::tag::{Attributes, Tag};
use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;

/// Takes what a page holds, in its order.
pub(super) trait Receiver {
    /// A start tag; `closed` where it ends in `/>`. The name is in lower case.
    fn start(&mut self, name: &str, attributes: &Attributes<'_>, closed: bool);
    /// An end tag.
    fn end(&mut self, name: &str);
    /// Text between two tags, its references resolved.
    fn text(&mut self, text: &str);
}

/// What an element holds that holds no elements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Held {
    /// Text with references.
    Text,
    /// Text as it stands.
    Raw,
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

#[cfg(test)]
mod tests {
    use super::super::tag::NAMES;
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
