//! The twins of a report, of its versions, and of one of them.

use super::{ReportOut, written};
use crate::compared::Affair;
use crate::pages::version::Version;
use jiff::Timestamp;
use recoupe_export::VersionOut;
use recoupe_export::record::{
    ArticleOut, CopyOut, DisputeOut, EntryOut, EventOut, QuotationOut, SpanOut, StatementOut,
};
use recoupe_store::{ReportRow, VersionRow};
use serde::Serialize;

pub(crate) fn report(affair: &Affair, row: &ReportRow, versions: &[VersionRow]) -> String {
    #[derive(Serialize)]
    struct Kept {
        number: u64,
        fetched: Timestamp,
        bytes: Option<u64>,
    }
    /// The members of the story's record that a stretch of the report supports.
    #[derive(Serialize)]
    struct Twin<'a> {
        report: ReportOut<'a>,
        versions: Vec<Kept>,
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
            .map(|version| Kept {
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

/// Spans name a version by its number: `v2`.
pub(crate) fn versions(row: &ReportRow, versions: &[VersionOut]) -> String {
    #[derive(Serialize)]
    struct Twin<'a> {
        report: ReportOut<'a>,
        versions: &'a [VersionOut],
    }
    written(&Twin { report: ReportOut::of(row), versions })
}

pub(crate) fn version(version: &Version<'_>) -> String {
    #[derive(Serialize)]
    struct Twin<'a> {
        report: ReportOut<'a>,
        version: Option<&'a VersionOut>,
        article: &'a ArticleOut,
    }
    written(&Twin {
        report: ReportOut::of(version.row),
        version: version.versions.get(version.at),
        article: version.article,
    })
}
