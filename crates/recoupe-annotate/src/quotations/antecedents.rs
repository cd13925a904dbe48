//! Whom a verb without a subject or a pronoun stands for.
//!
//! The text is gone back through by sentences, to the paragraph before at most. In a sentence the source of its
//! reporting verb comes first, then a person who is its subject, an office, a body, and at last a person it names
//! elsewhere. Whoever cannot agree in gender is passed over. Limits: plurals are not resolved; a subject that is
//! no name and no office is not seen.

use super::actors::{Actor, Rank, actors, gender_of};
use super::cues::{Cue, Form};
use super::sources;
use crate::grammar::Classes;
use crate::names::{Gender, Names, pronoun_gender};
use crate::syntax::Syntax;
use std::ops::Range;

/// How many sentences back is looked.
const SENTENCES: usize = 5;

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
                    cue.source = self.before(cue.clause.start, Gender::Unknown);
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
            (*at..cue.clause.start).any(|index| self.syntax.is(index, Classes::THAT))
        });
        if cue.form == Form::Dependent || !reported {
            held.push((cue.clause.start, who));
        }
    }

    fn pronoun(&self, source: &Range<usize>) -> Option<Gender> {
        (source.len() == 1).then(|| pronoun_gender(self.syntax, source.start)).flatten()
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
        let agrees =
            |words: &Range<usize>| gender_of(self.syntax, self.names, words).agrees_with(gender);
        let spoken =
            self.sources[sentence].iter().rev().find(|(at, who)| *at < limit && agrees(who));
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
                actor.subject && actor.words.end <= limit && actor.gender.agrees_with(gender)
            })
            .min_by_key(|actor| actor.rank)
            .map(|actor| actor.words.clone())
    }
}
