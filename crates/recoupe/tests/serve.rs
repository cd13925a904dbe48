//! `recoupe serve` from outside: it tells where it is, answers, and ends when it is told to.

mod common;

use common::{Affair, recoupe};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// A process that does not outlive its test.
struct Serving(Child);

impl Drop for Serving {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
recoupe_trial::on_each_engine!(it_answers_and_ends_cleanly_on_sigterm);

#[cfg(unix)]
fn it_answers_and_ends_cleanly_on_sigterm(affair: &Affair) {
    assert_eq!(recoupe(affair, &["add", "affair"]).code, 0);
    let child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
        .args(["serve", "--port", "0", "--archive"])
        .arg(affair.place())
        .env_remove("RECOUPE_TOKEN")
        .stderr(Stdio::piped())
        .spawn();
    let mut serving = Serving(child.expect("the command starts"));
    let mut told = String::new();
    let mut errors = BufReader::new(serving.0.stderr.take().expect("messages"));
    errors.read_line(&mut told).expect("a line");
    let (_, rest) = told.split_once("http://").expect("an address");
    let (address, _) = rest.split_once('/').expect("its end");

    let ask = |line: &str, body: &str| -> String {
        let mut stream = TcpStream::connect(address).expect("a connection");
        let head = "connection: close\r\ncontent-type: application/x-www-form-urlencoded";
        let long = body.len();
        write!(
            stream,
            "{line} HTTP/1.1\r\nhost: {address}\r\n{head}\r\ncontent-length: {long}\r\n\r\n{body}"
        )
        .expect("sent");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("an answer");
        answer
    };
    // More at once than there are connections to the archive.
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                let answer = ask("GET /stories", "");
                assert!(answer.starts_with("HTTP/1.1 200 "), "{answer}");
                assert!(answer.contains("href=\"/stories/1\""), "{answer}");
            });
        }
    });
    let answer = ask("POST /stories/1/rename", "name=Halcyon");
    assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
    assert!(ask("GET /search?q=ferries", "").contains("Halcyon"));

    let sent = Command::new("kill").arg(serving.0.id().to_string()).status();
    assert!(sent.expect("a signal").success());
    assert_eq!(serving.0.wait().expect("an end").code(), Some(0));
}

#[test]
fn it_is_told_why_it_does_not_start() {
    let affair = Affair::new();
    let ran = recoupe(&affair, &["serve", "--archive", "none.sqlite", "--port", "0"]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("no archive"), "{}", ran.errors);
    let ran = recoupe(&affair, &["serve", "--listen", "0.0.0.0", "--port", "0"]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("a token is needed"), "{}", ran.errors);
    affair.write("token", b"short\n");
    let ran = recoupe(&affair, &["serve", "--listen", "0.0.0.0", "--token-file", "token"]);
    assert_eq!(ran.code, 2);
    assert!(ran.errors.contains("too short"), "{}", ran.errors);
}
