//! What the stream says, as steps of the archive.
//!
//! The stream knows the reports of its window alone. Where it takes a story for a single report that joins another
//! one, the archive may have older reports of that story, which go along: the two stories are merged.

use crate::engine::{Engine, Result, Step};
use crate::rows::{Because, Why};
use recoupe_stories::Change;

/// The steps that `changes` come to; `new` is the report that is about to be filed, and in no story yet.
pub(crate) fn steps(engine: &mut dyn Engine, changes: &[Change], new: u64) -> Result<Vec<Step>> {
    changes
        .iter()
        .map(|change| {
            Ok(match *change {
                Change::Opened { story } => (Why::Opened { story }, Because::New),
                Change::Joined { article, story, from: None, reason } if article != new => {
                    let from = engine.story_of(article)?.unwrap_or(article);
                    (Why::Merged { story: from, into: story }, Because::Likeness(reason))
                }
                Change::Joined { article, story, from, reason } => {
                    (Why::Joined { report: article, story, from }, Because::Likeness(reason))
                }
                Change::Merged { story, into, reason } => {
                    (Why::Merged { story, into }, Because::Likeness(reason))
                }
            })
        })
        .collect()
}
