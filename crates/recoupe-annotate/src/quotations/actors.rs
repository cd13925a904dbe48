//! Who acts in a sentence: the people, offices and bodies named outside marks of quotation.
//!
//! What a verb without a subject or a pronoun stands for is seldom the last name of a text; it is the subject of the
//! clause before. Without a parser a subject is told by what stands before its phrase: no preposition, no determiner
//! of another case, no noun that it belongs to. Where two stand so, the first is the subject. A name of several words
//! without an article whose kind is a guess counts as a person: bodies mostly have an article, or a word in their name
//! that says so. Limits: adjectives between a preposition and an office hide the preposition.

use super::people;
use crate::grammar::Classes;
use crate::names::{EntityKind, Gender, Mention, Names, Role};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::Span;
use std::ops::Range;

/// What acts, from what a speaker likeliest is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A named person.
    Person,
    /// Somebody known by office alone.
    Office,
    /// Somebody known by neither: a neighbour, a daughter.
    People,
    /// A body.
    Body,
}

/// How many names or offices of a sentence are looked at: keeps the pass linear.
const MOST: usize = 64;

/// Somebody or a body in a sentence.
#[derive(Debug, Clone)]
pub(super) struct Actor {
    /// The name with the office before it, or the office.
    pub(super) words: Range<usize>,
    /// What it is.
    pub(super) rank: Rank,
    /// Its gender, where it is somebody.
    pub(super) gender: Gender,
    /// Nothing before the phrase shows that it is no subject.
    pub(super) subject: bool,
    /// A word that opens another clause stands before it.
    pub(super) subordinate: bool,
}

/// The actors of each sentence, in the order of the text.
pub(super) fn actors(syntax: &Syntax, names: &Names) -> Vec<Vec<Actor>> {
    let offices = Offices::of(syntax, names);
    syntax
        .sentences
        .iter()
        .map(|sentence| of_sentence(syntax, names, &offices, *sentence))
        .collect()
}

/// The gender of whom a phrase names or describes.
pub(super) fn gender_of(syntax: &Syntax, names: &Names, words: &Range<usize>) -> Gender {
    let span = syntax.tokens.span(words.clone());
    let person = names.mentions_in(span).find(|mention| mention.kind == EntityKind::Person);
    if let Some(mention) = person {
        return names.chains[mention.chain].gender;
    }
    role_in(names, words).map_or(Gender::Unknown, |role| Gender::of(role.gender))
}

/// Whether a phrase names a body and nobody.
pub(super) fn is_body(syntax: &Syntax, names: &Names, words: &Range<usize>) -> bool {
    let span = syntax.tokens.span(words.clone());
    let mut kinds = names.mentions_in(span).map(|mention| mention.kind);
    role_in(names, words).is_none()
        && !names.mentions_in(span).any(|mention| mention.kind == EntityKind::Person)
        && (kinds.any(|kind| kind == EntityKind::Organisation)
            || words.clone().any(|index| syntax.is(index, Classes::SOURCE)))
}

/// The first description by office that overlaps `words`.
fn role_in<'names>(names: &'names Names, words: &Range<usize>) -> Option<&'names Role> {
    let first = names.roles.partition_point(|role| role.tokens.end <= words.start);
    names.roles.get(first).filter(|role| role.tokens.start < words.end)
}

/// Which description by office each token belongs to.
struct Offices {
    of: Vec<u32>,
}

impl Offices {
    fn of(syntax: &Syntax, names: &Names) -> Self {
        let mut of = vec![0; syntax.tokens.len()];
        for (number, role) in names.roles.iter().enumerate() {
            of[role.tokens.clone()].fill(number as u32 + 1);
        }
        Self { of }
    }

    fn at(&self, index: usize) -> Option<usize> {
        self.of.get(index).and_then(|number| (*number as usize).checked_sub(1))
    }
}

fn of_sentence(syntax: &Syntax, names: &Names, offices: &Offices, sentence: Span) -> Vec<Actor> {
    let tokens = syntax.within(sentence);
    let mut found = Vec::new();
    let mut held = tokens.start;
    let mut covered = vec![false; tokens.len()];
    let mut cover = |words: &Range<usize>| {
        covered[words.start - tokens.start..words.end - tokens.start].fill(true);
    };
    for mention in names.mentions_in(sentence).take(MOST) {
        if syntax.stretch(mention.tokens.start).is_some() {
            continue;
        }
        let Some(rank) = rank_of(syntax, names, offices, mention) else { continue };
        let start = phrase_start(syntax, names, offices, held, mention.tokens.start);
        found.push(Actor {
            words: start..mention.tokens.end,
            rank,
            gender: names.chains[mention.chain].gender,
            subject: is_subject(syntax, tokens.start, start),
            subordinate: is_subordinate(syntax, tokens.start, start),
        });
        cover(&(start..mention.tokens.end));
        held = mention.tokens.end;
    }
    let first = names.roles.partition_point(|role| role.tokens.start < tokens.start);
    let here = names.roles[first..].iter().take_while(|role| role.tokens.end <= tokens.end);
    for role in here.take(MOST) {
        let start = role.tokens.start;
        // "juge la proposition …": an office without an article that is a verb, too.
        let verb = syntax.is(start, Classes::REPORTING) && !role.definite;
        if verb || role.plural || syntax.stretch(start).is_some() || covered[start - tokens.start] {
            continue;
        }
        let start = phrase_start(syntax, names, offices, tokens.start, start);
        found.push(Actor {
            words: start..role.tokens.end,
            rank: Rank::Office,
            gender: Gender::of(role.gender),
            subject: is_subject(syntax, tokens.start, start),
            subordinate: is_subordinate(syntax, tokens.start, start),
        });
    }
    for index in tokens.clone() {
        if found.len() >= MOST {
            break;
        }
        let people = people::is_here(syntax, index);
        if !(people || syntax.is(index, Classes::SOURCE))
            || syntax.is(index, Classes::CLOSED)
            || syntax.stretch(index).is_some()
            || covered[index - tokens.start]
        {
            continue;
        }
        let start = phrase_start(syntax, names, offices, tokens.start, index);
        let start = if people { people::start(syntax, tokens.start, start) } else { start };
        let apposed = people::is_apposed(syntax, tokens.start, start, index);
        let end = if people { people::end(syntax, index + 1, tokens.end) } else { index + 1 };
        found.push(Actor {
            words: start..end,
            rank: if people { Rank::People } else { Rank::Body },
            gender: Gender::Unknown,
            subject: !apposed && is_subject(syntax, tokens.start, start),
            subordinate: is_subordinate(syntax, tokens.start, start),
        });
    }
    found.sort_by_key(|actor| actor.words.start);
    found
}

/// What a name may be, where it can act.
fn rank_of(syntax: &Syntax, names: &Names, offices: &Offices, mention: &Mention) -> Option<Rank> {
    let chain = &names.chains[mention.chain];
    let start = mention.tokens.start;
    let before = start.checked_sub(1);
    let least = u8::from(mention.kind == EntityKind::Other);
    let guessed = chain.sure <= least && chain.known.is_none() && chain.words.len() > 1;
    let apposed = before.is_some_and(|before| {
        syntax.is_comma(before) && before > 0 && offices.at(before - 1).is_some()
    });
    let determined = Classes::DETERMINER.and(Classes::POSSESSIVE);
    let article = before.is_some_and(|before| syntax.is(before, determined));
    match mention.kind {
        EntityKind::Person => Some(Rank::Person),
        EntityKind::Place => None,
        _ if guessed && (apposed || !article) => Some(Rank::Person),
        EntityKind::Organisation => Some(Rank::Body),
        EntityKind::Other => None,
    }
}

/// Where the phrase begins whose name or office stands at `start`: "the former minister, Doe".
fn phrase_start(
    syntax: &Syntax,
    names: &Names,
    offices: &Offices,
    floor: usize,
    start: usize,
) -> usize {
    let nouns = !syntax.language.property("noun-capitals").is_empty();
    let light = Classes::TITLE.and(Classes::MODIFIER).and(Classes::DEMONYM);
    let mut at = start;
    let mut parted = false;
    while at > floor {
        let before = at - 1;
        if let Some(office) = offices.at(before) {
            at = names.roles[office].tokens.start.max(floor);
        } else if syntax.is(before, light)
            || syntax.tokens.lower(before) == "."
                && syntax.is(before.saturating_sub(1), Classes::TITLE)
            || nouns
                && syntax.is_capital(before)
                && !syntax.is(before, Classes::CLOSED)
                && before > floor
        {
            at = before;
        } else if syntax.is_comma(before)
            && !parted
            && at == start
            && before > floor
            && offices.at(before - 1).is_some()
        {
            // "the mayor, Doe"
            parted = true;
            at = before;
        } else {
            if syntax.is(before, Classes::DETERMINER.and(Classes::POSSESSIVE)) {
                at = before;
            }
            break;
        }
    }
    at
}

/// Whether a phrase that begins at `start` may be a subject.
fn is_subject(syntax: &Syntax, floor: usize, start: usize) -> bool {
    let other = Classes::OBLIQUE.and(Classes::PREPOSITION);
    if syntax.is(start, other) && !syntax.is_capital(start) {
        return false;
    }
    if start == floor {
        return true;
    }
    let before = start - 1;
    // "die Nichte der Malerin": what a noun right before it owns.
    let owned = syntax.is(start, Classes::DETERMINER)
        && syntax.is_capital(before)
        && !syntax.language.property("noun-capitals").is_empty();
    !syntax.is(before, Classes::PREPOSITION) && !owned && !is_construct(syntax, floor, start)
}

/// "مبنى الشركة": a noun with the article that owns the one right before it, where a language says it so. A word that
/// begins its clause is a verb.
fn is_construct(syntax: &Syntax, floor: usize, start: usize) -> bool {
    if syntax.language.property("construct-state").is_empty() {
        return false;
    }
    let definite = |index: usize| phrases::is_definite(syntax, index);
    let before = start - 1;
    let inside = before > floor
        && !syntax.is_mark(before - 1)
        && !syntax.is(before - 1, Classes::CONJUNCTION.and(Classes::SUBORDINATOR));
    let noun = !syntax.is_mark(before)
        && !syntax.is(before, Classes::CLOSED.and(Classes::REPORTING).and(Classes::NEGATION));
    inside && noun && definite(start) && !definite(before) && !syntax.is_person(before)
}

/// How far a clause is looked back through.
const CLAUSE: usize = 12;

/// Whether a word that opens another clause stands before `start`, with no mark between.
pub(super) fn is_subordinate(syntax: &Syntax, floor: usize, start: usize) -> bool {
    let opens = Classes::SUBORDINATOR.and(Classes::THAT).and(Classes::RELATIVE);
    (floor.max(start.saturating_sub(CLAUSE))..start)
        .rev()
        .take_while(|&index| !syntax.is_mark(index))
        .any(|index| syntax.is(index, opens) && !syntax.is(index, Classes::DETERMINER))
}
