//! What two parties have between them through time.

use super::{Answer, App, json, page as html, syndicated, written};
use crate::fault::Fault;
use crate::forms::{Asked, Between};
use crate::related::Register;
use crate::syndication::{self, Feed};
use crate::{pages, twins};
use axum::extract::State;
use axum::http::HeaderMap;
use std::sync::Arc;

async fn register(app: &App, asked: &Between) -> Result<Arc<Register>, Fault> {
    app.relations.register(asked.question()?).await
}

pub(super) async fn page(State(app): State<App>, Asked(asked): Asked<Between>) -> Answer {
    let register = register(&app, &asked).await?;
    written(move || Ok(html(pages::relations::page(&asked, &register)))).await
}

pub(super) async fn twin(State(app): State<App>, Asked(asked): Asked<Between>) -> Answer {
    let register = register(&app, &asked).await?;
    written(move || Ok(json(twins::relation(&register)))).await
}

pub(super) async fn atom(
    State(app): State<App>,
    Asked(asked): Asked<Between>,
    headers: HeaderMap,
) -> Answer {
    let register = register(&app, &asked).await?;
    Ok(syndicated(&headers, |base| syndication::relation(base, &asked, &register), Feed::atom))
}

pub(super) async fn feed(
    State(app): State<App>,
    Asked(asked): Asked<Between>,
    headers: HeaderMap,
) -> Answer {
    let register = register(&app, &asked).await?;
    Ok(syndicated(&headers, |base| syndication::relation(base, &asked, &register), Feed::json))
}
