//! The tree to blocks: every visible word in reading order, and beside it a copy of the page in
//! which every stretch of text carries a mark.
//!
//! The marks are what ties a body finder's output to the blocks: private-use characters that it
//! carries along with the text, so that whatever it moves, joins or repeats, each word it kept is
//! known by its place on the page. Comparing words instead would confuse a sentence with its own
//! teaser.

use super::vocabulary::{is_hidden, is_inline, is_post, role, section};
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence, fold_space, is_gap};
use crate::clean::is_picture_address;
use ego_tree::iter::Edge;
use scraper::node::Element;
use scraper::{Html, Node};

/// The first mark; the planes 15 and 16 hold private-use characters and nothing else.
const FIRST_MARK: u32 = 0xF_0000;
/// How many marks there are. Pages with more text nodes than this are no reports, and finders take
/// more than linear time on them.
pub(super) const MARKS: u32 = 30_000;

/// What the walk gives.
#[derive(Debug, Default)]
pub(super) struct Walk {
    /// The visible text, in reading order.
    pub(super) blocks: Vec<Block>,
    /// The page with its marks.
    pub(super) marked: String,
    /// How many stretches of text there are; from [`MARKS`] on they bear no mark.
    pub(super) stretches: u32,
}

#[derive(Debug, Clone, Copy, Default)]
struct Surroundings {
    hidden: bool,
    link: bool,
    role: Role,
    section: Option<Reason>,
    post: Option<u32>,
}

#[derive(Default)]
struct Walker {
    walk: Walk,
    text: String,
    letters: u32,
    link_letters: u32,
    marks: Vec<(u32, u32)>,
    /// A `br` stands right before what comes next.
    broken: bool,
    /// A link ended right before what comes next.
    link_ended: bool,
    posts: u32,
}

/// Reads the tree. Linear; no recursion.
pub(super) fn walk(html: &Html) -> Walk {
    let mut walker = Walker::default();
    let mut stack = vec![Surroundings::default()];
    for edge in html.tree.root().traverse() {
        let surroundings = *stack.last().unwrap_or(&Surroundings::default());
        match edge {
            Edge::Open(node) => match node.value() {
                Node::Element(element) => {
                    let inner = walker.open(element, surroundings);
                    stack.push(inner);
                }
                Node::Text(text) => {
                    let parent = node.parent();
                    let raw = parent
                        .as_ref()
                        .and_then(|parent| parent.value().as_element())
                        .is_some_and(|parent| is_raw(parent.name()));
                    if raw {
                        // Programs tell a finder nothing; data about the article may.
                        let data = parent
                            .as_ref()
                            .and_then(|parent| parent.value().as_element())
                            .and_then(|parent| parent.attr("type"));
                        if data.is_some_and(|kind| kind.contains("json")) {
                            walker.walk.marked.push_str(text);
                        }
                    } else {
                        walker.text(text, surroundings);
                    }
                }
                _ => {}
            },
            Edge::Close(node) => {
                if let Node::Element(element) = node.value() {
                    walker.close(element, surroundings);
                    stack.pop();
                }
            }
        }
    }
    walker.flush(Surroundings::default());
    walker.walk
}

impl Walker {
    fn open(&mut self, element: &Element, outer: Surroundings) -> Surroundings {
        let name = element.name();
        let class = element.attr("class").unwrap_or_default();
        let mut inner = outer;
        let dialog = name == "dialog" && element.attr("open").is_none();
        inner.hidden |= is_hidden(name) || element.attr("hidden").is_some() || dialog;
        // An SVG's title is its label for readers that see no pictures.
        inner.hidden |= name == "title";
        inner.link |= name == "a";
        if name == "br" {
            self.line_break(outer);
        } else if inner.hidden {
            // What nobody sees parts nothing.
        } else if !is_inline(name) {
            self.flush(outer);
            inner.role = role(name).unwrap_or(outer.role);
        } else if name == "a" && self.link_ended {
            self.text.push(' ');
        }
        if name != "body" && name != "html" {
            inner.section =
                outer.section.or_else(|| section(name, class, element.id().unwrap_or_default()));
        }
        if inner.post.is_none() && is_post(class) {
            inner.post = Some(self.posts);
            self.posts += 1;
        }
        self.walk.marked.push('<');
        self.walk.marked.push_str(name);
        for (key, value) in element.attrs() {
            self.walk.marked.push(' ');
            self.walk.marked.push_str(key);
            self.walk.marked.push_str("=\"");
            // A picture written into the attribute tells the body finder nothing.
            if value.len() <= 4096 {
                escape(&mut self.walk.marked, value, true);
            }
            self.walk.marked.push('"');
        }
        self.walk.marked.push('>');
        inner
    }

    fn close(&mut self, element: &Element, inner: Surroundings) {
        let name = element.name();
        if !is_inline(name) && name != "br" && !inner.hidden {
            self.flush(inner);
        }
        if matches!(name, "td" | "th") {
            self.text.push(' ');
        }
        self.link_ended = name == "a";
        if !is_void(name) {
            self.walk.marked.push_str("</");
            self.walk.marked.push_str(name);
            self.walk.marked.push('>');
        }
    }

    fn text(&mut self, text: &str, surroundings: Surroundings) {
        let letters =
            text.chars().filter(|letter| !letter.is_whitespace() && !is_gap(*letter)).count()
                as u32;
        if letters == 0 || surroundings.hidden {
            escape(&mut self.walk.marked, text, false);
            if !surroundings.hidden {
                self.text.push_str(text);
            }
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
        let body = text.trim_end();
        escape(&mut self.walk.marked, body, false);
        if let Some(mark) =
            char::from_u32(FIRST_MARK + self.walk.stretches).filter(|_| self.walk.stretches < MARKS)
        {
            self.walk.marked.push(mark);
            self.marks.push((self.walk.stretches, letters));
        }
        escape(&mut self.walk.marked, &text[body.len()..], false);
        self.walk.stretches += 1;
    }

    /// Two breaks part paragraphs; one does where a sentence ends before it.
    fn line_break(&mut self, surroundings: Surroundings) {
        if self.broken {
            self.flush(surroundings);
        } else {
            self.text.push(' ');
            self.broken = true;
        }
    }

    fn flush(&mut self, surroundings: Surroundings) {
        self.broken = false;
        self.link_ended = false;
        let text = fold_space(&self.text);
        self.text.clear();
        let marks = std::mem::take(&mut self.marks);
        let links = self.link_letters as f32 / self.letters.max(1) as f32;
        self.letters = 0;
        self.link_letters = 0;
        if text.is_empty() {
            return;
        }
        self.walk.blocks.push(Block {
            text,
            role: surroundings.role,
            links,
            section: surroundings.section,
            post: surroundings.post,
            marks,
            ..Block::default()
        });
    }
}

/// The number of the mark that `letter` is.
pub(super) fn mark(letter: char) -> Option<u32> {
    u32::from(letter).checked_sub(FIRST_MARK).filter(|number| *number < MARKS)
}

fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

fn is_raw(name: &str) -> bool {
    matches!(
        name,
        "script" | "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" | "plaintext"
    )
}

/// Adds `text` as markup; characters that look like marks are left out of the copy.
fn escape(out: &mut String, text: &str, attribute: bool) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if attribute => out.push_str("&quot;"),
            other if mark(other).is_some() => {}
            other => out.push(other),
        }
    }
}
