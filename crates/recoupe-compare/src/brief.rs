//! The brief: the sentences that tell the story best, and the headline that stands for it.
//!
//! What several articles say comes first, the surest and newest at the head; then what the reports say first. Nothing
//! disputed, no headline, nothing that repeats what was taken. On news the cheap methods tie with the costly ones, so the
//! cheapest that cites its support is taken.

use crate::measure::{Measure, POSSIBLY};
use crate::story::{Place, Statement, Status};
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
    let unit_at = |place: Place| {
        let first =
            units.partition_point(|unit| (unit.article, unit.span) < (place.article, place.span));
        units.get(first).filter(|unit| unit.place() == place).map(|_| first)
    };
    let mut ranked: Vec<(&Statement, usize)> = statements
        .iter()
        .filter(|statement| statement.status != Status::Disputed)
        .filter_map(|statement| Some((statement, unit_at(statement.places[statement.wording])?)))
        .filter(|(statement, unit)| statement.rank.is_some() || units[*unit].opens)
        .collect();
    ranked.sort_by_key(|(statement, unit)| {
        (statement.rank.unwrap_or(usize::MAX), units[*unit].sentence, *unit)
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

/// The headline of the newest report among those that say at least half as much of what several say as the one that says
/// most.
#[must_use]
pub(crate) fn title(readings: &[&Reading], statements: &[Statement]) -> Option<Place> {
    let shared = |article: usize| {
        let lines = statements.iter().filter(|statement| statement.rank.is_some());
        lines.filter(|line| line.places.iter().any(|place| place.article == article)).count()
    };
    let counts: Vec<usize> = (0..readings.len()).map(shared).collect();
    let most = counts.iter().copied().max().unwrap_or(0);
    (0..readings.len())
        .filter(|article| counts[*article] * 2 >= most)
        .filter_map(|article| Some((article, readings[article].article.title?)))
        // Of equals the first.
        .rev()
        .max_by_key(|(article, _)| (readings[*article].article.published.told(), counts[*article]))
        .map(|(article, span)| Place { article, span })
}
