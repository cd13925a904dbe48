//! The list of stories, one of them, its names, and how it came about.

use super::{Answer, App, affair, json, page as html, syndicated, written};
use crate::compared::Affair;
use crate::fault::Fault;
use crate::forms::{As, Asked, Stories, numbered};
use crate::syndication::{self, Feed};
use crate::{pages, twins};
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Redirect, Response};
use recoupe_store::{Archive, LogRow, Query, StoryRow};

/// So many other stories are shown that name an entity.
const ELSEWHERE: u64 = 30;

async fn listed(app: &App, asked: Stories) -> Result<(Vec<StoryRow>, bool), Fault> {
    let listing = asked.listing()?;
    let shown = listing.limit - 1;
    let mut rows = app.readers.ask(move |archive| Ok(archive.stories(&listing)?)).await?;
    let more = rows.len() as u64 > shown;
    rows.truncate(shown as usize);
    Ok((rows, more))
}

pub(super) async fn page(State(app): State<App>, Asked(asked): Asked<Stories>) -> Answer {
    let (rows, more) = listed(&app, asked).await?;
    Ok(html(pages::stories::page(asked, &rows, more)))
}

pub(super) async fn twin(State(app): State<App>, Asked(asked): Asked<Stories>) -> Answer {
    let (rows, more) = listed(&app, asked).await?;
    Ok(json(twins::stories(asked, &rows, more)))
}

pub(super) async fn atom(
    State(app): State<App>,
    Asked(asked): Asked<Stories>,
    headers: HeaderMap,
) -> Answer {
    let (rows, _) = listed(&app, asked).await?;
    Ok(syndicated(&headers, |base| syndication::stories(base, asked, &rows), Feed::atom))
}

pub(super) async fn feed(
    State(app): State<App>,
    Asked(asked): Asked<Stories>,
    headers: HeaderMap,
) -> Answer {
    let (rows, _) = listed(&app, asked).await?;
    Ok(syndicated(&headers, |base| syndication::stories(base, asked, &rows), Feed::json))
}

/// A story that went into another one is found there.
fn moved(affair: &Affair, asked: u64, rest: &str) -> Option<Response> {
    let to = format!("/stories/{}{rest}", affair.row.id);
    (affair.row.id != asked).then(|| Redirect::temporary(&to).into_response())
}

pub(super) async fn story(State(app): State<App>, Path(part): Path<String>) -> Answer {
    let (number, form) = numbered(&part)?;
    let affair = affair(&app, number).await?;
    if let Some(moved) = moved(&affair, number, if form == As::Json { ".json" } else { "" }) {
        return Ok(moved);
    }
    let feeds = app.readers.ask(|archive| Ok(archive.feeds()?)).await?;
    written(move || {
        Ok(match form {
            As::Json => json(twins::story(&affair, &feeds)),
            As::Page => html(pages::story::page(&affair, &feeds)?),
        })
    })
    .await
}

pub(super) async fn name(
    State(app): State<App>,
    Path((story, part)): Path<(u64, String)>,
) -> Answer {
    let (name, form) = numbered(&part)?;
    let affair = affair(&app, story).await?;
    // Names have other numbers there.
    if let Some(moved) = moved(&affair, story, if form == As::Json { ".json" } else { "" }) {
        return Ok(moved);
    }
    let index = usize::try_from(name).ok().and_then(|name| name.checked_sub(1));
    let index = index.ok_or_else(Fault::nothing_here)?;
    let entity = affair.record.stories.first().and_then(|story| story.entities.get(index));
    let names = &entity.ok_or_else(Fault::nothing_here)?.names;
    // As the reports have it: what a person calls it stands in none.
    let called = names.get("en").or_else(|| names.values().next()).cloned().unwrap_or_default();
    let own = affair.row.id;
    let elsewhere = app.readers.ask(move |archive| elsewhere(archive, called, own)).await?;
    Ok(match form {
        As::Json => json(twins::name(&affair, index, &elsewhere)),
        As::Page => html(pages::name::page(&affair, index, &elsewhere)?),
    })
}

/// The other stories that name an entity.
fn elsewhere(archive: &mut Archive, name: String, own: u64) -> Result<Vec<StoryRow>, Fault> {
    let query = Query { names: vec![name], limit: ELSEWHERE * 4, ..Query::default() };
    let mut stories: Vec<u64> = Vec::new();
    for hit in archive.search(&query)? {
        if hit.report.story != own && !stories.contains(&hit.report.story) {
            stories.push(hit.report.story);
        }
    }
    stories.truncate(ELSEWHERE as usize);
    Ok(stories.into_iter().map(|story| archive.story(story)).collect::<Result<_, _>>()?)
}

async fn steps(app: &App, story: u64) -> Result<(StoryRow, Vec<LogRow>), Fault> {
    app.readers.ask(move |archive| Ok((archive.story(story)?, archive.log(story)?))).await
}

pub(super) async fn history(State(app): State<App>, Path(story): Path<u64>) -> Answer {
    let (row, log) = steps(&app, story).await?;
    Ok(html(pages::history::page(&row, &log)))
}

pub(super) async fn history_twin(State(app): State<App>, Path(story): Path<u64>) -> Answer {
    let (row, log) = steps(&app, story).await?;
    Ok(json(twins::history(&row, &log)))
}
