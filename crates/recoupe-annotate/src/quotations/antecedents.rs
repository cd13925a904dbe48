//! Whom a verb without a subject or a pronoun stands for.
//!
//! The text is gone back through by sentences, to the paragraph before at most. In a sentence the source of its
//! reporting verb comes first, then a person who is its subject, an office, a body, and at last a person it names
//! elsewhere. Whoever cannot agree in gender is passed over. Limits: plurals are not resolved; a subject that is
//! no name and no office is not seen.

use super::actors::{Actor, Rank, actors, gender_of, is_body};
use super::cues::{Cue, Form};
use super::sources;
use crate::grammar::Classes;
use crate::names::{Gender, Names, pronoun_gender};
use crate::syntax::Syntax;
use std::ops::Range;

/// How many sentences back is looked.
const SENTENCES: usize = 5;

/// How many sources of one sentence are looked at, and how far a reported clause is looked through: keeps it linear.
const SOURCES: usize = 16;
const CLAUSE: usize = 60;

/// The actors of a text and who was told to speak so far.
pub(super) struct Scene<'text> {
    syntax: &'text Syntax,
    names: &'text Names,
    actors: Vec<Vec<Actor>>,
    /// For each sentence the sources of its cues: where the cue's clause begins, and who.
    sources: Vec<Vec<(usize, Range<usize>)>>,
}

impl<'text> Scene<'text> {
    /// Before any cue is known.
    pub(super) fn of(syntax: &'text Syntax, names: &'text Names) -> Self {
        Self {
            syntax,
            names,
            actors: actors(syntax, names),
            sources: vec![Vec::new(); syntax.sentences.len()],
        }
    }

    /// Gives the cues of the text whom they stand for, in reading order.
    pub(super) fn settle(&mut self, cues: &mut [Vec<Cue>]) {
        for (sentence, cues) in cues.iter_mut().enumerate() {
            for cue in cues {
                sources::mend(self.syntax, self.names, self, sentence, cue);
                let pronoun = cue.source.as_ref().and_then(|source| self.pronoun(source));
                if cue.dropped {
                    let start = self.syntax.within(self.syntax.sentences[sentence]).start;
                    cue.source = topic(self.syntax, start, cue.clause.start).or_else(|| {
                        let gender = self.verb_gender(&cue.tokens)?;
                        self.before(cue.clause.start, gender)
                    });
                } else if let Some(gender) = pronoun {
                    cue.referent = self.before(cue.clause.start, gender);
                }
                if let Some(who) = cue.referent.as_ref().or(cue.source.as_ref())
                    && (pronoun.is_none() || cue.referent.is_some())
                {
                    self.say(sentence, cue, who.clone());
                }
            }
        }
    }

    /// Notes who says something. What is said inside a reported clause leaves the outer speaker in place.
    fn say(&mut self, sentence: usize, cue: &Cue, who: Range<usize>) {
        let held = &mut self.sources[sentence];
        let reported = held.last().is_some_and(|(at, _)| {
            let from = cue.clause.start.saturating_sub(CLAUSE).max(*at);
            (from..cue.clause.start).any(|index| self.syntax.is(index, Classes::THAT))
        });
        if cue.form == Form::Dependent || !reported {
            held.push((cue.clause.start, who));
        }
    }

    /// The gender that a verb's form asks of its subject, by the property `verb-genders`; `None` for a plural.
    fn verb_gender(&self, verb: &Range<usize>) -> Option<Gender> {
        let form = self.syntax.tokens.lower(verb.end - 1);
        let mut rows = self.syntax.language.property("verb-genders").split('|');
        let letter = rows.find_map(|row| {
            let (letter, shape) = row.split_once(' ')?;
            let fits = match shape.strip_prefix('-') {
                Some(end) => form.ends_with(end),
                None => form.starts_with(shape.trim_end_matches('-')),
            };
            fits.then_some(letter)
        });
        match letter {
            Some("p") => None,
            Some("m") => Some(Gender::Masculine),
            Some("f") => Some(Gender::Feminine),
            _ => Some(Gender::Unknown),
        }
    }

    /// Whether a body can be meant: not by "he" and "she" where things have a pronoun of their own.
    fn stands_for_bodies(&self, gender: Gender) -> bool {
        gender == Gender::Unknown || !self.syntax.language.property("gendered-things").is_empty()
    }

    /// The gender of what stands for somebody named before: a pronoun, or words of the property `stand-ins` ("der
    /// 63-Jährige", "ce dernier"), each a gender, the first word and how the last one ends.
    fn pronoun(&self, source: &Range<usize>) -> Option<Gender> {
        let pronoun = (source.len() == 1).then(|| pronoun_gender(self.syntax, source.start));
        pronoun.flatten().or_else(|| {
            let first = self.syntax.tokens.lower(source.start);
            let last = self.syntax.tokens.lower(source.end - 1);
            let mut rows = self.syntax.language.property("stand-ins").split('|');
            let letter = rows.find_map(|row| {
                let mut parts = row.split(' ');
                let (letter, opens) = (parts.next()?, parts.next()?);
                let closes = parts.next().map_or(source.len() == 1, |end| last.ends_with(end));
                (opens == first && closes).then_some(letter)
            })?;
            let named = self.names.mentions_in(self.syntax.tokens.span(source.clone())).next();
            named.is_none().then(|| Gender::of(letter.chars().next().unwrap_or('-')))
        })
    }

    /// Who acted or spoke last before token `at` and agrees with `gender`.
    pub(super) fn before(&self, at: usize, gender: Gender) -> Option<Range<usize>> {
        let start = self.syntax.tokens.items().get(at)?.span.start;
        let paragraph = self.syntax.paragraph_at(start);
        let last = self.syntax.sentence_at(start);
        let near = |sentence: &usize| {
            let start = self.syntax.sentences[*sentence].start;
            self.syntax.paragraph_at(start) + 1 >= paragraph
        };
        (0..=last).rev().take(SENTENCES).take_while(near).find_map(|sentence| {
            let limit = if sentence == last { at } else { usize::MAX };
            self.within(sentence, limit, gender)
        })
    }

    /// Who acts or speaks in a sentence before token `limit`.
    pub(super) fn within(
        &self,
        sentence: usize,
        limit: usize,
        gender: Gender,
    ) -> Option<Range<usize>> {
        let things = self.stands_for_bodies(gender);
        let agrees = |words: &Range<usize>| {
            gender_of(self.syntax, self.names, words).agrees_with(gender)
                && (things || !is_body(self.syntax, self.names, words))
        };
        let spoken = self.sources[sentence]
            .iter()
            .rev()
            .take(SOURCES)
            .find(|(at, who)| *at < limit && agrees(who));
        if let Some((_, who)) = spoken {
            return Some(who.clone());
        }
        self.subject(sentence, limit, gender).or_else(|| {
            let here = self.actors[sentence].iter().filter(|actor| actor.words.end <= limit);
            here.filter(|actor| actor.rank == Rank::Person && actor.gender.agrees_with(gender))
                .map(|actor| actor.words.clone())
                .next()
        })
    }

    /// Who speaks last in a sentence.
    pub(super) fn speaks(&self, sentence: usize) -> Option<Range<usize>> {
        self.sources[sentence].last().map(|(_, who)| who.clone())
    }

    /// Who speaks in a sentence, or acts in it without being told to speak.
    pub(super) fn acts(&self, sentence: usize) -> Option<Range<usize>> {
        self.speaks(sentence)
            .or_else(|| self.subject(sentence, usize::MAX, Gender::Unknown))
            .or_else(|| self.pronoun_opening(sentence))
            .or_else(|| self.only_one(sentence))
    }

    /// Whom the pronoun stands for that a sentence begins with: "Er nickt nur."
    fn pronoun_opening(&self, sentence: usize) -> Option<Range<usize>> {
        let first = self.syntax.within(*self.syntax.sentences.get(sentence)?).start;
        let gender = pronoun_gender(self.syntax, first)?;
        self.before(first, gender)
    }

    /// The one person or office that a sentence names, wherever it stands: "Von Bürgermeisterin Lund stammt die Idee."
    fn only_one(&self, sentence: usize) -> Option<Range<usize>> {
        let mut named = self.actors[sentence].iter().filter(|actor| actor.rank <= Rank::Office);
        let first = named.next()?;
        named.next().is_none().then(|| first.words.clone())
    }

    /// Who stands at token `first`, where a sentence begins, if a name or an office tells who it is.
    pub(super) fn named_opening(&self, sentence: usize, first: usize) -> Option<Range<usize>> {
        self.find(sentence, |actor| actor.words.start == first && actor.rank <= Rank::Office)
    }

    /// The first person or office behind token `at` in a sentence.
    pub(super) fn first_behind(&self, sentence: usize, at: usize) -> Option<Range<usize>> {
        self.find(sentence, |actor| actor.words.start > at && actor.rank <= Rank::Office)
    }

    /// Whether nobody and no body is named in a sentence before token `limit`.
    pub(super) fn is_empty(&self, sentence: usize, limit: usize) -> bool {
        self.actors[sentence].iter().all(|actor| actor.words.start >= limit)
    }

    /// Who stands at token `first`, where a sentence begins, and ends before token `limit`.
    pub(super) fn opening(
        &self,
        sentence: usize,
        first: usize,
        limit: usize,
    ) -> Option<Range<usize>> {
        self.find(sentence, |actor| actor.words.start == first && actor.words.end <= limit)
    }

    /// The first actor of a sentence for whom `holds` does.
    fn find(&self, sentence: usize, holds: impl Fn(&Actor) -> bool) -> Option<Range<usize>> {
        let mut here = self.actors[sentence].iter();
        here.find(|actor| holds(actor)).map(|actor| actor.words.clone())
    }

    /// Who is the subject of a sentence before token `limit`.
    pub(super) fn subject(
        &self,
        sentence: usize,
        limit: usize,
        gender: Gender,
    ) -> Option<Range<usize>> {
        self.actors[sentence]
            .iter()
            .filter(|actor| {
                actor.subject
                    && actor.words.end <= limit
                    && actor.gender.agrees_with(gender)
                    && (actor.rank != Rank::Body || self.stands_for_bodies(gender))
            })
            .min_by_key(|actor| (actor.rank, actor.subordinate))
            .map(|actor| actor.words.clone())
    }
}

/// The longest topic, in words.
const TOPIC: usize = 4;

/// Who stands in front of a sentence, with a relative clause before the verb: "X، التي تسكن هنا، تقول".
fn topic(syntax: &Syntax, start: usize, before: usize) -> Option<Range<usize>> {
    let first = start + usize::from(syntax.is(start, Classes::CONJUNCTION));
    let comma = (first..before.min(first + TOPIC)).find(|&index| syntax.is_comma(index))?;
    let closed = Classes::CLOSED.and(Classes::REPORTING).and(Classes::NEGATION);
    let open = (first..comma).all(|index| !syntax.is(index, closed) && !syntax.is_mark(index));
    (comma > first && open && syntax.is(comma + 1, Classes::RELATIVE)).then_some(first..comma)
}
