//! Chains: mentions of the same thing inside one article.
//!
//! Full names come first, each opening a chain; a surname alone, a name with fewer parts, a handle or an
//! acronym joins the latest chain it is a part of. Two full names with one surname stay two people. What is
//! still weak after that (a capital that only opens a sentence) and joins nothing is no name.

use super::candidates::Candidate;
use super::known::{Gazetteer, Known};
use super::roles::Role;
use super::{EntityKind, Mention, Names};
use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::{Span, fold};
use rustc_hash::FxHashMap as HashMap;

/// The gender of a person, for pronouns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Gender {
    /// "he", "il"
    Masculine,
    /// "she", "elle"
    Feminine,
    /// Not told.
    #[default]
    Unknown,
}

impl Gender {
    /// By its letter in the tables.
    pub(crate) fn of(letter: char) -> Self {
        match letter {
            'm' => Self::Masculine,
            'f' => Self::Feminine,
            _ => Self::Unknown,
        }
    }

    /// Whether a pronoun of gender `other` can stand for it.
    #[must_use]
    pub fn agrees_with(self, other: Self) -> bool {
        self == other || self == Self::Unknown || other == Self::Unknown
    }
}

/// The gender that a pronoun at token `index` asks for; `None` where it is no pronoun for one person.
#[must_use]
pub fn pronoun_gender(syntax: &Syntax, index: usize) -> Option<Gender> {
    if syntax.is(index, Classes::PRONOUN_M) {
        Some(Gender::Masculine)
    } else if syntax.is(index, Classes::PRONOUN_F) {
        Some(Gender::Feminine)
    } else {
        None
    }
}

/// One thing that an article names.
#[derive(Debug, Clone)]
pub struct Chain {
    /// What it is.
    pub kind: EntityKind,
    /// How sure the kind is, 0 to 3.
    pub sure: u8,
    /// Its fullest name.
    pub name: Span,
    /// The folded words of that name.
    pub words: Vec<String>,
    /// What the gazetteer knows.
    pub known: Option<&'static Known>,
    /// Its gender, where it is a person.
    pub gender: Gender,
    /// The offices that the article gives it, by index into [`Names::roles`].
    pub roles: Vec<usize>,
}

pub(super) fn resolve(
    text: &str,
    syntax: &Syntax,
    candidates: Vec<Candidate>,
    roles: Vec<Role>,
) -> Names {
    let mut names = Names { roles, ..Names::default() };
    let mut assigned: Vec<Option<usize>> = vec![None; candidates.len()];
    let words: Vec<Vec<String>> =
        candidates.iter().map(|candidate| folded(text, syntax, candidate)).collect();
    let mut index = Index::default();
    let genitive = syntax.language.property("genitive-ending");
    // Strong names of several words, then the rest: a surname may stand before its full name.
    for pass in 0..3 {
        for (number, candidate) in candidates.iter().enumerate() {
            if assigned[number].is_some() || words[number].is_empty() {
                continue;
            }
            let full = !candidate.weak && (words[number].len() > 1 || candidate.known.is_some());
            let turn = match pass {
                0 => full,
                1 => true,
                _ => !candidate.weak,
            };
            if !turn {
                continue;
            }
            let held = index.find(&names.chains, &words[number], candidate).or_else(|| {
                // "Lunds Sprecher": the genitive of a name that the article gives elsewhere.
                let bare = without_genitive(&words[number], genitive)?;
                index.find(&names.chains, &bare, candidate)
            });
            assigned[number] = match held {
                Some(chain) => Some(chain),
                None if pass == 1
                    && (candidate.weak
                        || words[number].len() == 1 && candidate.known.is_none()) =>
                {
                    None
                }
                None => {
                    Some(index.open(&mut names.chains, syntax, candidate, words[number].clone()))
                }
            };
            if let Some(chain) = assigned[number] {
                vote(&mut names.chains[chain], syntax, candidate, &words[number], pass);
            }
        }
    }
    for (candidate, chain) in candidates.into_iter().zip(assigned) {
        let Some(chain) = chain else { continue };
        names.mentions.push(Mention {
            span: name_span(syntax, &candidate),
            tokens: candidate.tokens,
            kind: names.chains[chain].kind,
            known: names.chains[chain].known,
            chain,
        });
    }
    names.mentions.sort_by_key(|mention| mention.span);
    for mention in &mut names.mentions {
        mention.kind = names.chains[mention.chain].kind;
    }
    bind_roles(syntax, &mut names);
    names
}

/// Where a name stands, without the ending of a genitive on a known one ("Spanien-s").
fn name_span(syntax: &Syntax, candidate: &Candidate) -> Span {
    let span = syntax.tokens.span(candidate.tokens.clone());
    if candidate.known.is_none() || candidate.tokens.len() != 1 {
        return span;
    }
    let form = syntax.tokens.lower(candidate.tokens.start);
    let ending = Gazetteer::of(syntax.language).genitive_of(form);
    Span { end: span.end - ending as u32, ..span }
}

/// The words of a name without the ending of a genitive written on to the last.
fn without_genitive(words: &[String], ending: &str) -> Option<Vec<String>> {
    let last = words.last().filter(|_| !ending.is_empty())?.strip_suffix(ending)?;
    let mut bare = words.to_vec();
    last.clone_into(bare.last_mut()?);
    (!last.is_empty()).then_some(bare)
}

/// The folded words of a candidate; a handle's words are its parts ("@JaneDoe" is "jane doe").
fn folded(text: &str, syntax: &Syntax, candidate: &Candidate) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for index in candidate.tokens.clone() {
        if syntax.is_mark(index) {
            continue;
        }
        let form = syntax.tokens.items()[index].span.of(text);
        if syntax.tokens.lower(candidate.tokens.start) == "@" {
            words.extend(camel_parts(form).into_iter().map(|part| fold(&part)));
        } else {
            // What is written on may have changed the word: as it is read.
            let read = if syntax.language.property("no-capitals").is_empty() {
                form
            } else {
                syntax.tokens.lower(index)
            };
            words.push(fold(read));
        }
    }
    words
}

fn camel_parts(handle: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for letter in handle.chars() {
        match parts.last_mut() {
            Some(last) if !letter.is_uppercase() => last.push(letter),
            _ => parts.push(letter.to_string()),
        }
    }
    parts
}

#[derive(Default)]
struct Index {
    /// Chains by the last word of their names and by known key.
    by_word: HashMap<String, Vec<usize>>,
    by_key: HashMap<String, usize>,
}

impl Index {
    fn find(&self, chains: &[Chain], words: &[String], candidate: &Candidate) -> Option<usize> {
        if let Some(known) = candidate.known
            && let Some(chain) = self.by_key.get(&known.key)
        {
            return Some(*chain);
        }
        // A person's surname may also be a city's name: the full name in the article decides.
        let last = words.last()?;
        let held = self.by_word.get(last)?;
        held.iter().rev().copied().find(|&chain| {
            let full = &chains[chain].words;
            let part = is_part(words, full) || is_part(full, words);
            let kinds = chains[chain].kind == candidate.kind
                || candidate.sure < 2
                || chains[chain].sure < 2
                || candidate.known.is_some()
                    && chains[chain].kind == EntityKind::Person
                    && words.len() < full.len();
            let alike = words.len() == full.len()
                || chains[chain].kind == EntityKind::Person
                || chains[chain].kind == candidate.kind && chains[chain].known.is_none();
            part && kinds && alike
        })
    }

    fn open(
        &mut self,
        chains: &mut Vec<Chain>,
        syntax: &Syntax,
        candidate: &Candidate,
        words: Vec<String>,
    ) -> usize {
        let number = chains.len();
        if let Some(last) = words.last() {
            self.by_word.entry(last.clone()).or_default().push(number);
        }
        if let Some(known) = candidate.known {
            self.by_key.entry(known.key.clone()).or_insert(number);
        }
        chains.push(Chain {
            kind: candidate.kind,
            sure: candidate.sure,
            name: name_span(syntax, candidate),
            words,
            known: candidate.known,
            gender: Gender::of(candidate.gender),
            roles: Vec::new(),
        });
        number
    }
}

/// Whether `part` ends `full` or is its first and last words ("Ursula Leyen" in "Ursula von der Leyen").
fn is_part(part: &[String], full: &[String]) -> bool {
    part.len() <= full.len()
        && (full.ends_with(part)
            || part.len() > 1 && part.first() == full.first() && part.last() == full.last())
}

fn vote(chain: &mut Chain, syntax: &Syntax, candidate: &Candidate, words: &[String], pass: u8) {
    if candidate.sure > chain.sure && candidate.known.is_none() {
        chain.kind = candidate.kind;
        chain.sure = candidate.sure;
    }
    if chain.gender == Gender::Unknown {
        chain.gender = Gender::of(candidate.gender);
    }
    let is_handle = syntax.tokens.lower(candidate.tokens.start) == "@";
    if words.len() > chain.words.len() && pass < 2 && !is_handle {
        chain.words = words.to_vec();
        chain.name = syntax.tokens.span(candidate.tokens.clone());
    }
}

/// Gives each description by office to the person named right before or after it.
fn bind_roles(syntax: &Syntax, names: &mut Names) {
    let Names { mentions, chains, roles } = names;
    for (number, role) in roles.iter().enumerate() {
        let next = mentions.partition_point(|mention| mention.tokens.start < role.tokens.end);
        let after = mentions
            .get(next)
            .filter(|mention| gap_is(syntax, role.tokens.end, mention.tokens.start, true));
        let before = next.checked_sub(1).map(|index| &mentions[index]).filter(|mention| {
            mention.tokens.end <= role.tokens.start
                && gap_is(syntax, mention.tokens.end, role.tokens.start, false)
        });
        let bound = after
            .filter(|mention| chains[mention.chain].kind == EntityKind::Person)
            .or_else(|| before.filter(|mention| chains[mention.chain].kind == EntityKind::Person));
        if let Some(mention) = bound {
            let chain = &mut chains[mention.chain];
            chain.roles.push(number);
            if chain.gender == Gender::Unknown {
                chain.gender = Gender::of(role.gender);
            }
        }
    }
}

/// Whether only a comma, a word of address or an article stands between the two.
fn gap_is(syntax: &Syntax, from: usize, to: usize, name_follows: bool) -> bool {
    if to < from || to > from + 4 {
        return false;
    }
    let mut marks = 0;
    for index in from..to {
        let form = syntax.tokens.lower(index);
        if form == "," {
            marks += 1;
        } else if !(syntax.is(index, Classes::TITLE)
            || form == "."
            || !name_follows && syntax.is(index, Classes::DETERMINER))
        {
            return false;
        }
    }
    // Behind a name an office needs its comma; before a name it may do without.
    name_follows || marks == 1
}
