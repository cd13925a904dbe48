//! What an input is, told by its content: names of files lie, and standard input has none.

/// The kinds of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A page.
    Html,
    /// Articles as JSON, an object a line.
    JsonLines,
    /// A feed as JSON.
    JsonFeed,
    /// A feed, a sitemap or a list of feeds.
    Xml,
    /// Anything else that is text.
    Plain,
}

/// How far into the input is looked, in bytes.
const LOOKED_AT: usize = 4096;

/// What no text starts with, and what it is then.
const SIGNATURES: [(&[u8], &str); 11] = [
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound or an image"),
    (
        b"\xd0\xcf\x11\xe0",
        "an office document of the old form (DOC), or one that is locked by a password",
    ),
    (b"SQLite format 3\0", "a database"),
    (b"\x7fELF", "a program"),
    (b"\x28\xb5\x2f\xfd", "a zstd file"),
    (b"7z\xbc\xaf", "an archive"),
];

/// Tags of which a page has one near its start.
const TAGS: [&str; 22] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<meta",
    "<title",
    "<script",
    "<link",
    "<style",
    "<div",
    "<p>",
    "<p ",
    "<article",
    "<main",
    "<section",
    "<h1",
    "<h2",
    "<span",
    "<table",
    "<a ",
    "<ul",
    "<!--",
];

/// The outermost elements of feeds, sitemaps and lists of feeds, without their prefix.
const XML_ROOTS: [&str; 7] = ["rss", "rdf", "feed", "channel", "urlset", "sitemapindex", "opml"];

/// What `bytes` are if not text: by their first bytes, or because control characters abound.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let sample = &bytes[..bytes.len().min(4 * LOOKED_AT)];
    let control =
        sample.iter().filter(|byte| matches!(byte, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    // Pages with a few null bytes exist; one control character in fifty is no page.
    (control * 50 > sample.len()).then_some("binary data")
}

/// The format of the decoded `text`.
pub(crate) fn tell(text: &str) -> Format {
    let start = text.trim_start_matches(|letter: char| {
        letter.is_whitespace() || letter.is_control() || letter == '\u{feff}'
    });
    if start.starts_with('{')
        || (start.starts_with('[') && start[1..].trim_start().starts_with('{'))
    {
        let head = &start[..start.floor_char_boundary(LOOKED_AT)];
        let feed = head.contains("jsonfeed.org/version");
        return if feed { Format::JsonFeed } else { Format::JsonLines };
    }
    let head = start[..start.floor_char_boundary(LOOKED_AT)].to_ascii_lowercase();
    if !head.starts_with('<') {
        return Format::Plain;
    }
    if first_element(&head).is_some_and(|name| XML_ROOTS.contains(&name)) {
        return Format::Xml;
    }
    if TAGS.iter().any(|tag| head.contains(tag)) { Format::Html } else { Format::Plain }
}

/// The name of the first element of `head`, without its prefix; comments, declarations and
/// instructions may stand before it.
fn first_element(head: &str) -> Option<&str> {
    let mut rest = head;
    loop {
        rest = &rest[rest.find('<')? + 1..];
        rest = if let Some(comment) = rest.strip_prefix("!--") {
            &comment[comment.find("-->")? + 3..]
        } else if rest.starts_with(['!', '?']) {
            // Declarations of entities stand in brackets.
            let end = if rest[..rest.find('>')?].contains('[') { "]" } else { ">" };
            &rest[rest.find(end)? + 1..]
        } else {
            let end = rest.find(|letter: char| letter.is_whitespace() || "/>".contains(letter));
            let name = &rest[..end?];
            return Some(name.split_once(':').map_or(name, |(_, name)| name));
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_element_tells() {
        let cases = [
            ("<?xml version='1.0'?><!-- <p> --><rss version='2.0'>", Format::Xml),
            ("<!DOCTYPE rss [<!ENTITY a \"b\">]><rdf:RDF xmlns='x'>", Format::Xml),
            ("<?xml version='1.0'?><!DOCTYPE html><html><body><rss>", Format::Html),
            ("<div><p>feed</p></div>", Format::Html),
            ("{\"version\": \"https://jsonfeed.org/version/1\"}", Format::JsonFeed),
            ("{\"source\": \"a\"}", Format::JsonLines),
            ("<<< a text", Format::Plain),
        ];
        for (text, expected) in cases {
            assert_eq!(tell(text), expected, "{text}");
        }
    }
}
