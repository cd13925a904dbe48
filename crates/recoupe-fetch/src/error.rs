//! What can go wrong with an address, each in one line: what, where, what to do.

use std::net::IpAddr;
use std::time::Duration;
use thiserror::Error;
use url::Url;

/// Why an address was not fetched.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{url}: {via}{fault}", via = via(.at.as_deref()))]
pub struct FetchError {
    /// The address as asked for, without a user name and password.
    pub url: String,
    /// Where redirects led before it went wrong, if anywhere else.
    pub at: Option<String>,
    /// What went wrong.
    pub fault: Fault,
}

impl FetchError {
    pub(crate) fn new(asked: &Url, at: &Url, fault: Fault) -> Self {
        let at = (at.as_str() != without_fragment(asked).as_str()).then(|| shown(at));
        Self { url: shown(asked), at, fault }
    }
}

fn via(at: Option<&str>) -> String {
    at.map(|at| format!("redirected to {at}: ")).unwrap_or_default()
}

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Fault {
    /// It is no address of a page.
    #[error("not an address that is fetched: {0}")]
    Address(String),
    /// The host is not on the open network.
    #[error(
        "its host is at {0}, which is no public address; allow private addresses if it is yours"
    )]
    NotPublic(IpAddr),
    /// The site asks programs to stay away from it.
    #[error("the site's robots.txt asks programs not to read it; save the page by hand")]
    Robots,
    /// The rules of the site could not be read, which counts as a no.
    #[error("the site's robots.txt cannot be had ({0}), so nothing of it is read; try again later")]
    RobotsUnreachable(String),
    /// The name has no address.
    #[error("no such host ({0}); check the address and the connection")]
    NoHost(String),
    /// No connection, or one that broke.
    #[error("no connection ({0}); try again later")]
    Connection(String),
    /// The certificate or the encryption is not in order.
    #[error("no secure connection ({0}); check the address and the clock of this machine")]
    Secure(String),
    /// The answer was not there in time.
    #[error("no whole answer within {limit} s; try again later or allow more time", limit = .0.as_secs_f64())]
    Time(Duration),
    /// The site asks for a longer wait than is waited.
    #[error("the site asks to be left alone for {wait} s; try again then", wait = .0.as_secs())]
    Wait(Duration),
    /// A status other than success.
    #[error("the site answered with status {0}{hint}", hint = hint(*.0))]
    Status(u16),
    /// Too many redirects.
    #[error("more than {0} redirects; give the address they are to end at")]
    Redirects(usize),
    /// A redirect that leads nowhere.
    #[error("a redirect without a usable target ({0}); give the address it is to end at")]
    Target(String),
    /// The answer is of a kind that is never read.
    #[error("it is {0}, which is not read; give the address of a page, a feed or a text")]
    Type(String),
    /// The answer does not follow the protocol or its own encoding.
    #[error("the answer is damaged ({0}); try again later")]
    Damaged(String),
}

/// What to do about a status: the first row that holds it.
const HINTS: &[(std::ops::RangeInclusive<u16>, &str)] = &[
    (401..=403, ": it wants a login or refuses programs; save the page by hand"),
    (404..=404, ": there is no such page; check the address"),
    (410..=410, ": the page is gone; try an archive"),
    (429..=429, ": too many requests; try again later"),
    (451..=451, ": withheld for legal reasons"),
    (500..=599, ": its server is at fault; try again later"),
];

fn hint(status: u16) -> &'static str {
    HINTS.iter().find(|(range, _)| range.contains(&status)).map_or("", |(_, hint)| hint)
}

/// An address without the part that no server sees.
pub(crate) fn without_fragment(url: &Url) -> Url {
    let mut url = url.clone();
    url.set_fragment(None);
    url
}

/// An address for a message or a record: without a user name and password.
pub(crate) fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Both fail only for addresses that cannot have either.
    let _ = url.set_username("");
    let _ = url.set_password(None);
    url.into()
}

/// What can be wrong with the options of a fetcher.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OptionsError {
    /// The user agent cannot stand in a header.
    #[error("the user agent is not a line of visible ASCII that begins with a letter; change it")]
    UserAgent,
    /// The folder of the cache cannot be used.
    #[error("{}: the folder of the cache cannot be used: {error}", .folder.display())]
    Cache {
        /// The folder.
        folder: std::path::PathBuf,
        /// Why.
        error: std::io::Error,
    },
}
