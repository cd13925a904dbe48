//! Makes a page harmless before the parser sees it: no tag deeper than [`limits::DEPTH`], none with
//! more than [`limits::ATTRIBUTES`] attributes.
//!
//! The parser's own work grows with the depth of the open elements and with the square of a tag's
//! attributes, so a hostile page of a few megabytes could hold it for hours. One linear pass over
//! the bytes drops the tags that go too deep and the attributes that are too many; no word of text
//! is touched. The pass knows tags, comments and raw text, not the whole grammar; where the two
//! disagree, [`super::parse`] stops the parser.

use crate::limits;

/// Elements with no end tag.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
];
/// Elements whose content is no markup.
const RAW: [&str; 8] =
    ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"];

/// A page that the parser may see, and which bounds it met.
pub(super) struct Tamed {
    pub(super) page: String,
    /// Tags were deeper than they may be and were left out; their words were not.
    pub(super) deep: bool,
    /// Tags had more attributes, or were longer, than they may be and lost them.
    pub(super) wide: bool,
}

/// The page without what could hold the parser. Linear in time and memory.
pub(super) fn tame(page: &str) -> Tamed {
    let bytes = page.as_bytes();
    let mut out = String::with_capacity(page.len());
    let (mut deep, mut wide) = (false, false);
    let mut open: Vec<u64> = Vec::new();
    let mut dropped: Vec<u64> = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let Some(next) = page[at..].find('<') else {
            out.push_str(&page[at..]);
            break;
        };
        out.push_str(&page[at..at + next]);
        at += next;
        if page[at..].starts_with("<!--") {
            let end = page[at + 4..].find("-->").map_or(page.len(), |end| at + 4 + end + 3);
            out.push_str(&page[at..end]);
            at = end;
            continue;
        }
        let closing = bytes.get(at + 1) == Some(&b'/');
        let name_at = at + 1 + usize::from(closing);
        if !bytes.get(name_at).is_some_and(u8::is_ascii_alphabetic) {
            out.push('<');
            at += 1;
            continue;
        }
        let tag = scan(bytes, name_at);
        let name = page[name_at..tag.name_end].to_ascii_lowercase();
        let key = hash(&name);
        let whole = if tag.attributes > limits::ATTRIBUTES || tag.end - at > limits::TAG {
            wide = true;
            tag.name_end
        } else {
            tag.end
        };
        let mut keep = true;
        if closing {
            // An end tag whose start was dropped goes with it.
            if let Some(found) = dropped.iter().rposition(|other| *other == key) {
                dropped.truncate(found);
                keep = false;
            } else if let Some(found) = open.iter().rposition(|other| *other == key) {
                open.truncate(found);
            }
        } else if !VOID.contains(&name.as_str())
            && !RAW.contains(&name.as_str())
            && !tag.self_closing
        {
            if open.len() < limits::DEPTH {
                open.push(key);
            } else {
                deep = true;
                if dropped.len() < limits::DEPTH {
                    dropped.push(key);
                }
                keep = false;
            }
        }
        if keep {
            out.push_str(&page[at..whole]);
            if whole < tag.end && tag.closed {
                out.push('>');
            }
        } else {
            out.push(' ');
        }
        at = tag.end;
        if !closing && RAW.contains(&name.as_str()) {
            let end = raw_end(page, at, &name);
            out.push_str(&page[at..end]);
            at = end;
        }
    }
    Tamed { page: out, deep, wide }
}

struct Tag {
    name_end: usize,
    /// One past its `>`, or the end of the page.
    end: usize,
    attributes: usize,
    self_closing: bool,
    closed: bool,
}

/// Finds the end of the tag whose name starts at `from`, with quoted values passed over.
fn scan(bytes: &[u8], from: usize) -> Tag {
    let is_end = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/');
    let name_end = bytes[from..].iter().position(is_end).map_or(bytes.len(), |at| from + at);
    let mut at = name_end;
    let mut attributes = 0;
    let mut between = true;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => {
                let self_closing = bytes[at - 1] == b'/';
                return Tag { name_end, end: at + 1, attributes, self_closing, closed: true };
            }
            b'=' => {
                let mut value = at + 1;
                while bytes.get(value).is_some_and(u8::is_ascii_whitespace) {
                    value += 1;
                }
                if let Some(quote @ (b'"' | b'\'')) = bytes.get(value) {
                    let end = bytes[value + 1..].iter().position(|byte| byte == quote);
                    at = end.map_or(bytes.len(), |end| value + 1 + end + 1);
                    between = true;
                    continue;
                }
                // An unquoted value runs to white space, so no new attribute starts in it.
                at = value;
                while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && *byte != b'>')
                {
                    at += 1;
                }
                between = true;
                continue;
            }
            byte if byte.is_ascii_whitespace() || *byte == b'/' => between = true,
            _ if between => {
                attributes += 1;
                between = false;
            }
            _ => {}
        }
        at += 1;
    }
    Tag { name_end, end: bytes.len(), attributes, self_closing: false, closed: false }
}

/// Where the end tag of the raw element `name` starts.
fn raw_end(page: &str, from: usize, name: &str) -> usize {
    let bytes = page.as_bytes();
    let mut at = from;
    while let Some(next) = page[at..].find("</") {
        let start = at + next;
        let rest = &bytes[start + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return start;
        }
        at = start + 2;
    }
    page.len()
}

/// FNV-1a: names need telling apart, not guarding; two names with one hash cost a wrong count.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_pages_pass_unchanged() {
        let page = "<html><body class='a > b'><p>One <b>two</b><br/>three<!-- <p> --></p><script>if (a<b) {}</script></body>";
        let tamed = tame(page);
        assert_eq!(tamed.page, page);
        assert!(!tamed.deep && !tamed.wide);
    }

    #[test]
    fn deep_tags_are_dropped_and_words_stay() {
        let page = format!("{}deep{} after", "<div>".repeat(100_000), "</div>".repeat(100_000));
        let tamed = tame(&page);
        assert!(tamed.page.matches("<div>").count() <= limits::DEPTH && tamed.deep);
        assert!(tamed.page.contains("deep") && tamed.page.contains("after"));
    }

    #[test]
    fn attributes_are_bounded() {
        let attributes =
            (0..100_000).map(|number| format!("a{number}=1")).collect::<Vec<_>>().join(" ");
        let tamed = tame(&format!("<p {attributes}>word</p>"));
        assert_eq!(tamed.page, "<p>word</p>");
        assert!(tamed.wide);
    }

    #[test]
    fn a_tag_that_never_ends_is_kept_or_cut_but_not_looped_over() {
        assert_eq!(tame("word <p class='").page, "word <p class='");
        assert_eq!(tame("<").page, "<");
        assert_eq!(tame("a < b </ c <!-- d").page, "a < b </ c <!-- d");
    }
}
