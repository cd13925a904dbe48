//! `recoupe read`: clean articles, without comparing them.
//!
//! Output is written as it comes, so that an archive larger than memory can be read, and an error
//! stands on standard error where it happened.

use super::exit;
use crate::fetching::Fetching;
use crate::inputs::Failure;
use crate::messages;
use crate::stream::{self, Piece};
use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum, ValueHint};
use recoupe_read::{Address, AddressKind, Article, Kind, json_line};
use std::fmt::Write as _;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;

/// Prints the clean articles of pages, feeds and archives
///
/// Takes HTML pages, plain text, documents (PDF, DOCX, ODT), JSON Lines, feeds (RSS, Atom, JSON Feed) and web
/// archives (WARC, ARC), packed by gzip or not; the format is told by the content. Sitemaps and lists of feeds (OPML) hold no
/// articles but addresses, which --addresses prints. Nothing is fetched but what is named. The order of the paths
/// and the number of threads change nothing in the output.
#[derive(Debug, Args)]
#[command(name = "read")]
pub(crate) struct ReadCommand {
    /// Files, folders (with all folders in them; hidden files are skipped), http or https addresses, or - for
    /// standard input
    #[arg(required = true, value_name = "PATH", value_hint = ValueHint::AnyPath)]
    paths: Vec<PathBuf>,
    /// Form of the articles
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// The addresses that feeds, sitemaps and lists name, instead of the articles
    #[arg(long)]
    addresses: bool,
    /// Number of threads; as many as the machine has cores where it is not given
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    threads: Option<u16>,
    #[command(flatten)]
    fetching: Fetching,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
enum Format {
    /// JSON Lines, an article an object, as `check` takes them
    #[default]
    Jsonl,
    /// To be read
    Text,
}

impl Format {
    /// `article` in this form, with the end of its line.
    fn written(self, article: &Article) -> String {
        match self {
            Self::Jsonl => json_line(article) + "\n",
            Self::Text => text(article),
        }
    }
}

/// What ends the reading before its end.
enum Stop {
    /// Nobody reads the output any more.
    Unread,
    Error(io::Error),
}

impl ReadCommand {
    pub(crate) fn run(mut self) -> Result<ExitCode> {
        super::start_threads(self.threads)?;
        let found = std::mem::take(&mut self.fetching).find(&self.paths)?;
        let count = found.sources.len() + found.failures.len();
        let mut failed = found.failures.len();
        for Failure { source, message } in &found.failures {
            messages::error(format!("{source}: {message}"));
        }
        let mut done = 0;
        let mut out = BufWriter::new(io::stdout().lock());
        let (format, addresses) = (self.format, self.addresses);
        let make = |article: Article| {
            if addresses { String::new() } else { format.written(&article) }
        };
        let ended = stream::read(
            found.sources,
            make,
            || {},
            |outcome| match outcome {
                Ok(piece) => {
                    done += 1;
                    piece.warnings.iter().for_each(messages::warning);
                    match self.write(&piece, &mut out) {
                        Ok(()) => ControlFlow::Continue(()),
                        Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                            ControlFlow::Break(Stop::Unread)
                        }
                        Err(error) => ControlFlow::Break(Stop::Error(error)),
                    }
                }
                Err(Failure { source, message }) => {
                    failed += 1;
                    messages::error(format!("{source}: {message}"));
                    ControlFlow::Continue(())
                }
            },
        );
        let flushed = out.flush();
        match ended {
            ControlFlow::Break(Stop::Error(error)) => {
                Err(error).context("stdout cannot be written")
            }
            ControlFlow::Break(Stop::Unread) => Ok(exit::DONE),
            ControlFlow::Continue(()) => match flushed {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    Err(error).context("stdout cannot be written")
                }
                _ if done == 0 => bail!("nothing read: none of {count} inputs could be read"),
                _ if failed > 0 => Ok(exit::some()),
                _ => Ok(exit::DONE),
            },
        }
    }

    fn write(&self, piece: &Piece<String>, out: &mut impl Write) -> io::Result<()> {
        if self.addresses {
            return piece.addresses.iter().try_for_each(|address| self.write_address(address, out));
        }
        for article in &piece.items {
            out.write_all(article.as_bytes())?;
        }
        if piece.items.is_empty()
            && let Some(first) = piece.addresses.first()
        {
            messages::note(format!(
                "{} addresses of {}, the first {}; --addresses prints them",
                piece.addresses.len(),
                kind(first.kind),
                first.url
            ));
        }
        Ok(())
    }

    fn write_address(&self, address: &Address, out: &mut impl Write) -> io::Result<()> {
        match self.format {
            Format::Jsonl => {
                serde_json::to_writer(&mut *out, address)?;
                writeln!(out)
            }
            Format::Text => writeln!(out, "{}", address.url),
        }
    }
}

/// What addresses of one kind lead to.
const fn kind(kind: AddressKind) -> &'static str {
    match kind {
        AddressKind::Page => "pages",
        AddressKind::Feed => "feeds",
        AddressKind::Sitemap => "sitemaps",
    }
}

/// An article to be read: its source, what is known of it, its text, and how much was taken out.
fn text(article: &Article) -> String {
    let mut out = format!("== {}\n", article.source);
    let published = article.published.value.map(|date| {
        let basis = article.published.basis;
        format!(
            "{date} (from its {})",
            if basis == recoupe_read::DateBasis::Text { "text" } else { "metadata" }
        )
    });
    let about = &article.about;
    let kind = match about.kind {
        Kind::Article => None,
        Kind::Live => Some("a live page".to_owned()),
        Kind::Gallery => Some("a gallery".to_owned()),
    };
    let restricted = about.restricted.then(|| "not for everybody".to_owned());
    let facts = [
        ("outlet", &article.outlet),
        ("section", &about.section),
        ("byline", &article.byline),
        ("published", &published),
        ("updated", &about.updated),
        ("kind", &kind),
        ("access", &restricted),
        ("language", &article.language),
        ("address", &article.url),
    ];
    for (name, value) in facts {
        if let Some(value) = value {
            // Writing to a String cannot fail.
            let _ = writeln!(out, "   {name}: {value}");
        }
    }
    if !article.removed.is_empty() {
        let pieces = article.removed.len();
        let _ = writeln!(
            out,
            "   taken out: {pieces} {}",
            if pieces == 1 { "piece" } else { "pieces" }
        );
    }
    let _ = write!(out, "\n{}\n\n", article.text);
    // What an input holds must not move the cursor of the terminal.
    out.chars()
        .map(|letter| if letter.is_control() && letter != '\n' { '\u{fffd}' } else { letter })
        .collect()
}
