//! The parties of an entry: the states, bodies and people that its sentence names.

use super::heads::Use;
use crate::entities::Linked;
use recoupe_annotate::Reading;
use recoupe_annotate::names::{EntityKind, Gazetteer};
use recoupe_text::Span;
use rustc_hash::FxHashMap as HashMap;

/// The states and bodies, and the people, of a sentence.
pub(super) fn parties(
    reading: &Reading,
    linked: &Linked,
    article: usize,
    sentence: Span,
    states: &[usize],
    used: Use,
) -> (Vec<usize>, Vec<usize>) {
    let gazetteer = Gazetteer::of(reading.syntax.language);
    let mut parties = Vec::new();
    let mut people = Vec::new();
    let mut add = |entity: Option<usize>| {
        if let Some(entity) = entity.filter(|entity| !parties.contains(entity)) {
            parties.push(entity);
        }
    };
    for index in reading.syntax.within(sentence) {
        if let Some(country) = gazetteer.demonym(reading.syntax.tokens.lower(index)) {
            add(by_key(linked, &country.key));
        }
    }
    for mention in reading.names.mentions_in(sentence) {
        let entity = linked.of[article][mention.chain];
        let held = &linked.entities[entity];
        match (held.kind, held.key.as_deref()) {
            (EntityKind::Place, Some(key)) if key.starts_with("country:") => add(Some(entity)),
            (EntityKind::Place, Some(key)) => {
                add(gazetteer.capital_of(key).and_then(|country| by_key(linked, country)));
            }
            (EntityKind::Person, _) => {
                if !people.contains(&entity) {
                    people.push(entity);
                }
                add(held
                    .roles
                    .iter()
                    .find_map(|(_, role)| by_key(linked, role.country.as_deref()?)));
            }
            _ => {}
        }
    }
    let shared = matches!(used, Use::Plain | Use::Modified | Use::Joint | Use::Verb | Use::Clause);
    if parties.is_empty() || shared && parties.len() < 2 {
        for state in states {
            if !parties.contains(state) {
                parties.push(*state);
            }
        }
    }
    parties.sort_unstable();
    (parties, people)
}

fn by_key(linked: &Linked, key: &str) -> Option<usize> {
    linked.entities.iter().position(|entity| entity.key.as_deref() == Some(key))
}

/// The two states that an article names most, adjectives included; none where one is named by the way.
pub(super) fn principal_states(
    readings: &[&Reading],
    linked: &Linked,
    article: usize,
) -> Vec<usize> {
    let reading = readings[article];
    let gazetteer = Gazetteer::of(reading.syntax.language);
    let mut counts: HashMap<usize, usize> = HashMap::default();
    for mention in &reading.names.mentions {
        let entity = linked.of[article][mention.chain];
        if linked.entities[entity].key.as_deref().is_some_and(|key| key.starts_with("country:")) {
            *counts.entry(entity).or_default() += 1;
        }
    }
    for index in 0..reading.syntax.tokens.len() {
        if let Some(entity) = gazetteer
            .demonym(reading.syntax.tokens.lower(index))
            .and_then(|country| by_key(linked, &country.key))
        {
            *counts.entry(entity).or_default() += 1;
        }
    }
    let mut ranked: Vec<(usize, usize)> = counts
        .into_iter()
        .filter(|(_, count)| *count >= 2)
        .map(|(entity, count)| (count, entity))
        .collect();
    ranked.sort_by_key(|(count, entity)| (std::cmp::Reverse(*count), *entity));
    ranked.into_iter().take(2).map(|(_, entity)| entity).collect()
}
