//! Addresses among the paths, against a server on loopback.

mod common;

use common::{Affair, recoupe};
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::thread;

const REPORT: &str = include_str!("affair/harbour-gazette.txt");

/// What a page says in Bulgarian: "The bridge across the river was opened on Friday, said the mayor of the town."
const BULGARIAN: &str =
    "Мостът над реката беше открит в петък, каза кметът на града пред жителите.";
/// The same in Arabic.
const ARABIC: &str = "افتتح الجسر فوق النهر يوم الجمعة بحضور سكان المدينة، قال رئيس البلدية.";

/// Letters of the Cyrillic code page of Windows.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |letter: char| match letter {
        'А'..='я' => (letter as u32 - 'А' as u32) as u8 + 0xc0,
        letter => letter as u8,
    };
    text.chars().map(byte).collect()
}

/// Letters of the Arabic code page of Windows, as far as [`ARABIC`] has them.
fn windows_1256(text: &str) -> Vec<u8> {
    const LETTERS: [(char, u8); 24] = [
        ('،', 0xa1),
        ('ئ', 0xc6),
        ('ا', 0xc7),
        ('ب', 0xc8),
        ('ة', 0xc9),
        ('ت', 0xca),
        ('ج', 0xcc),
        ('ح', 0xcd),
        ('د', 0xcf),
        ('ر', 0xd1),
        ('س', 0xd3),
        ('ض', 0xd6),
        ('ع', 0xda),
        ('ف', 0xdd),
        ('ق', 0xde),
        ('ك', 0xdf),
        ('ل', 0xe1),
        ('م', 0xe3),
        ('ن', 0xe4),
        ('ه', 0xe5),
        ('و', 0xe6),
        ('ي', 0xed),
        ('ص', 0xd5),
        ('ش', 0xd4),
    ];
    let byte = |letter: char| {
        LETTERS.iter().find(|(known, _)| *known == letter).map_or(letter as u8, |known| known.1)
    };
    text.chars().map(byte).collect()
}

/// An answer: status, fields, body.
type Answer = (&'static str, String, Vec<u8>);

fn answer(path: &str) -> Answer {
    let ok = |fields: &str, body: Vec<u8>| ("200 OK", fields.to_owned(), body);
    match path {
        "/report" => ok("Content-Type: text/plain", REPORT.into()),
        "/1251" => {
            let page = format!("<html><body><h1>Мостът</h1><p>{BULGARIAN}</p></body></html>");
            ok("Content-Type: text/html; charset=windows-1251", windows_1251(&page))
        }
        // The page says of itself that it is of another charset.
        "/1256" => {
            let page = format!("<html><meta charset=iso-8859-1><body><p>{ARABIC}</p></body></html>");
            ok("Content-Type: text/html; charset=\"Windows-1256\"", windows_1256(&page))
        }
        "/short" => ("302 Found", "Location: /news/whole".to_owned(), Vec::new()),
        "/news/whole" => ok("Content-Type: text/html", format!("<html><body><p>{REPORT}</p></body></html>").into()),
        "/feed" => ("301 Moved Permanently", "Location: /news/feed.xml".to_owned(), Vec::new()),
        "/news/feed.xml" => ok(
            "Content-Type: application/rss+xml",
            "<rss version='2.0'><channel><title>Gull</title>\
             <item><title>One</title><link>bridge.html</link><description>The bridge of Norrin opened on Friday.</description></item>\
             <item><title>Two</title><link>/tunnel</link><description>The tunnel of Sudrey was shut.</description></item>\
             </channel></rss>"
                .into(),
        ),
        "/lines" => ok(
            "Content-Type: application/x-ndjson",
            "{\"source\":\"a\",\"text\":\"The bridge of Norrin opened on Friday.\"}\nno object\n".into(),
        ),
        "/crawl" => {
            let block = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>The bridge of Norrin opened on Friday, the council said.</p>";
            let record = format!(
                "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gull.example/a\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
                block.len()
            );
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(record.as_bytes()).expect("in memory");
            ok("Content-Type: application/gzip", encoder.finish().expect("in memory"))
        }
        _ => ("404 Not Found", String::new(), Vec::new()),
    }
}

/// A server that gives the answers above, and no robots.txt; what it was asked for is noted.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let notes = Arc::clone(&asked);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 4096];
                let read = stream.read(&mut request).unwrap_or_default();
                let line = String::from_utf8_lossy(&request[..read]).into_owned();
                let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
                let (status, fields, body) = answer(&path);
                notes.lock().expect("no panic").push(path);
                let fields = if fields.is_empty() { fields } else { fields + "\r\n" };
                let head = format!("HTTP/1.1 {status}\r\n{fields}Connection: close");
                let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n", body.len());
                let _ = stream.write_all(&body);
            }
        });
        Self { port, asked }
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// What was asked for, but for the rules of the site.
    fn asked(&self) -> Vec<String> {
        let mut asked = self.asked.lock().expect("no panic").clone();
        asked.retain(|path| path != "/robots.txt");
        asked
    }
}

/// The articles that `recoupe read` prints of `path`.
fn articles(server: &Server, path: &str) -> Vec<Value> {
    let ran = recoupe(&Affair::new(), &["read", "--allow-private", &server.at(path)]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    ran.output.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

#[test]
fn an_address_is_read_like_a_file() {
    let address = Server::start().at("/report");
    let ran = recoupe(
        &Affair::new(),
        &["check", "--allow-private", &address, "affair/lure-morning-post.txt"],
    );
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(ran.output.contains("2 reports"), "{}", ran.output);
}

#[test]
fn a_private_address_is_refused_and_the_others_are_read() {
    let address = Server::start().at("/report");
    for command in ["check", "read"] {
        let ran = recoupe(&Affair::new(), &[command, &address, "affair/lure-morning-post.txt"]);
        assert_eq!(ran.code, 1);
        assert!(ran.errors.contains("no public address"), "{}", ran.errors);
        assert!(ran.output.contains("lure-morning-post.txt"), "{}", ran.output);
    }
}

#[test]
fn a_page_that_is_not_there_is_told() {
    let address = Server::start().at("/other");
    for command in ["check", "read"] {
        let ran = recoupe(&Affair::new(), &[command, "--allow-private", &address]);
        assert!(ran.errors.contains("status 404"), "{}", ran.errors);
        assert_eq!((ran.code, ran.output.as_str()), (2, ""));
    }
}

#[test]
fn a_charset_that_stands_in_the_header_alone_is_heeded() {
    let server = Server::start();
    let article = &articles(&server, "/1251")[0];
    assert!(article["text"].as_str().is_some_and(|text| text.contains(BULGARIAN)), "{article}");
    let article = &articles(&server, "/1256")[0];
    assert!(article["text"].as_str().is_some_and(|text| text.contains(ARABIC)), "{article}");
    let checked = recoupe(
        &Affair::new(),
        &["check", "--allow-private", "--format", "json", &server.at("/1251")],
    );
    let record: Value = serde_json::from_str(&checked.output).expect("JSON");
    let text = record["articles"][0]["text"].as_str();
    assert!(text.is_some_and(|text| text.contains(BULGARIAN)), "{text:?}");
}

#[test]
fn the_address_behind_a_redirect_is_that_of_the_article() {
    let server = Server::start();
    let article = &articles(&server, "/short")[0];
    assert_eq!(article["source"], server.at("/short"));
    assert_eq!(article["url"], server.at("/news/whole"));
    let checked = recoupe(
        &Affair::new(),
        &["check", "--allow-private", "--format", "json", &server.at("/short")],
    );
    let record: Value = serde_json::from_str(&checked.output).expect("JSON");
    assert_eq!(record["articles"][0]["url"], server.at("/news/whole"));
}

#[test]
fn the_entries_of_a_feed_are_articles_and_none_is_fetched() {
    let server = Server::start();
    let articles = articles(&server, "/feed");
    let links: Vec<&Value> = articles.iter().map(|article| &article["url"]).collect();
    assert_eq!(links, [&server.at("/news/bridge.html"), &server.at("/tunnel")]);
    assert_eq!(server.asked(), ["/feed", "/news/feed.xml"]);
    let listed =
        recoupe(&Affair::new(), &["read", "--addresses", "--allow-private", &server.at("/feed")]);
    assert!(listed.output.contains(&server.at("/news/bridge.html")), "{}", listed.output);
}

#[test]
fn archives_and_lines_are_streamed_from_addresses_too() {
    let server = Server::start();
    let article = &articles(&server, "/crawl")[0];
    assert_eq!(article["source"], server.at("/crawl") + "#1");
    assert_eq!(article["url"], "https://gull.example/a");
    assert_eq!(articles(&server, "/lines")[0]["source"], "a");
}

#[test]
fn what_is_kept_in_a_folder_is_read_from_it() {
    let (server, affair) = (Server::start(), Affair::new());
    let run =
        || recoupe(&affair, &["read", "--allow-private", "--cache", "kept", &server.at("/report")]);
    let (first, second) = (run(), run());
    assert_eq!(first.code, 0, "{}", first.errors);
    assert_eq!(first.output, second.output);
    assert!(affair.path("kept").is_dir());
}

#[test]
fn addresses_and_files_come_in_one_order() {
    let (server, affair) = (Server::start(), Affair::new());
    let (report, feed) = (server.at("/report"), server.at("/feed"));
    let one = recoupe(&affair, &["read", "--allow-private", &report, "affair", &feed]);
    let two =
        recoupe(&affair, &["read", "--allow-private", "--threads", "1", &feed, &report, "affair"]);
    assert_eq!((one.output, one.errors), (two.output, two.errors));
}
