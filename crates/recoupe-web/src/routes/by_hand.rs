//! Corrections: what a person decides of stories and of names.

use super::{Answer, App};
use crate::fault::Fault;
use crate::forms::{Decision, Merged, Named, Sent};
use axum::extract::{Path, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use recoupe_store::{StoreError, StoryRow, Writer};
use std::thread;
use std::time::Duration;

/// How often, and with what pause, a turn to write is asked for.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(150);

/// Writes what a person decided, once nobody else is writing, and leads to the story that came of it.
async fn corrected(
    app: &App,
    job: impl FnOnce(&mut Writer<'_>) -> Result<StoryRow, StoreError> + Send + 'static,
) -> Answer {
    Ok(led(write(app, job).await?.id, ""))
}

/// To a story, or to a part of it.
fn led(story: u64, part: &str) -> Response {
    let to = format!("/stories/{story}{part}");
    (StatusCode::SEE_OTHER, [(header::LOCATION, to)]).into_response()
}

/// Writes to the archive, once nobody else is writing.
async fn write<T: Send + 'static>(
    app: &App,
    job: impl FnOnce(&mut Writer<'_>) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, Fault> {
    let done = app.readers.ask(move |archive| {
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
    done.await
}

pub(super) async fn names(
    State(app): State<App>,
    Path(story): Path<u64>,
    Sent(sent): Sent<Decision>,
) -> Answer {
    let story = write(&app, move |writer| {
        let at = Timestamp::now();
        let own = writer.archive().story(story)?.id;
        let scope = (!sent.everywhere).then_some(own);
        let names = [sent.one.as_str(), sent.other.as_str()];
        match sent.what.kind() {
            Some(what) => drop(writer.decide_names(scope, what, names, at)?),
            None => drop(writer.forget_names(scope, names, at)?),
        }
        Ok(own)
    });
    Ok(led(story.await?, "#s1-names"))
}

pub(super) async fn rename(
    State(app): State<App>,
    Path(story): Path<u64>,
    Sent(sent): Sent<Named>,
) -> Answer {
    if sent.name.chars().count() > 300 {
        return Err(Fault::bad("The name is too long", "Use at most 300 letters."));
    }
    // A name is one line.
    let name: String = sent.name.chars().filter(|letter| !letter.is_control()).collect();
    corrected(&app, move |writer| writer.rename(story, Some(name.trim()))).await
}

pub(super) async fn merge(
    State(app): State<App>,
    Path(story): Path<u64>,
    Sent(sent): Sent<Merged>,
) -> Answer {
    corrected(&app, move |writer| writer.merge(story, sent.other, Timestamp::now())).await
}

pub(super) async fn split(
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
