//! The register: agreements, bodies, measures, commitments, indicators and outcomes.
//!
//! An entry begins at a head word of the table `arrangements` ("treaty", "feuille de route"), grown to its
//! noun phrase, or at a verb that commits or changes a quantity. Entries of several reports and
//! languages are one where kind and head agree and most of the shorter name's terms stand in the other;
//! "the declaration" goes to the last entry of its article with that head. Parties are the states and bodies of
//! the sentence (a capital stands for its state, an office for its country); where a shared
//! arrangement names none, the two states that the article is about.

mod heads;
mod names;
mod parties;

use self::heads::{HEADS, Use};
use self::names::name;
use self::parties::{parties, principal_states};
use crate::entities::Linked;
use crate::story::{Entry, Place};
use crate::terms::{Term, Terms};
use recoupe_annotate::Reading;
use recoupe_text::Span;
use recoupe_time::{Edtf, Kind, coordinated};

/// One place where an arrangement stands.
struct Found {
    article: usize,
    kind: &'static str,
    head: String,
    name: Span,
    terms: Vec<Term>,
    sentence: Span,
    date: Option<Edtf>,
    status: Option<&'static str>,
    parties: Vec<usize>,
    people: Vec<usize>,
    /// "the declaration": points back.
    anaphoric: bool,
}

/// The arrangements that the reports describe, in order of their first mention.
#[must_use]
pub(crate) fn register(readings: &[&Reading], linked: &Linked, terms: &Terms) -> Vec<Entry> {
    let states: Vec<Vec<usize>> =
        (0..readings.len()).map(|article| principal_states(readings, linked, article)).collect();
    let mut entries: Vec<(Entry, String, Vec<Term>)> = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        for found in in_article(article, reading, linked, terms, &states[article]) {
            add(&mut entries, found);
        }
    }
    entries.into_iter().map(|(entry, ..)| entry).collect()
}

fn add(entries: &mut Vec<(Entry, String, Vec<Term>)>, found: Found) {
    let place = |span| Place { article: found.article, span };
    let held = entries.iter_mut().rev().find(|(entry, head, terms)| {
        if entry.kind != found.kind {
            return false;
        }
        if found.anaphoric {
            return *head == found.head
                && entry.places.iter().any(|place| place.article == found.article);
        }
        let shared = found.terms.iter().filter(|term| terms.contains(term)).count();
        let shorter = found.terms.len().min(terms.len());
        let longer = found.terms.len().max(terms.len());
        shorter > 0 && shared * 3 >= shorter * 2 && (shorter >= 2 || longer <= 2)
    });
    if let Some((entry, _, terms)) = held {
        entry.names.push(place(found.name));
        if entry.places.last() != Some(&place(found.sentence)) {
            entry.places.push(place(found.sentence));
        }
        entry.date = entry.date.or(found.date);
        entry.status = entry.status.max(found.status);
        for party in found.parties {
            if !entry.parties.contains(&party) {
                entry.parties.push(party);
            }
        }
        for person in found.people {
            if !entry.people.contains(&person) {
                entry.people.push(person);
            }
        }
        if found.terms.len() > terms.len() {
            *terms = found.terms;
        }
        return;
    }
    if found.anaphoric {
        return;
    }
    entries.push((
        Entry {
            kind: found.kind,
            names: vec![place(found.name)],
            parties: found.parties,
            people: found.people,
            date: found.date,
            status: found.status,
            places: vec![place(found.sentence)],
        },
        found.head,
        found.terms,
    ));
}

fn in_article(
    article: usize,
    reading: &Reading,
    linked: &Linked,
    terms: &Terms,
    states: &[usize],
) -> Vec<Found> {
    let heads = HEADS.get(reading.syntax.language);
    let joined = coordinated(reading.text(), &reading.times, reading.syntax.language);
    let mut all = Vec::new();
    for sentence in &reading.syntax.sentences {
        let tokens = reading.syntax.within(*sentence);
        let stems = &reading.syntax.stems;
        let mut at = tokens.start;
        while at < tokens.end {
            let matched = heads.forms.get(stems.get(at)).into_iter().flatten().find_map(
                |(rest, kind, used)| {
                    let fits = rest.iter().enumerate().all(|(step, form)| {
                        at + 1 + step < tokens.end && stems.get(at + 1 + step) == form
                    });
                    let head = at..at + 1 + rest.len();
                    let name =
                        fits.then(|| name(reading, heads, &tokens, &head, *used)).flatten()?;
                    Some((kind, head, name, *used))
                },
            );
            let Some((kind, head, name, used)) = matched else {
                at += 1;
                continue;
            };
            let mut own: Vec<Term> =
                terms.of[article][name.clone()].iter().flatten().copied().collect();
            own.sort_unstable();
            own.dedup();
            let (parties, people) = parties(reading, linked, article, *sentence, states, used);
            let narrowed = name.len() > head.len();
            all.push(Found {
                article,
                kind,
                head: stems.get(at).to_owned(),
                name: reading.syntax.tokens.span(name.clone()),
                terms: own,
                sentence: *sentence,
                date: date(reading, &joined, *sentence, reading.syntax.tokens.span(head.clone())),
                status: tokens
                    .clone()
                    .find_map(|index| heads.statuses.get(stems.get(index)).copied())
                    .or(Some("reported")),
                parties,
                people,
                anaphoric: !narrowed && used == Use::Modified,
            });
            at = head.end;
        }
    }
    all
}

/// The date nearest to the head in its sentence.
fn date(reading: &Reading, joined: &[(Span, Edtf)], sentence: Span, head: Span) -> Option<Edtf> {
    let single = reading
        .times
        .iter()
        .filter(|time| {
            matches!(time.kind, Kind::Date | Kind::Time)
                && !joined.iter().any(|(span, _)| span.contains(time.span))
        })
        .filter_map(|time| Some((time.span, time.anchor.or(time.value)?)));
    single
        .chain(joined.iter().copied())
        .filter(|(span, _)| sentence.contains(*span))
        .min_by_key(|(span, _)| span.start.abs_diff(head.start))
        .map(|(_, date)| date)
}
