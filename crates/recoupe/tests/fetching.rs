//! Addresses among the paths, against a server on loopback.

mod common;

use common::{Affair, recoupe};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;

const REPORT: &str = include_str!("affair/harbour-gazette.txt");

/// A server that gives one report, and no robots.txt; it tells its port.
fn server() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let mut request = [0; 4096];
            let read = stream.read(&mut request).unwrap_or_default();
            let asked = request[..read].starts_with(b"GET /report ");
            let (status, body) = if asked { ("200 OK", REPORT) } else { ("404 Not Found", "") };
            let head =
                format!("HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nConnection: close");
            let _ = write!(stream, "{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len());
        }
    });
    port
}

#[test]
fn an_address_is_read_like_a_file() {
    let address = format!("http://127.0.0.1:{}/report", server());
    let ran = recoupe(
        &Affair::new(),
        &["check", "--allow-private", &address, "affair/lure-morning-post.txt"],
    );
    assert_eq!(ran.code, 0, "{}", ran.errors);
    assert!(ran.output.contains("2 reports"), "{}", ran.output);
}

#[test]
fn a_private_address_is_refused_and_the_others_are_read() {
    let address = format!("http://127.0.0.1:{}/report", server());
    let ran = recoupe(&Affair::new(), &["check", &address, "affair/lure-morning-post.txt"]);
    assert_ne!(ran.code, 0);
    assert!(ran.errors.contains("no public address"), "{}", ran.errors);
    assert!(ran.output.contains("1 report"), "{}", ran.output);
}

#[test]
fn a_page_that_is_not_there_is_told() {
    let address = format!("http://127.0.0.1:{}/other", server());
    let ran = recoupe(&Affair::new(), &["check", "--allow-private", &address]);
    assert!(ran.errors.contains("status 404"), "{}", ran.errors);
}
