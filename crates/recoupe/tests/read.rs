//! `recoupe read` from outside: every article once, in a stable order, errors named.

mod common;

use common::{Affair, recoupe, recoupe_reading, recoupe_unread};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write as _;

const FEED: &str = "<?xml version='1.0' encoding='utf-8'?>\
<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
<title>Norrin wire</title><link>https://wire.example/</link><language>en</language>\
<item><title>Bridge of Norrin opens - The Norrin Gazette</title><link>/bridge</link><dc:creator>Ann Lee</dc:creator>\
<pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate><source url='https://gazette.example/feed'>The Norrin Gazette</source>\
<description>The bridge of Norrin opened on Friday…</description>\
<content:encoded><![CDATA[<p>The bridge of Norrin opened on Friday, the council said.</p><p>Read also: <a href='/x'>The tunnel</a></p>]]></content:encoded></item>\
<item><title>Tunnel of Sudrey shut</title><link>https://wire.example/tunnel</link>\
<description>&lt;p&gt;The tunnel of Sudrey was shut on Saturday &amp;amp; stays so.&lt;/p&gt;</description></item>\
</channel></rss>";

const SITEMAP: &str = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>\
<url><loc>https://gazette.example/a</loc><news:news><news:publication><news:name>The Norrin Gazette</news:name><news:language>en</news:language>\
</news:publication><news:publication_date>2024-05-03</news:publication_date><news:title>Bridge opens</news:title></news:news></url></urlset>";

fn archive() -> Vec<u8> {
    let body = "<html lang=en><head><title>Mayor of Norrin resigns</title></head><body><h1>Mayor of Norrin resigns</h1>\
        <p>The mayor of Norrin resigned on Sunday, a year after the bridge was opened by him and the council.</p></body></html>";
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{body}");
    let record = |kind: &str, block: &str| {
        let length = block.len();
        let record = format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example/mayor\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
        );
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(record.as_bytes()).expect("in memory");
        encoder.finish().expect("in memory")
    };
    let mut broken = record("response", &answer);
    broken.truncate(120);
    [record("warcinfo", "software: none"), broken, record("response", &answer)].concat()
}

/// A folder with one of everything.
fn mixed() -> Affair {
    let affair = Affair::new();
    affair.write(
        "mixed/bridge.txt",
        b"The bridge is open\n\nThe bridge of Norrin opened on 3 May 2024.\n",
    );
    affair.write("mixed/crawl.warc.gz", &archive());
    affair.write("mixed/empty.txt", b"");
    affair.write("mixed/feed.xml", FEED.as_bytes());
    affair.write("mixed/map.xml", SITEMAP.as_bytes());
    affair.write(
        "mixed/list.opml",
        b"<opml><body><outline text='Wire' xmlUrl='https://wire.example/feed'/></body></opml>",
    );
    affair.write("mixed/picture.png", b"\x89PNG\r\n\x1a\n");
    affair
}

#[test]
fn a_folder_of_everything_as_json_lines() {
    let ran = recoupe(&mixed(), &["read", "mixed"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(format!("{}--\n{}", ran.output, ran.errors));
}

#[test]
fn a_folder_of_everything_as_text() {
    insta::assert_snapshot!(recoupe(&mixed(), &["read", "--format", "text", "mixed"]).output);
}

#[test]
fn addresses_are_printed_where_they_are_asked_for() {
    let ran = recoupe(&mixed(), &["read", "--addresses", "mixed"]);
    insta::assert_snapshot!(ran.output);
}

#[test]
fn neither_threads_nor_the_order_of_paths_change_a_byte() {
    let affair = mixed();
    let one = recoupe(&affair, &["read", "--threads", "1", "mixed", "affair"]);
    let many = recoupe(&affair, &["read", "--threads", "7", "affair", "mixed"]);
    assert_eq!((one.output, one.errors), (many.output, many.errors));
}

#[test]
fn what_was_read_is_read_again_unchanged() {
    let affair = mixed();
    let first = recoupe(&affair, &["read", "mixed", "affair"]);
    let again = recoupe_reading(&affair, &["read", "-"], first.output.as_bytes());
    assert_eq!(again.errors, "");
    assert_eq!(first.output, again.output);
}

#[test]
fn check_says_the_same_of_what_was_read() {
    let affair = Affair::new();
    let lines = recoupe(&affair, &["read", "affair"]).output;
    let from_lines =
        recoupe_reading(&affair, &["check", "-", "--format", "json"], lines.as_bytes());
    assert_eq!(
        from_lines.output,
        recoupe(&affair, &["check", "affair", "--format", "json"]).output
    );
}

#[test]
fn an_archive_comes_by_pipe() {
    let ran = recoupe_reading(&Affair::new(), &["read", "-"], &archive());
    assert_eq!(ran.code, 0);
    assert!(ran.output.contains("\"source\":\"-#3\""), "{}", ran.output);
    assert!(ran.errors.contains("1 damaged and passed over"), "{}", ran.errors);
}

#[test]
fn nothing_readable_is_nothing_done() {
    let affair = Affair::new();
    affair.write("empty.txt", b"");
    let ran = recoupe(&affair, &["read", "empty.txt", "missing.txt"]);
    assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    assert!(
        ran.errors.contains("missing.txt") && ran.errors.contains("empty.txt: nothing to read")
    );
}

#[test]
fn a_broken_pipe_is_success() {
    let (code, errors) = recoupe_unread(&Affair::new(), &["read", "affair"]);
    assert_eq!((code, errors.as_str()), (0, ""));
}

#[test]
fn help() {
    insta::assert_snapshot!(recoupe(&Affair::new(), &["read", "--help"]).output);
}
