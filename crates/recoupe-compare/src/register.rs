//! The register: agreements, bodies, measures, commitments, indicators and outcomes.
//!
//! An entry begins at a head word of the table `arrangements` ("treaty", "feuille de route"), grown to its
//! noun phrase, or at a verb that commits or changes a quantity. Entries of several reports and
//! languages are one where kind and head agree and most of the shorter name's terms stand in the other;
//! "the declaration" goes to the last entry of its article with that head. Parties are the states and bodies of
//! the sentence (a capital stands for its state, an office for its country); where a shared
//! arrangement names none, the two states that the article is about.

use crate::entities::Linked;
use crate::story::{Entry, Place};
use crate::terms::{Term, Terms};
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::names::{EntityKind, Gazetteer};
use recoupe_text::{Language, PerLanguage, Span, Tokens, stem};
use recoupe_time::{Edtf, Kind, coordinated};
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

/// How a head word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Counts by itself.
    Plain,
    /// Needs words that narrow it.
    Modified,
    /// Needs a word such as "joint".
    Joint,
    /// Needs a complement ("the arrest of").
    Complement,
    /// Its name goes on with the clause.
    Clause,
    /// A verb whose clause is the entry.
    Verb,
    /// A verb that changes a quantity.
    Change,
}

/// The further stems of a head, the kind of its entry, and how it is used.
type Head = (Vec<String>, &'static str, Use);

struct Heads {
    /// By first stem: the other stems, the kind, the use.
    forms: HashMap<String, Vec<Head>>,
    statuses: HashMap<String, &'static str>,
    joint: Vec<&'static str>,
    genitives: Vec<&'static str>,
    /// Phrases that end in a head word and arrange nothing: "dans le cadre".
    idioms: Vec<&'static str>,
}

static HEADS: PerLanguage<Heads> = PerLanguage::new(|language: &'static Language| {
    let mut forms: HashMap<String, Vec<Head>> = HashMap::default();
    for row in language.table("arrangements").rows() {
        let used = match row.get(2) {
            "modified" => Use::Modified,
            "joint" => Use::Joint,
            "complement" => Use::Complement,
            "clause" => Use::Clause,
            "verb" => Use::Verb,
            "change" => Use::Change,
            _ => Use::Plain,
        };
        for form in row.alternatives(1) {
            let tokens = Tokens::of(form, language);
            let mut stems: Vec<String> =
                (0..tokens.len()).map(|index| stem(tokens.lower(index), language)).collect();
            let rest = stems.split_off(1);
            forms.entry(stems.remove(0)).or_default().push((rest, row.get(0), used));
        }
    }
    for held in forms.values_mut() {
        held.sort_by_key(|(rest, ..)| std::cmp::Reverse(rest.len()));
    }
    Heads {
        forms,
        statuses: language
            .table("statuses")
            .rows()
            .iter()
            .flat_map(|row| row.alternatives(1).map(move |form| (stem(form, language), row.get(0))))
            .collect(),
        joint: language.property("joint-words").split('|').collect(),
        genitives: language.property("genitive").split('|').collect(),
        idioms: language
            .property("register-idioms")
            .split('|')
            .filter(|idiom| !idiom.is_empty())
            .collect(),
    }
});

/// A name has at most so many tokens on each side of its head.
const REACH: usize = 9;

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

/// The tokens of the entry's name, or `None` where the head is used some other way.
fn name(
    reading: &Reading,
    heads: &Heads,
    sentence: &Range<usize>,
    head: &Range<usize>,
    used: Use,
) -> Option<Range<usize>> {
    let syntax = &reading.syntax;
    if matches!(used, Use::Verb | Use::Change) {
        let verbal = !syntax.is(
            head.start.wrapping_sub(1),
            Classes::DETERMINER.and(Classes::POSSESSIVE).and(Classes::PREPOSITION),
        );
        let end = clause_end(reading, sentence, head.end);
        let long = end > head.end + 2;
        let object =
            used == Use::Verb || syntax.is(head.end, Classes::DETERMINER.and(Classes::POSSESSIVE));
        return (verbal && long && object && head.start > sentence.start)
            .then_some(head.start..end);
    }
    // A verb of the same form ("they deal with"): a noun has a determiner, an adjective or a capital.
    let start = grow_left(reading, sentence, head.start);
    let end = match used {
        Use::Clause => clause_end(reading, sentence, head.end),
        _ => grow_right(reading, heads, sentence, head.end),
    };
    let narrowed = start < head.start || end > head.end;
    let definite = syntax.is(start.wrapping_sub(1), Classes::DETERMINER.and(Classes::POSSESSIVE))
        || syntax.tokens.lower(start.wrapping_sub(1)).ends_with('\'');
    // "a déclaré X", "a permis de": a form of a verb, not the noun of the same stem.
    let before = head.start.wrapping_sub(1);
    let verbal = syntax.is(before, Classes::AUXILIARY)
        || syntax.is(head.start, Classes::REPORTING) && !definite && start == head.start;
    let idiom = heads.idioms.iter().any(|idiom| {
        let words: Vec<&str> = idiom.split(' ').collect();
        let from = (head.start + 1).checked_sub(words.len());
        from.is_some_and(|from| {
            words
                .iter()
                .enumerate()
                .all(|(offset, word)| syntax.tokens.lower(from + offset) == *word)
        })
    });
    if verbal || idiom {
        return None;
    }
    let is_joint = || (start..end).any(|index| heads.joint.contains(&syntax.tokens.lower(index)));
    let stands = match used {
        Use::Plain => true,
        Use::Modified => narrowed || definite,
        Use::Joint => is_joint(),
        Use::Complement => end > head.end,
        Use::Clause => end > head.end + 2 && (narrowed || definite),
        Use::Verb | Use::Change => false,
    };
    stands.then_some(start..end)
}

/// Adjectives and nouns right before the head.
fn grow_left(reading: &Reading, sentence: &Range<usize>, head: usize) -> usize {
    let mut start = head;
    while start > sentence.start && head - start < REACH && is_plain(reading, start - 1) {
        start -= 1;
    }
    start
}

/// Adjectives, "of" and what it links, right behind the head.
fn grow_right(reading: &Reading, heads: &Heads, sentence: &Range<usize>, head: usize) -> usize {
    let syntax = &reading.syntax;
    let mut end = head;
    let mut linked = false;
    while end < sentence.end && end - head < REACH {
        let form = syntax.tokens.lower(end);
        if heads.genitives.contains(&form) {
            linked = true;
        } else if syntax.is(end, Classes::CONJUNCTION)
            && linked
            && (heads.genitives.contains(&syntax.tokens.lower(end + 1))
                || syntax.is_capital(end + 1))
        {
        } else if form == "(" && syntax.tokens.lower(end + 2) == ")" {
            return end + 3;
        } else if syntax.is(end, Classes::DETERMINER)
            && linked
            && end > head
            && heads.genitives.contains(&syntax.tokens.lower(end - 1))
        {
        } else if !is_plain(reading, end)
            || !linked
                && syntax.language.property("portfolio-place") == "before"
                && !syntax.is_capital(end)
        {
            break;
        }
        end += 1;
    }
    while end > head
        && (syntax
            .is(end - 1, Classes::PREPOSITION.and(Classes::CONJUNCTION).and(Classes::DETERMINER))
            || heads.genitives.contains(&syntax.tokens.lower(end - 1)))
    {
        end -= 1;
    }
    end
}

/// A word that can be part of a name of an arrangement.
fn is_plain(reading: &Reading, index: usize) -> bool {
    let syntax = &reading.syntax;
    let closed =
        Classes::CLOSED.and(Classes::NEGATION).and(Classes::REFLEXIVE).and(Classes::REPORTING);
    !syntax.is_mark(index)
        && !syntax.is(index, closed)
        && !reading.times.iter().any(|time| syntax.within(time.span).contains(&index))
}

fn clause_end(reading: &Reading, sentence: &Range<usize>, from: usize) -> usize {
    let syntax = &reading.syntax;
    (from..sentence.end)
        .find(|&index| {
            matches!(syntax.tokens.lower(index), "," | ";" | ":" | "." | "”" | "»" | "\"")
        })
        .unwrap_or(sentence.end)
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

/// The states and bodies, and the people, of a sentence.
fn parties(
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
fn principal_states(readings: &[&Reading], linked: &Linked, article: usize) -> Vec<usize> {
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
