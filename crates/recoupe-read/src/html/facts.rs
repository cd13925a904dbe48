//! What a page says of itself outside of its text: `meta`, `link`, data for programs, and the elements that are
//! marked as the author's or as the day of publication.
//!
//! The walk hands over every start tag and text; what is kept is bounded in number, and nothing is judged here.

use super::tokens::{Attributes, Key};
use crate::block::fold_space;
use std::ops::Range;

/// How many elements of one kind are kept.
const MOST: usize = 64;
/// How many `meta` and `link` elements are kept.
const MOST_HEAD: usize = 1000;

/// What the page says of itself, in its order.
#[derive(Debug, Default)]
pub(super) struct Facts {
    /// The language of its outermost element.
    pub(super) language: Option<String>,
    /// Names of `meta` elements, in lower case, and their contents.
    pub(super) metas: Vec<(String, String)>,
    /// Its links to other forms of itself.
    pub(super) links: Vec<Link>,
    /// The document's title.
    pub(super) title: Option<String>,
    /// Its data for programs (JSON-LD).
    pub(super) data: Vec<String>,
    /// Its elements that are marked.
    marked: Vec<Marked>,
    /// The text inside marked elements.
    text: String,
    /// How many marked elements are open.
    open: usize,
    /// The element that opened last holds no elements but a text that is kept whole.
    whole: Option<Whole>,
}

/// A `link` of the page.
#[derive(Debug)]
pub(super) struct Link {
    /// What it leads to, in lower case.
    pub(super) relation: String,
    pub(super) address: String,
    pub(super) language: Option<String>,
}

impl Link {
    /// Whether it leads to what `relation` says.
    pub(super) fn is(&self, relation: &str) -> bool {
        self.relation.split_whitespace().any(|word| word == relation)
    }
}

#[derive(Debug, Clone, Copy)]
enum Whole {
    Title,
    Data,
}

/// What an element is marked as, with how sure the mark is: 0 is the surest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The author's name.
    Author(u8),
    /// The day of publication.
    Published(u8),
    /// A time, which may be any.
    Time,
}

#[derive(Debug)]
struct Marked {
    mark: Mark,
    /// The value that is told to programs.
    value: Option<String>,
    text: Range<usize>,
}

/// Classes of elements that hold the author's name, by how sure they are; names that sites use for nothing else.
const AUTHOR: [(&str, u8); 15] = [
    ("article-author", 4),
    ("article__author", 4),
    ("auteur", 4),
    ("auteur-nom", 3),
    ("author", 4),
    ("author-name", 3),
    ("author__name", 3),
    ("autor", 4),
    ("autore", 4),
    ("byline", 4),
    ("byline-name", 3),
    ("byline__name", 3),
    ("entry-author", 4),
    ("post-author", 4),
    ("signature", 4),
];

/// Classes of elements that hold the day of publication.
const PUBLISHED: [(&str, u8); 14] = [
    ("article-date", 2),
    ("article__date", 2),
    ("data", 3),
    ("date", 3),
    ("date-published", 2),
    ("datum", 3),
    ("entry-date", 2),
    ("fecha", 3),
    ("post-date", 2),
    ("posted-on", 2),
    ("pubdate", 2),
    ("publish-date", 2),
    ("published", 2),
    ("published-date", 2),
];

/// The grades of [`Mark::Author`] and [`Mark::Published`], surest first.
pub(super) const GRADES: Range<u8> = 0..5;

impl Facts {
    /// Takes a start tag, of whatever element.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes, in_foreign: bool) {
        self.whole = None;
        let text = |key| attributes.get(key).map(fold_space).filter(|text| !text.is_empty());
        match name {
            "html" if self.language.is_none() => self.language = text(Key::Lang),
            "meta" if self.metas.len() < MOST_HEAD => {
                let keys = [Key::Property, Key::Name, Key::ItemProp, Key::HttpEquiv];
                if let Some(key) = keys.into_iter().find_map(text)
                    && let Some(content) = text(Key::Content)
                {
                    self.metas.push((key.to_lowercase(), content));
                }
            }
            "link" if self.links.len() < MOST_HEAD => {
                if let (Some(relation), Some(address)) = (text(Key::Rel), text(Key::Href)) {
                    let relation = relation.to_lowercase();
                    self.links.push(Link { relation, address, language: text(Key::HrefLang) });
                }
            }
            "title" if !in_foreign && self.title.is_none() => self.whole = Some(Whole::Title),
            "script" if self.data.len() < MOST => {
                let kind = attributes.get(Key::Type).unwrap_or_default();
                if kind.trim().eq_ignore_ascii_case("application/ld+json") {
                    self.whole = Some(Whole::Data);
                }
            }
            _ => {}
        }
    }

    /// Takes an end tag, of whatever element.
    pub(super) fn end(&mut self) {
        self.whole = None;
    }

    /// Takes text; it is seen by nobody where it is `hidden`.
    pub(super) fn text(&mut self, text: &str, hidden: bool) {
        match self.whole.take() {
            Some(Whole::Title) => self.title = Some(fold_space(text)).filter(|text| !text.is_empty()),
            Some(Whole::Data) => self.data.push(text.to_owned()),
            None if self.open > 0 && !hidden => self.text.push_str(text),
            None => {}
        }
    }

    /// Parts what comes from what was.
    pub(super) fn gap(&mut self) {
        if self.open > 0 {
            self.text.push(' ');
        }
    }

    /// Takes an element that may be marked; the number is for [`Facts::close`].
    pub(super) fn open(&mut self, name: &str, attributes: &Attributes) -> Option<u32> {
        let mark = mark(name, attributes)?;
        if self.marked.iter().filter(|marked| marked.mark == mark).count() >= MOST {
            return None;
        }
        let value = [Key::DateTime, Key::Content].into_iter().find_map(|key| attributes.get(key));
        let value = value.map(fold_space).filter(|value| !value.is_empty());
        let at = self.text.len();
        self.marked.push(Marked { mark, value, text: at..at });
        self.open += 1;
        Some(self.marked.len() as u32 - 1)
    }

    /// Ends a marked element.
    pub(super) fn close(&mut self, number: Option<u32>) {
        if let Some(marked) = number.and_then(|number| self.marked.get_mut(number as usize)) {
            marked.text.end = self.text.len();
            self.open -= 1;
        }
    }

    /// What the elements with `mark` say: the value that they tell programs, else their text.
    pub(super) fn marked(&self, mark: Mark) -> impl Iterator<Item = String> {
        self.marked.iter().filter(move |marked| marked.mark == mark).map(|marked| {
            marked.value.clone().unwrap_or_else(|| fold_space(&self.text[marked.text.clone()]))
        })
    }

    /// What the page says is told in it.
    pub(super) fn description(&self) -> Option<&str> {
        self.meta(&["og:description", "description", "twitter:description"])
    }

    /// The content of the first `meta` of the first of `names` that there is.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.metas.iter().find(|(key, _)| key == name);
            found.map(|(_, content)| content.as_str())
        })
    }
}

fn mark(name: &str, attributes: &Attributes) -> Option<Mark> {
    let says = |key, part: &str| {
        attributes.get(key).is_some_and(|value| value.to_ascii_lowercase().contains(part))
    };
    if name == "time" {
        let published = attributes.get(Key::PubDate).is_some()
            || says(Key::ItemProp, "publi")
            || says(Key::Class, "publi");
        return Some(if published { Mark::Published(0) } else { Mark::Time });
    }
    if attributes.has(Key::ItemProp, "author") {
        return Some(Mark::Author(1));
    }
    if attributes.has(Key::ItemProp, "datePublished") {
        return Some(Mark::Published(1));
    }
    if name == "a" && attributes.has(Key::Rel, "author") {
        return Some(Mark::Author(2));
    }
    let classes = attributes.get(Key::Class)?;
    let grade = |table: &[(&str, u8)]| {
        let words = classes.split_ascii_whitespace();
        words.filter_map(|word| table.iter().find(|(known, _)| *known == word)).map(|row| row.1).min()
    };
    grade(&AUTHOR).map(Mark::Author).or_else(|| grade(&PUBLISHED).map(Mark::Published))
}
