//! Search.

use super::{Answer, App, json, page as html, syndicated};
use crate::fault::Fault;
use crate::forms::{Asked, HITS, Search};
use crate::syndication::{self, Feed};
use crate::{pages, twins};
use axum::extract::State;
use axum::http::HeaderMap;
use recoupe_store::{Hit, Query};

/// The reports found, and whether there are more; nothing where nothing was asked.
async fn found(app: &App, asked: &Search) -> Result<Option<(Vec<Hit>, bool)>, Fault> {
    let offset = asked.offset()?;
    if asked.q.trim().is_empty() {
        return Ok(None);
    }
    if asked.q.chars().count() > 1_000 {
        return Err(Fault::bad("The query is too long", "Use at most 1000 letters."));
    }
    let help = "Days are written year-month-day.";
    let query = Query::parse(&asked.q).map_err(|error| Fault::bad(error.to_string(), help))?;
    // One more than is shown tells whether there are more.
    let query = Query { limit: HITS + 1, offset, ..query };
    let mut hits = app.readers.ask(move |archive| Ok(archive.search(&query)?)).await?;
    let more = hits.len() as u64 > HITS;
    hits.truncate(HITS as usize);
    Ok(Some((hits, more)))
}

pub(super) async fn page(State(app): State<App>, Asked(asked): Asked<Search>) -> Answer {
    let found = found(&app, &asked).await?;
    Ok(html(pages::search::page(&asked, found.as_ref().map(|(hits, more)| (&hits[..], *more)))))
}

pub(super) async fn twin(State(app): State<App>, Asked(asked): Asked<Search>) -> Answer {
    let (hits, more) = found(&app, &asked).await?.unwrap_or_default();
    Ok(json(twins::search(&asked, &hits, more)))
}

pub(super) async fn atom(
    State(app): State<App>,
    Asked(asked): Asked<Search>,
    headers: HeaderMap,
) -> Answer {
    let (hits, _) = found(&app, &asked).await?.unwrap_or_default();
    Ok(syndicated(&headers, |base| syndication::search(base, &asked, &hits), Feed::atom))
}

pub(super) async fn feed(
    State(app): State<App>,
    Asked(asked): Asked<Search>,
    headers: HeaderMap,
) -> Answer {
    let (hits, _) = found(&app, &asked).await?.unwrap_or_default();
    Ok(syndicated(&headers, |base| syndication::search(base, &asked, &hits), Feed::json))
}
