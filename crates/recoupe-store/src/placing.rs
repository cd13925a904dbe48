//! What the stream says, as steps of the archive.
//!
//! The stream knows the reports of its window alone. Where it takes a story for a single report that joins another
//! one, the archive may have older reports of that story, which go along: the two stories are merged. And a story that
//! another stream has merged meanwhile, by reports that this one does not hold, is told by the story it went into.

use crate::engine::{Engine, Result, Step};
use crate::rows::{Because, Why};
use recoupe_stories::Change;

/// The steps that `changes` come to; `new` is the report that is about to be filed, and in no story yet.
pub(crate) fn steps(engine: &mut dyn Engine, changes: &[Change], new: u64) -> Result<Vec<Step>> {
    let mut steps: Vec<Step> = Vec::new();
    for change in changes {
        let mut now = |story: u64| -> Result<u64> {
            // The new one is not there yet.
            Ok(if story == new { story } else { engine.current(story)?.unwrap_or(story) })
        };
        let step = match *change {
            Change::Opened { story } => (Why::Opened { story }, Because::New),
            Change::Joined { article, story, from: None, reason } if article != new => {
                let into = now(story)?;
                let from = engine.story_of(article)?.unwrap_or(article);
                (merged(from, into), Because::Likeness(reason))
            }
            Change::Joined { article, story, from, reason } => {
                let (story, from) = (now(story)?, from.map(&mut now).transpose()?);
                (Why::Joined { report: article, story, from }, Because::Likeness(reason))
            }
            Change::Merged { story, into, reason } => {
                (merged(now(story)?, now(into)?), Because::Likeness(reason))
            }
        };
        let same = matches!(step.0, Why::Merged { story, into } if story == into);
        if !same {
            steps.push(step);
        }
    }
    Ok(steps)
}

/// Two stories are one: by the lower number, which is the older one.
fn merged(one: u64, other: u64) -> Why {
    Why::Merged { story: one.max(other), into: one.min(other) }
}
