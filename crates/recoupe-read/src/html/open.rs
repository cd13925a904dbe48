//! The open elements of a page: which of them a tag ends.
//!
//! Not the whole of the standard's tree construction, but what of it a reader of text sees: paragraphs and items
//! that end where the next one starts, the head that ends where the body begins, end tags that stand in the wrong
//! order, cells that end tags do not leave. Marks inside a line that are closed too late are not opened again in
//! the next paragraph, since nothing hangs on them. Every step looks at no more elements than may be open
//! ([`limits::DEPTH`]); what is deeper is not opened, and its words belong to what is.

use super::element::{Element, ended_by, is_table_part};
use crate::limits;
use std::collections::HashMap;

/// The open elements, outermost first, each with what its reader keeps for it.
#[derive(Debug)]
pub(super) struct Stack<T> {
    open: Vec<(Element, T)>,
    /// Whether the page's head is open; it is the outermost element then.
    head: bool,
    /// Start tags that were too deep to be opened, by name: as many end tags end nothing.
    passed_over: HashMap<String, usize>,
    /// Whether an element was too deep.
    pub(super) deep: bool,
}

/// What an end tag ends.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Ending {
    Nothing,
    /// This many of the innermost elements.
    Innermost(usize),
    /// The element at this place, which others that are inside of it outlive.
    Alone(usize),
}

impl<T> Stack<T> {
    pub(super) fn new() -> Self {
        Self { open: Vec::new(), head: false, passed_over: HashMap::new(), deep: false }
    }

    /// What is kept for the innermost element.
    pub(super) fn last(&self) -> Option<&T> {
        self.open.last().map(|(_, kept)| kept)
    }

    /// What is kept for the elements from the place `from` on.
    pub(super) fn from(&mut self, from: usize) -> impl Iterator<Item = &mut T> {
        self.open[from..].iter_mut().map(|(_, kept)| kept)
    }

    /// How many of the innermost elements a start tag ends.
    pub(super) fn ended_by_start(&self, element: &Element) -> usize {
        if self.head && !element.is_of_head() {
            return self.open.len();
        }
        let paragraph =
            if element.ends_paragraph() { self.outermost(&["p"], &["button"]) } else { None };
        let (names, walls) = ended_by(&element.name);
        let first = paragraph.into_iter().chain(self.outermost(names, walls)).min();
        first.map_or(0, |first| self.open.len() - first)
    }

    /// How many of the innermost elements text ends: the head holds none.
    pub(super) fn ended_by_text(&self) -> usize {
        usize::from(self.head && self.open.len() == 1)
    }

    /// What the end tag `name` ends.
    pub(super) fn ended_by_end(&mut self, name: &str) -> Ending {
        if let Some(count) = self.passed_over.get_mut(name).filter(|count| **count > 0) {
            *count -= 1;
            return Ending::Nothing;
        }
        let mut crossed = false;
        for (at, (open, _)) in self.open.iter().enumerate().rev() {
            if open.name == name {
                let alone = crossed && open.is_inline() && !open.is_wall();
                return if alone {
                    Ending::Alone(at)
                } else {
                    Ending::Innermost(self.open.len() - at)
                };
            }
            if open.is_wall() && (open.name == "table" || !is_table_part(name)) {
                break;
            }
            crossed |= !open.is_inline();
        }
        Ending::Nothing
    }

    /// Opens an element; whether it was opened, and not too deep for it.
    pub(super) fn push(&mut self, element: Element, kept: T) -> bool {
        if self.open.len() >= limits::DEPTH {
            self.deep = true;
            *self.passed_over.entry(element.name.into_owned()).or_default() += 1;
            return false;
        }
        self.head |= element.name == "head" && self.open.is_empty();
        self.open.push((element, kept));
        true
    }

    /// Ends the innermost element.
    pub(super) fn pop(&mut self) -> Option<(Element, T)> {
        let popped = self.open.pop();
        self.head &= !self.open.is_empty();
        popped
    }

    /// Ends the element at a place, and nothing inside of it.
    pub(super) fn remove(&mut self, at: usize) -> (Element, T) {
        self.open.remove(at)
    }

    /// Whether markup of another language is open.
    pub(super) fn in_foreign(&self) -> bool {
        self.open.iter().rev().take(FOREIGN).any(|(open, _)| open.is_foreign())
    }

    /// The place of the outermost element of one of `names` with none of `walls` inside of it.
    fn outermost(&self, names: &[&str], walls: &[&str]) -> Option<usize> {
        let tables = is_table_part(names.first()?);
        let mut found = None;
        for (at, (open, _)) in self.open.iter().enumerate().rev() {
            if names.contains(&&*open.name) {
                found = Some(at);
            } else if walls.contains(&&*open.name) || open.is_wall() && !tables {
                break;
            }
        }
        found
    }
}

/// How many elements of a drawing are looked through for where it starts.
const FOREIGN: usize = 16;

#[cfg(test)]
mod tests {
    use super::super::element::element;
    use super::*;

    /// Runs tags ("p", "/p") and gives what is open in the end.
    fn open_after(tags: &str) -> String {
        let mut stack: Stack<()> = Stack::new();
        for tag in tags.split(' ') {
            if let Some(name) = tag.strip_prefix('/') {
                match stack.ended_by_end(name) {
                    Ending::Nothing => {}
                    Ending::Innermost(count) => (0..count).for_each(|_| _ = stack.pop()),
                    Ending::Alone(at) => _ = stack.remove(at),
                }
            } else {
                let element = element(tag);
                (0..stack.ended_by_start(&element)).for_each(|_| _ = stack.pop());
                stack.push(element, ());
            }
        }
        stack.open.iter().map(|(open, ())| open.name.as_ref()).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_stays_open() {
        let cases = [
            ("p p", "p"),
            ("p b p", "p"),
            ("p span div", "div"),
            ("p b /p", ""),
            ("b div /b", "div"),
            ("a div a", "a"),
            ("ul li p li", "ul li"),
            ("ul li ul li", "ul li ul li"),
            ("ul li ul li /ul li", "ul li"),
            ("div table tr td /div", "div table tr td"),
            ("table tr td p td", "table tr td"),
            ("table tr td tr", "table tr"),
            ("table tr td table tr td /table", "table tr td"),
            ("table tr td p /table", ""),
            ("head title", "head title"),
            ("head title div", "div"),
            ("head /head div", "div"),
            ("dl dt dd dt", "dl dt"),
            ("p button p /p", "p button"),
            ("div /p /span", "div"),
            ("button button", "button"),
        ];
        for (tags, expected) in cases {
            assert_eq!(open_after(tags), expected, "{tags}");
        }
    }

    #[test]
    fn what_is_too_deep_is_not_opened() {
        let tags = format!("{}{}", "div ".repeat(300), "/div ".repeat(299));
        assert_eq!(open_after(tags.trim_end()), "div");
    }
}
