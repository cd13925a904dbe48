//! ODT: the paragraphs and headings of `content.xml`, in their order.
//!
//! Notes stand where they are called; what was taken out under tracked changes and remarks of readers are no words
//! of the document. What stands in the edges of its pages is taken out as what leads through it.

use super::zip::Zip;
use super::{DAMAGED, Document, Fault, LOCKED, day};
use crate::article::Reason;
use crate::block::{Block, Role, fold_space};
use crate::xml::{Element, Xml};

/// Elements whose words are not shown.
const HIDDEN: [&str; 3] = ["tracked-changes", "annotation", "hidden-text"];
/// The edges of pages.
const EDGES: [&str; 6] =
    ["header", "footer", "header-left", "footer-left", "header-first", "footer-first"];
/// The most blanks that one element stands for; they fold to one.
const BLANK: &str = " ";

/// Reads an ODT.
pub(super) fn read(zip: &Zip) -> Result<Document, Fault> {
    let manifest = "META-INF/manifest.xml";
    if zip.has(manifest) && zip.text(manifest)?.contains("encryption-data") {
        return Err(LOCKED);
    }
    let xml = Xml::parse(&zip.text("content.xml")?);
    let root = xml.root().ok_or(DAMAGED)?;
    let mut document = Document { blocks: paragraphs(root), ..Document::default() };
    if zip.has("styles.xml") {
        let styles = Xml::parse(&zip.text("styles.xml")?);
        let edges = styles.root().into_iter().flat_map(Element::descendants);
        for edge in edges.filter(|element| EDGES.contains(&element.name().1)) {
            for mut block in paragraphs(edge) {
                block.remove(Reason::Navigation);
                document.blocks.push(block);
            }
        }
    }
    if zip.has("meta.xml") {
        let meta = Xml::parse(&zip.text("meta.xml")?);
        let told = |name: &str| {
            let element = meta.root()?.descendants().find(|element| element.name().1 == name)?;
            Some(fold_space(&element.text())).filter(|text| !text.is_empty())
        };
        document.title = told("title");
        document.language = told("language");
        document.published =
            told("date").and_then(|time| day(&time)).or_else(|| day(&told("creation-date")?));
    }
    Ok(document)
}

fn paragraphs(root: Element) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut last: Option<Element> = None;
    let mut hidden: Option<Element> = None;
    for element in root.descendants() {
        if hidden.is_some_and(|hidden| hidden.holds(element)) {
            continue;
        }
        let (_, name) = element.name();
        if HIDDEN.contains(&name) {
            hidden = Some(element);
        }
        // A box inside a paragraph has paragraphs of its own, whose words the outer one has with it.
        if !matches!(name, "p" | "h") || last.is_some_and(|last| last.holds(element)) {
            continue;
        }
        last = Some(element);
        let text = fold_space(&words(element));
        if !text.is_empty() {
            blocks.push(Block { text, role: role(element), ..Block::default() });
        }
    }
    blocks
}

/// The words of a paragraph.
fn words(paragraph: Element) -> String {
    let mut out = String::new();
    let mut hidden: Option<Element> = None;
    paragraph.each(&mut |part| match part {
        Ok(element) if hidden.is_some_and(|hidden| hidden.holds(element)) => {}
        Ok(element) => match element.name().1 {
            name if HIDDEN.contains(&name) => hidden = Some(element),
            "s" | "tab" | "line-break" | "p" | "h" => out.push_str(BLANK),
            _ => {}
        },
        Err((text, holder)) => {
            let is_hidden = hidden.is_some_and(|hidden| hidden.is(holder) || hidden.holds(holder));
            if !is_hidden {
                out.push_str(text);
            }
        }
    });
    out
}

fn role(paragraph: Element) -> Role {
    let style = paragraph.attribute("text:style-name").unwrap_or_default().to_ascii_lowercase();
    let mut outwards = std::iter::successors(paragraph.parent(), |element| element.parent());
    if style == "title" {
        Role::Headline
    } else if paragraph.name().1 == "h" {
        Role::Heading
    } else {
        outwards
            .find_map(|element| match element.name().1 {
                "list-item" => Some(Role::Item),
                "table-cell" => Some(Role::Row),
                _ => None,
            })
            .unwrap_or(Role::Paragraph)
    }
}
