//! The rules of the sites met so far: robots.txt is read once for each scheme, host and port, and then kept.

use crate::error::Fault;
use crate::robots::{KEPT, Rules};
use crate::turns::lock;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use url::Url;

/// How long it is remembered that rules could not be had.
const KEPT_UNREACHABLE: Duration = Duration::from_mins(10);

/// The rules, or why there are none to be had.
pub(crate) type Site = Result<Arc<Rules>, Fault>;

/// What is known of a site and since when, if anything; locked while it is being read.
type Known = Arc<Mutex<Option<(Instant, Site)>>>;

#[derive(Debug, Default)]
pub(crate) struct Sites(Mutex<HashMap<String, Known>>);

impl Sites {
    /// The rules for `url`; `read` fetches them where they are not known or too old. While it does, others that
    /// want the rules of the same site wait for it.
    pub(crate) fn rules(&self, url: &Url, read: impl FnOnce() -> Site) -> Site {
        let origin = url.origin().ascii_serialization();
        let place = Arc::clone(lock(&self.0).entry(origin).or_default());
        let mut known = lock(&place);
        if let Some((since, site)) = known.as_ref() {
            let kept = if site.is_ok() { KEPT } else { KEPT_UNREACHABLE };
            if since.elapsed() < kept {
                return site.clone();
            }
        }
        let site = read();
        *known = Some((Instant::now(), site.clone()));
        site
    }
}
