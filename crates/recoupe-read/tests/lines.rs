//! JSON Lines as they come: the same articles as of the whole file, and what is wrong told by its line.

use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe_read::{Envelope, Lines, Warning, json_line, limits, read};
use std::io::{BufReader, Write as _};

fn line(number: usize) -> String {
    format!(
        "{{\"source\":\"{number}\",\"title\":\"Harbour opens\",\"text\":\"The harbour of the town opened again on Tuesday, the council said; it is number {number}.\"}}\n"
    )
}

/// The articles as lines, and the warnings, of a file that is streamed.
fn streamed(bytes: &[u8]) -> (Vec<String>, Vec<Warning>) {
    assert!(Lines::is_one(&bytes[..bytes.len().min(64 << 10)], Envelope::default()));
    let (mut articles, mut warnings) = (Vec::new(), Vec::new());
    for line in Lines::new("lines", BufReader::with_capacity(37, bytes), Envelope::default()) {
        match line.read() {
            Ok(input) => {
                articles.extend(input.articles.iter().map(json_line));
                warnings.extend(input.warnings);
            }
            Err(warning) => warnings.push(warning),
        }
    }
    (articles, warnings)
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

#[test]
fn a_stream_gives_what_the_whole_gives() {
    let text = format!(
        "\u{feff}{}\r\n\n  \nno object\n{}{{\"source\":\"x\",\"text\":\" \"}}\n{}",
        line(1).trim(),
        line(2),
        line(3).trim()
    );
    for bytes in [text.clone().into_bytes(), packed(text.as_bytes())] {
        let whole = read("lines", &bytes).expect("articles");
        let (articles, warnings) = streamed(&bytes);
        assert_eq!(articles, whole.articles.iter().map(json_line).collect::<Vec<_>>());
        let numbers = |warnings: &[Warning]| -> Vec<usize> {
            warnings
                .iter()
                .filter_map(|warning| match warning {
                    Warning::Line { line, .. } => Some(*line),
                    _ => None,
                })
                .collect()
        };
        assert_eq!(numbers(&warnings), [4, 6]);
        assert_eq!(numbers(&whole.warnings), [4, 6]);
    }
}

#[test]
fn what_is_no_line_of_its_own_is_not_streamed() {
    let pretty = "{\n  \"source\": \"a\",\n  \"text\": \"The harbour opened.\"\n}\n";
    let list = "[{\"source\": \"a\", \"text\": \"The harbour opened.\"},\n{\"source\": \"a\", \"text\": \"x\"}]\n";
    let feed = "{\"version\": \"https://jsonfeed.org/version/1\", \"items\": []}\n";
    let latin = b"{\"source\":\"a\",\"text\":\"Un \xe9t\xe9.\"}\n";
    for bytes in
        [pretty.as_bytes(), list.as_bytes(), feed.as_bytes(), latin, b"", b"{", b"A text.\n"]
    {
        assert!(!Lines::is_one(bytes, Envelope::default()), "{}", String::from_utf8_lossy(bytes));
    }
    let charset = Envelope { charset: Some("windows-1251"), ..Envelope::default() };
    assert!(!Lines::is_one(line(1).as_bytes(), charset));
}

#[test]
fn a_line_without_end_is_passed_over_and_the_next_is_read() {
    let long =
        format!("{{\"source\":\"long\",\"text\":\"{}\"}}\n", "word ".repeat(limits::LINE / 5 + 9));
    let (articles, warnings) = streamed(format!("{}{long}{}", line(1), line(2)).as_bytes());
    assert_eq!(articles.len(), 2);
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert!(warning.to_string().contains("line 2") && warning.to_string().contains("longer than"));
}

#[test]
fn damage_of_a_packed_file_is_told_and_the_next_member_is_read() {
    let mut first = packed((0..400).map(line).collect::<String>().as_bytes());
    let middle = first.len() - 40;
    for byte in &mut first[middle..middle + 8] {
        *byte ^= 0x55;
    }
    let bytes = [first, packed(line(9999).as_bytes())].concat();
    let (articles, warnings) = streamed(&bytes);
    assert!(articles.last().is_some_and(|article| article.contains("\"9999\"")));
    assert!(warnings.iter().any(|warning| warning.to_string().contains("damaged")));
}
