//! What RFC 9309 says of fetching the file; what it says of its content is tested beside the parser.

mod common;

use common::{Loopback, Server, fetcher, one, options, page, redirect, reply};
use recoupe_fetch::{Fault, Fetcher, Options};
use std::sync::Arc;
use std::time::Duration;

fn heeding() -> Options {
    Options { robots: true, ..options() }
}

fn text(body: &str) -> String {
    reply("200 OK", "Content-Type: text/plain\r\n", body)
}

/// A server with the given answer for its robots.txt, and pages everywhere else.
fn site(robots: impl Fn() -> String + Send + Sync + 'static) -> Server {
    Server::of(move |path| Some(if path == "/robots.txt" { robots() } else { page("body") }))
}

#[test]
fn section_2_3_the_file_is_read_first_and_once_for_a_site() {
    let server = site(|| text("User-agent: *\nDisallow: /no"));
    let fetcher = fetcher(heeding());
    let results = fetcher.fetch(&[server.url("/yes"), server.url("/no"), server.url("/also")]);
    assert!(results[0].is_ok() && results[2].is_ok());
    assert_eq!(results[1].as_ref().expect_err("forbidden").fault, Fault::Robots);
    assert_eq!(server.paths(), ["/robots.txt", "/yes", "/also"]);
}

#[test]
fn section_2_3_the_file_itself_may_be_asked_for() {
    let server = site(|| text("User-agent: *\nDisallow: /"));
    assert!(one(&fetcher(heeding()), &server.url("/robots.txt")).is_ok());
}

#[test]
fn section_2_2_1_the_product_is_that_of_the_user_agent() {
    let server = site(|| text("User-agent: deskbot\nDisallow: /"));
    let named = Options { user_agent: "DeskBot/3 (+https://desk.example)".to_owned(), ..heeding() };
    assert!(one(&fetcher(named), &server.url("/")).is_err());
    assert!(one(&fetcher(heeding()), &server.url("/")).is_ok());
}

#[test]
fn section_2_3_1_2_five_redirects_are_followed_and_more_are_a_missing_file() {
    for (first, allowed) in [(5, false), (6, true)] {
        let server = Server::of(move |path| {
            Some(match path.strip_prefix("/r") {
                _ if path == "/robots.txt" => redirect(&format!("/r{first}")),
                Some("1") => text("User-agent: *\nDisallow: /"),
                Some(number) => redirect(&format!("/r{}", number.parse::<u32>().ok()? - 1)),
                None => page("body"),
            })
        });
        assert_eq!(one(&fetcher(heeding()), &server.url("/")).is_ok(), allowed, "{first}");
    }
}

#[test]
fn section_2_3_1_2_rules_behind_a_redirect_are_those_of_the_first_site() {
    let other = site(|| text("User-agent: *\nDisallow: /no"));
    let to = other.at("127.0.0.2", "/robots.txt").to_string();
    let server = site(move || redirect(&to));
    let fetcher = fetcher(heeding());
    assert_eq!(one(&fetcher, &server.url("/no")).expect_err("forbidden").fault, Fault::Robots);
    assert!(one(&fetcher, &server.url("/yes")).is_ok());
}

#[test]
fn section_2_3_1_3_a_missing_file_allows_everything() {
    for status in ["404 Not Found", "401 Unauthorized", "403 Forbidden", "410 Gone"] {
        let server = site(move || reply(status, "", "User-agent: *\nDisallow: /"));
        assert!(one(&fetcher(heeding()), &server.url("/")).is_ok(), "{status}");
    }
}

#[test]
fn section_2_3_1_4_a_file_that_cannot_be_had_forbids_everything() {
    for status in ["500 Error", "503 Busy", "429 Slow"] {
        let server = site(move || reply(status, "", ""));
        let error = one(&fetcher(heeding()), &server.url("/")).expect_err(status);
        assert!(matches!(error.fault, Fault::RobotsUnreachable(_)), "{error}");
        assert_eq!(server.paths(), ["/robots.txt"]);
    }
}

#[test]
fn section_2_3_1_4_a_broken_connection_forbids_everything() {
    let server = site(String::new);
    assert!(one(&fetcher(heeding()), &server.url("/")).is_err());
    assert_eq!(server.paths(), ["/robots.txt"]);
}

#[test]
fn section_2_3_1_5_a_file_of_another_kind_is_read_for_what_it_has() {
    let server = site(|| page("<html>\nUser-agent: *\nDisallow: /no\n</html>"));
    assert!(one(&fetcher(heeding()), &server.url("/no")).is_err());
    assert!(one(&fetcher(heeding()), &server.url("/yes")).is_ok());
}

#[test]
fn section_2_5_a_long_file_is_read_as_far_as_the_limit() {
    let filler = "# filler\n".repeat(100_000);
    let server =
        site(move || text(&format!("User-agent: *\nDisallow: /no\n{filler}Disallow: /late\n")));
    assert!(one(&fetcher(heeding()), &server.url("/no")).is_err());
    assert!(one(&fetcher(heeding()), &server.url("/late")).is_ok());
}

#[test]
fn section_2_5_a_rule_that_the_limit_cuts_is_none() {
    let (head, rule) = ("User-agent: *\n", "\nDisallow: /abcdef\n");
    // The limit falls behind `/ab`.
    let filler = "#".repeat(500 * 1024 - head.len() - "\nDisallow: /ab".len());
    let server = site(move || text(&format!("{head}{filler}{rule}")));
    assert!(one(&fetcher(heeding()), &server.url("/abx")).is_ok());
}

#[test]
fn each_step_of_a_redirect_is_held_against_the_rules_of_its_site() {
    let other = site(|| text("User-agent: *\nDisallow: /no"));
    let to = other.at("127.0.0.2", "/no").to_string();
    let server = Server::of(move |path| (path == "/").then(|| redirect(&to)));
    let error = one(&fetcher(heeding()), &server.url("/")).expect_err("forbidden");
    assert_eq!((error.fault, error.at), (Fault::Robots, Some(other.at("127.0.0.2", "/no").into())));
    assert_eq!(other.paths(), ["/robots.txt"]);
}

#[test]
fn sites_have_rules_of_their_own() {
    let server = Server::raw(|seen, _, stream| {
        use std::io::Write;
        let closed = seen.header("host").is_some_and(|host| host.starts_with("closed"));
        let rules = if closed { "User-agent: *\nDisallow: /" } else { "" };
        let answer = if seen.path == "/robots.txt" { text(rules) } else { page("body") };
        stream.write_all(answer.as_bytes())
    });
    let fetcher = Fetcher::with_names(heeding(), Arc::new(Loopback)).expect("a fetcher");
    let results =
        fetcher.fetch(&[server.at("closed.example", "/"), server.at("open.example", "/")]);
    assert!(results[0].is_err() && results[1].is_ok());
}

#[test]
fn crawl_delay_slows_the_host_down() {
    let server = site(|| text("User-agent: *\nCrawl-delay: 0.2"));
    let fetcher = fetcher(heeding());
    assert!(fetcher.fetch(&[server.url("/1"), server.url("/2")]).iter().all(Result::is_ok));
    let times: Vec<_> = server.seen().iter().map(|seen| seen.at).collect();
    assert!(
        times.windows(2).all(|pair| pair[1] - pair[0] >= Duration::from_millis(180)),
        "{times:?}"
    );
}

#[test]
fn who_does_not_heed_does_not_ask() {
    let server = site(|| text("User-agent: *\nDisallow: /"));
    assert!(one(&fetcher(options()), &server.url("/")).is_ok());
    assert_eq!(server.paths(), ["/"]);
}
