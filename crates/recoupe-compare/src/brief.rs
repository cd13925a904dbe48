//! The brief: the sentences that tell the story best.
//!
//! Statements with many origins and reports come first; of each the fullest sentence of the
//! earliest report stands for it; a sentence that repeats one already taken is passed over. On news
//! the cheap methods tie with the costly ones, so the cheapest that cites its support is taken.

use crate::measure::{Measure, POSSIBLY};
use crate::story::{Place, Statement};
use crate::units::Unit;
use recoupe_annotate::Reading;

/// Sentences in a brief.
const LENGTH: usize = 5;

/// The sentences, in reading order.
#[must_use]
pub(crate) fn brief(
    readings: &[&Reading],
    units: &[Unit],
    measure: &Measure,
    statements: &[Statement],
) -> Vec<Place> {
    let mut ranked: Vec<(&Statement, usize)> = statements
        .iter()
        .filter_map(|statement| {
            let places: Vec<usize> = statement
                .places
                .iter()
                .filter_map(|place| {
                    units
                        .iter()
                        .position(|unit| unit.article == place.article && unit.span == place.span)
                })
                .collect();
            let fullest = places
                .into_iter()
                .max_by_key(|unit| (units[*unit].terms.len(), std::cmp::Reverse(*unit)))?;
            Some((statement, fullest))
        })
        .collect();
    ranked.sort_by_key(|(statement, unit)| {
        let reports = statement.places.len();
        (std::cmp::Reverse((statement.origins, reports)), units[*unit].sentence, *unit)
    });
    let mut taken: Vec<usize> = Vec::new();
    let mut chosen: Vec<Place> = Vec::new();
    for (_, unit) in ranked {
        let reading = readings[units[unit].article];
        let sentence = reading.syntax.sentences[units[unit].sentence];
        let is_title = reading.article.title.is_some_and(|title| title.overlaps(sentence));
        let repeats = taken.iter().any(|other| {
            units[*other].article == units[unit].article
                && units[*other].sentence == units[unit].sentence
                || measure.alike(unit, *other) >= POSSIBLY
        });
        if is_title || repeats {
            continue;
        }
        taken.push(unit);
        chosen.push(Place { article: units[unit].article, span: sentence });
        if chosen.len() == LENGTH {
            break;
        }
    }
    chosen.sort();
    chosen
}
