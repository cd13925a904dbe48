//! XML to a tree, for feeds, sitemaps and lists of feeds.
//!
//! What outlets serve as XML is often broken: names of HTML's entities, end tags that close nothing,
//! a stray `<`, a file that was cut. Each is passed over and the rest is read, since a feed with one
//! bad entry has forty good ones. Names are in lower case; a namespace is known by the short name
//! that [`spaces`] gives its address, whatever prefix a document chose, and by its prefix where the
//! document declares none. Entities that a document declares are never expanded, so none can be made
//! to grow; the five of XML and the numbered ones are read, and any other stays as it is written,
//! for the HTML inside to read.
//!
//! The tree is an arena: building, walking and dropping it never recurses. [`crate::limits`] bounds
//! its depth and its size.

mod spaces;

use crate::limits;
use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;

/// After how many faults of syntax the rest is given up: each may cost a pass over what is left.
const FAULTS: usize = 32;

/// A document as a tree.
#[derive(Debug, Default)]
pub(crate) struct Xml {
    nodes: Vec<Node>,
    /// Not all of it was read: it is cut, broken beyond reading or over a bound.
    pub(crate) cut: bool,
}

#[derive(Debug)]
struct Node {
    parent: u32,
    /// One past the last node below this one.
    end: u32,
    content: Content,
}

#[derive(Debug)]
enum Content {
    Text(String),
    Element { space: Cow<'static, str>, name: String, attributes: Vec<(String, String)> },
}

/// An element of a tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'tree> {
    xml: &'tree Xml,
    at: u32,
}

impl Xml {
    /// Reads `text`. Never fails; what is no XML gives a tree of what was found up to there.
    pub(crate) fn parse(text: &str) -> Self {
        let mut builder = Builder {
            xml: Self::default(),
            open: Vec::new(),
            prefixes: Vec::new(),
            text: String::new(),
        };
        let text = with_stray_marks_escaped(text);
        let mut rest = &*text;
        for _ in 0..FAULTS {
            let Some(read) = builder.read(rest) else {
                rest = "";
                break;
            };
            // On from behind the fault, at the next tag.
            let next = rest.get(read..).and_then(|after| Some(read + after.find('<')?));
            let Some(next) = next else {
                builder.xml.cut = true;
                rest = "";
                break;
            };
            rest = &rest[next..];
        }
        builder.xml.cut |= !rest.is_empty();
        while !builder.open.is_empty() {
            builder.xml.cut = true;
            builder.close();
        }
        builder.xml
    }

    /// The outermost element.
    pub(crate) fn root(&self) -> Option<Element<'_>> {
        let first = |node: &Node| matches!(node.content, Content::Element { .. });
        self.nodes.iter().position(first).map(|at| Element { xml: self, at: at as u32 })
    }
}

/// `text` with each `<` that begins nothing written as a reference: "2 < 3" is words.
fn with_stray_marks_escaped(text: &str) -> Cow<'_, str> {
    let stray = |at: &usize| {
        let next = text.as_bytes().get(at + 1);
        next.is_some_and(|next| {
            !(next.is_ascii_alphabetic() || *next >= 0x80 || b"_:/!?".contains(next))
        })
    };
    let marks: Vec<usize> = text.match_indices('<').map(|(at, _)| at).filter(stray).collect();
    if marks.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 3 * marks.len());
    let mut from = 0;
    for at in marks {
        out.extend([&text[from..at], "&lt;"]);
        from = at + 1;
    }
    out.push_str(&text[from..]);
    Cow::Owned(out)
}

struct Builder {
    xml: Xml,
    /// The open elements.
    open: Vec<u32>,
    /// Prefixes and their namespaces, each with the depth at which it was declared.
    prefixes: Vec<(usize, String, Cow<'static, str>)>,
    text: String,
}

impl Builder {
    /// Reads on; where the syntax breaks, how far it came.
    fn read(&mut self, text: &str) -> Option<usize> {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            if self.xml.nodes.len() > limits::XML_NODES {
                self.xml.cut = true;
                return None;
            }
            match reader.read_event() {
                Ok(Event::Start(tag)) => self.open(&tag),
                Ok(Event::Empty(tag)) => {
                    self.open(&tag);
                    self.close();
                }
                Ok(Event::End(tag)) => self.end(&tag.name().0.to_ascii_lowercase()),
                Ok(Event::Text(words)) => self.text.push_str(&words),
                Ok(Event::CData(words)) => self.text.push_str(&words),
                Ok(Event::GeneralRef(name)) => reference(&name, &mut self.text),
                Ok(Event::Eof) => {
                    self.flush();
                    return None;
                }
                Ok(_) => {}
                Err(_) => {
                    let at = reader.error_position().max(1) as usize;
                    return Some(text.ceil_char_boundary(at.min(text.len())));
                }
            }
        }
    }

    fn open(&mut self, tag: &BytesStart) {
        self.flush();
        if self.open.len() >= limits::XML_DEPTH {
            self.close();
        }
        let mut attributes = Vec::new();
        for attribute in tag.html_attributes().with_checks(false).take(limits::ATTRIBUTES).flatten()
        {
            let key = attribute.key.0.to_ascii_lowercase();
            let value = unescape(&attribute.value);
            let prefix = if key == "xmlns" { Some("") } else { key.strip_prefix("xmlns:") };
            if let Some(prefix) = prefix {
                let space = spaces::named(&value, prefix.is_empty() && self.open.is_empty());
                self.prefixes.push((self.open.len(), prefix.to_owned(), space));
            } else {
                attributes.push((key, value));
            }
        }
        let whole = tag.name().0.to_ascii_lowercase();
        let (prefix, name) = whole.split_once(':').unwrap_or(("", whole.as_str()));
        let declared = self.prefixes.iter().rev().find(|(_, known, _)| known == prefix);
        let space = match declared {
            Some((_, _, space)) => space.clone(),
            None => spaces::of_prefix(prefix),
        };
        let at = self.push(Content::Element { space, name: name.to_owned(), attributes });
        self.open.push(at);
    }

    /// Closes the innermost open element of this name with what is open inside it; an end tag of
    /// nothing open closes nothing.
    fn end(&mut self, whole: &str) {
        self.flush();
        let name = whole.split_once(':').map_or(whole, |(_, name)| name);
        let same = |at: &u32| matches!(&self.xml.nodes[*at as usize].content, Content::Element { name: open, .. } if open == name);
        if let Some(depth) = self.open.iter().rposition(same) {
            while self.open.len() > depth {
                self.close();
            }
        }
    }

    fn close(&mut self) {
        self.flush();
        if let Some(at) = self.open.pop() {
            self.xml.nodes[at as usize].end = self.xml.nodes.len() as u32;
        }
        let depth = self.open.len();
        while self.prefixes.last().is_some_and(|(declared, ..)| *declared >= depth) {
            self.prefixes.pop();
        }
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.push(Content::Text(text));
        }
    }

    fn push(&mut self, content: Content) -> u32 {
        let at = self.xml.nodes.len() as u32;
        let parent = self.open.last().copied().unwrap_or(u32::MAX);
        self.xml.nodes.push(Node { parent, end: at + 1, content });
        at
    }
}

impl<'tree> Element<'tree> {
    fn node(self) -> &'tree Node {
        &self.xml.nodes[self.at as usize]
    }

    /// The short name of its namespace, empty where it has none, and its own name.
    pub(crate) fn name(self) -> (&'tree str, &'tree str) {
        match &self.node().content {
            Content::Element { space, name, .. } => (space, name),
            Content::Text(_) => ("", ""),
        }
    }

    /// The element that holds it.
    pub(crate) fn parent(self) -> Option<Self> {
        let parent = self.node().parent;
        (parent != u32::MAX).then_some(Self { xml: self.xml, at: parent })
    }

    /// The value of the attribute `key`, with its prefix as written.
    pub(crate) fn attribute(self, key: &str) -> Option<&'tree str> {
        let Content::Element { attributes, .. } = &self.node().content else { return None };
        attributes.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }

    /// Whether `other` stands inside it.
    pub(crate) fn holds(self, other: Self) -> bool {
        (self.at + 1..self.node().end).contains(&other.at)
    }

    /// The elements right inside it.
    pub(crate) fn children(self) -> impl Iterator<Item = Self> {
        let mut at = self.at + 1;
        let end = self.node().end;
        let all = std::iter::from_fn(move || {
            let child = (at < end).then_some(Self { xml: self.xml, at })?;
            at = child.node().end;
            Some(child)
        });
        all.filter(|child| matches!(child.node().content, Content::Element { .. }))
    }

    /// The first element right inside it with this namespace and name.
    pub(crate) fn child(self, space: &str, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == (space, name))
    }

    /// Every element inside it, in the document's order.
    pub(crate) fn descendants(self) -> impl Iterator<Item = Self> {
        let all = (self.at + 1..self.node().end).map(move |at| Self { xml: self.xml, at });
        all.filter(|child| matches!(child.node().content, Content::Element { .. }))
    }

    /// Whether both are one element.
    pub(crate) fn is(self, other: Self) -> bool {
        self.at == other.at
    }

    /// Hands every element inside it, and every stretch of text with the element that holds it, to `take`, in the
    /// document's order.
    pub(crate) fn each(self, take: &mut impl FnMut(Result<Self, (&'tree str, Self)>)) {
        for at in self.at + 1..self.node().end {
            let node = &self.xml.nodes[at as usize];
            take(match &node.content {
                Content::Element { .. } => Ok(Self { xml: self.xml, at }),
                Content::Text(text) => Err((text, Self { xml: self.xml, at: node.parent })),
            });
        }
    }

    /// All text inside it, as written but for the entities.
    pub(crate) fn text(self) -> String {
        let nodes = &self.xml.nodes[self.at as usize..self.node().end as usize];
        let texts = nodes.iter().filter_map(|node| match &node.content {
            Content::Text(text) => Some(text.as_str()),
            Content::Element { .. } => None,
        });
        texts.collect()
    }

    /// What stands inside it as markup, for an element that holds XHTML. Names lose their prefix.
    pub(crate) fn markup(self) -> String {
        let mut out = String::new();
        let mut open: Vec<(u32, &str)> = Vec::new();
        for at in self.at + 1..self.node().end {
            close_until(&mut out, &mut open, at);
            let node = &self.xml.nodes[at as usize];
            match &node.content {
                Content::Text(text) => escape(text, &mut out),
                Content::Element { name, attributes, .. } => {
                    out.extend(["<", name]);
                    for (key, value) in attributes {
                        out.extend([" ", key, "=\""]);
                        escape(value, &mut out);
                        out.push('"');
                    }
                    out.push('>');
                    open.push((node.end, name));
                }
            }
        }
        close_until(&mut out, &mut open, u32::MAX);
        out
    }
}

/// Closes what ends before the node `at`.
fn close_until(out: &mut String, open: &mut Vec<(u32, &str)>, at: u32) {
    while let Some((_, name)) = open.pop_if(|(end, _)| *end <= at) {
        // An end tag of these would be read as a tag of its own.
        if !matches!(name, "br" | "hr" | "img" | "input" | "wbr" | "source" | "embed") {
            out.extend(["</", name, ">"]);
        }
    }
}

fn escape(text: &str, out: &mut String) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}

/// Writes what the reference `&name;` stands for.
fn reference(name: &str, out: &mut String) {
    let number = name.strip_prefix('#').and_then(|digits| {
        let hexadecimal = digits.strip_prefix(['x', 'X']);
        hexadecimal
            .map_or_else(|| digits.parse().ok(), |digits| u32::from_str_radix(digits, 16).ok())
    });
    if number.is_some_and(|number| (0x80..0xa0).contains(&number)) {
        // Numbers of Windows-1252: HTML says what they mean.
        out.extend(["&", name, ";"]);
    } else if let Some(letter) = number.and_then(char::from_u32) {
        out.push(letter);
    } else if let Some(letter) = resolve_xml_entity(name) {
        out.push_str(letter);
    } else {
        out.extend(["&", name, ";"]);
    }
}

/// The value of an attribute with its entities read.
fn unescape(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let name_end = after.bytes().take(32).position(|byte| byte == b';');
        if let Some(end) = name_end.filter(|end| *end > 0) {
            reference(&after[..end], &mut out);
            rest = &after[end + 1..];
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let xml = Xml::parse(text);
        let Some(root) = xml.root() else { return Vec::new() };
        let all = std::iter::once(root).chain(root.descendants());
        all.map(|element| format!("{}:{}", element.name().0, element.name().1)).collect()
    }

    #[test]
    fn a_namespace_is_known_by_its_address() {
        let text = "<a xmlns:x='http://purl.org/dc/elements/1.1/'><x:Creator/><dc:date/></a>";
        assert_eq!(names(text), [":a", "dc:creator", "dc:date"]);
    }

    #[test]
    fn what_is_broken_is_passed_over() {
        assert_eq!(names("<a><b>1</c></b><d>2 < 3</d><e>"), [":a", ":b", ":d", ":e"]);
        let xml = Xml::parse("<a><b>one & two</b><c x=1 y='&lt;'>caf&eacute;&#233;&#x2014;");
        let root = xml.root().expect("a root");
        assert!(xml.cut);
        assert_eq!(root.text(), "one & twocaf&eacute;é—");
        let last = root.child("", "c").expect("the last");
        assert_eq!((last.attribute("x"), last.attribute("y")), (Some("1"), Some("<")));
    }

    #[test]
    fn declared_entities_never_grow() {
        let text = "<!DOCTYPE a [<!ENTITY b \"cccccccccc\"><!ENTITY d \"&b;&b;&b;\">]><a>&d;</a>";
        assert_eq!(Xml::parse(text).root().map(Element::text).as_deref(), Some("&d;"));
    }

    #[test]
    fn markup_is_written_again() {
        let xml = Xml::parse(
            "<a><h:p xmlns:h='http://www.w3.org/1999/xhtml' class='x'>1 &lt; 2<h:br/><b>3</b></h:p></a>",
        );
        let markup = xml.root().map(Element::markup);
        assert_eq!(markup.as_deref(), Some("<p class=\"x\">1 &lt; 2<br><b>3</b></p>"));
    }

    #[test]
    fn depth_is_bounded() {
        let xml = Xml::parse(&"<a>".repeat(100_000));
        let root = xml.root().expect("a root");
        assert_eq!(root.descendants().count(), 99_999);
    }
}
