//! Addresses to bodies: redirects are followed here, one by one, and every step is held against the rules of the
//! site it leads to.

use crate::address;
use crate::cache::Cache;
use crate::client::Client;
use crate::error::{Fault, FetchError, OptionsError, without_fragment};
use crate::exchange::{Exchange, Page, Step, Want};
use crate::guard::{Names, SystemNames};
use crate::marks::Marks;
use crate::options::{Options, product};
use crate::robots::{self, Rules, Standing};
use crate::sites::{Site, Sites};
use crate::spread::spread;
use crate::turns::Turns;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use url::Url;

/// Fetches addresses. What it has learned of hosts (their rules, when they may be asked again) it keeps as long as
/// it lives, so that one is best used for everything.
#[derive(Debug)]
pub struct Fetcher {
    exchange: Exchange,
    sites: Sites,
    product: String,
}

/// What an address gave. Nothing in it tells when it was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// The address as asked for.
    pub url_asked: Url,
    /// The address that gave the body, after all redirects; without a fragment.
    pub url_final: Url,
    /// The status of the answer, 200 to 299; 200 where the body is from the cache, 304 where it is unchanged.
    pub status: u16,
    /// The kind of content that the header names, `type/subtype` in lower case.
    pub content_type: Option<String>,
    /// The character set that the header names, as written there.
    pub charset: Option<String>,
    /// The body, with content encodings undone.
    pub bytes: Vec<u8>,
    /// Whether the site said that what the cache holds is still so.
    pub from_cache: bool,
    /// Whether the site said that it has not changed since it gave the marks that were sent along; the body is empty.
    pub unchanged: bool,
    /// The marks to send along the next time.
    pub marks: Marks,
    /// The addresses gone through, from the one asked for to the one before the final.
    pub redirects: Vec<Url>,
    /// What should be known about the body.
    pub notes: Vec<Note>,
}

/// Something that should be known about a body.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// It is longer than the limit, in bytes, and was cut there.
    Cut(u64),
    /// A redirect led from an encrypted to an open connection, on which others could have changed the page.
    Open(Url),
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cut(limit) => {
                write!(f, "longer than {limit} bytes; what comes after was not read")
            }
            Self::Open(url) => {
                write!(f, "redirected from https to {url}, which others could change on the way")
            }
        }
    }
}

/// The end of a chain of redirects.
struct Arrived {
    url: Url,
    page: Page,
    redirects: Vec<Url>,
}

impl Fetcher {
    /// A fetcher that looks names up as the system does.
    ///
    /// # Errors
    ///
    /// [`OptionsError`] where the user agent or the folder of the cache cannot be used.
    pub fn new(options: Options) -> Result<Self, OptionsError> {
        Self::with_names(options, Arc::new(SystemNames))
    }

    /// A fetcher that looks names up in `names`.
    ///
    /// # Errors
    ///
    /// As for [`new`](Self::new).
    pub fn with_names(options: Options, names: Arc<dyn Names>) -> Result<Self, OptionsError> {
        let client = Client::new(&options, names);
        Self::with_client(options, client)
    }

    pub(crate) fn with_client(options: Options, client: Client) -> Result<Self, OptionsError> {
        let product = product(&options.user_agent).ok_or(OptionsError::UserAgent)?.to_owned();
        let cache = match &options.cache {
            Some(folder) => {
                let fault = |error| OptionsError::Cache { folder: folder.clone(), error };
                Some(Cache::open(folder, options.cache_limit).map_err(fault)?)
            }
            None => None,
        };
        let turns = Turns::new(options.delay, options.longest_wait);
        let exchange = Exchange { client, turns, cache, options };
        Ok(Self { exchange, sites: Sites::default(), product })
    }

    /// Fetches `urls`, several hosts at once and each host at its pace; the results are in the order of `urls`,
    /// each a body or why there is none. An address given twice is fetched twice.
    pub fn fetch(&self, urls: &[Url]) -> Vec<Result<Fetched, FetchError>> {
        self.fetch_all(urls, |_| &Marks { etag: None, last_modified: None })
    }

    /// As [`fetch`](Self::fetch), with the marks of what the caller has of each address. They hold where no cache
    /// has the page.
    pub fn fetch_marked(&self, asked: &[(Url, Marks)]) -> Vec<Result<Fetched, FetchError>> {
        let urls: Vec<Url> = asked.iter().map(|(url, _)| url.clone()).collect();
        self.fetch_all(&urls, |job| &asked[job].1)
    }

    fn fetch_all<'m>(
        &self,
        urls: &[Url],
        marks: impl Fn(usize) -> &'m Marks + Sync,
    ) -> Vec<Result<Fetched, FetchError>> {
        let hosts: Vec<&str> = urls.iter().map(|url| url.host_str().unwrap_or_default()).collect();
        let broken = |url: &Url| Err(FetchError::new(url, &without_fragment(url), broken()));
        spread(
            &hosts,
            self.exchange.options.threads,
            |job| self.exchange.turns.next(&urls[job]),
            // The client has states that it holds to be impossible; should an answer reach one, only its address fails.
            |job| {
                let fetched =
                    catch_unwind(AssertUnwindSafe(|| self.fetch_one(&urls[job], marks(job))));
                fetched.unwrap_or_else(|_| broken(&urls[job]))
            },
            |job| broken(&urls[job]),
        )
    }

    fn fetch_one(&self, asked: &Url, marks: &Marks) -> Result<Fetched, FetchError> {
        let start = without_fragment(asked);
        let error = |at: &Url, fault| FetchError::new(asked, at, fault);
        address::check(asked).map_err(|fault| error(&start, fault))?;
        let arrived =
            self.follow(start, Want::Page, marks).map_err(|(at, fault)| error(&at, fault))?;
        let Arrived { url, page, redirects } = arrived;
        let mut notes = Vec::new();
        let steps = redirects.iter().zip(redirects.iter().skip(1).chain([&url]));
        for (_, to) in steps.filter(|(from, to)| from.scheme() == "https" && to.scheme() == "http")
        {
            notes.push(Note::Open(to.clone()));
        }
        if page.cut {
            notes.push(Note::Cut(self.exchange.options.size_limit));
        }
        Ok(Fetched {
            url_asked: asked.clone(),
            url_final: url,
            status: page.status,
            content_type: page.media.kind,
            charset: page.media.charset,
            bytes: page.bytes,
            from_cache: page.from_cache,
            unchanged: page.unchanged,
            marks: page.marks,
            redirects,
            notes,
        })
    }

    /// Follows redirects from `url` to a body; a fault is told with the address at which it happened.
    fn follow(&self, mut url: Url, want: Want, marks: &Marks) -> Result<Arrived, (Url, Fault)> {
        let most = match want {
            Want::Page => self.exchange.options.redirects,
            Want::Robots => robots::REDIRECTS,
        };
        let mut redirects = Vec::new();
        loop {
            if want == Want::Page && self.exchange.options.robots {
                self.heed(&url).map_err(|fault| (url.clone(), fault))?;
            }
            match self.exchange.ask(&url, want, marks) {
                Ok(Step::Read(page)) => return Ok(Arrived { url, page, redirects }),
                Ok(Step::Moved(_)) if redirects.len() >= most => {
                    return Err((url, Fault::Redirects(most)));
                }
                Ok(Step::Moved(to)) => redirects.push(std::mem::replace(&mut url, to)),
                Err(fault) => return Err((url, fault)),
            }
        }
    }

    /// Whether the site of `url` lets it be read.
    fn heed(&self, url: &Url) -> Result<(), Fault> {
        match self.sites.rules(url, || self.rules(url)) {
            Ok(rules) if rules.allow(url) => Ok(()),
            Ok(_) => Err(Fault::Robots),
            Err(fault) => Err(fault),
        }
    }

    /// Reads the rules of the site of `url` (RFC 9309, section 2.3.1).
    fn rules(&self, url: &Url) -> Site {
        let Ok(place) = url.join("/robots.txt") else { return Ok(Arc::default()) };
        let (at, fault) = match self.follow(place.clone(), Want::Robots, &Marks::default()) {
            Ok(arrived) => {
                let rules = Rules::of(&arrived.page.bytes, &self.product);
                if let Some(delay) = rules.delay {
                    self.exchange.turns.slow(url, delay);
                }
                return Ok(Arc::new(rules));
            }
            Err(fault) => fault,
        };
        match fault {
            // Section 2.3.1.2: after more than five redirects a file may be taken to be missing.
            Fault::Redirects(_) => Ok(Arc::default()),
            Fault::Status(status) if Standing::of(status) == Standing::Missing => {
                Ok(Arc::default())
            }
            // The page itself would fail in the same way: that is the plainer thing to say.
            Fault::NotPublic(_)
            | Fault::NoHost(_)
            | Fault::Connection(_)
            | Fault::Secure(_)
            | Fault::Wait(_)
                if at == place =>
            {
                Err(fault)
            }
            fault => {
                let reason = fault.to_string();
                Err(Fault::RobotsUnreachable(
                    reason.split(';').next().unwrap_or_default().to_owned(),
                ))
            }
        }
    }
}

fn broken() -> Fault {
    Fault::Damaged("it could not be taken in".to_owned())
}

#[cfg(test)]
mod tests;
