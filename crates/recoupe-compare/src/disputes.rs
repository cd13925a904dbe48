//! Disputes: where reports contradict each other, by figures, by times of day and by names.

use crate::conflicts::figures;
use crate::statements::Ground;
use crate::story::{Dispute, DisputeKind, Place, Statement};
use recoupe_annotate::Reading;
use recoupe_annotate::names::{EntityKind, Mention};
use recoupe_text::{Span, fold};
use recoupe_time::TimeOfDay;

/// Two units as alike as this tell of one thing.
const ABOUT_ONE: f64 = 0.5;

/// What contradicts the statements of a story.
pub(crate) struct Contradictions<'a>(Ground<'a>);

impl<'a> Contradictions<'a> {
    pub(crate) const fn of(ground: Ground<'a>) -> Self {
        Self(ground)
    }

    /// The unit most alike to a statement's wording that counts the same thing otherwise. Who bears out the wording
    /// stands with it.
    pub(crate) fn dispute(
        &self,
        statement: usize,
        wording: usize,
        support: &[usize],
    ) -> Option<Dispute> {
        let Ground { units, measure, .. } = self.0;
        let mut against: Vec<_> = measure
            .links(wording)
            .iter()
            .filter(|link| link.alike() >= ABOUT_ONE && !support.contains(&link.other))
            .collect();
        against.sort_by(|one, other| other.alike().total_cmp(&one.alike()));
        let (first, second, other) = against.into_iter().find_map(|link| {
            let (first, second) = figures(&units[wording], &units[link.other], true)?;
            Some((first, second, link.other))
        })?;
        let with: Vec<Place> =
            [wording].iter().chain(support).map(|unit| units[*unit].place()).collect();
        let sides = vec![(first, with), (second, vec![units[other].place()])];
        Some(Dispute { kind: DisputeKind::Figure, statement: Some(statement), sides })
    }
}

/// Of disputes of the same two values the first.
#[must_use]
pub(crate) fn each_once(disputes: Vec<Dispute>) -> Vec<Dispute> {
    let mut seen: Vec<(DisputeKind, Vec<String>)> = Vec::new();
    let mut is_fresh = |dispute: &Dispute| {
        let mut values: Vec<String> =
            dispute.sides.iter().map(|(value, _)| value.clone()).collect();
        values.sort_unstable();
        let key = (dispute.kind, values);
        let fresh = !seen.contains(&key);
        seen.push(key);
        fresh
    };
    disputes.into_iter().filter(|dispute| is_fresh(dispute)).collect()
}

/// Statements that put one event at two times of one day.
#[must_use]
pub(crate) fn times_of_day(readings: &[&Reading], statements: &[Statement]) -> Vec<Dispute> {
    let mut found = Vec::new();
    for (number, statement) in
        statements.iter().enumerate().filter(|(_, statement)| statement.places.len() > 1)
    {
        let told: Vec<(Place, TimeOfDay, Option<recoupe_time::Edtf>)> = statement
            .places
            .iter()
            .flat_map(|place| {
                let inside = readings[place.article]
                    .times
                    .iter()
                    .filter(|time| place.span.overlaps(time.span));
                inside.filter_map(|time| {
                    let shown = Place { article: place.article, span: time.span };
                    Some((shown, time.time_of_day?, time.value))
                })
            })
            .collect();
        let pair = told.iter().enumerate().find_map(|(index, first)| {
            let second = told[index + 1..].iter().find(|second| {
                second.0.article != first.0.article
                    && same_day(first.2, second.2)
                    && differ(first.1, second.1)
            })?;
            Some((first, second))
        });
        if let Some((first, second)) = pair {
            let side = |told: &(Place, TimeOfDay, Option<recoupe_time::Edtf>)| {
                (told.0.span.of(readings[told.0.article].text()).to_owned(), vec![told.0])
            };
            found.push(Dispute {
                kind: DisputeKind::Time,
                statement: Some(number),
                sides: vec![side(first), side(second)],
            });
        }
    }
    found
}

fn same_day(left: Option<recoupe_time::Edtf>, right: Option<recoupe_time::Edtf>) -> bool {
    match (left, right) {
        (Some(left), Some(right)) => left.agrees_with(&right),
        _ => true,
    }
}

/// Two hours that cannot be one. Parts of a day ("at night", "in the evening") overlap.
pub(crate) fn differ(left: TimeOfDay, right: TimeOfDay) -> bool {
    match (left, right) {
        (
            TimeOfDay::Clock { hour: one, minute: a, .. },
            TimeOfDay::Clock { hour: other, minute: b, .. },
        ) => one != other || matches!((a, b), (Some(a), Some(b)) if a != b),
        _ => false,
    }
}

/// Names of places and bodies with one head word whose proper parts differ by a numeral or a letter:
/// "Tower II", "Tower III" told of one thing.
#[must_use]
pub(crate) fn names(readings: &[&Reading]) -> Vec<Dispute> {
    let mut seen: Vec<(Vec<String>, Place)> = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        for mention in reading.names.mentions.iter().filter(|mention| {
            mention.kind == EntityKind::Place || mention.kind == EntityKind::Organisation
        }) {
            let words = words_of(reading, mention);
            if words.len() >= 3 && !seen.iter().any(|(held, _)| *held == words) {
                seen.push((words, Place { article, span: mention.span }));
            }
        }
    }
    let mut found = Vec::new();
    for (index, (left, first)) in seen.iter().enumerate() {
        for (right, second) in &seen[index + 1..] {
            let differing: Vec<(&String, &String)> =
                left.iter().zip(right).filter(|(a, b)| a != b).collect();
            if left.len() == right.len()
                && let [(one, other)] = differing[..]
                && is_numeral(one)
                && is_numeral(other)
            {
                let side =
                    |place: &Place| (text(readings, place.article, place.span), vec![*place]);
                found.push(Dispute {
                    kind: DisputeKind::Name,
                    statement: None,
                    sides: vec![side(first), side(second)],
                });
            }
        }
    }
    found
}

fn text(readings: &[&Reading], article: usize, span: Span) -> String {
    span.of(readings[article].text()).to_owned()
}

fn words_of(reading: &Reading, mention: &Mention) -> Vec<String> {
    mention.tokens.clone().map(|index| fold(reading.syntax.tokens.lower(index))).collect()
}

fn is_numeral(word: &str) -> bool {
    word.chars().all(|letter| letter.is_ascii_digit())
        || word.chars().all(|letter| matches!(letter, 'i' | 'v' | 'x' | 'l' | 'c'))
}
