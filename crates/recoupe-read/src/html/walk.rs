//! A page to its parts: every visible word in reading order, the elements that hold it, and what the page says
//! of itself in places that nobody sees.
//!
//! One pass over tags and texts. A block is what stands between two tags that part paragraphs; an element is a row
//! of blocks, so that what an element holds is asked for by two numbers.

use super::element::{self, Element, role};
use super::facts::Facts;
use super::open::{Ending, Stack};
use super::tag::{Attributes, Key};
use super::tokens::{self, Receiver};
use super::vocabulary::{Hints, Names, names};
use crate::block::{Block, Role, ends_sentence, fold_space, is_gap};
use crate::clean::is_picture_address;
use std::ops::Range;

/// What the walk gives.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The visible text, in reading order.
    pub(super) blocks: Vec<Block>,
    /// The elements that part paragraphs or whose names tell something, each after the one that holds it.
    pub(super) parts: Vec<Part>,
    /// What the page says of itself.
    pub(super) facts: Facts,
    /// Whether elements were too deep to be told apart.
    pub(super) deep: bool,
}

/// An element of the page and its blocks.
#[derive(Debug, Clone)]
pub(super) struct Part {
    /// The part that holds it; its own number for the outermost.
    pub(super) outer: u32,
    /// What its names tell.
    pub(super) hints: Hints,
    /// Its blocks.
    pub(super) blocks: Range<usize>,
}

/// What is known of the text inside an element.
#[derive(Debug, Clone, Copy, Default)]
struct Surroundings {
    hidden: bool,
    link: bool,
    role: Role,
    post: Option<u32>,
    part: u32,
    /// The element itself is that part.
    is_part: bool,
    /// The number of the element among those that are marked.
    marked: Option<u32>,
}

struct Walker {
    walk: Walk,
    stack: Stack<Surroundings>,
    text: String,
    letters: u32,
    link_letters: u32,
    /// A `br` stands right before what comes next.
    broken: bool,
    /// A link ended right before what comes next.
    link_ended: bool,
    posts: u32,
}

/// Walks through `page`. Linear; no recursion.
pub(super) fn walk(page: &str) -> Walk {
    let outermost = Part { outer: 0, hints: Hints::default(), blocks: 0..0 };
    let mut walker = Walker {
        walk: Walk { parts: vec![outermost], ..Walk::default() },
        stack: Stack::new(),
        text: String::new(),
        letters: 0,
        link_letters: 0,
        broken: false,
        link_ended: false,
        posts: 0,
    };
    tokens::read(page, &mut walker);
    while walker.close_last() {}
    walker.flush(Surroundings::default());
    walker.walk.deep = walker.stack.deep;
    walker.walk.parts[0].blocks = 0..walker.walk.blocks.len();
    walker.walk
}

impl Receiver for Walker {
    fn start(&mut self, name: &str, attributes: &Attributes<'_>, closed: bool) {
        let element = element::element(name);
        self.walk.facts.start(name, attributes, self.stack.in_foreign());
        for _ in 0..self.stack.ended_by_start(&element) {
            self.close_last();
        }
        if element.is_page() {
            return;
        }
        let outer = self.stack.last().copied().unwrap_or_default();
        let inner = self.open(&element, attributes, outer);
        let empty = element.is_void() || closed && self.stack.in_foreign();
        if empty || !self.stack.push(element, inner) {
            self.leave(inner);
        }
    }

    fn end(&mut self, name: &str) {
        self.walk.facts.end();
        if name == "br" {
            let outer = self.stack.last().copied().unwrap_or_default();
            self.line_break(outer);
            return;
        }
        match self.stack.ended_by_end(name) {
            Ending::Nothing => {}
            Ending::Innermost(count) => (0..count).for_each(|_| _ = self.close_last()),
            Ending::Alone(at) => {
                let (element, inner) = self.stack.remove(at);
                if element.name == "a" {
                    self.stack.from(at).for_each(|inside| inside.link = false);
                }
                self.close(&element, inner);
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.stack.ended_by_text() > 0 && !text.chars().all(char::is_whitespace) {
            self.close_last();
        }
        let surroundings = self.stack.last().copied().unwrap_or_default();
        self.walk.facts.text(text, surroundings.hidden);
        if !surroundings.hidden {
            self.words(text, surroundings);
        }
    }
}

impl Walker {
    /// What is known inside of `element`, which starts here.
    fn open(
        &mut self,
        element: &Element,
        attributes: &Attributes<'_>,
        outer: Surroundings,
    ) -> Surroundings {
        let mut inner = outer;
        let closed_dialog = element.name == "dialog" && attributes.get(Key::Open).is_none();
        inner.hidden |=
            element.is_hidden() || attributes.get(Key::Hidden).is_some() || closed_dialog;
        inner.link |= element.name == "a";
        if element.name == "br" {
            self.line_break(outer);
        } else if inner.hidden {
            // What nobody sees parts nothing.
        } else if !element.is_inline() {
            self.flush(outer);
            inner.role = role(&element.name).unwrap_or(outer.role);
        } else if element.name == "a" && self.link_ended {
            self.text.push(' ');
        }
        let Names { hints, mark, post } = names(&element.name, attributes);
        if inner.post.is_none() && post {
            inner.post = Some(self.posts);
            self.posts += 1;
        }
        inner.marked = mark.and_then(|mark| self.walk.facts.open(mark, attributes));
        inner.is_part = !inner.hidden && (!element.is_inline() || hints.tell());
        if inner.is_part {
            let at = self.walk.blocks.len();
            self.walk.parts.push(Part { outer: outer.part, hints, blocks: at..at });
            inner.part = self.walk.parts.len() as u32 - 1;
        }
        inner
    }

    /// Ends the innermost element; whether there was one.
    fn close_last(&mut self) -> bool {
        self.stack.pop().inspect(|(element, inner)| self.close(element, *inner)).is_some()
    }

    fn close(&mut self, element: &Element, inner: Surroundings) {
        if !element.is_inline() && !inner.hidden {
            self.flush(inner);
        }
        if matches!(&*element.name, "td" | "th") {
            self.text.push(' ');
        }
        self.link_ended = element.name == "a";
        self.leave(inner);
    }

    /// Nothing more belongs to the element of which `inner` is known.
    fn leave(&mut self, inner: Surroundings) {
        self.walk.facts.close(inner.marked);
        if inner.is_part {
            // What is begun and not yet a block is still the element's.
            let begun = usize::from(self.letters > 0);
            self.walk.parts[inner.part as usize].blocks.end = self.walk.blocks.len() + begun;
        }
    }

    fn words(&mut self, text: &str, surroundings: Surroundings) {
        let letters =
            text.chars().filter(|letter| !letter.is_whitespace() && !is_gap(*letter)).count()
                as u32;
        if letters == 0 {
            self.text.push_str(text);
            return;
        }
        self.link_ended = false;
        if self.broken
            && (ends_sentence(&self.text)
                || text.trim_start().starts_with(['—', '–', '©', '•', '-']))
        {
            self.flush(surroundings);
        }
        self.broken = false;
        // Embedded posts glue the address of their picture to the last word.
        if is_picture_address(text) && !self.text.ends_with(char::is_whitespace) {
            self.text.push(' ');
        }
        self.text.push_str(text);
        self.letters += letters;
        if surroundings.link {
            self.link_letters += letters;
        }
    }

    /// Two breaks part paragraphs; one does where a sentence ends before it.
    fn line_break(&mut self, surroundings: Surroundings) {
        if self.broken {
            self.flush(surroundings);
        } else {
            self.text.push(' ');
            self.walk.facts.gap();
            self.broken = true;
        }
    }

    fn flush(&mut self, surroundings: Surroundings) {
        self.broken = false;
        self.link_ended = false;
        self.walk.facts.gap();
        let text = fold_space(&self.text);
        self.text.clear();
        let links = self.link_letters as f32 / self.letters.max(1) as f32;
        let letters = std::mem::take(&mut self.letters);
        self.link_letters = 0;
        if text.is_empty() {
            return;
        }
        self.walk.blocks.push(Block {
            text,
            role: surroundings.role,
            links,
            post: surroundings.post,
            part: Some(surroundings.part),
            letters,
            ..Block::default()
        });
    }
}
