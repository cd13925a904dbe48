//! The addresses, and for each what is read of the archive and who writes the answer.

use crate::compared::{Affair, Compared};
use crate::fault::Fault;
use crate::forms::{As, Asked, Merged, Named, Search, Sent, Stories, numbered};
use crate::guard::{Guard, guard, host};
use crate::readers::Readers;
use crate::syndication::{self, Feed};
use crate::{dress, openapi, pages, twins};
use axum::Router;
use axum::extract::{DefaultBodyLimit, Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use jiff::Timestamp;
use recoupe_export::html::{Links, StoryView};
use recoupe_store::{Archive, Hit, LogRow, Query, StoreError, StoryRow, Writer};
use std::thread;
use std::time::Duration;

/// How large a form may be, in bytes.
const FORM: usize = 64 * 1024;
/// What could not be read is shown for so many runs.
const RUNS: u64 = 100;
/// So many other stories are shown that name an entity.
const ELSEWHERE: u64 = 30;
/// How often, and with what pause, a turn to write is asked for.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(150);

#[derive(Debug, Clone)]
struct App {
    readers: Readers,
    compared: Compared,
}

type Answer = Result<Response, Fault>;

/// Everything that is answered.
pub(crate) fn router(readers: Readers, compared: Compared, who: Guard) -> Router {
    Router::new()
        .route("/", get(async || Redirect::temporary("/stories")))
        .route("/stories", get(stories))
        .route("/stories.json", get(stories_twin))
        .route("/stories.atom", get(stories_atom))
        .route("/stories.jsonfeed", get(stories_feed))
        .route("/stories/{story}", get(story))
        .route("/stories/{story}/history", get(history))
        .route("/stories/{story}/history.json", get(history_twin))
        .route("/stories/{story}/names/{name}", get(name))
        .route("/stories/{story}/rename", post(rename))
        .route("/stories/{story}/merge", post(merge))
        .route("/stories/{story}/split", post(split))
        .route("/reports/{report}", get(report))
        .route("/search", get(search))
        .route("/search.json", get(search_twin))
        .route("/search.atom", get(search_atom))
        .route("/search.jsonfeed", get(search_feed))
        .route("/feeds", get(feeds))
        .route("/feeds.json", get(feeds_twin))
        .route("/openapi.json", get(async || json(openapi::document())))
        .route("/style.css", get(async || kept("text/css; charset=utf-8", pages::STYLE.clone())))
        .route("/icon.svg", get(async || kept("image/svg+xml", pages::ICON.to_owned())))
        .fallback(async || Fault::nothing_here())
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(who, guard))
        .layer(from_fn(dress::dress))
        .with_state(App { readers, compared })
}

fn typed(kind: &'static str, body: String) -> Response {
    ([(header::CONTENT_TYPE, HeaderValue::from_static(kind))], body).into_response()
}

fn page(body: String) -> Response {
    typed("text/html; charset=utf-8", body)
}

fn json(body: String) -> Response {
    typed("application/json", body)
}

/// What changes with the program alone.
fn kept(kind: &'static str, body: String) -> Response {
    let mut response = typed(kind, body);
    let for_a_while = HeaderValue::from_static("private, max-age=300");
    response.headers_mut().insert(header::CACHE_CONTROL, for_a_while);
    response
}

// The list of stories.

async fn listed(app: &App, asked: Stories) -> Result<(Vec<StoryRow>, bool), Fault> {
    let listing = asked.listing()?;
    let shown = listing.limit - 1;
    let mut rows = app.readers.ask(move |archive| Ok(archive.stories(&listing)?)).await?;
    let more = rows.len() as u64 > shown;
    rows.truncate(shown as usize);
    Ok((rows, more))
}

async fn stories(State(app): State<App>, Asked(asked): Asked<Stories>) -> Answer {
    let (rows, more) = listed(&app, asked).await?;
    Ok(page(pages::stories::page(asked, &rows, more)))
}

async fn stories_twin(State(app): State<App>, Asked(asked): Asked<Stories>) -> Answer {
    let (rows, more) = listed(&app, asked).await?;
    Ok(json(twins::stories(asked, &rows, more)))
}

async fn stories_atom(
    State(app): State<App>,
    Asked(asked): Asked<Stories>,
    headers: HeaderMap,
) -> Answer {
    let (rows, _) = listed(&app, asked).await?;
    Ok(syndicated(&headers, |base| syndication::stories(base, asked, &rows), Feed::atom))
}

async fn stories_feed(
    State(app): State<App>,
    Asked(asked): Asked<Stories>,
    headers: HeaderMap,
) -> Answer {
    let (rows, _) = listed(&app, asked).await?;
    Ok(syndicated(&headers, |base| syndication::stories(base, asked, &rows), Feed::json))
}

/// A feed as `written`, its addresses on the host that was asked.
fn syndicated(
    headers: &HeaderMap,
    feed: impl FnOnce(&str) -> Feed,
    written: fn(&Feed) -> (&'static str, String),
) -> Response {
    let base = format!("http://{}", host(headers).unwrap_or("localhost"));
    let (kind, body) = written(&feed(&base));
    typed(kind, body)
}

// One story.

async fn affair(app: &App, story: u64) -> Result<Affair, Fault> {
    app.compared.affair(story).await
}

/// A story that went into another one is found there.
fn moved(affair: &Affair, asked: u64, rest: &str) -> Option<Response> {
    let to = format!("/stories/{}{rest}", affair.row.id);
    (affair.row.id != asked).then(|| Redirect::temporary(&to).into_response())
}

async fn story(State(app): State<App>, Path(part): Path<String>) -> Answer {
    let (number, form) = numbered(&part)?;
    let affair = affair(&app, number).await?;
    if let Some(moved) = moved(&affair, number, if form == As::Json { ".json" } else { "" }) {
        return Ok(moved);
    }
    let feeds = app.readers.ask(|archive| Ok(archive.feeds()?)).await?;
    written(move || {
        Ok(match form {
            As::Json => json(twins::story(&affair, &feeds)),
            As::Page => page(pages::story::page(&affair, &feeds)?),
        })
    })
    .await
}

/// Writes an answer that may be long, off the threads that serve.
async fn written(job: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    let done = tokio::task::spawn_blocking(job).await;
    done.unwrap_or_else(|_| Err(Fault::own("Writing the answer ended early")))
}

/// Where the links of the parts of a story lead.
pub(crate) fn links(affair: &Affair) -> Links {
    let story = format!("/stories/{}", affair.row.id);
    Links {
        reports: affair.reports.iter().map(|report| format!("/reports/{}", report.id)).collect(),
        names: Some(format!("{story}/names/")),
        story,
    }
}

async fn name(State(app): State<App>, Path((story, part)): Path<(u64, String)>) -> Answer {
    let (name, form) = numbered(&part)?;
    let affair = affair(&app, story).await?;
    // Names have other numbers there.
    if let Some(moved) = moved(&affair, story, if form == As::Json { ".json" } else { "" }) {
        return Ok(moved);
    }
    let index = usize::try_from(name).ok().and_then(|name| name.checked_sub(1));
    let index = index.ok_or_else(Fault::nothing_here)?;
    let view = StoryView::of(&affair.record, 0).ok_or_else(Fault::nothing_here)?;
    let called = view.name(index).ok_or_else(Fault::nothing_here)?.to_owned();
    let own = affair.row.id;
    let elsewhere = app.readers.ask(move |archive| elsewhere(archive, called, own)).await?;
    Ok(match form {
        As::Json => json(twins::name(&affair, index, &elsewhere)),
        As::Page => page(pages::name::page(&affair, index, &elsewhere)?),
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

async fn history(State(app): State<App>, Path(story): Path<u64>) -> Answer {
    let (row, log) = steps(&app, story).await?;
    Ok(page(pages::history::page(&row, &log)))
}

async fn history_twin(State(app): State<App>, Path(story): Path<u64>) -> Answer {
    let (row, log) = steps(&app, story).await?;
    Ok(json(twins::history(&row, &log)))
}

// One report.

async fn report(State(app): State<App>, Path(part): Path<String>) -> Answer {
    let (number, form) = numbered(&part)?;
    let job = move |archive: &mut Archive| Ok((archive.report(number)?, archive.versions(number)?));
    let (row, versions) = app.readers.ask(job).await?;
    let affair = affair(&app, row.story).await?;
    written(move || {
        Ok(match form {
            As::Json => json(twins::report(&affair, &row, &versions)),
            As::Page => page(pages::report::page(&affair, &row, &versions)?),
        })
    })
    .await
}

// Search.

async fn found(app: &App, asked: &Search) -> Result<Option<Vec<Hit>>, Fault> {
    if asked.q.trim().is_empty() {
        return Ok(None);
    }
    if asked.q.chars().count() > 1_000 {
        return Err(Fault::bad("The query is too long", "Use at most 1000 letters."));
    }
    let help = "Days are written year-month-day.";
    let query = Query::parse(&asked.q).map_err(|error| Fault::bad(error.to_string(), help))?;
    app.readers.ask(move |archive| Ok(archive.search(&query)?)).await.map(Some)
}

async fn search(State(app): State<App>, Asked(asked): Asked<Search>) -> Answer {
    let hits = found(&app, &asked).await?;
    Ok(page(pages::search::page(&asked.q, hits.as_deref())))
}

async fn search_twin(State(app): State<App>, Asked(asked): Asked<Search>) -> Answer {
    let hits = found(&app, &asked).await?.unwrap_or_default();
    Ok(json(twins::search(&asked.q, &hits)))
}

async fn search_atom(
    State(app): State<App>,
    Asked(asked): Asked<Search>,
    headers: HeaderMap,
) -> Answer {
    let hits = found(&app, &asked).await?.unwrap_or_default();
    Ok(syndicated(&headers, |base| syndication::search(base, &asked.q, &hits), Feed::atom))
}

async fn search_feed(
    State(app): State<App>,
    Asked(asked): Asked<Search>,
    headers: HeaderMap,
) -> Answer {
    let hits = found(&app, &asked).await?.unwrap_or_default();
    Ok(syndicated(&headers, |base| syndication::search(base, &asked.q, &hits), Feed::json))
}

// What is watched.

async fn feeds(State(app): State<App>) -> Answer {
    let job = |archive: &mut Archive| Ok((archive.feeds()?, archive.runs(RUNS)?));
    let (feeds, runs) = app.readers.ask(job).await?;
    Ok(page(pages::feeds::page(&feeds, &runs)))
}

async fn feeds_twin(State(app): State<App>) -> Answer {
    let job = |archive: &mut Archive| Ok((archive.feeds()?, archive.runs(RUNS)?));
    let (feeds, runs) = app.readers.ask(job).await?;
    Ok(json(twins::feeds(&feeds, &runs)))
}

// Corrections.

/// Writes what a person decided, once nobody else is writing, and leads to the story that came of it.
async fn corrected(
    app: &App,
    job: impl FnOnce(&mut Writer<'_>) -> Result<StoryRow, StoreError> + Send + 'static,
) -> Answer {
    let row = app.readers.ask(move |archive| {
        let mut tries = 0;
        loop {
            match archive.write() {
                Ok(mut writer) => return Ok(job(&mut writer)?),
                Err(StoreError::Busy(_)) if tries < TRIES => {
                    tries += 1;
                    thread::sleep(PAUSE);
                }
                Err(error) => return Err(error.into()),
            }
        }
    });
    let row = row.await?;
    let to = format!("/stories/{}", row.id);
    Ok((StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response())
}

async fn rename(State(app): State<App>, Path(story): Path<u64>, Sent(sent): Sent<Named>) -> Answer {
    if sent.name.chars().count() > 300 {
        return Err(Fault::bad("The name is too long", "Use at most 300 letters."));
    }
    // A name is one line.
    let name: String = sent.name.chars().filter(|letter| !letter.is_control()).collect();
    corrected(&app, move |writer| writer.rename(story, Some(name.trim()))).await
}

async fn merge(State(app): State<App>, Path(story): Path<u64>, Sent(sent): Sent<Merged>) -> Answer {
    corrected(&app, move |writer| writer.merge(story, sent.other, Timestamp::now())).await
}

async fn split(
    State(app): State<App>,
    Path(story): Path<u64>,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Answer {
    let named = fields.into_iter().filter(|(name, _)| name == "report");
    let reports: Result<Vec<u64>, _> = named.map(|(_, value)| value.parse()).collect();
    let help = "Tick the reports that are to leave the story.";
    let reports = reports.map_err(|_| Fault::bad("A report is named by its number", help))?;
    if reports.is_empty() {
        return Err(Fault::bad("No report was named", help));
    }
    corrected(&app, move |writer| writer.split(story, &reports, Timestamp::now())).await
}
