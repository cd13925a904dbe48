//! The twin of a search.

use super::{ReportOut, written};
use crate::forms::Search;
use recoupe_store::Hit;
use serde::Serialize;

pub(crate) fn search(asked: &Search, hits: &[Hit], more: bool) -> String {
    #[derive(Serialize)]
    struct HitOut<'a> {
        report: ReportOut<'a>,
        story_title: &'a str,
        excerpt: &'a str,
        /// Start and end in code points of the excerpt.
        marked: Vec<[usize; 2]>,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        query: &'a str,
        page: u64,
        more: bool,
        hits: Vec<HitOut<'a>>,
    }
    let hit = |hit: &'_ Hit| {
        let points =
            |byte: u32| hit.excerpt.get(..byte as usize).map_or(0, |before| before.chars().count());
        hit.marked.iter().map(|span| [points(span.start), points(span.end)]).collect()
    };
    written(&Twin {
        query: &asked.q,
        page: asked.page(),
        more,
        hits: hits
            .iter()
            .map(|found| HitOut {
                report: ReportOut::of(&found.report),
                story_title: &found.story_title,
                excerpt: &found.excerpt,
                marked: hit(found),
            })
            .collect(),
    })
}
