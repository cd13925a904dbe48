//! What an input is, told by its content: names of files lie, and standard input has none.

/// The kinds of input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    /// A page.
    Html,
    /// Articles as JSON, an object a line.
    JsonLines,
    /// Anything else that is text.
    Plain,
}

/// How far into the input is looked, in bytes.
const LOOKED_AT: usize = 4096;

/// What no text starts with, and what it is then.
const SIGNATURES: [(&[u8], &str); 12] = [
    (b"\x1f\x8b", "a gzip file"),
    (b"PK\x03\x04", "a zip file or an office document"),
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a sound or an image"),
    (b"\xd0\xcf\x11\xe0", "an office document"),
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

/// What `bytes` are if not text: by their first bytes, or because control characters abound.
pub(crate) fn binary(bytes: &[u8]) -> Option<&'static str> {
    if let Some((_, what)) = SIGNATURES.iter().find(|(start, _)| bytes.starts_with(start)) {
        return Some(what);
    }
    if bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        return None;
    }
    let sample = &bytes[..bytes.len().min(16 * LOOKED_AT)];
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
        return Format::JsonLines;
    }
    let mut end = start.len().min(LOOKED_AT);
    while !start.is_char_boundary(end) {
        end -= 1;
    }
    let head = start[..end].to_ascii_lowercase();
    if !head.starts_with('<') {
        return Format::Plain;
    }
    if TAGS.iter().any(|tag| head.contains(tag)) { Format::Html } else { Format::Plain }
}
