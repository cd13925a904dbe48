//! The twins: what pages show, as JSON.
//!
//! The twin of a story is its record as `recoupe check --format json` writes it, so that `recoupe verify` takes it, with one
//! member more: `archive`, what the archive knows beside the reports' words.

mod relation;
mod reports;
mod search;
mod watched;

pub(crate) use relation::relation;
pub(crate) use reports::{report, version, versions};
pub(crate) use search::search;
pub(crate) use watched::{feeds, kind_name};

use crate::compared::Affair;
use crate::fault::Fault;
use crate::forms::Stories;
use crate::watched::{Absence, missing};
use jiff::Timestamp;
use jiff::civil::Date;
use recoupe_export::record::{EntityOut, Record};
use recoupe_store::{Because, FeedRow, LogRow, NameKind, NameRow, ReportRow, StoryRow, Why};
use serde::Serialize;

fn written(twin: &impl Serialize) -> String {
    // Every key is a string and every writer is memory.
    serde_json::to_string(twin).unwrap_or_else(|_| "null".to_owned())
}

#[derive(Debug, Serialize)]
struct StoryOut<'a> {
    id: u64,
    address: String,
    name: Option<&'a str>,
    title: &'a str,
    reports: u64,
    origins: Option<u64>,
    disputes: Option<u64>,
    languages: &'a [String],
    first: Option<Date>,
    last: Option<Date>,
    changed: Option<Timestamp>,
    compared: bool,
}

impl<'a> StoryOut<'a> {
    fn of(row: &'a StoryRow) -> Self {
        Self {
            id: row.id,
            address: format!("/stories/{}", row.id),
            name: row.name.as_deref(),
            title: &row.title,
            reports: row.reports,
            origins: row.origins,
            disputes: row.disputes,
            languages: &row.languages,
            first: row.first,
            last: row.last,
            changed: row.changed,
            compared: !row.stale,
        }
    }
}

#[derive(Debug, Serialize)]
struct ReportOut<'a> {
    id: u64,
    address: String,
    story: u64,
    source: &'a str,
    url: Option<&'a str>,
    outlet: Option<&'a str>,
    title: &'a str,
    language: Option<&'a str>,
    published: Option<Date>,
    versions: u64,
    first_fetched: Timestamp,
    last_fetched: Timestamp,
}

impl<'a> ReportOut<'a> {
    fn of(row: &'a ReportRow) -> Self {
        Self {
            id: row.id,
            address: format!("/reports/{}", row.id),
            story: row.story,
            source: &row.source,
            url: row.url.as_deref(),
            outlet: row.outlet.as_deref(),
            title: &row.title,
            language: row.language.as_deref(),
            published: row.day,
            versions: row.versions,
            first_fetched: row.first_fetched,
            last_fetched: row.last_fetched,
        }
    }
}

/// A decision of a person on names.
#[derive(Debug, Serialize)]
struct DecidedOut<'a> {
    what: &'static str,
    one: &'a str,
    other: &'a str,
    everywhere: bool,
    at: Timestamp,
}

impl<'a> DecidedOut<'a> {
    fn of(row: &'a NameRow) -> Self {
        Self {
            what: match row.what {
                NameKind::Together => "together",
                NameKind::Apart => "apart",
                NameKind::Called => "called",
            },
            one: &row.one,
            other: &row.other,
            everywhere: row.story.is_none(),
            at: row.at,
        }
    }
}

pub(crate) fn fault(fault: &Fault) -> String {
    written(&serde_json::json!({ "error": {
        "status": fault.status.as_u16(), "message": fault.what, "help": fault.help,
    }}))
}

pub(crate) fn stories(asked: Stories, rows: &[StoryRow], more: bool) -> String {
    #[derive(Serialize)]
    struct Twin<'a> {
        order: &'static str,
        page: u64,
        more: bool,
        stories: Vec<StoryOut<'a>>,
    }
    written(&Twin {
        order: asked.order.name(),
        page: asked.page(),
        more,
        stories: rows.iter().map(StoryOut::of).collect(),
    })
}

pub(crate) fn story(affair: &Affair, feeds: &[FeedRow]) -> String {
    #[derive(Serialize)]
    struct MissingOut<'a> {
        feed: &'a str,
        known: Absence,
        error: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct ArchiveOut<'a> {
        story: StoryOut<'a>,
        reports: Vec<ReportOut<'a>>,
        missing: Vec<MissingOut<'a>>,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        #[serde(flatten)]
        record: &'a Record,
        archive: ArchiveOut<'a>,
    }
    let missing = missing(feeds, &affair.row, &affair.reports);
    written(&Twin {
        record: &affair.record,
        archive: ArchiveOut {
            story: StoryOut::of(&affair.row),
            reports: affair.reports.iter().map(ReportOut::of).collect(),
            missing: missing
                .iter()
                .map(|missing| MissingOut {
                    feed: &missing.feed.url,
                    known: missing.absence,
                    error: missing.feed.error.as_deref(),
                })
                .collect(),
        },
    })
}

pub(crate) fn name(affair: &Affair, index: usize, elsewhere: &[StoryRow]) -> String {
    #[derive(Serialize)]
    struct Twin<'a> {
        story: StoryOut<'a>,
        entity: Option<&'a EntityOut>,
        /// What a person decided of names, as far as it holds in the story.
        by_hand: Vec<DecidedOut<'a>>,
        elsewhere: Vec<StoryOut<'a>>,
    }
    let story = affair.record.stories.first();
    written(&Twin {
        story: StoryOut::of(&affair.row),
        entity: story.and_then(|story| story.entities.get(index)),
        by_hand: affair.names.iter().map(DecidedOut::of).collect(),
        elsewhere: elsewhere.iter().map(StoryOut::of).collect(),
    })
}

pub(crate) fn history(row: &StoryRow, log: &[LogRow]) -> String {
    #[derive(Serialize)]
    struct StepOut {
        at: Timestamp,
        what: &'static str,
        report: Option<u64>,
        from: Option<u64>,
        because: &'static str,
        names: Option<usize>,
        likeness: Option<f64>,
        days: Option<u32>,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        story: StoryOut<'a>,
        steps: Vec<StepOut>,
    }
    let step = |step: &LogRow| {
        let (what, report, from) = match step.why {
            Why::Opened { story } => ("opened", Some(story), None),
            Why::Joined { report, from, .. } => ("joined", Some(report), from),
            Why::Merged { story, .. } => ("merged", None, Some(story)),
        };
        let (because, reason) = match step.because {
            Because::Person => ("person", None),
            Because::New => ("new", None),
            Because::Likeness(reason) => ("likeness", Some(reason)),
        };
        StepOut {
            at: step.at,
            what,
            report,
            from,
            because,
            names: reason.map(|reason| reason.names),
            likeness: reason.map(|reason| reason.likeness),
            days: reason.and_then(|reason| reason.days),
        }
    };
    written(&Twin { story: StoryOut::of(row), steps: log.iter().map(step).collect() })
}
