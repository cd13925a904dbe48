//! What stands in for capitals in a script that has none.
//!
//! Names are found by capitals everywhere else; where the language says `no-capitals`, the words that
//! other evidence shows to be names are given one first, and the rest works as it does. The evidence: a
//! known name; a given name with the words that go on behind it; what stands behind a word of address
//! or an office; the subject between a reporting verb and "that"; the words of a body behind
//! its head; and, once a person is named in full, the last part alone, also with what is written
//! on to it. Only words that no table knows as something else go on a name. Limits: a name whose
//! parts are all common words is not seen; a person named by one unknown word is only behind an
//! office or with a reporting verb.

use super::heads::{HEADS, HeadWords, is_calendar};
use super::known::Gazetteer;
use super::roles::{Role, roles};
use crate::grammar::Classes;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, TokenKind, fold, lower};
use rustc_hash::FxHashSet as HashSet;
use std::ops::Range;

/// A name of a person has at most so many parts here.
const LONGEST: usize = 5;

/// How many words behind its head a body's name may have.
const LONGEST_BODY: usize = 4;

/// A part of a name that may stand for the whole has so many letters.
const LAST_PART: usize = 3;

/// A shorter stem is that of too many words.
const SHORTEST_STEM: usize = 3;

/// The stretches of names, and the last parts of the people among them.
pub(crate) struct Evidence {
    /// Ranges of tokens that name bodies and places.
    pub(crate) others: Vec<Range<usize>>,
    /// Ranges of tokens that name people.
    pub(crate) people: Vec<Range<usize>>,
    /// Lower-case last parts of full names: to be known when the text is cut again.
    pub(crate) last_parts: HashSet<String>,
}

/// Words that are common ones: no name goes on with them. Stems of the news' vocabulary, and the words of
/// the other tables as they stand.
struct Common {
    stems: HashSet<String>,
    words: HashSet<String>,
}

static COMMON: PerLanguage<Common> = PerLanguage::new(|language: &'static Language| {
    let words = |tables: &[(&str, usize)]| {
        let mut found = HashSet::default();
        for (table, column) in tables {
            for row in language.table(table).rows() {
                for form in row.alternatives(*column) {
                    found.extend(form.split_whitespace().map(lower));
                }
            }
        }
        found
    };
    let stems: HashSet<String> =
        words(&[("lexicon", 1), ("arrangements", 1), ("statuses", 1), ("events", 1)]);
    Common {
        stems: stems
            .iter()
            .map(|word| recoupe_text::stem(word, language))
            .filter(|stem| stem.chars().count() >= SHORTEST_STEM)
            .collect(),
        words: words(&[
            ("tense", 1),
            ("modality", 1),
            ("polarity", 0),
            ("figures", 1),
            ("numbers", 1),
            ("role-modifiers", 0),
            ("portfolios", 1),
            ("quotation-nouns", 0),
            ("common-nouns", 0),
            ("attribution", 0),
        ]),
    }
});

/// The evidence of names in a text.
pub(crate) fn evidence(syntax: &Syntax) -> Evidence {
    let roles = roles(syntax);
    let mut in_role = vec![false; syntax.tokens.len()];
    for role in &roles {
        in_role[role.tokens.clone()].fill(true);
    }
    let finder = Finder {
        syntax,
        gazetteer: Gazetteer::of(syntax.language),
        heads: HEADS.get(syntax.language),
        common: COMMON.get(syntax.language),
        article: lower(syntax.language.property("article")),
        in_role,
    };
    finder.find(&roles)
}

struct Finder<'a> {
    syntax: &'a Syntax,
    gazetteer: &'static Gazetteer,
    heads: &'static HeadWords,
    common: &'static Common,
    article: String,
    in_role: Vec<bool>,
}

impl Finder<'_> {
    fn find(&self, roles: &[Role]) -> Evidence {
        let mut people: Vec<Range<usize>> = Vec::new();
        let mut others: Vec<Range<usize>> = Vec::new();
        let mut after_office: HashSet<usize> = HashSet::default();
        for role in roles.iter().filter(|role| !role.plural) {
            after_office.insert(self.past_adjectives(role.tokens.end));
        }
        for sentence in &self.syntax.sentences {
            let tokens = self.syntax.within(*sentence);
            let mut at = tokens.start;
            while at < tokens.end {
                at = self.at(at, &tokens, &after_office, &mut people, &mut others).max(at + 1);
            }
        }
        let last_parts: HashSet<String> = people
            .iter()
            .filter(|name| name.len() > 1 || self.given(name.start) == 0)
            .map(|name| self.syntax.tokens.lower(name.end - 1))
            .filter(|last| last.chars().count() >= LAST_PART)
            .map(str::to_owned)
            .collect();
        let mut held = vec![false; self.syntax.tokens.len()];
        for name in people.iter().chain(&others) {
            held[name.clone()].fill(true);
        }
        for (at, held) in held.into_iter().enumerate() {
            if !held && !self.in_role[at] && last_parts.contains(self.syntax.tokens.lower(at)) {
                people.push(at..at + 1);
            }
        }
        Evidence { others, people, last_parts }
    }

    /// What begins at `at`; gives where to go on.
    fn at(
        &self,
        at: usize,
        sentence: &Range<usize>,
        after_office: &HashSet<usize>,
        people: &mut Vec<Range<usize>>,
        others: &mut Vec<Range<usize>>,
    ) -> usize {
        if !self.is_word(at) {
            return at + 1;
        }
        let known = self.gazetteer.named(self.syntax, at).map_or(0, |(length, _)| length);
        let office = after_office.contains(&at);
        let addressed = office || at > sentence.start && self.is_address(at - 1);
        let given = self.given(at);
        if known > 0
            && !(given > 0 && self.person(at, sentence, true).is_some_and(|end| end > at + known))
        {
            others.push(at..at + known);
            return at + known;
        }
        if let Some(end) = self.body(at, sentence) {
            others.push(at..end);
            return end;
        }
        if self.in_role[at] {
            return at + 1;
        }
        if addressed && self.may_begin(at) || given > 0 {
            let end = self.person(at, sentence, given > 0).unwrap_or(at);
            if end > at + 1 || end > at && addressed {
                people.push(at..end);
                return end;
            }
        }
        if self.reports(at)
            && let Some(name) = self.subject(at, sentence)
        {
            let end = name.end;
            people.push(name);
            return end;
        }
        at + 1
    }

    /// Where the name of a person that begins at `at` ends: parts go on while they are given names,
    /// particles, or words that nothing else is known of.
    fn person(&self, at: usize, sentence: &Range<usize>, given: bool) -> Option<usize> {
        let mut end = at;
        let mut strange = 0;
        while end < sentence.end && end < at + LONGEST {
            if end > at && self.is_parted(end) {
                break;
            }
            let step = self.given(end);
            let form = self.syntax.tokens.lower(end);
            if step > 0 {
                end += step;
                continue;
            }
            if self.heads.particles.iter().any(|particle| lower(particle) == form)
                && end + 1 < sentence.end
                && self.is_word(end + 1)
                && !self.syntax.is(end + 1, Classes::CLOSED)
            {
                end += 2;
                continue;
            }
            // Behind given names one part of another kind, or two with an article or behind none.
            let most = if given { 1 } else { 2 };
            let named = self.gazetteer.named(self.syntax, end).is_some();
            // "Fahd ben Saad the-delegation": so late in a name only what ends as a family's name does.
            let late = end > at + 1 && form.starts_with(self.article.as_str()) && !self.is_of(form);
            if strange >= most || named || late || !self.is_open(end) {
                break;
            }
            strange += 1;
            end += 1;
        }
        (end > at).then_some(end)
    }

    /// "said X Y that": the words between a reporting verb and "that", a colon or marks of quotation,
    /// if nothing else is known of them.
    fn subject(&self, verb: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
        let start = verb + 1;
        let mut end = start;
        while end < sentence.end
            && end < start + LONGEST
            && (self.is_open(end) || self.given(end) > 0)
        {
            end += 1;
        }
        let closes = end >= sentence.end
            || self.syntax.is(end, Classes::THAT)
            || self.syntax.is_mark(end)
            || self.syntax.stretch(end).is_some();
        let plain = !self.syntax.tokens.lower(start).starts_with(self.article.as_str());
        // One word alone is a name only right before "that", and no adverb: "وأضاف مازحا أن".
        let adverb = self.syntax.language.property("adverb-ending");
        let manner = !adverb.is_empty() && self.syntax.tokens.lower(start).ends_with(adverb);
        let least = if self.syntax.is(end, Classes::THAT) && !manner { 1 } else { 2 };
        (closes && plain && (least..=4).contains(&(end - start))).then_some(start..end)
    }

    /// "ministry of health": the words of a body's name behind its head: with the article, or one word
    /// that nothing is known of.
    fn body(&self, at: usize, sentence: &Range<usize>) -> Option<usize> {
        let form = self.syntax.tokens.lower(at);
        if !self.heads.organisations.contains_key(form) {
            return None;
        }
        if form.starts_with(self.article.as_str()) {
            // "the army": a name only with an adjective, "the Irish army".
            let next = self.syntax.tokens.lower(at + 1);
            let adjective = next.starts_with(self.article.as_str()) && self.is_of(next)
                || self.gazetteer.demonym(next).is_some();
            return (adjective && !self.in_role[at + 1]).then_some(at + 2);
        }
        let portfolio =
            self.gazetteer.portfolio(self.syntax, at + 1).map_or(0, |(length, _)| length);
        let mut end = at + 1 + portfolio;
        while end < sentence.end && end <= at + LONGEST_BODY && self.is_word(end) {
            let form = self.syntax.tokens.lower(end);
            let demonym = self.gazetteer.demonym(form).is_some();
            let definite = (end == at + 1 || self.is_of(form))
                && form.starts_with(self.article.as_str())
                && !self.syntax.is(end, Classes::CLOSED.and(Classes::REPORTING).and(Classes::ROLE))
                && !is_calendar(self.syntax, end);
            let joined = self.syntax.is(end, Classes::CONJUNCTION)
                && end > at + 1
                && self.syntax.tokens.lower(end + 1).starts_with(self.article.as_str())
                && self.gazetteer.portfolio(self.syntax, end + 1).is_some();
            if joined {
                end += 2;
            } else if definite || demonym {
                end += 1;
            } else {
                break;
            }
        }
        if end == at + 1 {
            let known = self.gazetteer.named(self.syntax, end).map(|(length, _)| end + length);
            let strange = (end < sentence.end && self.is_open(end) && !self.is_common(end))
                .then_some(end + 1);
            return known.or(strange);
        }
        // "the government said on Monday": adjectives of countries alone make no name of their own.
        Some(end)
    }

    /// An adjective made of a noun: with the endings that the language has for them.
    fn is_of(&self, form: &str) -> bool {
        let mut endings = self.syntax.language.property("adjective-endings").split('|');
        endings.any(|ending| !ending.is_empty() && form.ends_with(ending))
    }

    /// How many tokens the given name at `at` has; 0 where none stands there.
    fn given(&self, at: usize) -> usize {
        let Some(form) = Some(self.syntax.tokens.lower(at)).filter(|_| self.is_word(at)) else {
            return 0;
        };
        let next = self.syntax.tokens.lower(at + 1);
        if !next.is_empty()
            && !self.is_parted(at + 1)
            && self.gazetteer.first_name(&format!("{form} {next}")).is_some()
        {
            return 2;
        }
        usize::from(
            self.gazetteer.first_name(form).is_some() && !self.syntax.is(at, Classes::CLOSED),
        )
    }

    /// Behind the adjectives that describe an office: "the former French president X".
    fn past_adjectives(&self, at: usize) -> usize {
        let mut at = at;
        while self.is_word(at)
            && self.given(at) == 0
            && self.syntax.tokens.lower(at).starts_with(self.article.as_str())
            && self.is_common(at)
        {
            at += 1;
        }
        at
    }

    /// Whether a name behind an office may begin with the word: a given name, or a word without the
    /// article that nothing is known of.
    fn may_begin(&self, at: usize) -> bool {
        self.given(at) > 0
            || self.is_open(at) && !self.syntax.tokens.lower(at).starts_with(self.article.as_str())
    }

    /// A word that no table knows as something else.
    fn is_open(&self, at: usize) -> bool {
        self.is_word(at)
            && !self.in_role[at]
            && !self.syntax.is(
                at,
                Classes::CLOSED
                    .and(Classes::REPORTING)
                    .and(Classes::TITLE)
                    .and(Classes::ROLE)
                    .and(Classes::DEMONYM)
                    .and(Classes::NEGATION)
                    .and(Classes::COPULA)
                    .and(Classes::SOURCE)
                    .and(Classes::THAT),
            )
            && !self.heads.organisations.contains_key(self.syntax.tokens.lower(at))
            && !self.heads.places.contains(self.syntax.tokens.lower(at))
            && !is_calendar(self.syntax, at)
            && !self.is_common(at)
    }

    fn is_common(&self, at: usize) -> bool {
        let form = self.syntax.tokens.lower(at);
        let bare = form.strip_prefix(self.article.as_str()).unwrap_or(form);
        self.common.words.contains(form)
            || self.common.words.contains(bare)
            || self.common.stems.contains(self.syntax.stems.get(at))
    }

    fn is_word(&self, at: usize) -> bool {
        self.syntax.tokens.items().get(at).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// A word of address, which is the last one before the name.
    fn is_address(&self, at: usize) -> bool {
        self.syntax.is(at, Classes::TITLE)
    }

    /// A word of one letter stands apart here: it is written on.
    fn is_parted(&self, at: usize) -> bool {
        self.syntax.is(at, Classes::CONJUNCTION.and(Classes::PREPOSITION))
            && fold(self.syntax.tokens.lower(at)).chars().count() == 1
    }

    fn reports(&self, at: usize) -> bool {
        self.syntax.is(at, Classes::FINITE) && !self.syntax.is(at, Classes::CLOSED)
    }
}
