//! What has not changed is not sent again, and nothing stale is used.

mod common;

use common::{Server, fetcher, one, options, page, reply};
use recoupe_fetch::{Fetcher, Options};
use std::fs;
use std::io::Write;
use std::path::Path;

/// A server that gives `body` with a mark, and says so where the mark is sent back.
fn marked(header: &'static str, asked_by: &'static str, mark: &'static str) -> Server {
    Server::raw(move |seen, _, stream| {
        let answer = if seen.header(asked_by) == Some(mark) {
            "HTTP/1.1 304 Not Modified\r\nConnection: close\r\n\r\n".to_owned()
        } else {
            let headers = format!("Content-Type: text/html; charset=utf-8\r\n{header}: {mark}\r\n");
            reply("200 OK", &headers, "body")
        };
        stream.write_all(answer.as_bytes())
    })
}

fn cached(folder: &Path) -> Fetcher {
    fetcher(Options { cache: Some(folder.to_owned()), ..options() })
}

#[test]
fn what_has_not_changed_comes_from_the_cache() {
    for (header, asked_by, mark) in [
        ("ETag", "if-none-match", "\"abc\""),
        ("ETag", "if-none-match", "w/\"abc\""),
        ("Last-Modified", "if-modified-since", "sun, 06 nov 1994 08:49:37 gmt"),
    ] {
        let server = marked(header, asked_by, mark);
        let folder = tempfile::tempdir().expect("a folder");
        let first = one(&cached(folder.path()), &server.url("/a")).expect("a page");
        let again = one(&cached(folder.path()), &server.url("/a#b")).expect("a page");
        assert_eq!((first.from_cache, again.from_cache), (false, true));
        assert_eq!((first.status, again.status), (200, 200));
        assert_eq!(
            (again.bytes, again.content_type, again.charset),
            (first.bytes, first.content_type, first.charset)
        );
        assert_eq!(server.seen().len(), 2);
    }
}

#[test]
fn a_damaged_entry_is_fetched_again() {
    let server = marked("ETag", "if-none-match", "\"abc\"");
    let folder = tempfile::tempdir().expect("a folder");
    for ending in ["body", "json"] {
        one(&cached(folder.path()), &server.url("/")).expect("a page");
        for file in fs::read_dir(folder.path()).expect("a list").flatten() {
            if file.path().extension().is_some_and(|found| found == ending) {
                fs::write(file.path(), "damage").expect("written");
            }
        }
        let again = one(&cached(folder.path()), &server.url("/")).expect("a page");
        assert_eq!((again.from_cache, again.bytes.as_slice()), (false, b"body".as_slice()));
        assert!(one(&cached(folder.path()), &server.url("/")).expect("a page").from_cache);
    }
}

#[test]
fn a_change_is_seen() {
    let server = Server::raw(|_, before, stream| {
        let answer = reply(
            "200 OK",
            &format!("Content-Type: text/html\r\nETag: \"{before}\"\r\n"),
            &before.to_string(),
        );
        stream.write_all(answer.as_bytes())
    });
    let folder = tempfile::tempdir().expect("a folder");
    for number in ["0", "1", "2"] {
        let fetched = one(&cached(folder.path()), &server.url("/")).expect("a page");
        assert_eq!((fetched.from_cache, fetched.bytes.as_slice()), (false, number.as_bytes()));
    }
    assert_eq!(server.seen()[2].header("if-none-match"), Some("\"1\""));
}

#[test]
fn some_answers_are_not_kept() {
    let answers = [
        page("no mark"),
        reply(
            "200 OK",
            "Content-Type: text/html\r\nETag: \"a\"\r\nCache-Control: private, No-Store\r\n",
            "x",
        ),
        reply("200 OK", "Content-Type: text/html\r\nETag: \"a\"\r\n", &"long".repeat(1000)),
        reply("203 Changed", "Content-Type: text/html\r\nETag: \"a\"\r\n", "x"),
    ];
    for answer in answers {
        let server = Server::of(move |_| Some(answer.clone()));
        let folder = tempfile::tempdir().expect("a folder");
        let options =
            Options { cache: Some(folder.path().to_owned()), size_limit: 1000, ..options() };
        one(&fetcher(options), &server.url("/")).expect("a page");
        assert_eq!(fs::read_dir(folder.path()).expect("a list").count(), 0);
    }
}

#[test]
fn not_modified_without_having_been_asked_is_a_fault() {
    let server = Server::of(|_| Some("HTTP/1.1 304 Not Modified\r\n\r\n".to_owned()));
    assert!(one(&fetcher(options()), &server.url("/")).is_err());
}

#[test]
fn a_folder_that_cannot_be_used_is_told() {
    let file = tempfile::NamedTempFile::new().expect("a file");
    let error = Fetcher::new(Options { cache: Some(file.path().to_owned()), ..options() });
    assert!(error.expect_err("no folder").to_string().contains("cache"));
}
