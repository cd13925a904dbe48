//! A folder of mixed files: every article once, every error named, always in one order.

mod common;

use common::{Affair, recoupe};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde_json::Value;
use std::io::Write as _;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

/// A page of its own words.
fn page(what: &str) -> String {
    format!(
        "<html lang=en><head><title>The {what} of Norrin</title></head><body><h1>The {what} of Norrin</h1>\
         <p>The {what} of Norrin opened again on Friday, the council said, after a year of work on it.</p></body></html>"
    )
}

fn answer(what: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(what))
}

fn warc(what: &str) -> Vec<u8> {
    let block = answer(what);
    let length = block.len();
    format!("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gull.example/{what}\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n").into_bytes()
}

fn arc(what: &str) -> Vec<u8> {
    let block = answer(what);
    let length = block.len();
    format!(
        "filedesc://made.arc 192.0.2.1 20240503000000 text/plain 12\n1 0 Capture\n\n\
         https://gull.example/{what} 192.0.2.1 20240503000000 text/html {length}\n{block}\n"
    )
    .into_bytes()
}

fn feed(whats: [&str; 2]) -> String {
    let items = whats.map(|what| {
        format!("<item><title>The {what} of Norrin</title><link>https://gull.example/{what}</link><description>The {what} of Norrin opened again on Friday.</description></item>")
    });
    format!("<rss version='2.0'><channel><title>Gull</title>{}</channel></rss>", items.concat())
}

fn line(what: &str) -> String {
    format!(
        "{{\"source\":\"line-{what}\",\"text\":\"The {what} of Norrin opened again on Friday, the council said.\"}}\n"
    )
}

fn pdf(what: &str) -> Vec<u8> {
    let drawn = format!(
        "BT /F1 12 Tf 72 700 Td (The {what} of Norrin opened again on Friday, the council said.) Tj ET"
    );
    let length = drawn.len();
    format!(
        "%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
         3 0 obj\n<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\nendobj\n\
         4 0 obj\n<< /Length {length} >>\nstream\n{drawn}\nendstream\nendobj\n5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n\
         trailer\n<< /Root 1 0 R /Size 6 >>\nstartxref\n0\n%%EOF\n"
    )
    .into_bytes()
}

/// A zip file with one part that is stored.
fn docx(what: &str) -> Vec<u8> {
    let name = b"word/document.xml";
    let part = format!(
        "<w:document xmlns:w='w'><w:body><w:p><w:r><w:t>The {what} of Norrin opened again on Friday, the council said.</w:t></w:r></w:p></w:body></w:document>"
    );
    let mut sum = flate2::Crc::new();
    sum.update(part.as_bytes());
    let size = part.len() as u32;
    let numbers = [sum.sum(), size, size, name.len() as u32].map(u32::to_le_bytes).concat();
    let file = [b"PK\x03\x04\0\0\0\0\0\0\0\0\0\0", &numbers[..], name, part.as_bytes()].concat();
    let list = [b"PK\x01\x02\0\0\0\0\0\0\0\0\0\0\0\0", &numbers[..], &[0; 14], name].concat();
    let places = [list.len() as u32, file.len() as u32].map(u32::to_le_bytes).concat();
    [&file[..], &list, b"PK\x05\x06\0\0\0\0\x01\0\x01\0", &places, &[0; 2]].concat()
}

/// Every kind of file: its name, what is in it, and the sources of its articles; none where it is an error, or holds
/// addresses alone.
fn files() -> Vec<(&'static str, Vec<u8>, Vec<&'static str>)> {
    let cut = {
        let mut cut = packed(&warc("ferry"));
        cut.truncate(cut.len() / 2);
        [cut, packed(&warc("quay"))].concat()
    };
    vec![
        ("a.html", page("bridge").into_bytes(), vec!["a.html"]),
        (
            "b.txt",
            b"The tunnel of Norrin opened again on Friday, the council said.\n".to_vec(),
            vec!["b.txt"],
        ),
        ("broken.docx", docx("broken")[..200].to_vec(), vec![]),
        ("broken.jsonl", b"{\"source\": 1}\n{\"text\": \n".to_vec(), vec![]),
        ("broken.pdf", b"%PDF-1.7\nno object".to_vec(), vec![]),
        (
            "broken.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: none\r\n\r\n".to_vec(),
            vec![],
        ),
        ("broken.xml", b"<rss><channel></channel>".to_vec(), vec![]),
        (
            "c.jsonl",
            (line("mill") + "no object\n" + &line("park")).into_bytes(),
            vec!["line-mill", "line-park"],
        ),
        ("cut.warc.gz", cut, vec!["cut.warc.gz#2"]),
        ("d.xml", feed(["school", "library"]).into_bytes(), vec!["d.xml#1", "d.xml#2"]),
        (
            "deep/e.warc",
            [warc("market"), warc("station")].concat(),
            vec!["deep/e.warc#1", "deep/e.warc#2"],
        ),
        ("deep/f.arc", arc("theatre"), vec!["deep/f.arc#2"]),
        ("empty.txt", Vec::new(), vec![]),
        ("g.html.gz", packed(page("hospital").as_bytes()), vec!["g.html.gz"]),
        ("h.docx", docx("museum"), vec!["h.docx"]),
        ("i.pdf", pdf("harbour"), vec!["i.pdf"]),
        (
            "j.jsonl.gz",
            packed((line("well") + &line("gate")).as_bytes()),
            vec!["line-well", "line-gate"],
        ),
        (
            "map.xml",
            b"<urlset><url><loc>https://gull.example/a</loc></url></urlset>".to_vec(),
            vec![],
        ),
        ("picture.png", b"\x89PNG\r\n\x1a\n".to_vec(), vec![]),
    ]
}

/// The sources of the articles that were printed; those of a folder without the folder's name.
fn sources(output: &str, folder: &str) -> Vec<String> {
    let source = |line: &str| {
        let article: Value = serde_json::from_str(line).expect("JSON");
        let source = article["source"].as_str().expect("a source").to_owned();
        source.strip_prefix(folder).map_or(source.clone(), str::to_owned)
    };
    output.lines().map(source).collect()
}

#[test]
fn every_article_comes_once_and_every_error_is_named() {
    let affair = Affair::new();
    for (name, bytes, _) in files() {
        affair.write(&format!("mixed/{name}"), &bytes);
    }
    for (link, to) in [
        ("mixed/a-again.html", "a.html"),
        ("mixed/deep/again.pdf", "../i.pdf"),
        ("mixed/round", "deep"),
    ] {
        std::os::unix::fs::symlink(to, affair.path(link)).expect("a link");
    }
    let ran = recoupe(&affair, &["read", "mixed"]);
    assert_eq!(ran.code, 1);
    let expected: Vec<&str> = files().into_iter().flat_map(|(.., sources)| sources).collect();
    assert_eq!(sources(&ran.output, "mixed/"), expected);
    let errors: Vec<&str> = ran.errors.lines().filter(|line| line.starts_with("error:")).collect();
    let broken = [
        "broken.docx",
        "broken.jsonl",
        "broken.pdf",
        "broken.warc",
        "broken.xml",
        "empty.txt",
        "picture.png",
    ];
    assert_eq!(errors.len(), broken.len(), "{errors:#?}");
    for (error, name) in errors.iter().zip(broken) {
        assert!(error.starts_with(&format!("error: mixed/{name}: ")), "{error}");
    }
    let repeated = ran.errors.lines().filter(|line| line.contains("given more than once"));
    assert_eq!(repeated.count(), 2, "{}", ran.errors);
    assert!(
        ran.errors.contains("mixed/cut.warc.gz: 1 of 2 records read; 1 damaged"),
        "{}",
        ran.errors
    );
    assert!(ran.errors.contains("mixed/c.jsonl, line 2: passed over"), "{}", ran.errors);
    let checked = recoupe(&affair, &["check", "--format", "json", "mixed"]);
    let record: Value = serde_json::from_str(&checked.output).expect("JSON");
    assert_eq!(record["articles"].as_array().map(Vec::len), Some(expected.len()));
    assert_eq!(record["errors"].as_array().map(Vec::len), Some(broken.len()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is read of some files is what is read of each, in the order of their names.
    #[test]
    fn files_are_read_as_if_alone(
        chosen in subsequence((0..files().len()).collect::<Vec<_>>(), 1..9).prop_shuffle(),
        threads in select(vec!["1", "2", "5"]),
    ) {
        let (affair, files) = (Affair::new(), files());
        let mut names: Vec<String> = Vec::new();
        for at in &chosen {
            names.push(format!("some/{}", files[*at].0));
            affair.write(&names[names.len() - 1], &files[*at].1);
        }
        let whole = recoupe(&affair, &["read", "--threads", threads, "some"]);
        let given = names.iter().map(String::as_str);
        let named = recoupe(&affair, &["read"].into_iter().chain(given).collect::<Vec<_>>());
        prop_assert_eq!((&whole.output, &whole.errors), (&named.output, &named.errors));
        names.sort();
        let alone: String = names.iter().map(|name| recoupe(&affair, &["read", name]).output).collect();
        prop_assert_eq!(whole.output, alone);
    }
}
