//! What a page says of itself outside of its text: `meta`, `link`, data for programs, and the elements that are
//! marked as the author's or as the day of publication.
//!
//! The walk hands over every start tag and text; what is kept is bounded in number, and nothing is judged here.

use super::tag::{Attributes, Key};
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
    /// The marked elements that are open.
    open: Vec<u32>,
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
    /// The day of the last change.
    Updated,
    /// A time, which may be any.
    Time,
    /// The name of whatever it stands in.
    Name,
}

impl Mark {
    /// The surer of two marks; of equals this one.
    pub(super) fn surer(self, other: Self) -> Self {
        let grade = |mark| match mark {
            Self::Author(grade) | Self::Published(grade) => grade,
            Self::Updated | Self::Time | Self::Name => u8::MAX,
        };
        if grade(other) < grade(self) { other } else { self }
    }
}

#[derive(Debug)]
struct Marked {
    mark: Mark,
    /// The value that is told to programs.
    value: Option<String>,
    text: Range<usize>,
}

/// The grades of [`Mark::Author`] and [`Mark::Published`], surest first.
pub(super) const GRADES: Range<u8> = 0..5;

impl Facts {
    /// Takes a start tag, of whatever element.
    pub(super) fn start(&mut self, name: &str, attributes: &Attributes<'_>, in_foreign: bool) {
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
            Some(Whole::Title) => {
                self.title = Some(fold_space(text)).filter(|text| !text.is_empty());
            }
            Some(Whole::Data) => self.data.push(text.to_owned()),
            None if !self.open.is_empty() && !hidden => self.text.push_str(text),
            None => {}
        }
    }

    /// Parts what comes from what was.
    pub(super) fn gap(&mut self) {
        if !self.open.is_empty() {
            self.text.push(' ');
        }
    }

    /// Takes an element that is marked; the number is for [`Facts::close`].
    pub(super) fn open(&mut self, mark: Mark, attributes: &Attributes<'_>) -> Option<u32> {
        let of_author =
            |number: &u32| matches!(self.marked[*number as usize].mark, Mark::Author(1));
        let mark = match mark {
            Mark::Name if self.open.iter().any(of_author) => Mark::Author(0),
            Mark::Name => return None,
            other => other,
        };
        if self.marked.iter().filter(|marked| marked.mark == mark).count() >= MOST {
            return None;
        }
        let value = [Key::DateTime, Key::Content].into_iter().find_map(|key| attributes.get(key));
        let value = value.map(fold_space).filter(|value| !value.is_empty());
        let at = self.text.len();
        let number = self.marked.len() as u32;
        self.marked.push(Marked { mark, value, text: at..at });
        self.open.push(number);
        Some(number)
    }

    /// Ends a marked element.
    pub(super) fn close(&mut self, number: Option<u32>) {
        let Some(number) = number else { return };
        self.marked[number as usize].text.end = self.text.len();
        self.open.retain(|open| *open != number);
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

    /// What the elements with `mark` show, whatever value they tell programs.
    pub(super) fn shown(&self, mark: Mark) -> impl Iterator<Item = String> {
        let all = self.marked.iter().filter(move |marked| marked.mark == mark);
        all.map(|marked| fold_space(&self.text[marked.text.clone()]))
    }

    /// The content of the first `meta` of the first of `names` that there is.
    pub(super) fn meta(&self, names: &[&str]) -> Option<&str> {
        names.iter().find_map(|name| {
            let found = self.metas.iter().find(|(key, _)| key == name);
            found.map(|(_, content)| content.as_str())
        })
    }
}
