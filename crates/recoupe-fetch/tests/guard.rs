//! The guard's matrix: what is never dialled, by whatever road it comes.

mod common;

use common::{Server, fetcher, one, options, page, redirect};
use recoupe_fetch::{Fault, Fetcher, Names, Options, address};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// Options with the guard on and everything else out of the way.
fn guarded() -> Options {
    Options { allow_private: false, ..options() }
}

fn refused(fault: &Fault) -> bool {
    matches!(fault, Fault::NotPublic(_))
}

#[test]
fn loopback_is_refused_in_every_form() {
    let server = Server::of(|_| Some(page("secret")));
    let port = server.port;
    let fetcher = fetcher(guarded());
    for host in [
        "127.0.0.1",
        "127.1",
        "127.0.0.2",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "017700000001",
        "0177.0.0.1",
        "0",
        "0.0.0.0",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[0:0:0:0:0:ffff:127.0.0.1]",
        "[::127.0.0.1]",
        "[64:ff9b::127.0.0.1]",
        "[2002:7f00:1::]",
        "localhost",
        "localhost.",
        "LOCALHOST",
        "①②⑦.⓪.⓪.①",
        "127.0.0.1.",
    ] {
        let url = address(&format!("http://{host}:{port}/")).expect(host);
        let error = one(&fetcher, &url).expect_err(host);
        // Not every system knows a name with its last dot; that is no way in either.
        let unknown = host == "localhost." && matches!(error.fault, Fault::NoHost(_));
        assert!(refused(&error.fault) || unknown, "{host}: {error}");
    }
    assert!(server.seen().is_empty(), "{:?}", server.paths());
}

#[test]
fn every_range_that_is_not_public_is_refused() {
    let fetcher = fetcher(guarded());
    for host in [
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.0.0.1",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.254",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "[100::1]",
        "[fc00::1]",
        "[fd00:ec2::254]",
        "[fe80::1]",
        "[fec0::1]",
        "[ff02::1]",
        "[2001:db8::1]",
        "[3fff::1]",
        "[2001::1]",
        "[2002:a00:1::1]",
        "[64:ff9b::10.0.0.1]",
        "[64:ff9b:1::1]",
        "[::ffff:10.0.0.1]",
        "[::ffff:169.254.169.254]",
        "[::10.0.0.1]",
    ] {
        for scheme in ["http", "https"] {
            let url = address(&format!("{scheme}://{host}/")).expect(host);
            let error = one(&fetcher, &url).expect_err(host);
            assert!(refused(&error.fault), "{url}: {error}");
        }
    }
}

#[test]
fn private_addresses_are_read_where_they_are_allowed() {
    let server = Server::of(|_| Some(page("mine")));
    assert_eq!(one(&fetcher(options()), &server.url("/")).expect("a page").bytes, b"mine");
    assert_eq!(
        one(&fetcher(options()), &server.at("localhost", "/")).expect("a page").bytes,
        b"mine"
    );
}

#[test]
fn robots_does_not_open_a_way_in() {
    let server = Server::of(|_| Some(page("")));
    let fetcher = fetcher(Options { robots: true, ..guarded() });
    let error = one(&fetcher, &server.url("/")).expect_err("refused");
    assert!(refused(&error.fault), "{error}");
    assert!(server.seen().is_empty());
}

/// A name with the addresses of a list.
#[derive(Debug)]
struct Fixed(Vec<IpAddr>);

impl Names for Fixed {
    fn addresses(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(self.0.iter().map(|&ip| (ip, port).into()).collect())
    }
}

#[test]
fn a_public_name_with_a_private_address_is_refused() {
    for ip in ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254"] {
        let ip: IpAddr = ip.parse().expect(ip);
        let fetcher = Fetcher::with_names(guarded(), Arc::new(Fixed(vec![ip]))).expect("a fetcher");
        let error = one(&fetcher, &address("http://paper.example/").expect("an address"))
            .expect_err("refused");
        assert_eq!(error.fault, Fault::NotPublic(ip.to_canonical()));
    }
}

#[test]
fn a_name_without_an_address_is_told() {
    let fetcher = Fetcher::with_names(guarded(), Arc::new(Fixed(Vec::new()))).expect("a fetcher");
    let error =
        one(&fetcher, &address("http://paper.example/").expect("an address")).expect_err("none");
    assert!(matches!(error.fault, Fault::NoHost(_)), "{error}");
}

#[test]
fn redirects_to_other_schemes_and_with_passwords_are_refused() {
    let server = Server::of(|path| {
        Some(match path {
            "/file" => redirect("file:///etc/passwd"),
            "/gopher" => redirect("gopher://127.0.0.1/"),
            "/data" => redirect("data:text/html,x"),
            "/user" => redirect("http://user:geheim@127.0.0.1/"),
            "/none" => redirect("http://"),
            _ => page(""),
        })
    });
    for path in ["/file", "/gopher", "/data", "/user", "/none"] {
        let error = one(&fetcher(options()), &server.url(path)).expect_err(path);
        assert!(matches!(error.fault, Fault::Target(_)), "{error}");
        assert!(!error.to_string().contains("geheim"), "{error}");
    }
}
