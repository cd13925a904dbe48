//! What the elements of HTML are to a reader of text: one row an element.
//!
//! The rows follow the standard where it decides what a reader sees: which elements have no end tag, which
//! start tags end an open paragraph or item, and which elements an end tag outside of them cannot reach.
//! Elements that are in no row part paragraphs, but for custom ones (`my-card`), which stand in a line.

use crate::block::Role;
use std::borrow::Cow;

/// Stands inside a line; every other element parts paragraphs.
const INLINE: u16 = 1;
/// Nobody sees what it holds.
const HIDDEN: u16 = 1 << 1;
/// Has no end tag.
const VOID: u16 = 1 << 2;
/// May stand in the head; anything else ends it.
const HEAD: u16 = 1 << 3;
/// End tags inside of it reach nothing outside.
const WALL: u16 = 1 << 4;
/// Does not end an open paragraph, though it parts paragraphs.
const IN_PARAGRAPH: u16 = 1 << 5;
/// The page itself: it holds everything, whatever the tags say.
const PAGE: u16 = 1 << 6;
/// Markup of another language, in which `<x/>` has no end tag.
const FOREIGN: u16 = 1 << 7;

/// An element and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    /// Its name, in lower case.
    pub(super) name: Cow<'static, str>,
    flags: u16,
}

impl Element {
    const fn is(&self, flag: u16) -> bool {
        self.flags & flag != 0
    }

    /// Whether it stands inside a line.
    pub(super) const fn is_inline(&self) -> bool {
        self.is(INLINE)
    }

    /// Whether nobody sees what it holds.
    pub(super) const fn is_hidden(&self) -> bool {
        self.is(HIDDEN)
    }

    /// Whether it has no end tag.
    pub(super) const fn is_void(&self) -> bool {
        self.is(VOID)
    }

    /// Whether it may stand in the head of a page.
    pub(super) const fn is_of_head(&self) -> bool {
        self.is(HEAD)
    }

    /// Whether end tags inside of it reach nothing outside.
    pub(super) const fn is_wall(&self) -> bool {
        self.is(WALL)
    }

    /// Whether its start tag ends an open paragraph.
    pub(super) const fn ends_paragraph(&self) -> bool {
        !self.is(INLINE | IN_PARAGRAPH | HEAD | HIDDEN | VOID)
    }

    /// Whether it is the page or its body, which hold everything whatever the tags say.
    pub(super) const fn is_page(&self) -> bool {
        self.is(PAGE)
    }

    /// Whether it begins markup of another language.
    pub(super) const fn is_foreign(&self) -> bool {
        self.is(FOREIGN)
    }
}

/// The elements in the order of their names. A title is the page's or the label of a drawing: in no text.
const ELEMENTS: [(&str, u16); 93] = [
    ("a", INLINE),
    ("abbr", INLINE),
    ("acronym", INLINE),
    ("area", HIDDEN | VOID),
    ("audio", HIDDEN | IN_PARAGRAPH),
    ("b", INLINE),
    ("base", VOID | HEAD),
    ("bdi", INLINE),
    ("bdo", INLINE),
    ("big", INLINE),
    ("body", PAGE | IN_PARAGRAPH),
    ("br", VOID | IN_PARAGRAPH),
    ("button", IN_PARAGRAPH),
    ("canvas", HIDDEN | IN_PARAGRAPH),
    ("caption", WALL),
    ("cite", INLINE),
    ("code", INLINE),
    ("col", VOID),
    ("data", INLINE),
    ("datalist", HIDDEN | IN_PARAGRAPH),
    ("del", INLINE),
    ("desc", HIDDEN),
    ("dfn", INLINE),
    ("em", INLINE),
    ("embed", VOID),
    ("font", INLINE),
    ("frame", VOID),
    ("g", INLINE),
    ("head", HIDDEN | HEAD),
    ("hr", VOID),
    ("html", PAGE | IN_PARAGRAPH),
    ("i", INLINE),
    ("iframe", HIDDEN | IN_PARAGRAPH),
    ("img", INLINE | VOID),
    ("input", VOID | IN_PARAGRAPH),
    ("ins", INLINE),
    ("kbd", INLINE),
    ("keygen", VOID),
    ("label", IN_PARAGRAPH),
    ("link", VOID | HEAD),
    ("mark", INLINE),
    ("math", FOREIGN | IN_PARAGRAPH),
    ("meta", VOID | HEAD),
    ("metadata", HIDDEN),
    ("nobr", INLINE),
    ("noembed", HIDDEN | IN_PARAGRAPH),
    ("noframes", HIDDEN | HEAD),
    ("noscript", HIDDEN | HEAD),
    ("object", WALL | IN_PARAGRAPH),
    ("optgroup", IN_PARAGRAPH),
    ("option", IN_PARAGRAPH),
    ("param", VOID),
    ("path", INLINE),
    ("picture", INLINE),
    ("q", INLINE),
    ("rb", INLINE),
    ("rp", INLINE),
    ("rt", INLINE),
    ("ruby", INLINE),
    ("s", INLINE),
    ("samp", INLINE),
    ("script", HIDDEN | HEAD),
    ("select", IN_PARAGRAPH),
    ("slot", INLINE),
    ("small", INLINE),
    ("source", INLINE | VOID),
    ("span", INLINE),
    ("strike", INLINE),
    ("strong", INLINE),
    ("style", HIDDEN | HEAD),
    ("sub", INLINE),
    ("sup", INLINE),
    ("svg", INLINE | FOREIGN),
    ("table", WALL),
    ("tbody", IN_PARAGRAPH),
    ("td", INLINE | WALL),
    ("template", HIDDEN | HEAD),
    ("textarea", IN_PARAGRAPH),
    ("tfoot", IN_PARAGRAPH),
    ("th", INLINE | WALL),
    ("thead", IN_PARAGRAPH),
    ("time", INLINE),
    ("title", HIDDEN | HEAD),
    ("tr", IN_PARAGRAPH),
    ("track", VOID),
    ("tspan", INLINE),
    ("tt", INLINE),
    ("u", INLINE),
    ("use", INLINE),
    ("var", INLINE),
    ("video", HIDDEN | IN_PARAGRAPH),
    ("wbr", INLINE | VOID),
    ("xmp", 0),
];

/// The element `name`, which is in lower case.
pub(super) fn element(name: &str) -> Element {
    if let Ok(at) = ELEMENTS.binary_search_by_key(&name, |(known, _)| known) {
        return Element { name: Cow::Borrowed(ELEMENTS[at].0), flags: ELEMENTS[at].1 };
    }
    let flags = if name.contains('-') { INLINE } else { 0 };
    Element { name: Cow::Owned(name.to_owned()), flags }
}

/// Whether the element `name` is a part of a table.
pub(super) fn is_table_part(name: &str) -> bool {
    matches!(name, "table" | "caption" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th")
}

/// The open elements that the start tag `name` ends, and those beyond which it ends none.
pub(super) fn ended_by(name: &str) -> (&'static [&'static str], &'static [&'static str]) {
    match name {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        "tr" => (&["tr", "td", "th", "caption"], &["table"]),
        "td" | "th" => (&["td", "th", "caption"], &["tr", "table"]),
        "thead" | "tbody" | "tfoot" => (&["thead", "tbody", "tfoot", "caption"], &["table"]),
        "option" | "optgroup" => (&["option"], &["select", "datalist"]),
        "a" => (&["a"], &[]),
        "button" => (&["button"], &[]),
        _ => (&[], &[]),
    }
}

/// What a block in the element `name` is.
pub(super) fn role(name: &str) -> Option<Role> {
    Some(match name {
        "h1" => Role::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "li" | "dt" | "dd" => Role::Item,
        "figcaption" | "caption" => Role::Caption,
        "tr" => Role::Row,
        "button" | "option" | "label" | "select" | "textarea" => Role::Control,
        _ => return None,
    })
}
