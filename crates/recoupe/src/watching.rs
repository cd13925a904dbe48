//! Rounds of watching: feeds that are due, then pages that are due, a few at a time.
//!
//! What a feed names is taken down before the feed's marks are, so that a round that was cut short misses nothing:
//! the pages stay due. A page is asked for again while it is fresh, each time after as long as it has been known,
//! so that corrections are seen and nobody is asked in vain. A feed that has nothing new is asked more rarely, one that
//! fails ever more rarely. The archive is only held while something is written, never while a site is waited for.

use crate::archiving;
use crate::filing::{Counted, Filing};
use crate::inputs::{Failure, Source, Told};
use crate::messages;
use anyhow::Result;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use recoupe_fetch::{FetchError, Fetched, Fetcher, Marks, Url};
use recoupe_read::{Address, AddressKind, Input};
use recoupe_store::{Archive, FeedKind, FeedRow, PageRow, StoreError};
use std::collections::{BTreeMap, VecDeque};

/// How many pages are fetched before what came is filed, in all and of one host: few, because what has come and
/// is not filed yet is fetched again when the program is stopped.
const AT_ONCE: usize = 32;
const OF_A_HOST: usize = 2;
/// A page is left alone for so long at least.
const PAUSE: SignedDuration = SignedDuration::from_hours(1);
/// A page that has been known for so long is asked for no more.
const SETTLED: SignedDuration = SignedDuration::from_hours(14 * 24);
/// After so many failures in a row a page is asked for no more.
const GIVEN_UP: u64 = 5;
/// A feed is asked at least so often, in seconds, however often it failed.
const LONGEST: u64 = 24 * 3600;

/// How it is watched.
#[derive(Debug)]
pub(crate) struct Watching {
    pub(crate) fetcher: Fetcher,
    /// How long a feed is left alone, in seconds.
    pub(crate) interval: u64,
    /// Pages that say that they are older are not read, in days.
    pub(crate) days: i64,
    /// The most pages of a round.
    pub(crate) pages: u64,
    /// A line for each report.
    pub(crate) each: bool,
}

/// What a round came to.
#[derive(Debug, Default)]
pub(crate) struct Round {
    pub(crate) counted: Counted,
    pub(crate) feeds: usize,
    pub(crate) failing: usize,
}

impl Watching {
    /// Watches `url` from now on.
    pub(crate) fn feed(&self, url: String, now: Timestamp) -> FeedRow {
        FeedRow {
            url,
            kind: FeedKind::Unknown,
            etag: None,
            last_modified: None,
            due: now,
            interval: self.interval,
            read: None,
            failures: 0,
            error: None,
        }
    }

    /// Takes down what a list, a feed or a sitemap names: feeds to be watched, pages to be read.
    pub(crate) fn take_down(
        &self,
        archive: &mut Archive,
        addresses: &[Address],
        now: Timestamp,
    ) -> Result<usize, StoreError> {
        let oldest = oldest(now, self.days);
        let fresh = addresses.iter().filter(|held| held.published.is_none_or(|day| day >= oldest));
        let known: Vec<String> = archive.feeds()?.into_iter().map(|feed| feed.url).collect();
        let (mut feeds, mut pages) = (Vec::new(), Vec::new());
        for address in fresh {
            // What the fetcher would not take is left out here, where it costs nothing.
            let Ok(url) = recoupe_fetch::address(&address.url) else { continue };
            match address.kind {
                AddressKind::Page => pages.push(without_fragment(url)),
                AddressKind::Feed | AddressKind::Sitemap => feeds.push(without_fragment(url)),
            }
        }
        let mut writer = archiving::writer(archive)?;
        let mut taken = writer.found(&pages, now)?;
        for url in feeds {
            if !known.contains(&url) {
                writer.watch(&self.feed(url, now))?;
                taken += 1;
            }
        }
        Ok(taken)
    }

    /// Reads what is due.
    pub(crate) fn round(&self, archive: &mut Archive) -> Result<Round> {
        let now = archiving::now();
        let mut round = Round::default();
        // A list may name feeds, which are due at once.
        loop {
            let due: Vec<FeedRow> =
                archive.feeds()?.into_iter().filter(|feed| feed.due <= now).collect();
            if due.is_empty() {
                break;
            }
            for (feed, fetched) in
                due.iter().zip(self.fetch(&due, |feed| {
                    (&feed.url, feed.etag.as_ref(), feed.last_modified.as_ref())
                }))
            {
                self.read_feed(archive, feed, fetched, now, &mut round.counted)?;
            }
        }
        let due = archive.due(now, self.pages)?;
        let progress = messages::progress(due.len());
        for some in batches(due) {
            let fetched = self
                .fetch(&some, |page| (&page.url, page.etag.as_ref(), page.last_modified.as_ref()));
            self.read_pages(archive, &some, fetched, &mut round.counted)?;
            progress.inc(some.len() as u64);
        }
        progress.finish_and_clear();
        archiving::bring_up_to_date(&mut archiving::writer(archive)?)?;
        let feeds = archive.feeds()?;
        round.feeds = feeds.len();
        round.failing = feeds.iter().filter(|feed| feed.failures > 0).count();
        Ok(round)
    }

    fn fetch<T>(
        &self,
        rows: &[T],
        known: impl Fn(&T) -> (&String, Option<&String>, Option<&String>),
    ) -> Vec<Result<Fetched, Failure>> {
        let mut asked = Vec::new();
        let mut results: Vec<Option<Result<Fetched, Failure>>> = Vec::new();
        for row in rows {
            let (url, etag, last_modified) = known(row);
            match recoupe_fetch::address(url) {
                Ok(url) => {
                    let marks =
                        Marks { etag: etag.cloned(), last_modified: last_modified.cloned() };
                    asked.push((url, marks));
                    results.push(None);
                }
                Err(error) => results.push(Some(Err(failure(&error)))),
            }
        }
        let mut fetched = self.fetcher.fetch_marked(&asked).into_iter();
        let next = |held: Option<Result<Fetched, Failure>>| match held {
            Some(held) => Some(held),
            None => fetched.next().map(|fetched| fetched.map_err(|error| failure(&error))),
        };
        let noted = |fetched: &Result<Fetched, Failure>| {
            if let Ok(fetched) = fetched {
                for note in &fetched.notes {
                    messages::warning(format!("{}: {note}", fetched.url_asked));
                }
            }
        };
        results.into_iter().filter_map(next).inspect(noted).collect()
    }

    /// Reads a feed: what it names is taken down, then how it is.
    fn read_feed(
        &self,
        archive: &mut Archive,
        feed: &FeedRow,
        fetched: Result<Fetched, Failure>,
        now: Timestamp,
        counted: &mut Counted,
    ) -> Result<()> {
        let read = fetched.and_then(|fetched| {
            if fetched.unchanged {
                return Ok((fetched, Input::default()));
            }
            let told = told(&fetched);
            recoupe_read::read_in(&feed.url, &fetched.bytes, told.envelope())
                .map(|input| (fetched, input))
                .map_err(|error| crate::gather::failure(&feed.url, &error))
        });
        let (fetched, input) = match read {
            Ok(read) => read,
            Err(failed) => {
                let failures = feed.failures + 1;
                let wait = feed.interval.saturating_mul(1 << failures.min(8)).min(LONGEST);
                let feed = FeedRow {
                    due: later(now, wait),
                    failures,
                    error: Some(failed.message.clone()),
                    ..feed.clone()
                };
                let mut writer = archiving::writer(archive)?;
                Filing::with(&mut writer, self.each, counted).failed(&failed)?;
                writer.watch(&feed)?;
                return Ok(());
            }
        };
        let taken = self.take_down(archive, &input.addresses, now)?;
        let mut kind = match input.addresses.first().map(|address| address.kind) {
            Some(AddressKind::Page) if input.articles.is_empty() => FeedKind::Sitemap,
            Some(AddressKind::Page) => FeedKind::Feed,
            Some(AddressKind::Sitemap) => FeedKind::Sitemap,
            Some(AddressKind::Feed) => FeedKind::List,
            None => feed.kind,
        };
        let mut writer = archiving::writer(archive)?;
        if input.addresses.is_empty() && !input.articles.is_empty() {
            kind = FeedKind::Page;
            let told = told(&fetched);
            let source = Source::of(feed.url.clone(), fetched.bytes).with(told);
            Filing::with(&mut writer, self.each, counted).read(vec![source], || {})?;
        }
        let interval =
            if taken > 0 { self.interval } else { (feed.interval * 3 / 2).min(self.interval * 4) };
        writer.watch(&FeedRow {
            url: feed.url.clone(),
            kind,
            etag: fetched.marks.etag,
            last_modified: fetched.marks.last_modified,
            due: later(now, interval),
            interval,
            read: Some(now),
            failures: 0,
            error: None,
        })?;
        Ok(())
    }

    /// Files pages, then how they are.
    fn read_pages(
        &self,
        archive: &mut Archive,
        pages: &[PageRow],
        fetched: Vec<Result<Fetched, Failure>>,
        counted: &mut Counted,
    ) -> Result<()> {
        let now = archiving::now();
        let mut writer = archiving::writer(archive)?;
        for (page, fetched) in pages.iter().zip(fetched) {
            let age = now.duration_since(page.found);
            let next = (age < SETTLED).then(|| now + age.max(PAUSE));
            let mut filing = Filing::with(&mut writer, self.each, counted);
            let page = match fetched {
                Ok(fetched) => {
                    let marks = fetched.marks.clone();
                    if fetched.unchanged {
                        filing.unchanged();
                    } else {
                        let told = told(&fetched);
                        let source = Source::of(page.url.clone(), fetched.bytes).with(told);
                        filing.read(vec![source], || {})?;
                    }
                    PageRow {
                        etag: marks.etag,
                        last_modified: marks.last_modified,
                        due: next,
                        read: Some(now),
                        failures: 0,
                        ..page.clone()
                    }
                }
                Err(failed) => {
                    filing.failed(&failed)?;
                    let failures = page.failures + 1;
                    let wait = PAUSE * (1 << failures.min(8));
                    let due = (failures < GIVEN_UP).then(|| now + wait);
                    PageRow { due, failures, ..page.clone() }
                }
            };
            writer.page(&page)?;
        }
        Ok(())
    }
}

/// The pages in the order in which they are read: a few of each host at once, so that all hosts are asked at their
/// pace and none for long before what it gave is filed.
fn batches(pages: Vec<PageRow>) -> Vec<Vec<PageRow>> {
    let mut hosts: BTreeMap<String, VecDeque<PageRow>> = BTreeMap::new();
    for page in pages {
        let host = Url::parse(&page.url).ok().and_then(|url| url.host_str().map(str::to_owned));
        hosts.entry(host.unwrap_or_default()).or_default().push_back(page);
    }
    let mut batches: Vec<Vec<PageRow>> = Vec::new();
    while !hosts.is_empty() {
        let mut turn = Vec::new();
        hosts.retain(|_, line| {
            turn.extend(line.drain(..line.len().min(OF_A_HOST)));
            !line.is_empty()
        });
        while !turn.is_empty() {
            let rest = turn.split_off(turn.len().min(AT_ONCE));
            batches.push(std::mem::replace(&mut turn, rest));
        }
    }
    batches
}

/// What came along with a body.
fn told(fetched: &Fetched) -> Told {
    Told { url: Some(fetched.url_final.to_string()), charset: fetched.charset.clone() }
}

fn failure(error: &FetchError) -> Failure {
    crate::fetching::failure(error)
}

fn without_fragment(mut url: Url) -> String {
    url.set_fragment(None);
    url.into()
}

fn oldest(now: Timestamp, days: i64) -> Date {
    now.to_zoned(TimeZone::UTC).date().saturating_sub(days.days())
}

fn later(now: Timestamp, seconds: u64) -> Timestamp {
    let seconds = i64::try_from(seconds).unwrap_or(i64::MAX);
    now.saturating_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
