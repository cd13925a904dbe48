//! Input made to hold or stop the reader. Each must end soon: what takes a second here in the
//! development profile takes a hundredth of it in a release; a quadratic step would take hours.

use recoupe_read::{ReadError, read};
use std::time::{Duration, Instant};

fn soon(what: &str, bytes: &[u8]) -> Option<String> {
    let start = Instant::now();
    let text = read(what, bytes).ok().and_then(|reading| reading.articles.into_iter().next()).map(
        |article| {
            let removed: Vec<String> =
                article.removed.into_iter().map(|removed| removed.text).collect();
            article.text + "\n" + &removed.join("\n")
        },
    );
    let taken = start.elapsed();
    assert!(taken < Duration::from_mins(1), "{what} took {taken:?}");
    text
}

#[test]
fn deep_nesting() {
    for tag in [
        "div",
        "b",
        "a",
        "span",
        "table",
        "p",
        "ul><li",
        "blockquote",
        "font",
        "svg",
        "select",
        "object",
        "button",
        "template",
    ] {
        let name = tag.split('>').next().unwrap_or_default();
        let page = format!(
            "<html><body>{}word{}",
            format!("<{tag}>").repeat(100_000),
            format!("</{name}>").repeat(100_000)
        );
        let text = soon(&format!("nested {tag}"), page.as_bytes());
        assert!(
            matches!(name, "template" | "select") || text.is_some_and(|text| text.contains("word")),
            "{tag}"
        );
    }
}

#[test]
fn unclosed_tags() {
    for tag in [
        "<p>",
        "<p><b>",
        "<li>",
        "<td>",
        "<a href=x>",
        "<div><p>",
        "<i><div>",
        "<b id=1><object></b></object><p>",
    ] {
        let page = format!("<html><body>{}", format!("{tag}word ").repeat(20_000));
        assert!(soon(&format!("unclosed {tag}"), page.as_bytes()).is_some());
    }
}

#[test]
fn formatting_that_opens_again_in_every_paragraph() {
    let mut page = String::from("<html><body>");
    for number in 0..5000 {
        page.extend(["<div><b id=x", &number.to_string(), "></div>"]);
    }
    page.push_str(&"<p>word".repeat(20_000));
    assert!(soon("formatting", page.as_bytes()).is_some_and(|text| text.contains("word")));
}

#[test]
fn attributes_without_end() {
    let attributes =
        (0..200_000).map(|number| format!("a{number}=\"x\"")).collect::<Vec<_>>().join(" ");
    assert!(soon("attributes", format!("<html><p {attributes}>word</p>").as_bytes()).is_some());
    assert!(soon("open tag", format!("<html><p>word</p><p {attributes}").as_bytes()).is_some());
    assert!(
        soon(
            "long value",
            format!("<html><p>word</p><img src=\"{}\">", "x".repeat(10 << 20)).as_bytes()
        )
        .is_some()
    );
}

#[test]
fn null_bytes() {
    assert!(soon("null bytes in a page", b"<html><body><p>The harbour\0 of the town was closed for three days because of a storm.</p>").is_some());
    assert!(matches!(read("zeros", &[0; 4096]), Err(ReadError::Binary { .. })));
    assert!(soon("null bytes in a text", &b"The harbour of the town was closed for three days because of the storm in the \0night.".repeat(3)).is_some());
}

#[test]
fn a_long_line() {
    let line = "word ".repeat(20 << 20);
    assert!(soon("a line of 100 MB", line.as_bytes()).is_some());
    assert!(soon("a word of 20 MB", "x".repeat(20 << 20).as_bytes()).is_some());
    assert!(
        soon("a paragraph of 4 MB", format!("<html><p>{}</p>", "word ".repeat(800_000)).as_bytes())
            .is_some()
    );
}

#[test]
fn many_short_lines() {
    assert!(soon("lines", "Share\nA line.\n".repeat(200_000).as_bytes()).is_some());
    assert!(
        soon(
            "paragraphs",
            format!("<html>{}", "<p>A line of words.</p>".repeat(100_000)).as_bytes()
        )
        .is_some()
    );
    assert!(
        soon("opened comments", format!("<html><p>word</p>{}", "<!-- ".repeat(500_000)).as_bytes())
            .is_some()
    );
    assert!(
        soon(
            "opened scripts",
            format!("<html><p>word</p>{}", "<script>".repeat(200_000)).as_bytes()
        )
        .is_some()
    );
    assert!(
        soon("brackets", format!("<html><p>word</p>{}", "<".repeat(2_000_000)).as_bytes())
            .is_some()
    );
    assert!(
        soon(
            "open quotations",
            format!("<html><p>word</p>{}", "<p a='".repeat(200_000)).as_bytes()
        )
        .is_some()
    );
}

#[test]
fn empty_binary_and_broken() {
    assert!(matches!(read("empty", b""), Err(ReadError::Empty { .. })));
    assert!(matches!(read("blank", b" \r\n\t\xc2\xa0"), Err(ReadError::Empty { .. })));
    assert!(matches!(read("program", b"\x7fELF\x02rest"), Err(ReadError::Binary { .. })));
    assert!(matches!(read("archive", b"PK\x03\x04rest"), Err(ReadError::Document { .. })));
    assert!(matches!(read("broken", b"{\"source\": \"x\"}\n{"), Err(ReadError::NoArticles { .. })));
    for error in [read("empty", b""), read("zip", b"PK\x03\x04"), read("lines", b"{}")] {
        let line = error.expect_err("an error").to_string();
        assert!(!line.contains('\n') && line.contains(':'), "{line}");
    }
}

#[test]
fn records() {
    let lines = b"{\"source\":\"a\",\"text\":\"The harbour opened again on Tuesday, the council said.\",\"title\":\"Harbour opens\",\"published\":\"2024-05-03\"}\n\
        not json\n\
        {\"source\":\"b\",\"text\":\"Le port a rouvert mardi, a dit le conseil.\",\"published\":{\"value\":\"2024-05-04\",\"basis\":\"text\"},\"outlet\":\"Mouette\"}\n";
    let reading = read("lines", lines).expect("two articles");
    assert_eq!(reading.articles.len(), 2);
    assert_eq!(reading.warnings.len(), 1);
    let (first, second) = (&reading.articles[0], &reading.articles[1]);
    assert_eq!(first.source, "a");
    assert_eq!(first.title.map(|title| title.of(&first.text)), Some("Harbour opens"));
    assert_eq!(first.published.value, Some(jiff::civil::date(2024, 5, 3)));
    assert_eq!(second.published.basis, recoupe_read::DateBasis::Text);
    assert_eq!(second.outlet.as_deref(), Some("Mouette"));
}
