//! One address without its redirects: wait for a turn, ask, ask again after failures that may pass, read.

use crate::address;
use crate::cache::{Cache, Head};
use crate::client::{Answer, Client};
use crate::error::{Fault, without_fragment};
use crate::marks::Marks;
use crate::media::Media;
use crate::options::Options;
use crate::retry;
use crate::robots;
use crate::turns::Turns;
use jiff::Timestamp;
use std::time::Duration;
use url::Url;

/// What an address is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    Page,
    Robots,
}

/// Where an address led.
#[derive(Debug)]
pub(crate) enum Step {
    Read(Page),
    Moved(Url),
}

/// A body as it came.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) media: Media,
    pub(crate) bytes: Vec<u8>,
    pub(crate) cut: bool,
    pub(crate) from_cache: bool,
    /// The site said that nothing has changed since it gave the marks that it was asked with; there is no body.
    pub(crate) unchanged: bool,
    pub(crate) marks: Marks,
}

/// How one request went: where it led, or the fault and the wait that the site asked for.
type Tried = Result<Step, (Fault, Option<Duration>)>;

#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) client: Client,
    pub(crate) turns: Turns,
    pub(crate) cache: Option<Cache>,
    pub(crate) options: Options,
}

impl Exchange {
    /// Asks for `url`, again if need be; `marks` are those of what the caller has of it.
    pub(crate) fn ask(&self, url: &Url, want: Want, marks: &Marks) -> Result<Step, Fault> {
        let mut attempt = 0;
        loop {
            let (fault, asked) = match self.once(url, want, marks) {
                Ok(step) => return Ok(step),
                Err(tried) => tried,
            };
            if let Some(asked) = asked {
                self.turns.defer(url, asked);
            }
            if let Some(asked) = asked.filter(|asked| *asked > self.options.longest_wait) {
                return Err(Fault::Wait(asked));
            }
            let passes = match fault {
                Fault::Status(status) => retry::passes(status),
                Fault::Connection(_) => true,
                _ => false,
            };
            if !passes || attempt >= self.options.retries {
                return Err(fault);
            }
            self.turns.defer(
                url,
                retry::backoff(self.options.backoff, attempt).min(self.options.longest_wait),
            );
            attempt += 1;
        }
    }

    fn once(&self, url: &Url, want: Want, given: &Marks) -> Tried {
        let turn = self.turns.take(url).map_err(|wait| (Fault::Wait(wait), None))?;
        let most = match want {
            Want::Page => self.options.size_limit,
            // One byte more tells the parser that its limit cut the file.
            Want::Robots => robots::LARGEST + 1,
        };
        let cache = self.cache.as_ref().filter(|_| want == Want::Page);
        let kept = cache.and_then(|cache| cache.get(url, most));
        let marks = kept.as_ref().map_or_else(
            || given.clone(),
            |(head, _)| Marks {
                etag: head.etag.clone(),
                last_modified: head.last_modified.clone(),
            },
        );
        let answer = self.client.get(url, &marks).map_err(only)?;
        let step = match (answer.status, kept) {
            (304, Some((head, bytes))) => {
                if let Some(cache) = cache {
                    cache.used(url);
                }
                let media = Media::of(&head.content_type.unwrap_or_default());
                let page = Page {
                    status: 200,
                    media,
                    bytes,
                    cut: false,
                    from_cache: true,
                    unchanged: false,
                    marks,
                };
                Ok(Step::Read(page))
            }
            (304, None) if !given.is_empty() => {
                let (media, bytes) = (answer.media(), Vec::new());
                let page = Page {
                    status: 304,
                    media,
                    bytes,
                    cut: false,
                    from_cache: false,
                    unchanged: true,
                    marks,
                };
                Ok(Step::Read(page))
            }
            (200..=299, _) => self.read(url, answer, most, want).map(Step::Read).map_err(only),
            (301 | 302 | 303 | 307 | 308, _) => target(url, &answer).map(Step::Moved).map_err(only),
            (status, _) => {
                let asked = answer.header("retry-after").filter(|_| retry::passes(status));
                let asked = asked.and_then(|asked| retry::retry_after(&asked, Timestamp::now()));
                Err((Fault::Status(status), asked))
            }
        };
        drop(turn);
        step
    }

    fn read(&self, url: &Url, answer: Answer, most: u64, want: Want) -> Result<Page, Fault> {
        let status = answer.status;
        let media = answer.media();
        if want == Want::Page && !media.taken() {
            return Err(Fault::Type(media.kind.unwrap_or_default()));
        }
        // The client takes this header away with the encoding that it undoes.
        if let Some(packed) =
            answer.header("content-encoding").filter(|packed| packed != "identity")
        {
            return Err(Fault::Damaged(format!(
                "it is packed as {packed}, which was not asked for"
            )));
        }
        let cache = self.cache.as_ref().filter(|_| want == Want::Page && status == 200);
        let private = answer.header("cache-control");
        let cache = cache.filter(|_| !private.is_some_and(|said| no_store(&said)));
        let heads = ["etag", "last-modified", "content-type"].map(|name| answer.mark(name));
        let [etag, last_modified, _] = heads.clone();
        let marks = Marks { etag, last_modified };
        let (bytes, cut) = answer.read(most)?;
        if let Some(cache) = cache.filter(|_| !cut)
            && let Some(head) = Head::of(url, &bytes, heads)
        {
            cache.put(url, &head, &bytes);
        }
        Ok(Page { status, media, bytes, cut, from_cache: false, unchanged: false, marks })
    }
}

fn only(fault: Fault) -> (Fault, Option<Duration>) {
    (fault, None)
}

/// Whether the site forbids to keep its answer (RFC 9111, section 5.2.2.5).
fn no_store(said: &str) -> bool {
    said.split(',').any(|said| said.trim().eq_ignore_ascii_case("no-store"))
}

/// Where a redirect leads, checked by its form; the guard checks what it resolves to.
fn target(from: &Url, answer: &Answer) -> Result<Url, Fault> {
    let place =
        answer.header("location").ok_or_else(|| Fault::Target("it names none".to_owned()))?;
    let url = from.join(&place).map_err(|error| Fault::Target(error.to_string()))?;
    address::check(&url).map_err(|fault| match fault {
        Fault::Address(reason) => Fault::Target(reason),
        other => other,
    })?;
    Ok(without_fragment(&url))
}
