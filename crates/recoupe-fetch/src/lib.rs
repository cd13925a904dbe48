//! Addresses to bytes: politely, safely, and the same way each time.
//!
//! [`Fetcher::fetch`] takes addresses and gives their bodies in the same order. It knows the network and nothing of
//! news; nothing is fetched that was not asked for, save the robots.txt of the sites.
//!
//! **Safe.** Only `http` and `https`; only addresses of the open network, checked on the very address that is
//! dialled (`guard`, [`is_public`]); at most five redirects, each checked anew; bounded in size, after decoding,
//! and in time.
//!
//! **Polite.** An honest user agent; robots.txt by RFC 9309 ([`Rules`]); one request at a time for each host, with
//! a pause after each (`turns`); what has not changed is not sent again (`cache`); failures that may pass are
//! retried a few times, at growing intervals and not before `Retry-After` (`retry`).
//!
//! The way of an address: `spread` → `fetcher` (redirects, `sites` and `robots`) → `exchange` (turn, retries,
//! cache) → `client` → `guard`.
//!
//! Limits: HTTP/1.1, no brotli, no proxies, no cookies or logins; redirects in a page (`meta`, scripts) are not
//! followed. A lookup of a name that hangs is left behind on its thread.

mod address;
mod cache;
mod client;
mod error;
mod exchange;
mod fetcher;
mod guard;
mod marks;
mod media;
mod options;
mod public;
mod retry;
mod robots;
mod sites;
mod spread;
mod turns;

pub use address::address;
pub use error::{Fault, FetchError, OptionsError};
pub use fetcher::{Fetched, Fetcher, Note};
pub use guard::{Names, SystemNames};
pub use marks::Marks;
pub use options::Options;
pub use public::is_public;
pub use robots::Rules;
pub use url::Url;
