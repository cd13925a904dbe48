//! Terms: what the words of all languages are compared by.
//!
//! A content word counts by its stem. Stems of two languages are one term where the bilingual lexicon puts
//! them under one concept, or where each is the other's nearest look-alike (a cognate: "terrorism",
//! "terrorisme"). A name counts as its entity, an adjective of a country as the country, an
//! office as whoever holds it, an expression of time as its date. No word is translated: terms decide only which sentences are laid side by side.

use crate::anchors::Anchors;
use crate::entities::Linked;
use crate::speakers::holder;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::lexicon::Lexicon;
use recoupe_annotate::names::{EntityKind, Gazetteer};
use recoupe_text::{TokenKind, fold};
use rustc_hash::FxHashMap as HashMap;

/// A term, by number.
pub(crate) type Term = u32;

/// The terms of a story's articles.
#[derive(Debug, Default)]
pub(crate) struct Terms {
    /// For each article, for each token, its term.
    pub of: Vec<Vec<Option<Term>>>,
    /// For each term, whether it stands for a name.
    pub is_name: Vec<bool>,
    /// For each term of a name, what bears it.
    pub kinds: Vec<Option<EntityKind>>,
    /// For each term, whether it is a number or a date.
    pub is_figure: Vec<bool>,
    /// For each term, whether it is a concept of the lexicon.
    pub is_concept: Vec<bool>,
    numbers: HashMap<String, Term>,
}

/// What an entity is counted under: the gazetteer's key, or its number in the story.
fn entity_key(linked: &Linked, entity: usize) -> String {
    linked.entities[entity].key.clone().unwrap_or_else(|| format!("entity {entity}"))
}

/// Words that carry no content of their own.
const EMPTY: Classes =
    Classes::CLOSED.and(Classes::REFLEXIVE).and(Classes::NEGATION).and(Classes::TITLE);

impl Terms {
    /// The terms of `readings`.
    #[must_use]
    pub(crate) fn of(readings: &[&Reading], linked: &Linked) -> Self {
        let mut interner = Interner::default();
        let anchors = Anchors::of(readings, linked);
        let mut of: Vec<Vec<Option<Term>>> = Vec::with_capacity(readings.len());
        for (article, reading) in readings.iter().enumerate() {
            of.push(interner.article(article, reading, linked, &anchors));
        }
        let merged = interner.cognates();
        for term in of.iter_mut().flatten().flatten() {
            *term = merged[*term as usize];
        }
        let mut is_concept = vec![false; interner.is_name.len()];
        let mut is_figure = is_concept.clone();
        for (key, term) in &interner.numbers {
            is_concept[*term as usize] |= key.starts_with("concept ");
            is_figure[*term as usize] |= key.starts_with("number ") || key.starts_with("date ");
        }
        let mut kinds = vec![None; is_concept.len()];
        for (number, entity) in linked.entities.iter().enumerate() {
            if let Some(term) = interner.numbers.get(&entity_key(linked, number)) {
                kinds[*term as usize].get_or_insert(entity.kind);
            }
        }
        Self {
            of,
            is_name: interner.is_name,
            kinds,
            is_figure,
            is_concept,
            numbers: interner.numbers,
        }
    }

    /// The term of a key such as `concept rise`, where an article has it.
    #[must_use]
    pub(crate) fn number(&self, key: &str) -> Option<Term> {
        self.numbers.get(key).copied()
    }
}

#[derive(Default)]
struct Interner {
    numbers: HashMap<String, Term>,
    is_name: Vec<bool>,
    /// Stems without a concept: language and folded stem, by term.
    stems: Vec<Option<(usize, String)>>,
}

impl Interner {
    fn intern(&mut self, key: String, is_name: bool, stem: Option<(usize, String)>) -> Term {
        if let Some(term) = self.numbers.get(&key) {
            return *term;
        }
        let term = self.is_name.len() as Term;
        self.numbers.insert(key, term);
        self.is_name.push(is_name);
        self.stems.push(stem);
        term
    }

    fn article(
        &mut self,
        article: usize,
        reading: &Reading,
        linked: &Linked,
        anchors: &Anchors,
    ) -> Vec<Option<Term>> {
        let syntax = &reading.syntax;
        let language = syntax.language;
        let gazetteer = Gazetteer::of(language);
        let lexicon = Lexicon::of(language);
        let mut terms: Vec<Option<Term>> = vec![None; syntax.tokens.len()];
        let mut named = vec![false; syntax.tokens.len()];
        for mention in &reading.names.mentions {
            let entity = anchors.entity(linked.of[article][mention.chain]);
            let key = entity_key(linked, entity);
            named[mention.tokens.clone()].fill(true);
            terms[mention.tokens.start] = Some(self.intern(key, true, None));
        }
        for role in &reading.names.roles {
            // An office stands for whoever holds it; next to its holder's name it adds nothing.
            let bound = linked.of[article].iter().enumerate().any(|(chain, _)| {
                reading.names.chains[chain]
                    .roles
                    .iter()
                    .any(|&held| reading.names.roles[held] == *role)
            });
            let holder = if bound { None } else { holder(linked, article, role) };
            if let Some(entity) = holder {
                terms[role.tokens.start] =
                    Some(self.intern(format!("entity {entity}"), true, None));
            }
            if bound || holder.is_some() {
                named[role.tokens.clone()].fill(true);
            }
        }
        for figure in &reading.figures {
            // The number alone: its unit and what it counts are words of their own.
            let Some(first) = syntax.within(figure.span).find(|&token| !named[token]) else {
                continue;
            };
            let tokens = syntax.within(figure.span);
            let key = format!("number {} {}", figure.value, figure.unit.unwrap_or_default());
            terms[first] = Some(self.intern(key, false, None));
            for token in tokens {
                named[token] |=
                    token == first || syntax.tokens.items()[token].kind == TokenKind::Number;
            }
        }
        for time in &reading.times {
            let tokens = syntax.within(time.span);
            let Some(date) = time.anchor.or(time.value).filter(|_| !tokens.is_empty()) else {
                continue;
            };
            if !named[tokens.start] {
                terms[tokens.start] = Some(self.intern(format!("date {date}"), false, None));
                named[tokens].fill(true);
            }
        }
        let stems = &syntax.stems;
        let mut at = 0;
        while at < syntax.tokens.len() {
            if named[at] {
                at += 1;
                continue;
            }
            let form = syntax.tokens.lower(at);
            let concept = lexicon.longest(stems, at);
            if let Some(entity) = anchors.known(reading, at) {
                let key = entity_key(linked, entity);
                terms[at] = Some(self.intern(key, true, None));
            } else if let Some(country) = gazetteer.demonym(form) {
                terms[at] = Some(self.intern(country.key.clone(), true, None));
            } else if let Some((concept, length)) =
                concept.filter(|(_, length)| *length > 1 || !syntax.is(at, EMPTY))
            {
                terms[at] = Some(self.intern(format!("concept {concept}"), false, None));
                at += length - 1;
            } else {
                match syntax.tokens.items()[at].kind {
                    TokenKind::Number => {
                        terms[at] = Some(self.intern(format!("number {form}"), false, None));
                    }
                    TokenKind::Word if !syntax.is(at, EMPTY) && form.len() > 1 => {
                        let folded = fold(stems.get(at));
                        let key = format!("{} {folded}", language.code());
                        terms[at] = Some(self.intern(key, false, Some((language.index(), folded))));
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        terms
    }

    /// For each term the term that stands for it: cognates of two languages become one.
    fn cognates(&self) -> Vec<Term> {
        let mut merged: Vec<Term> = (0..self.is_name.len() as Term).collect();
        let mut buckets: HashMap<&str, Vec<Term>> = HashMap::default();
        for (term, stem) in self.stems.iter().enumerate() {
            if let Some((_, stem)) = stem
                && let Some(head) = stem.get(..COGNATE_HEAD)
            {
                buckets.entry(head).or_default().push(term as Term);
            }
        }
        let mut heads: Vec<&str> = buckets.keys().copied().collect();
        heads.sort_unstable();
        for head in heads {
            let terms = &buckets[head];
            for &term in terms {
                let nearest = self.nearest(term, terms);
                if let Some(other) = nearest
                    && other < term
                    && self.nearest(other, terms) == Some(term)
                {
                    merged[term as usize] = merged[other as usize];
                }
            }
        }
        merged
    }

    fn nearest(&self, term: Term, among: &[Term]) -> Option<Term> {
        let (language, word) = self.stems[term as usize].as_ref()?;
        let mut best: Option<(f64, Term)> = None;
        for &other in among {
            let Some((other_language, other_word)) = &self.stems[other as usize] else { continue };
            if other_language == language {
                continue;
            }
            let score = likeness(word, other_word);
            if score >= COGNATE && best.is_none_or(|(held, _)| score > held) {
                best = Some((score, other));
            }
        }
        best.map(|(_, term)| term)
    }
}

/// How many first letters cognates share.
const COGNATE_HEAD: usize = 4;

/// How alike two stems are that count as cognates.
const COGNATE: f64 = 0.72;

/// The longest common subsequence over the longer length (LCSR, Melamed 1999).
fn likeness(left: &str, right: &str) -> f64 {
    let right: Vec<char> = right.chars().collect();
    let mut row = vec![0_usize; right.len() + 1];
    let mut length = 0;
    for letter in left.chars() {
        length += 1;
        let mut diagonal = 0;
        for (column, other) in right.iter().enumerate() {
            let above = row[column + 1];
            row[column + 1] = if letter == *other { diagonal + 1 } else { above.max(row[column]) };
            diagonal = above;
        }
    }
    row[right.len()] as f64 / length.max(right.len()).max(1) as f64
}
