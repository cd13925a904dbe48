//! The digest: what a reader is shown of a story, and in which order.
//!
//! Terminal, HTML and Markdown lay out the same digest, so that they cannot differ in what they tell. It
//! is made from the [`Record`] alone, hence every form shows exactly what `--format json` holds, and words
//! shown are always a [`SpanOut`]'s. Whatever has no order of its own is ordered by how many independent
//! origins or reports stand behind it, then by where it first stands: nothing depends on chance.

mod claims;
mod disputes;
mod evidence;
mod happenings;
mod lookup;
mod matrix;
mod register;
mod reports;
mod statements;
mod voices;
mod when;

pub(crate) use claims::{Claimed, claims};
pub(crate) use disputes::{Disputed, Side};
pub(crate) use happenings::Happening;
pub(crate) use lookup::{Lookup, inside, name_of};
pub(crate) use matrix::{Cell, Matrix, Row};
pub(crate) use register::Agreed;
pub(crate) use reports::{Copied, Report, reports_list};
pub(crate) use statements::{Alone, Shared, Silence};
pub(crate) use voices::{Saying, Voice};
pub use when::when;

use crate::record::{Record, SpanOut, StoryOut};

/// One story, ready to be laid out.
#[derive(Debug)]
pub(crate) struct Digest<'a> {
    pub(crate) story: &'a StoryOut,
    pub(crate) reports: Vec<Report<'a>>,
    /// How many of the reports were written independently of each other.
    pub(crate) origins: usize,
    pub(crate) copies: Vec<Copied<'a>>,
    pub(crate) brief: Vec<Cited<'a>>,
    pub(crate) voices: Vec<Voice<'a>>,
    pub(crate) agreed: Vec<Agreed<'a>>,
    pub(crate) happened: Vec<Happening<'a>>,
    pub(crate) disputes: Vec<Disputed<'a>>,
    pub(crate) shared: Vec<Shared<'a>>,
    /// What several reports have from one source.
    pub(crate) one_source: Vec<Shared<'a>>,
    /// Why nothing is shared by independent reports, where that is so.
    pub(crate) lacking: Option<String>,
    pub(crate) alone: Vec<Alone<'a>>,
    pub(crate) silences: Vec<Silence<'a>>,
    pub(crate) matrix: Matrix<'a>,
}

/// Words of a report, and which report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cited<'a> {
    /// The report's number in the story, from 1.
    pub(crate) report: usize,
    pub(crate) span: &'a SpanOut,
    /// The words begin inside a sentence.
    pub(crate) cut: bool,
}

impl<'a> Digest<'a> {
    /// The digest of one story of `record`. Linear in the story, but for sorting.
    pub(crate) fn of(record: &'a Record, story: &'a StoryOut) -> Self {
        let lookup = Lookup::of(record, story);
        let reports = reports::reports(&lookup);
        let origins = reports::origins(&lookup);
        let copies = reports::copies(&lookup);
        let shared = statements::shared(&lookup);
        let lacking = shared.is_empty().then(|| evidence::lacking(&reports, &copies, origins));
        Self {
            story,
            reports,
            origins,
            copies,
            brief: story.brief.iter().map(|span| lookup.cited(span)).collect(),
            voices: voices::voices(&lookup),
            agreed: register::agreed(&lookup),
            happened: happenings::happenings(&lookup),
            disputes: disputes::disputes(&lookup),
            shared,
            one_source: statements::one_source(&lookup),
            lacking,
            alone: statements::alone(&lookup),
            silences: statements::silences(&lookup),
            matrix: matrix::matrix(&lookup),
        }
    }

    /// The headline that stands for the story, or the first words of its first report.
    pub(crate) fn title(&self) -> &'a str {
        let first = |report: &Report<'a>| report.article.text.lines().next().unwrap_or_default();
        match &self.story.title {
            Some(title) => &title.exact,
            None => self.reports.first().map(first).unwrap_or_default(),
        }
    }

    /// First and last day of publication, as words.
    pub(crate) fn days(&self) -> Option<String> {
        let (first, last) = (self.story.first.as_deref()?, self.story.last.as_deref()?);
        Some(if first == last { when(first) } else { when(&format!("{first}/{last}")) })
    }
}
