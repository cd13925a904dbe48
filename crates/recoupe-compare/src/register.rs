//! The register: agreements, bodies, measures, commitments, indicators and outcomes.
//!
//! An entry begins at a head word of the table `arrangements` ("treaty", "feuille de route"), grown to its
//! noun phrase, or at a verb that commits or changes a quantity. Entries of several reports and
//! languages are one where the kind agrees and most of the shorter name's terms stand in the other, or where
//! names of two languages lie near, between the same parties and at no other time;
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
use recoupe_vectors::{Encoder, Vector};

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
    language: usize,
    /// Of its name.
    vector: Vector,
}

/// How far an arrangement can come, in the order in which it goes. That it was suspended or ended is a step of
/// its history (`relations`): what one story's reports say it has reached stays true.
const STATUSES: [&str; 6] = ["reported", "proposed", "announced", "agreed", "signed", "in force"];

/// The one of two statuses that is further on.
fn further(one: Option<&'static str>, other: Option<&'static str>) -> Option<&'static str> {
    let rank = |status: Option<&'static str>| {
        status.and_then(|status| STATUSES.iter().position(|held| *held == status))
    };
    if rank(other) > rank(one) { other } else { one }
}

/// Names of two languages with this cosine or a higher one may be of one arrangement.
const TRANSLATED: f64 = 0.55;

/// The same where both are told of one time.
const DATED: f64 = 0.4;

/// The arrangements that the reports describe, in order of their first mention.
#[must_use]
pub(crate) fn register(readings: &[&Reading], linked: &Linked, terms: &Terms) -> Vec<Entry> {
    let states: Vec<Vec<usize>> =
        (0..readings.len()).map(|article| principal_states(readings, linked, article)).collect();
    let mut drafts: Vec<Draft> = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        for found in in_article(article, reading, linked, terms, &states[article]) {
            add(&mut drafts, found);
        }
    }
    drafts.into_iter().map(|draft| draft.entry).collect()
}

/// An entry in the making, and what further places are matched by.
struct Draft {
    entry: Entry,
    head: String,
    terms: Vec<Term>,
    /// Each name's language and vector.
    names: Vec<(usize, Vector)>,
}

impl Draft {
    fn is(&self, found: &Found) -> bool {
        if self.entry.kind != found.kind {
            return false;
        }
        if found.anaphoric {
            let told = |place: &Place| place.article == found.article;
            return self.head == found.head && self.entry.places.iter().any(told);
        }
        let shared = found.terms.iter().filter(|term| self.terms.contains(term)).count();
        let shorter = found.terms.len().min(self.terms.len());
        let longer = found.terms.len().max(self.terms.len());
        let by_terms = shorter > 0 && shared * 3 >= shorter * 2 && (shorter >= 2 || longer <= 2);
        by_terms || self.is_translated(found)
    }

    /// A name in another language that says the same, between the same parties, at no other time.
    fn is_translated(&self, found: &Found) -> bool {
        let (agree, least) = match (self.entry.date, found.date) {
            (Some(one), Some(other)) => (one.agrees_with(&other), DATED),
            _ => (true, TRANSLATED),
        };
        let near = |(language, vector): &(usize, Vector)| {
            *language != found.language && vector.cosine(&found.vector) >= least
        };
        agree && self.entry.parties == found.parties && self.names.iter().any(near)
    }
}

fn add(drafts: &mut Vec<Draft>, found: Found) {
    let place = |span| Place { article: found.article, span };
    if let Some(draft) = drafts.iter_mut().rev().find(|draft| draft.is(&found)) {
        let entry = &mut draft.entry;
        entry.names.push(place(found.name));
        if entry.places.last() != Some(&place(found.sentence)) {
            entry.places.push(place(found.sentence));
            entry.statuses.push(found.status);
        }
        entry.date = entry.date.or(found.date);
        entry.status = further(entry.status, found.status);
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
        if found.terms.len() > draft.terms.len() {
            draft.terms = found.terms;
        }
        draft.names.push((found.language, found.vector));
    } else if !found.anaphoric {
        drafts.push(Draft {
            entry: Entry {
                kind: found.kind,
                names: vec![place(found.name)],
                parties: found.parties,
                people: found.people,
                date: found.date,
                status: further(Some("reported"), found.status),
                places: vec![place(found.sentence)],
                statuses: vec![found.status],
            },
            head: found.head,
            terms: found.terms,
            names: vec![(found.language, found.vector)],
        });
    }
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
        let mut here: Vec<(Use, Found)> = Vec::new();
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
            let name = reading.syntax.tokens.span(name);
            let found = Found {
                article,
                kind,
                head: stems.get(at).to_owned(),
                name,
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
                language: reading.syntax.language.index(),
                vector: Encoder::get().encode(name.of(reading.text())),
            };
            here.push((used, found));
            at = head.end;
        }
        // "suspended the treaty": what became of an arrangement is a step of it, not another one.
        let became: Vec<bool> = here
            .iter()
            .map(|(used, found)| {
                let arranged = |(other, inner): &(Use, Found)| {
                    !matches!(other, Use::Verb | Use::Change) && found.name.contains(inner.name)
                };
                *used == Use::Change
                    && heads.statuses.contains_key(&found.head)
                    && here.iter().any(arranged)
            })
            .collect();
        let told = here.into_iter().zip(became).filter(|(_, became)| !became);
        all.extend(told.map(|((_, found), _)| found));
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
