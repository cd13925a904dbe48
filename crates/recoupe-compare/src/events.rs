//! Events: the sentences that tell when something happened, dated.
//!
//! One event for each expression of time that resolves to a date; neighbours that a joining word links
//! ("in 2021 and 2022") make one. The type is one of PLOVER's, by the words of the sentence (table
//! `events`), only where a single type fits.

use crate::entities::Linked;
use crate::story::{Event, Place, Statement};
use recoupe_annotate::Reading;
use recoupe_text::{Language, PerLanguage, Span, stem};
use recoupe_time::{Kind, coordinated};
use rustc_hash::FxHashMap as HashMap;

static TYPES: PerLanguage<HashMap<String, &'static str>> =
    PerLanguage::new(|language: &'static Language| {
        language
            .table("events")
            .rows()
            .iter()
            .flat_map(|row| row.alternatives(1).map(move |form| (stem(form, language), row.get(0))))
            .collect()
    });

/// So many places of statements before the end of an expression are looked at: clauses are few in a sentence.
const NEAR: usize = 32;

/// The dated events of all articles, by date, then in reading order.
#[must_use]
pub(crate) fn events(
    readings: &[&Reading],
    linked: &Linked,
    statements: &[Statement],
) -> Vec<Event> {
    let mut found = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let mut places: Vec<(Span, usize)> = statements
            .iter()
            .enumerate()
            .flat_map(|(number, statement)| {
                let own = statement.places.iter().filter(|place| place.article == article);
                own.map(move |place| (place.span, number))
            })
            .collect();
        places.sort_unstable();
        let joined = coordinated(reading.text(), &reading.times, reading.syntax.language);
        let single = reading
            .times
            .iter()
            .filter(|time| matches!(time.kind, Kind::Date | Kind::Time))
            .filter(|time| {
                let upto = joined.partition_point(|(span, _)| span.start <= time.span.start);
                !joined[..upto].last().is_some_and(|(span, _)| span.contains(time.span))
            })
            .filter_map(|time| Some((time.span, time.anchor.or(time.value)?)));
        for (expression, date) in single.chain(joined.iter().copied()) {
            let Some(sentence) =
                reading.syntax.sentences.get(reading.syntax.sentence_at(expression.start)).copied()
            else {
                continue;
            };
            // The dateline dates the report, not an event.
            let signed = reading
                .article
                .posts
                .iter()
                .any(|post| post.signature.is_some_and(|line| line.overlaps(expression)));
            if signed || !sentence.overlaps(expression) || sentence.end <= reading.dateline {
                continue;
            }
            let place = Place { article, span: sentence };
            let mut entities: Vec<usize> = reading
                .names
                .mentions_in(sentence)
                .map(|mention| linked.of[article][mention.chain])
                .collect();
            entities.sort_unstable();
            entities.dedup();
            let upto = places.partition_point(|(span, _)| span.start < expression.end);
            let near = &places[upto.saturating_sub(NEAR)..upto];
            let over = near.iter().filter(|(span, _)| span.overlaps(expression));
            let statement = over.map(|(_, statement)| *statement).min();
            found.push(Event {
                date: Some(date),
                expression,
                place,
                kind: kind(reading, place),
                entities,
                statement,
            });
        }
    }
    found.sort_by_key(|event| {
        (event.date.and_then(|date| date.bounds()), event.place, event.expression)
    });
    found
}

/// The one PLOVER type whose words the sentence holds.
fn kind(reading: &Reading, place: Place) -> Option<&'static str> {
    let types = TYPES.get(reading.syntax.language);
    let mut kinds = reading
        .syntax
        .within(place.span)
        .filter_map(|index| types.get(reading.syntax.stems.get(index)).copied());
    let first = kinds.next()?;
    kinds.all(|kind| kind == first).then_some(first)
}
