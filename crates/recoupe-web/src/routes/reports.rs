//! One report, its versions, and one of them.

use super::{Answer, App, affair, json, page as html, syndicated, written};
use crate::fault::Fault;
use crate::forms::{As, numbered};
use crate::pages::version::Version;
use crate::syndication::{self, Feed};
use crate::{pages, twins};
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use recoupe_annotate::Reading;
use recoupe_export::{Findings, record};
use recoupe_store::Archive;

pub(super) async fn report(State(app): State<App>, Path(part): Path<String>) -> Answer {
    let (number, form) = numbered(&part)?;
    let job = move |archive: &mut Archive| Ok((archive.report(number)?, archive.versions(number)?));
    let (row, versions) = app.readers.ask(job).await?;
    let affair = affair(&app, row.story).await?;
    written(move || {
        Ok(match form {
            As::Json => json(twins::report(&affair, &row, &versions)),
            As::Page => html(pages::report::page(&affair, &row, &versions)?),
        })
    })
    .await
}

pub(super) async fn versions(State(app): State<App>, Path(report): Path<u64>) -> Answer {
    let (row, versions) = app.revised.versions(report).await?;
    written(move || Ok(html(pages::versions::page(&row, &versions)))).await
}

pub(super) async fn versions_twin(State(app): State<App>, Path(report): Path<u64>) -> Answer {
    let (row, versions) = app.revised.versions(report).await?;
    written(move || Ok(json(twins::versions(&row, &versions)))).await
}

pub(super) async fn versions_atom(
    State(app): State<App>,
    Path(report): Path<u64>,
    headers: HeaderMap,
) -> Answer {
    let (row, versions) = app.revised.versions(report).await?;
    Ok(syndicated(&headers, |base| syndication::versions(base, &row, &versions), Feed::atom))
}

pub(super) async fn versions_feed(
    State(app): State<App>,
    Path(report): Path<u64>,
    headers: HeaderMap,
) -> Answer {
    let (row, versions) = app.revised.versions(report).await?;
    Ok(syndicated(&headers, |base| syndication::versions(base, &row, &versions), Feed::json))
}

pub(super) async fn version(
    State(app): State<App>,
    Path((report, part)): Path<(u64, String)>,
) -> Answer {
    let (number, form) = numbered(&part)?;
    let (row, versions) = app.revised.versions(report).await?;
    let at = versions.iter().position(|version| version.version == number);
    let at = at.ok_or_else(|| {
        let what = format!("Report {report} has no version {number}");
        Fault::new(StatusCode::NOT_FOUND, what, "Begin with the versions that it has.")
    })?;
    let job = move |archive: &mut Archive| Ok(archive.article(report, Some(number))?);
    let article = app.readers.ask(job).await?;
    written(move || {
        let readings = vec![Reading::of(article)];
        let read = record(&Findings { readings, ..Findings::default() });
        let article = read.articles.first().ok_or_else(Fault::nothing_here)?;
        let version = Version { row: &row, versions: &versions, at, article };
        Ok(match form {
            As::Json => json(twins::version(&version)),
            As::Page => html(pages::version::page(&version)),
        })
    })
    .await
}
