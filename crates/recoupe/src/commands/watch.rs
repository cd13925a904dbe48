//! `recoupe watch`: feeds into an archive, round after round.

use super::exit;
use crate::archiving::{self, At};
use crate::inputs::{self, Failure};
use crate::watching::{Round, Watching};
use crate::{gather, messages, output};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueHint};
use recoupe_fetch::{Fetcher, Options};
use recoupe_read::{Address, AddressKind};
use recoupe_store::{Archive, FeedKind, FeedRow};
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;
use std::time::Duration;

/// The longest sleep, so that what another process adds is seen.
const NAP: Duration = Duration::from_mins(1);

/// Watches feeds and files what they name
///
/// Takes feeds (RSS, Atom, JSON Feed), sitemaps, lists of feeds (OPML) and single pages; what is named once is watched
/// from then on, so that `recoupe watch` alone goes on with all of it. Sites are asked by the rules of their
/// robots.txt, one request at a time, and what has not changed is not sent again. A page is read again while it is
/// fresh: with another text it is a new version. It may be stopped at any time; what was on its way is read next time.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Watch {
    /// Feeds, sitemaps, lists of feeds or pages: http or https addresses, or files that name them
    #[arg(value_name = "FEED", value_hint = ValueHint::AnyPath)]
    feeds: Vec<PathBuf>,
    #[command(flatten)]
    at: At,
    /// Read what is due, and end
    #[arg(long)]
    once: bool,
    /// How long a feed is left alone, in minutes; one without news is asked more rarely
    #[arg(long, value_name = "MINUTES", default_value_t = 15, value_parser = clap::value_parser!(u32).range(1..=1440))]
    interval: u32,
    /// Leave out pages that say that they are older than so many days
    #[arg(long, value_name = "N", default_value_t = 30)]
    days: u32,
    /// At most so many pages in one round
    #[arg(long, value_name = "N", default_value_t = 500, value_parser = clap::value_parser!(u32).range(1..))]
    pages: u32,
    /// Tell what is watched and how it is, and end
    #[arg(long)]
    status: bool,
    /// Watch what is named no longer
    #[arg(long, requires = "feeds", conflicts_with = "status")]
    remove: bool,
    /// A line for each report as soon as it is on the disk
    #[arg(long)]
    each: bool,
    /// Fetch from private addresses too: this machine and the network it is in
    #[arg(long)]
    allow_private: bool,
}

impl Watch {
    pub(crate) fn run(self) -> Result<ExitCode> {
        let mut archive =
            if self.status || self.remove { self.at.existing()? } else { self.at.open()? };
        if self.status {
            output::bytes(status(&archive.feeds()?).as_bytes(), None)?;
            return Ok(exit::DONE);
        }
        let (addresses, failures) = named(&self.feeds);
        for failure in &failures {
            messages::error(super::told(failure));
        }
        if self.remove {
            let mut writer = archiving::writer(&mut archive)?;
            for address in &addresses {
                if !writer.unwatch(&address.url)? {
                    messages::error(format!("{}: it is not watched", address.url));
                }
            }
            return Ok(exit::DONE);
        }
        let options = Options { allow_private: self.allow_private, ..Options::default() };
        let watching = Watching {
            fetcher: Fetcher::new(options)?,
            interval: u64::from(self.interval) * 60,
            days: self.days.into(),
            pages: self.pages.into(),
            each: self.each,
        };
        watching.take_down(&mut archive, &addresses, archiving::now())?;
        if archive.feeds()?.is_empty() {
            bail!("nothing to watch; name a feed, a sitemap or a list of feeds");
        }
        loop {
            let round = watching.round(&mut archive)?;
            let next = archive.next_due()?;
            let due =
                next.filter(|_| !self.once).map_or(String::new(), |due| format!("; next {due}"));
            output::bytes(format!("{}{due}\n", line(&round)).as_bytes(), None)?;
            if self.once {
                let failed = round.counted.failed > 0 || !failures.is_empty();
                return Ok(if failed { exit::some() } else { exit::DONE });
            }
            sleep(&mut archive)?;
        }
    }
}

/// Sleeps until something is due.
fn sleep(archive: &mut Archive) -> Result<()> {
    loop {
        let due = archive.next_due()?.context("nothing is watched any more")?;
        let wait = due.duration_since(archiving::now());
        let Ok(wait) = Duration::try_from(wait) else { return Ok(()) };
        if wait.is_zero() {
            return Ok(());
        }
        thread::sleep(wait.min(NAP));
    }
}

/// What is to be watched: addresses as they are, and what files name.
fn named(given: &[PathBuf]) -> (Vec<Address>, Vec<Failure>) {
    let (mut addresses, mut failures) = (Vec::new(), Vec::new());
    let (urls, paths) = crate::fetching::part(given);
    for url in urls {
        match recoupe_fetch::address(&url) {
            Ok(url) => addresses.push(feed(url.into())),
            Err(error) => failures.push(crate::fetching::failure(&error)),
        }
    }
    let found = inputs::find(&paths);
    failures.extend(found.failures);
    for source in found.sources {
        let name = source.name.clone();
        match gather::read(source) {
            Ok((input, _)) if input.addresses.is_empty() => failures.push(Failure {
                source: name,
                message: "it names no feed; give a list of feeds (OPML), a sitemap or a feed"
                    .to_owned(),
            }),
            Ok((input, _)) => addresses.extend(input.addresses),
            Err(failure) => failures.push(failure),
        }
    }
    (addresses, failures)
}

fn feed(url: String) -> Address {
    Address {
        url,
        kind: AddressKind::Feed,
        title: None,
        outlet: None,
        language: None,
        published: None,
    }
}

fn line(round: &Round) -> String {
    let feeds = match round.feeds {
        1 => "1 feed".to_owned(),
        count => format!("{count} feeds"),
    };
    let failing = match round.failing {
        0 => String::new(),
        count => format!(", {count} failing"),
    };
    format!("{}; {feeds}{failing}", round.counted)
}

/// A line for each feed: what it is, when it was read, when it is due, and what is wrong with it.
fn status(feeds: &[FeedRow]) -> String {
    let line = |feed: &FeedRow| {
        let kind = match feed.kind {
            FeedKind::Unknown => "not read",
            FeedKind::Feed => "feed",
            FeedKind::Sitemap => "sitemap",
            FeedKind::List => "list",
            FeedKind::Page => "page",
        };
        let read = feed.read.map_or("never read".to_owned(), |read| format!("read {read}"));
        let health = match (&feed.error, feed.failures) {
            (Some(error), 1..) => format!("failed {} times: {error}", feed.failures),
            _ => "well".to_owned(),
        };
        let line = format!(
            "{kind:<8}  {read:<25}  due {:<20}  {}  {health}",
            feed.due.to_string(),
            feed.url
        );
        output::one_line(&line) + "\n"
    };
    feeds.iter().map(line).collect()
}
