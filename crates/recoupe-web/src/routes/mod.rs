//! The addresses, and for each what is read of the archive and who writes the answer; a module for each family of them.

mod by_hand;
mod relations;
mod reports;
mod search;
mod stories;
mod watched;

use crate::compared::{Affair, Compared};
use crate::fault::Fault;
use crate::guard::{Guard, guard, host};
use crate::readers::Readers;
use crate::related::Relations;
use crate::revised::Revised;
use crate::syndication::Feed;
use crate::{dress, openapi, pages};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

/// How large a form may be, in bytes.
const FORM: usize = 64 * 1024;

#[derive(Debug, Clone)]
struct App {
    readers: Readers,
    compared: Compared,
    relations: Relations,
    revised: Revised,
}

type Answer = Result<Response, Fault>;

/// Everything that is answered.
pub(crate) fn router(readers: Readers, who: Guard) -> Router {
    let app = App {
        compared: Compared::new(readers.clone()),
        relations: Relations::new(readers.clone()),
        revised: Revised::new(readers.clone()),
        readers,
    };
    Router::new()
        .route("/", get(async || Redirect::temporary("/stories")))
        .route("/stories", get(stories::page))
        .route("/stories.json", get(stories::twin))
        .route("/stories.atom", get(stories::atom))
        .route("/stories.jsonfeed", get(stories::feed))
        .route("/stories/{story}", get(stories::story))
        .route("/stories/{story}/history", get(stories::history))
        .route("/stories/{story}/history.json", get(stories::history_twin))
        .route("/stories/{story}/names/{name}", get(stories::name))
        .route("/stories/{story}/names", post(by_hand::names))
        .route("/stories/{story}/rename", post(by_hand::rename))
        .route("/stories/{story}/merge", post(by_hand::merge))
        .route("/stories/{story}/split", post(by_hand::split))
        .route("/reports/{report}", get(reports::report))
        .route("/reports/{report}/versions", get(reports::versions))
        .route("/reports/{report}/versions.json", get(reports::versions_twin))
        .route("/reports/{report}/versions.atom", get(reports::versions_atom))
        .route("/reports/{report}/versions.jsonfeed", get(reports::versions_feed))
        .route("/reports/{report}/versions/{version}", get(reports::version))
        .route("/relations", get(relations::page))
        .route("/relations.json", get(relations::twin))
        .route("/relations.atom", get(relations::atom))
        .route("/relations.jsonfeed", get(relations::feed))
        .route("/search", get(search::page))
        .route("/search.json", get(search::twin))
        .route("/search.atom", get(search::atom))
        .route("/search.jsonfeed", get(search::feed))
        .route("/feeds", get(watched::page))
        .route("/feeds.json", get(watched::twin))
        .route("/openapi.json", get(async || json(openapi::document())))
        .route("/style.css", get(async || kept("text/css; charset=utf-8", pages::STYLE.clone())))
        .route("/icon.svg", get(async || kept("image/svg+xml", pages::ICON.to_owned())))
        .fallback(async || Fault::nothing_here())
        .layer(DefaultBodyLimit::max(FORM))
        .layer(from_fn_with_state(who, guard))
        .layer(from_fn(dress::dress))
        .with_state(app)
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

/// Writes an answer that may be long, off the threads that serve.
async fn written(job: impl FnOnce() -> Answer + Send + 'static) -> Answer {
    let done = tokio::task::spawn_blocking(job).await;
    done.unwrap_or_else(|_| Err(Fault::own("Writing the answer ended early")))
}

async fn affair(app: &App, story: u64) -> Result<Affair, Fault> {
    app.compared.affair(story).await
}
