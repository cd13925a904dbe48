//! Independence of whole articles: which of them are, in the main, one text.
//!
//! Two articles are of one origin where both credit one agency, or where they share much of their narration, word
//! for word or as a rendering (`copies`, `renderings`). Statements are counted more finely, passage by passage; this is the coarse answer for a
//! claim that is held against the reports from outside.

use crate::joined::Joined;
use crate::story::Copy;
use recoupe_annotate::Reading;

/// The share of the shorter narration from which two articles are one text.
const COPIED: f64 = 0.25;

/// For each article, the number of its origin: the smallest article of it.
#[must_use]
pub(crate) fn article_origins(readings: &[&Reading], copies: &[Copy]) -> Vec<usize> {
    let mut joined = Joined::alone(readings.len());
    for left in 0..readings.len() {
        for right in left + 1..readings.len() {
            let articles = [left, right].map(|article| &readings[article].article);
            let credited =
                articles[0].agencies.iter().any(|agency| articles[1].agencies.contains(agency));
            let reprinted =
                copies.iter().any(|copy| copy.articles == [left, right] && copy.share >= COPIED);
            if credited || reprinted {
                joined.join(left, right);
            }
        }
    }
    joined.firsts()
}
