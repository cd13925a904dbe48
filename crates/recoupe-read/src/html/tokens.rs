//! The tags and texts of a page, one after the other, by the tokenizer of `html5gum`.
//!
//! No tree is built: a report is a row of paragraphs, and for what a tree would add (which element a paragraph
//! stands in) the open elements are enough. So a page costs time and memory in proportion to its length, however
//! its tags are nested, and nothing has to be made harmless first. Of the attributes only those are kept that
//! somebody asks for.

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use std::borrow::Cow;
use std::convert::Infallible;

/// The longest value of an attribute that is kept, in bytes: a picture written into one tells nothing.
const LONGEST: usize = 16 << 10;

/// Takes what a page holds, in its order.
pub(super) trait Receiver {
    /// A start tag; `closed` where it ends in `/>`. The name is in lower case.
    fn start(&mut self, name: &str, attributes: &Attributes, closed: bool);
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
const NAMES: [&[u8]; 17] = [
    b"class",
    b"content",
    b"datetime",
    b"hidden",
    b"href",
    b"hreflang",
    b"http-equiv",
    b"id",
    b"itemprop",
    b"lang",
    b"name",
    b"open",
    b"property",
    b"pubdate",
    b"rel",
    b"role",
    b"type",
];

/// The attributes of one start tag.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    /// The values, in the order of [`NAMES`]; of a name that stands twice the first counts.
    values: [Option<String>; NAMES.len()],
}

impl Attributes {
    /// The value of `key`; empty where the attribute has none.
    pub(super) fn get(&self, key: Key) -> Option<&str> {
        self.values[key as usize].as_deref()
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
    let mut name = String::new();
    let mut attributes = Attributes::default();
    let mut open: Option<usize> = None;
    let handle = |event: CallbackEvent<'_>, _: Span<()>| -> Option<Infallible> {
        match event {
            CallbackEvent::OpenStartTag { name: start } => {
                name.clear();
                name.push_str(&text(start));
                attributes = Attributes::default();
                open = None;
            }
            CallbackEvent::AttributeName { name } => {
                open = NAMES.iter().position(|known| *known == name);
                open = open.filter(|at| attributes.values[*at].is_none());
                if let Some(at) = open {
                    attributes.values[at] = Some(String::new());
                }
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(at) = open.take().filter(|_| value.len() <= LONGEST) {
                    attributes.values[at] = Some(text(value).into_owned());
                }
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                receiver.start(&name, &attributes, self_closing);
            }
            CallbackEvent::EndTag { name } => receiver.end(&text(name)),
            CallbackEvent::String { value } => receiver.text(&text(value)),
            _ => {}
        }
        None
    };
    let mut emitter = CallbackEmitter::new(handle);
    emitter.naively_switch_states(true);
    for token in Tokenizer::new_with_emitter(page, emitter) {
        match token {}
    }
}

/// The text of `markup`, its tags left out and its references resolved.
pub(super) fn plain(markup: &str) -> String {
    struct Plain(String);
    impl Receiver for Plain {
        fn start(&mut self, _: &str, _: &Attributes, _: bool) {}
        fn end(&mut self, _: &str) {}
        fn text(&mut self, text: &str) {
            self.0.push_str(text);
        }
    }
    let mut plain = Plain(String::new());
    read(markup, &mut plain);
    plain.0
}

/// The page is text, and so is each part of it; were one not, its bytes would be replaced.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
