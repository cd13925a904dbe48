//! DOCX: the paragraphs of `word/document.xml`, in their order, tables and boxes among them.
//!
//! Words that the writer's program took out or hid are not shown and are no words of the document. What stands in
//! the edges of its pages is taken out as what leads through it; footnotes and endnotes follow the text.

use super::zip::Zip;
use super::{Document, Fault, day};
use crate::article::Reason;
use crate::block::{Block, Role, fold_space};
use crate::xml::{Element, Xml};
use std::collections::HashSet;

/// Parts that stand at the edges of pages, and parts whose text follows that of the document.
const EDGES: [&str; 2] = ["word/header", "word/footer"];
const NOTES: [&str; 2] = ["word/footnotes.xml", "word/endnotes.xml"];

/// Elements whose words are not shown: what was taken out, the other form of what stands beside it, codes of fields.
const HIDDEN: [&str; 6] = ["del", "movefrom", "fallback", "instrtext", "deltext", "rprchange"];

/// Reads a DOCX.
pub(super) fn read(zip: &Zip) -> Result<Document, Fault> {
    let text = zip.text("word/document.xml")?;
    let mut document = Document { blocks: paragraphs(&text), ..Document::default() };
    for name in NOTES.iter().filter(|name| zip.has(name)) {
        document.blocks.extend(paragraphs(&zip.text(name)?));
    }
    let mut known: HashSet<String> = HashSet::new();
    for name in EDGES.iter().flat_map(|start| zip.names(start)) {
        for mut block in paragraphs(&zip.text(&name)?) {
            // The first page, the left and the right ones have parts of their own that say the same.
            if known.insert(block.text.clone()) {
                block.remove(Reason::Navigation);
                document.blocks.push(block);
            }
        }
    }
    if zip.has("docProps/core.xml") {
        properties(&zip.text("docProps/core.xml")?, &mut document);
    }
    Ok(document)
}

/// The title, the day of the last change and the language.
fn properties(text: &str, document: &mut Document) {
    let xml = Xml::parse(text);
    let Some(root) = xml.root() else { return };
    let told = |name: &str| {
        let child = root.children().find(|child| child.name().1 == name)?;
        Some(fold_space(&child.text())).filter(|text| !text.is_empty())
    };
    document.title = told("title");
    document.language = told("language");
    document.published =
        told("modified").and_then(|time| day(&time)).or_else(|| day(&told("created")?));
}

/// The paragraphs of a part.
fn paragraphs(text: &str) -> Vec<Block> {
    let xml = Xml::parse(text);
    let Some(root) = xml.root() else { return Vec::new() };
    // A paragraph may hold a box with paragraphs of its own; each has its own words, and the outer stands first.
    let mut open: Vec<(Element, Block, String)> = Vec::new();
    let mut blocks: Vec<Block> = Vec::new();
    let mut hidden: Option<Element> = None;
    for element in root.descendants() {
        while let Some((_, block, words)) = open.pop_if(|(outer, ..)| !outer.holds(element)) {
            close(block, &words, &mut blocks);
        }
        if hidden.is_some_and(|hidden| hidden.holds(element)) {
            continue;
        }
        let (_, name) = element.name();
        match name {
            _ if HIDDEN.contains(&name) => hidden = Some(element),
            "r" if is_hidden(element) => hidden = Some(element),
            "p" => open.push((
                element,
                Block { role: role(element), ..Block::default() },
                String::new(),
            )),
            "t" => append(&mut open, &element.text()),
            "tab" | "br" | "cr" | "ptab" => append(&mut open, " "),
            "nobreakhyphen" => append(&mut open, "\u{2011}"),
            _ => {}
        }
    }
    while let Some((_, block, words)) = open.pop() {
        close(block, &words, &mut blocks);
    }
    blocks
}

fn append(open: &mut [(Element, Block, String)], words: &str) {
    if let Some((.., text)) = open.last_mut() {
        text.push_str(words);
    }
}

fn close(block: Block, words: &str, blocks: &mut Vec<Block>) {
    let text = fold_space(words);
    if !text.is_empty() {
        blocks.push(Block { text, ..block });
    }
}

/// Whether a stretch is marked as not shown.
fn is_hidden(run: Element) -> bool {
    let properties = run.children().find(|child| child.name().1 == "rpr");
    let mark = properties
        .and_then(|properties| properties.children().find(|child| child.name().1 == "vanish"));
    mark.is_some_and(|mark| !matches!(mark.attribute("w:val"), Some("0" | "false" | "off")))
}

/// What a paragraph is, by its style.
fn role(paragraph: Element) -> Role {
    let properties = paragraph.children().find(|child| child.name().1 == "ppr");
    let has =
        |name: &str| properties.and_then(|all| all.children().find(|child| child.name().1 == name));
    let style = has("pstyle").and_then(|style| style.attribute("w:val")).unwrap_or_default();
    let style = style.to_ascii_lowercase();
    if style == "title" || style == "titre" {
        Role::Headline
    } else if style.starts_with("heading")
        || style.starts_with("titre")
        || has("outlinelvl").is_some()
    {
        Role::Heading
    } else if has("numpr").is_some() {
        Role::Item
    } else {
        let mut outwards = std::iter::successors(paragraph.parent(), |element| element.parent());
        let in_table = outwards.any(|element| element.name().1 == "tc");
        if in_table { Role::Row } else { Role::Paragraph }
    }
}
