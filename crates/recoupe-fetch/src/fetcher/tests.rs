//! The guard inside the whole: a redirect from a public address to a private one, and a name that changes its
//! meaning. Here 127.0.0.1 counts as public and nothing else, so that no test dials an address outside.

use super::{Fetched, Fetcher};
use crate::client::Client;
use crate::error::{Fault, FetchError};
use crate::guard::{Guard, Names, SystemNames};
use crate::options::Options;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;
use url::Url;

/// A server on every address of loopback that always gives `answer`; it counts what it was asked.
fn server(answer: impl Fn(u16) -> String + Send + 'static) -> (u16, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("0.0.0.0:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            count.fetch_add(1, Ordering::SeqCst);
            let _ = stream.read(&mut [0; 4096]);
            let _ = stream.write_all(answer(port).as_bytes());
        }
    });
    (port, asked)
}

fn fetch(names: impl Names, retries: u32, url: &str) -> Result<Fetched, FetchError> {
    let options = Options {
        robots: false,
        delay: Duration::ZERO,
        backoff: Duration::ZERO,
        retries,
        ..Options::default()
    };
    let allowed = |ip| ip == IpAddr::V4(Ipv4Addr::LOCALHOST);
    let client = Client::guarded(&options, Guard { names: Arc::new(names), allowed });
    let fetcher = Fetcher::with_client(options, client).expect("a fetcher");
    fetcher.fetch(&[Url::parse(url).expect(url)]).pop().expect("a result")
}

#[test]
fn a_redirect_to_a_private_address_is_refused() {
    for to in [
        "127.0.0.2",
        "2130706434",
        "[::ffff:127.0.0.2]",
        "[::1]",
        "0",
        "10.0.0.1",
        "169.254.169.254",
    ] {
        let (port, asked) = server(move |port| {
            format!(
                "HTTP/1.1 302 Found\r\nLocation: http://{to}:{port}/\r\nContent-Length: 0\r\n\r\n"
            )
        });
        let error = fetch(SystemNames, 0, &format!("http://127.0.0.1:{port}/")).expect_err(to);
        assert!(matches!(error.fault, Fault::NotPublic(_)), "{error}");
        assert!(error.at.is_some(), "{error}");
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{to}");
    }
}

/// A name that means the addresses of a list, one after the other; the last stays.
#[derive(Debug)]
struct Changing(Mutex<Vec<IpAddr>>);

impl Names for Changing {
    fn addresses(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        let mut left = self.0.lock().expect("the list");
        let ip = if left.len() > 1 { left.remove(0) } else { left[0] };
        Ok(vec![(ip, port).into()])
    }
}

fn changing(list: &[&str]) -> Changing {
    Changing(Mutex::new(list.iter().map(|ip| ip.parse().expect("an address")).collect()))
}

#[test]
fn a_name_that_turns_private_between_a_redirect_and_the_next_request_is_refused() {
    let (port, asked) = server(|_| {
        "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            .to_owned()
    });
    let names = changing(&["127.0.0.1", "127.0.0.2"]);
    let error = fetch(names, 0, &format!("http://paper.example:{port}/")).expect_err("refused");
    assert_eq!(error.fault, Fault::NotPublic(Ipv4Addr::new(127, 0, 0, 2).into()));
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

#[test]
fn a_name_that_turns_private_between_two_tries_is_refused() {
    let (port, asked) = server(|_| {
        "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".to_owned()
    });
    let names = changing(&["127.0.0.1", "127.0.0.2"]);
    let error = fetch(names, 2, &format!("http://paper.example:{port}/")).expect_err("refused");
    assert!(matches!(error.fault, Fault::NotPublic(_)), "{error}");
    assert_eq!(asked.load(Ordering::SeqCst), 1);
}

/// A name with two addresses.
#[derive(Debug)]
struct Both;

impl Names for Both {
    fn addresses(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(vec![([127, 0, 0, 2], port).into(), ([127, 0, 0, 1], port).into()])
    }
}

#[test]
fn of_several_addresses_only_public_ones_are_dialled() {
    let listener = TcpListener::bind("127.0.0.2:0").expect("a port");
    let port = listener.local_addr().expect("an address").port();
    // Nobody listens on the public one: the private one must not be tried in its stead.
    let error =
        fetch(Both, 0, &format!("http://paper.example:{port}/")).expect_err("no connection");
    assert!(matches!(error.fault, Fault::Connection(_)), "{error}");
    listener.set_nonblocking(true).expect("set");
    assert!(listener.accept().is_err());
}

#[test]
fn a_lookup_that_breaks_down_fails_its_own_address_only() {
    #[derive(Debug)]
    struct Breaking;
    impl Names for Breaking {
        fn addresses(&self, _: &str, _: u16) -> io::Result<Vec<SocketAddr>> {
            std::panic::resume_unwind(Box::new("broken"))
        }
    }
    assert!(fetch(Breaking, 0, "http://paper.example/").is_err());
}
