//! A server on loopback for tests: it answers by a function of the path, and remembers what it was asked.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its own part")]

use recoupe_fetch::{FetchError, Fetched, Fetcher, Names, Options, Url, address};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

/// A request as the server saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub path: String,
    /// Header lines in lower case.
    pub headers: Vec<String>,
    pub at: Instant,
}

impl Seen {
    pub fn header(&self, name: &str) -> Option<&str> {
        let value = |line| str::strip_prefix(line, name)?.strip_prefix(": ");
        self.headers.iter().find_map(|line| value(line))
    }
}

#[derive(Debug, Clone)]
pub struct Server {
    pub port: u16,
    seen: Arc<Mutex<Vec<Seen>>>,
}

/// How a server answers: by the request and how many it saw before.
pub type Answer = dyn Fn(&Seen, usize, &mut TcpStream) -> io::Result<()> + Send + Sync;

impl Server {
    /// A server that writes what `answer` gives for a path; 404 where it gives nothing.
    pub fn of(answer: impl Fn(&str) -> Option<String> + Send + Sync + 'static) -> Self {
        Self::raw(move |seen, _, stream| {
            let missing = || reply("404 Not Found", "", "");
            stream.write_all(answer(&seen.path).unwrap_or_else(missing).as_bytes())
        })
    }

    pub fn raw(
        answer: impl Fn(&Seen, usize, &mut TcpStream) -> io::Result<()> + Send + Sync + 'static,
    ) -> Self {
        // All of 127.0.0.0/8, so that one server can stand for several hosts.
        let listener = TcpListener::bind("0.0.0.0:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let seen = Arc::new(Mutex::new(Vec::new()));
        let server = Self { port, seen: Arc::clone(&seen) };
        let answer: Arc<Answer> = Arc::new(answer);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, answer) = (Arc::clone(&seen), Arc::clone(&answer));
                thread::spawn(move || serve(stream, &seen, &*answer));
            }
        });
        server
    }

    pub fn url(&self, path: &str) -> Url {
        self.at("127.0.0.1", path)
    }

    pub fn at(&self, host: &str, path: &str) -> Url {
        address(&format!("http://{host}:{}{path}", self.port)).expect(path)
    }

    pub fn seen(&self) -> Vec<Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub fn paths(&self) -> Vec<String> {
        self.seen().into_iter().map(|seen| seen.path).collect()
    }
}

fn serve(mut stream: TcpStream, seen: &Mutex<Vec<Seen>>, answer: &Answer) -> Option<()> {
    let at = Instant::now();
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines();
    let path = lines.next()?.ok()?.split(' ').nth(1)?.to_owned();
    let headers = lines.map_while(Result::ok).take_while(|line| !line.is_empty());
    let request = Seen { path, headers: headers.map(|line| line.to_lowercase()).collect(), at };
    let before = {
        let mut seen = seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.push(request.clone());
        seen.len() - 1
    };
    answer(&request, before, &mut stream).ok()
}

/// An answer with a length; `headers` are lines that end in `\r\n`.
pub fn reply(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
}

pub fn page(body: &str) -> String {
    reply("200 OK", "Content-Type: text/html; charset=utf-8\r\n", body)
}

pub fn redirect(to: &str) -> String {
    reply("302 Found", &format!("Location: {to}\r\n"), "")
}

/// Options for loopback, without waits and without robots.txt.
pub fn options() -> Options {
    Options {
        allow_private: true,
        robots: false,
        delay: Duration::ZERO,
        backoff: Duration::from_millis(10),
        retries: 0,
        time_limit: Duration::from_secs(5),
        ..Options::default()
    }
}

pub fn fetcher(options: Options) -> Fetcher {
    Fetcher::new(options).expect("a fetcher")
}

pub fn one(fetcher: &Fetcher, url: &Url) -> Result<Fetched, FetchError> {
    let results = fetcher.fetch(std::slice::from_ref(url));
    results.into_iter().next().expect("a result")
}

/// Every name is on loopback.
#[derive(Debug)]
pub struct Loopback;

impl Names for Loopback {
    fn addresses(&self, _: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(vec![([127, 0, 0, 1], port).into()])
    }
}
