//! What is watched, and what could not be read.

use super::{Answer, App, json, page as html};
use crate::{pages, twins};
use axum::extract::State;
use recoupe_store::Archive;

/// What could not be read is shown for so many runs.
const RUNS: u64 = 100;

pub(super) async fn page(State(app): State<App>) -> Answer {
    let job = |archive: &mut Archive| Ok((archive.feeds()?, archive.runs(RUNS)?));
    let (feeds, runs) = app.readers.ask(job).await?;
    Ok(html(pages::feeds::page(&feeds, &runs)))
}

pub(super) async fn twin(State(app): State<App>) -> Answer {
    let job = |archive: &mut Archive| Ok((archive.feeds()?, archive.runs(RUNS)?));
    let (feeds, runs) = app.readers.ask(job).await?;
    Ok(json(twins::feeds(&feeds, &runs)))
}
