//! The twins: what pages show, as JSON.
//!
//! The twin of a story is its record as `recoupe check --format json` writes it, so that `recoupe verify` takes it, with one
//! member more: `archive`, what the archive knows beside the reports' words.

use crate::compared::Affair;
use crate::fault::Fault;
use crate::forms::Stories;
use crate::watched::{Absence, Health, missing};
use jiff::Timestamp;
use jiff::civil::Date;
use recoupe_export::record::{
    ArticleOut, CopyOut, DisputeOut, EntityOut, EntryOut, EventOut, QuotationOut, Record, SpanOut,
    StatementOut,
};
use recoupe_store::{
    Because, FeedKind, FeedRow, Hit, LogRow, ReportRow, RunRow, StoryRow, VersionRow, Why,
};
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

pub(crate) fn report(affair: &Affair, row: &ReportRow, versions: &[VersionRow]) -> String {
    #[derive(Serialize)]
    struct VersionOut {
        number: u64,
        fetched: Timestamp,
        bytes: Option<u64>,
    }
    /// The members of the story's record that a stretch of the report supports.
    #[derive(Serialize)]
    struct Twin<'a> {
        report: ReportOut<'a>,
        versions: Vec<VersionOut>,
        article: Option<&'a ArticleOut>,
        statements: Vec<&'a StatementOut>,
        quotations: Vec<&'a QuotationOut>,
        events: Vec<&'a EventOut>,
        register: Vec<&'a EntryOut>,
        disputes: Vec<&'a DisputeOut>,
        copies: Vec<&'a CopyOut>,
    }
    let index = affair.reports.iter().position(|report| report.id == row.id);
    let article = index.and_then(|index| affair.record.articles.get(index));
    let id = article.map_or("", |article| &article.id);
    let here = |span: &SpanOut| span.article == id;
    let story = affair.record.stories.first();
    macro_rules! of {
        ($members:ident, $holds:expr) => {
            story.map_or_else(Vec::new, |story| story.$members.iter().filter($holds).collect())
        };
    }
    written(&Twin {
        report: ReportOut::of(row),
        versions: versions
            .iter()
            .map(|version| VersionOut {
                number: version.number,
                fetched: version.fetched,
                bytes: version.size,
            })
            .collect(),
        article,
        statements: of!(statements, |statement| statement.spans.iter().any(here)),
        quotations: of!(quotations, |quotation| quotation.content.iter().any(here)),
        events: of!(events, |event| here(&event.span)),
        register: of!(register, |entry| entry.spans.iter().any(here)),
        disputes: of!(disputes, |dispute| {
            dispute.sides.iter().flat_map(|side| &side.spans).any(here)
        }),
        copies: of!(copies, |copy| copy.articles.iter().any(|article| article == id)),
    })
}

pub(crate) fn name(affair: &Affair, index: usize, elsewhere: &[StoryRow]) -> String {
    #[derive(Serialize)]
    struct Twin<'a> {
        story: StoryOut<'a>,
        entity: Option<&'a EntityOut>,
        elsewhere: Vec<StoryOut<'a>>,
    }
    let story = affair.record.stories.first();
    written(&Twin {
        story: StoryOut::of(&affair.row),
        entity: story.and_then(|story| story.entities.get(index)),
        elsewhere: elsewhere.iter().map(StoryOut::of).collect(),
    })
}

pub(crate) fn search(query: &str, hits: &[Hit]) -> String {
    #[derive(Serialize)]
    struct HitOut<'a> {
        report: ReportOut<'a>,
        story_title: &'a str,
        excerpt: &'a str,
        /// Start and end in code points of the excerpt.
        marked: Vec<[usize; 2]>,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        query: &'a str,
        hits: Vec<HitOut<'a>>,
    }
    let hit = |hit: &'_ Hit| {
        let points =
            |byte: u32| hit.excerpt.get(..byte as usize).map_or(0, |before| before.chars().count());
        hit.marked.iter().map(|span| [points(span.start), points(span.end)]).collect()
    };
    written(&Twin {
        query,
        hits: hits
            .iter()
            .map(|found| HitOut {
                report: ReportOut::of(&found.report),
                story_title: &found.story_title,
                excerpt: &found.excerpt,
                marked: hit(found),
            })
            .collect(),
    })
}

/// What a feed is, in a word.
pub(crate) const fn kind_name(kind: FeedKind) -> &'static str {
    match kind {
        FeedKind::Unknown => "unknown",
        FeedKind::Feed => "feed",
        FeedKind::Sitemap => "sitemap",
        FeedKind::List => "list",
        FeedKind::Page => "page",
    }
}

pub(crate) fn feeds(feeds: &[FeedRow], runs: &[RunRow]) -> String {
    #[derive(Serialize)]
    struct FeedOut<'a> {
        url: &'a str,
        kind: &'static str,
        health: Health,
        read: Option<Timestamp>,
        due: Timestamp,
        interval: u64,
        failures: u64,
        error: Option<&'a str>,
    }
    #[derive(Serialize)]
    struct RunOut<'a> {
        at: Timestamp,
        source: &'a str,
        message: &'a str,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        feeds: Vec<FeedOut<'a>>,
        unread: Vec<RunOut<'a>>,
    }
    written(&Twin {
        feeds: feeds
            .iter()
            .map(|feed| FeedOut {
                url: &feed.url,
                kind: kind_name(feed.kind),
                health: Health::of(feed),
                read: feed.read,
                due: feed.due,
                interval: feed.interval,
                failures: feed.failures,
                error: feed.error.as_deref(),
            })
            .collect(),
        unread: runs
            .iter()
            .map(|run| RunOut { at: run.at, source: &run.source, message: &run.message })
            .collect(),
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
