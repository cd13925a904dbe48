//! What may be chosen about fetching, and what is chosen where nobody does.

use std::path::PathBuf;
use std::time::Duration;

/// How a [`Fetcher`](crate::Fetcher) behaves.
#[derive(Debug, Clone)]
pub struct Options {
    /// The line by which sites know the program: a product token (letters, `_`, `-`), by which it is also named
    /// in robots.txt, then anything in visible ASCII. The default is the program's own name, version and homepage.
    pub user_agent: String,
    /// Whether addresses that are not public may be dialled: the own machine and network. Default: no.
    pub allow_private: bool,
    /// Whether robots.txt is read and followed. Default: yes.
    pub robots: bool,
    /// The least time between two requests to one host, from the end of one to the start of the next. Default: 1 s.
    pub delay: Duration,
    /// The longest time that is waited because a site asks for it (`Retry-After`, `Crawl-delay`). Where
    /// `Retry-After` asks for more, the address fails and says so; a longer `Crawl-delay` counts as this much.
    /// Default: 60 s.
    pub longest_wait: Duration,
    /// The longest time for a connection, with the lookup of the name on top. Default: 10 s each.
    pub connect_limit: Duration,
    /// The longest time for one request with its whole answer. Default: 30 s.
    pub time_limit: Duration,
    /// The largest body, in bytes after decoding; what is longer is cut there and said to be. Default: 16 MiB.
    pub size_limit: u64,
    /// How many redirects are followed from one address. Default: 5.
    pub redirects: usize,
    /// How often a request is made again after a failure that may pass. Default: 2.
    pub retries: u32,
    /// The wait before the first retry; it doubles with each. Default: 1 s.
    pub backoff: Duration,
    /// How many hosts are read at once. Default: 8.
    pub threads: usize,
    /// The folder of the cache; none is kept without one. Default: none.
    pub cache: Option<PathBuf>,
    /// The most bytes of bodies that the cache keeps. Default: 256 MiB.
    pub cache_limit: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: user_agent(),
            allow_private: false,
            robots: true,
            delay: Duration::from_secs(1),
            longest_wait: Duration::from_mins(1),
            connect_limit: Duration::from_secs(10),
            time_limit: Duration::from_secs(30),
            size_limit: 16 << 20,
            redirects: 5,
            retries: 2,
            backoff: Duration::from_secs(1),
            threads: 8,
            cache: None,
            cache_limit: 256 << 20,
        }
    }
}

/// Name, version and, where the package names one, the homepage: so that a site can ask who reads it.
fn user_agent() -> String {
    let name = concat!("Recoupe/", env!("CARGO_PKG_VERSION"));
    match env!("CARGO_PKG_HOMEPAGE") {
        "" => name.to_owned(),
        homepage => format!("{name} (+{homepage})"),
    }
}

/// The product token of a user agent, by which robots.txt names a program (RFC 9309, section 2.2.1); `None` where
/// the line has none or cannot stand in a header.
pub(crate) fn product(user_agent: &str) -> Option<&str> {
    let ends = |letter: char| !letter.is_ascii_alphabetic() && !matches!(letter, '_' | '-');
    let product = user_agent.split(ends).next().filter(|product| !product.is_empty());
    product.filter(|_| user_agent.bytes().all(|byte| byte == b' ' || byte.is_ascii_graphic()))
}
