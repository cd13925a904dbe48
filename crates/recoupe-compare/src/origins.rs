//! Independence of whole articles: which of them are, in the main, one text.
//!
//! Two articles are of one origin where both credit one agency, where they share much of their narration
//! word for word, or where, over two languages, most clauses of the shorter have their like in the other (a
//! translation). Statements are counted more finely, passage by passage; this is the coarse answer for a
//! claim that is held against the reports from outside.

use crate::joined::Joined;
use crate::similarity::Similarity;
use crate::story::Copy;
use crate::units::Unit;
use recoupe_annotate::Reading;

/// The share of the shorter narration from which two articles are one text.
const COPIED: f64 = 0.25;

/// The share of clauses from which one article renders another.
const RENDERED: f64 = 0.5;

/// Clauses as alike as this render each other.
const ALIKE: f64 = 0.5;

/// For each article, the number of its origin: the smallest article of it.
#[must_use]
pub(crate) fn article_origins(
    readings: &[&Reading],
    units: &[Unit],
    similarity: &dyn Similarity,
    copies: &[Copy],
) -> Vec<usize> {
    let mut joined = Joined::alone(readings.len());
    for left in 0..readings.len() {
        for right in left + 1..readings.len() {
            let articles = [left, right].map(|article| &readings[article].article);
            let credited =
                articles[0].agencies.iter().any(|agency| articles[1].agencies.contains(agency));
            let reprinted =
                copies.iter().any(|copy| copy.articles == [left, right] && copy.share >= COPIED);
            if credited
                || reprinted
                || articles[0].language != articles[1].language
                    && rendered(units, similarity, left, right) >= RENDERED
            {
                joined.join(left, right);
            }
        }
    }
    joined.firsts()
}

/// The share of the shorter article's clauses that have their like in the other.
fn rendered(units: &[Unit], similarity: &dyn Similarity, first: usize, second: usize) -> f64 {
    let of = |article: usize| (0..units.len()).filter(move |unit| units[*unit].article == article);
    let by_length = of(first).count() <= of(second).count();
    let (shorter, longer) = if by_length { (first, second) } else { (second, first) };
    let alike = of(shorter).filter(|unit| {
        of(longer).any(|other| similarity.score((*unit).min(other), (*unit).max(other)) >= ALIKE)
    });
    alike.count() as f64 / of(shorter).count().max(1) as f64
}
