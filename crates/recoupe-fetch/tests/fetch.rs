//! Bodies, limits, redirects, retries and order, against servers on loopback.

mod common;

use common::{Server, fetcher, one, options, page, redirect, reply};
use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe_fetch::{Fault, Note, Options};
use std::io::{Read, Write};
use std::net::TcpListener;
use std::thread;
use std::time::{Duration, Instant};

#[test]
fn a_page_comes_as_it_is() {
    let server = Server::of(|_| Some(page("<p>é")));
    let fetched = one(&fetcher(options()), &server.url("/a?b#c")).expect("a page");
    assert_eq!(fetched.bytes, "<p>é".as_bytes());
    assert_eq!((fetched.status, fetched.from_cache), (200, false));
    assert_eq!(fetched.content_type.as_deref(), Some("text/html"));
    assert_eq!(fetched.charset.as_deref(), Some("utf-8"));
    assert_eq!(fetched.url_asked, server.url("/a?b#c"));
    assert_eq!(fetched.url_final, server.url("/a?b"));
    assert!(fetched.redirects.is_empty() && fetched.notes.is_empty());
}

#[test]
fn the_program_says_who_it_is() {
    let server = Server::of(|_| Some(page("")));
    one(&fetcher(options()), &server.url("/")).expect("a page");
    let seen = server.seen();
    assert!(seen[0].header("user-agent").expect("a header").starts_with("recoupe/"));
    assert_eq!(seen[0].header("accept-encoding"), Some("gzip"));
    assert_eq!(seen[0].header("cookie"), None);
}

#[test]
fn redirects_are_followed_and_named() {
    let server = Server::of(|path| {
        Some(match path {
            "/1" => redirect("/2"),
            "/2" => redirect("3?x#y"),
            _ => page("here"),
        })
    });
    let fetched = one(&fetcher(options()), &server.url("/1")).expect("a page");
    assert_eq!(fetched.url_final, server.url("/3?x"));
    assert_eq!(fetched.redirects, [server.url("/1"), server.url("/2")]);
}

#[test]
fn redirects_are_bounded() {
    let server = Server::of(|path| {
        let number: usize = path[1..].parse().ok()?;
        Some(if number == 0 { page("end") } else { redirect(&format!("/{}", number - 1)) })
    });
    let fetcher = fetcher(options());
    assert_eq!(one(&fetcher, &server.url("/5")).expect("a page").redirects.len(), 5);
    assert_eq!(one(&fetcher, &server.url("/6")).expect_err("too many").fault, Fault::Redirects(5));
    let server = Server::of(|_| Some(redirect("/")));
    assert_eq!(one(&fetcher, &server.url("/")).expect_err("a circle").fault, Fault::Redirects(5));
    let server = Server::of(|_| Some(reply("302 Found", "", "")));
    let error = one(&fetcher, &server.url("/")).expect_err("no target");
    assert!(matches!(error.fault, Fault::Target(_)), "{error}");
}

#[test]
fn a_long_body_is_cut_and_said_to_be() {
    let server = Server::of(|path| Some(page(&"x".repeat(path[1..].parse().ok()?))));
    let fetcher = fetcher(Options { size_limit: 1000, ..options() });
    let whole = one(&fetcher, &server.url("/1000")).expect("a page");
    assert_eq!((whole.bytes.len(), whole.notes.as_slice()), (1000, &[][..]));
    let cut = one(&fetcher, &server.url("/1001")).expect("a page");
    assert_eq!((cut.bytes.len(), cut.notes.as_slice()), (1000, &[Note::Cut(1000)][..]));
}

#[test]
fn an_endless_body_is_cut() {
    let server = Server::raw(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")?;
        loop {
            stream.write_all(&[b'x'; 4096])?;
        }
    });
    let fetched = one(&fetcher(Options { size_limit: 100_000, ..options() }), &server.url("/"));
    assert_eq!(fetched.expect("a page").notes, [Note::Cut(100_000)]);
}

/// 64 MiB of one letter, packed.
fn bomb() -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    for _ in 0..64 {
        encoder.write_all(&vec![b'x'; 1 << 20]).expect("packed");
    }
    encoder.finish().expect("packed")
}

#[test]
fn the_size_limit_counts_what_is_unpacked() {
    let bomb = bomb();
    let server = Server::raw(move |_, _, stream| {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n";
        write!(stream, "{head}Content-Length: {}\r\n\r\n", bomb.len())?;
        stream.write_all(&bomb)
    });
    let fetched = one(&fetcher(Options { size_limit: 1 << 20, ..options() }), &server.url("/"));
    let fetched = fetched.expect("a page");
    assert_eq!((fetched.bytes.len(), fetched.notes), (1 << 20, vec![Note::Cut(1 << 20)]));
    assert!(fetched.bytes.iter().all(|&byte| byte == b'x'));
}

#[test]
fn a_damaged_encoding_is_told() {
    let headers = "Content-Type: text/html\r\nContent-Encoding: gzip\r\n";
    let server = Server::of(move |_| Some(reply("200 OK", headers, "this is not packed")));
    let error = one(&fetcher(options()), &server.url("/")).expect_err("damaged");
    assert!(matches!(error.fault, Fault::Damaged(_)), "{error}");
}

#[test]
fn an_encoding_that_was_not_asked_for_is_told() {
    let headers = "Content-Type: text/html\r\nContent-Encoding: br\r\n";
    let server = Server::of(move |_| Some(reply("200 OK", headers, "packed")));
    let error = one(&fetcher(options()), &server.url("/")).expect_err("packed");
    assert!(matches!(error.fault, Fault::Damaged(_)), "{error}");
}

#[test]
fn an_open_connection_is_not_taken_for_an_encrypted_one() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    thread::spawn(move || {
        let (mut stream, _) = listener.accept().expect("a client");
        stream.read(&mut [0; 4096]).and_then(|_| stream.write_all(page("").as_bytes()))
    });
    let url = recoupe_fetch::address(&format!("https://127.0.0.1:{port}/")).expect("an address");
    let error = one(&fetcher(options()), &url).expect_err("open");
    assert!(matches!(error.fault, Fault::Secure(_)), "{error}");
}

#[test]
fn a_body_that_ends_early_is_told() {
    let server = Server::of(|_| {
        Some("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\nx".to_owned())
    });
    let error = one(&fetcher(options()), &server.url("/")).expect_err("short");
    assert!(matches!(error.fault, Fault::Connection(_)), "{error}");
}

#[test]
fn what_is_no_answer_is_told() {
    for answer in
        ["", "nonsense\r\n\r\n", "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", "\0\0\0\0"]
    {
        let server = Server::of(move |_| Some(answer.to_owned()));
        let error = one(&fetcher(options()), &server.url("/")).expect_err(answer);
        assert!(matches!(error.fault, Fault::Damaged(_) | Fault::Connection(_)), "{error}");
    }
    let server = Server::raw(|_, _, stream| {
        stream.write_all(b"HTTP/1.1 200 OK\r\n")?;
        loop {
            stream.write_all(b"A: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\r\n")?;
        }
    });
    assert!(one(&fetcher(options()), &server.url("/")).is_err());
}

#[test]
fn an_answer_that_drips_is_given_up() {
    let drips = |head: &'static [u8]| {
        Server::raw(move |_, _, stream| {
            stream.write_all(head)?;
            loop {
                stream.write_all(b"x")?;
                thread::sleep(Duration::from_millis(20));
            }
        })
    };
    let limit = Duration::from_millis(300);
    let fetcher = fetcher(Options { time_limit: limit, ..options() });
    for head in
        [&b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"[..], b"HTTP/1.1 200 OK\r\nA: "]
    {
        let start = Instant::now();
        let error = one(&fetcher, &drips(head).url("/")).expect_err("slow");
        assert_eq!(error.fault, Fault::Time(limit));
        assert!(start.elapsed() < 4 * limit, "{:?}", start.elapsed());
    }
}

#[test]
fn nobody_there_is_told() {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    drop(listener);
    let url = recoupe_fetch::address(&format!("http://127.0.0.1:{port}/")).expect("an address");
    let error = one(&fetcher(options()), &url).expect_err("nobody");
    assert!(matches!(error.fault, Fault::Connection(_)), "{error}");
}

#[test]
fn pictures_and_films_are_not_loaded() {
    let server =
        Server::of(|path| Some(reply("200 OK", &format!("Content-Type: {}\r\n", &path[1..]), "x")));
    for (kind, taken) in [("video/mp4", false), ("image/png", false), ("text/plain", true)] {
        let fetched = one(&fetcher(options()), &server.url(&format!("/{kind}")));
        assert_eq!(fetched.is_ok(), taken, "{kind}");
    }
    let server = Server::of(|_| Some(reply("200 OK", "", "x")));
    assert!(one(&fetcher(options()), &server.url("/")).is_ok());
}

#[test]
fn a_status_is_told_and_only_passing_ones_are_asked_again() {
    for (status, asked) in [(404, 1), (403, 1), (501, 1), (503, 3), (429, 3), (500, 3)] {
        let server = Server::of(move |_| Some(reply(&format!("{status} X"), "", "")));
        let error = one(&fetcher(Options { retries: 2, ..options() }), &server.url("/"));
        assert_eq!(error.expect_err("a status").fault, Fault::Status(status));
        assert_eq!(server.seen().len(), asked, "{status}");
    }
}

#[test]
fn a_connection_that_breaks_is_tried_again() {
    let server = Server::raw(|_, before, stream| match before {
        0 => Ok(()),
        _ => stream.write_all(page("there").as_bytes()),
    });
    let fetched = one(&fetcher(Options { retries: 1, ..options() }), &server.url("/"));
    assert_eq!(fetched.expect("a page").bytes, b"there");
}

#[test]
fn retry_after_is_waited_for() {
    let server = Server::raw(|_, before, stream| {
        let busy = || reply("503 Busy", "Retry-After: 1\r\n", "");
        stream.write_all(if before == 0 { busy() } else { page("there") }.as_bytes())
    });
    let fetched = one(&fetcher(Options { retries: 1, ..options() }), &server.url("/"));
    assert_eq!(fetched.expect("a page").bytes, b"there");
    let seen = server.seen();
    assert!(seen[1].at - seen[0].at >= Duration::from_millis(950));
}

#[test]
fn a_retry_after_that_is_too_long_closes_the_host() {
    let server = Server::of(|_| Some(reply("429 Slow", "Retry-After: 7200\r\n", "")));
    let fetcher = fetcher(Options { retries: 2, ..options() });
    let results = fetcher.fetch(&[server.url("/1"), server.url("/2"), server.url("/3")]);
    for result in results {
        assert!(matches!(result, Err(error) if matches!(error.fault, Fault::Wait(_))));
    }
    assert_eq!(server.seen().len(), 1);
}

#[test]
fn results_are_in_the_order_of_the_addresses() {
    let server = Server::raw(|seen, _, stream| {
        let number: u64 = seen.path[1..].parse().unwrap_or_default();
        thread::sleep(Duration::from_millis(60 - 5 * number));
        stream.write_all(page(&number.to_string()).as_bytes())
    });
    let urls: Vec<_> = (0..12)
        .map(|number| server.at(&format!("127.0.0.{}", number % 5 + 1), &format!("/{number}")))
        .collect();
    for threads in [1, 4] {
        let results = fetcher(Options { threads, ..options() }).fetch(&urls);
        let bodies: Vec<_> =
            results.into_iter().map(|result| result.expect("a page").bytes).collect();
        let expected: Vec<_> = (0..12).map(|number| number.to_string().into_bytes()).collect();
        assert_eq!(bodies, expected);
    }
}

#[test]
fn hosts_are_asked_at_once_and_one_host_at_its_pace() {
    let delay = Duration::from_millis(150);
    let server = Server::of(|_| Some(page("")));
    let urls: Vec<_> = (0..3)
        .flat_map(|path| (1..5).map(move |host| (host, path)))
        .map(|(host, path)| server.at(&format!("127.0.0.{host}"), &format!("/{host}/{path}")))
        .collect();
    let start = Instant::now();
    let results = fetcher(Options { delay, threads: 4, ..options() }).fetch(&urls);
    assert!(results.iter().all(Result::is_ok));
    // Twelve requests with a pause after each would take 1.65 s in one line; four lines of three take 0.3 s.
    assert!(start.elapsed() < 6 * delay, "{:?}", start.elapsed());
    for host in 1..5 {
        let seen = server.seen();
        let host = format!("/{host}/");
        let times: Vec<_> =
            seen.iter().filter(|seen| seen.path.starts_with(&host)).map(|seen| seen.at).collect();
        assert!(times.windows(2).all(|pair| pair[1] - pair[0] >= delay * 9 / 10), "{times:?}");
    }
}

#[test]
fn a_fetcher_that_cannot_say_who_it_is_is_refused() {
    for user_agent in ["", "1", "a\r\nb: c", "ü"] {
        let options = Options { user_agent: user_agent.to_owned(), ..options() };
        assert!(recoupe_fetch::Fetcher::new(options).is_err(), "{user_agent:?}");
    }
}

#[test]
fn nothing_is_fetched_for_nothing() {
    assert!(fetcher(options()).fetch(&[]).is_empty());
}
