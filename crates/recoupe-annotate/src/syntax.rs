//! An article's text with what every later detector needs of it: tokens, word classes, sentences,
//! paragraphs, and which tokens stand inside marks of quotation.

use crate::grammar::{Classes, Grammar, Word};
use crate::names::evidence;
use crate::quotations::{Cut, Marked, marked, without_asides};
use recoupe_text::{Language, Span, Stems, TokenKind, Tokens, paragraphs, sentences};
use std::ops::Range;

/// A text, cut and classed.
#[derive(Debug, Clone)]
pub struct Syntax {
    /// Its language.
    pub language: &'static Language,
    /// Its tokens.
    pub tokens: Tokens,
    /// The stems of its tokens.
    pub stems: Stems,
    /// What is known of each token.
    pub words: Vec<Word>,
    /// Its paragraphs.
    pub paragraphs: Vec<Span>,
    /// Its sentences; a stretch between marks of quotation is never cut.
    pub sentences: Vec<Span>,
    /// The stretches between marks of quotation.
    pub marked: Vec<Marked>,
    /// For each token, the marked stretch it stands in (its index plus one; 0 for none).
    inside: Vec<u32>,
    /// What evidence other than capitals shows of each token; empty where capitals tell names.
    shown: Vec<Shown>,
}

/// What is shown of a token by other evidence than capitals.
#[derive(Debug, Clone, Copy, Default)]
struct Shown {
    /// It is part of a person's name.
    person: bool,
    /// A name begins with it.
    begins: bool,
}

impl Syntax {
    /// Cuts and classes `text`. Linear.
    #[must_use]
    pub fn of(text: &str, language: &'static Language) -> Self {
        Self::behind_dateline(text, language, 0)
    }

    /// As [`Syntax::of`], with the dateline that ends at byte `dateline` parted from the sentence it stands in.
    #[must_use]
    pub fn behind_dateline(text: &str, language: &'static Language, dateline: u32) -> Self {
        let mut syntax = Self::cut(text, language, dateline, Tokens::of(text, language));
        if language.property("no-capitals").is_empty() {
            return syntax;
        }
        let mut found = evidence(&syntax);
        if !found.last_parts.is_empty() {
            // What is written on to a name that the text itself makes known is cut off, too.
            let tokens = Tokens::knowing(text, language, &found.last_parts);
            if tokens.len() != syntax.tokens.len() {
                syntax = Self::cut(text, language, dateline, tokens);
                found = evidence(&syntax);
            }
        }
        syntax.shown = vec![Shown::default(); syntax.tokens.len()];
        let others = found.others.into_iter().map(|name| (name, false));
        for (name, person) in others.chain(found.people.into_iter().map(|name| (name, true))) {
            syntax.shown[name.clone()].fill(Shown { person, begins: false });
            if let Some(first) = syntax.shown.get_mut(name.start) {
                first.begins = true;
            }
            syntax.tokens.raise(name);
        }
        syntax
    }

    fn cut(text: &str, language: &'static Language, dateline: u32, tokens: Tokens) -> Self {
        let stems = Stems::of(&tokens, language);
        let mut words = Grammar::of(language).words(&tokens);
        let paragraphs: Vec<Span> = paragraphs(text).collect();
        let plain = sentences(text, language);
        let dashes = language.property("dialogue-dash");
        let marked = marked(text, &paragraphs, &plain, dashes);
        let cut = Cut { text, language, tokens: &tokens, words: &words };
        let marked = without_asides(&cut, marked);
        let sentences = part(join_inside(plain, &marked, text), dateline, text);
        let sentences = bounded(sentences, &tokens);
        let mut inside = vec![0; tokens.len()];
        for (index, stretch) in marked.iter().enumerate() {
            inside[tokens.within(stretch.outer)].fill(index as u32 + 1);
        }
        split_verbs(text, Grammar::of(language), &tokens, &mut words);
        let shown = Vec::new();
        Self { language, tokens, stems, words, paragraphs, sentences, marked, inside, shown }
    }

    /// The marked stretch that token `index` stands in.
    #[must_use]
    pub fn stretch(&self, index: usize) -> Option<usize> {
        self.inside.get(index).copied().and_then(|number| (number as usize).checked_sub(1))
    }

    /// Whether token `index` has one of `classes`.
    #[must_use]
    pub fn is(&self, index: usize, classes: Classes) -> bool {
        self.words.get(index).is_some_and(|word| word.classes.any(classes))
    }

    /// Whether token `index` is the mark `mark`.
    #[must_use]
    pub fn is_mark(&self, index: usize) -> bool {
        self.tokens.items().get(index).is_some_and(|token| token.kind == TokenKind::Mark)
    }

    /// Whether token `index` names a person by other evidence than capitals.
    #[must_use]
    pub fn is_person(&self, index: usize) -> bool {
        self.shown.get(index).is_some_and(|shown| shown.person)
    }

    /// Whether a name begins with token `index` by other evidence than capitals.
    #[must_use]
    pub fn begins_name(&self, index: usize) -> bool {
        self.shown.get(index).is_some_and(|shown| shown.begins)
    }

    /// Whether token `index` is one of the forms of a property ("a|b").
    #[must_use]
    pub(crate) fn is_among(&self, index: usize, property: &str) -> bool {
        let form = self.tokens.lower(index);
        !form.is_empty() && self.language.property(property).split('|').any(|held| held == form)
    }

    /// Whether token `index` ends as one of the endings of a property has it ("er|en").
    #[must_use]
    pub(crate) fn ends_as(&self, index: usize, property: &str) -> bool {
        let form = self.tokens.lower(index);
        let mut endings = self.language.property(property).split('|');
        endings.any(|ending| !ending.is_empty() && form.ends_with(ending))
    }

    /// Whether token `index` is a comma.
    #[must_use]
    pub fn is_comma(&self, index: usize) -> bool {
        self.tokens.lower(index) == ","
    }

    /// Whether token `index` begins with a capital letter.
    #[must_use]
    pub fn is_capital(&self, index: usize) -> bool {
        self.tokens.items().get(index).is_some_and(|token| token.capital)
    }

    /// The tokens of a span.
    #[must_use]
    pub fn within(&self, span: Span) -> Range<usize> {
        self.tokens.within(span)
    }

    /// The sentence that holds byte `at`, by index.
    #[must_use]
    pub fn sentence_at(&self, at: u32) -> usize {
        self.sentences
            .partition_point(|sentence| sentence.end <= at)
            .min(self.sentences.len().saturating_sub(1))
    }

    /// The paragraph that holds byte `at`, by index.
    #[must_use]
    pub fn paragraph_at(&self, at: u32) -> usize {
        self.paragraphs
            .partition_point(|paragraph| paragraph.end <= at)
            .min(self.paragraphs.len().saturating_sub(1))
    }
}

/// How far behind a verb its particle may stand, in tokens.
const PARTICLE: usize = 32;

/// Makes reporting verbs of the finite forms whose particle ends their clause ("teilte die Polizei mit,").
fn split_verbs(text: &str, grammar: &Grammar, tokens: &Tokens, words: &mut [Word]) {
    for at in 0..tokens.len() {
        if !grammar.is_split(tokens.lower(at)) {
            continue;
        }
        let ends = |index: usize| {
            tokens.items().get(index).is_none_or(|token| {
                token.kind == TokenKind::Mark
                    || words[index].classes.any(Classes::CONJUNCTION.and(Classes::THAT))
                    || text[tokens.items()[index - 1].span.end as usize..token.span.start as usize]
                        .contains('\n')
            })
        };
        let found = (at + 1..(at + PARTICLE).min(tokens.len()))
            .take_while(|&index| !matches!(tokens.lower(index), "." | "!" | "?" | ";"))
            .find_map(|index| {
                let takes = grammar.split(tokens.lower(at), tokens.lower(index))?;
                ends(index + 1).then_some((index - at, takes))
            });
        if let Some((particle, takes)) = found {
            words[at].classes = words[at].classes.and(Classes::FINITE);
            words[at].takes = words[at].takes.plus(takes);
            words[at].particle = particle as u8;
        }
    }
}

/// Cuts the sentence that holds byte `at` there.
fn part(sentences: Vec<Span>, at: u32, text: &str) -> Vec<Span> {
    let mut parted = Vec::with_capacity(sentences.len() + 1);
    for sentence in sentences {
        if sentence.start < at && at < sentence.end {
            parted.push(Span { end: at, ..sentence }.trim(text));
            parted.push(Span { start: at, ..sentence }.trim(text));
        } else {
            parted.push(sentence);
        }
    }
    parted
}

/// The longest sentence, in tokens; a longer one is a list, or a text without stops.
const LONGEST: usize = 500;

/// Cuts what is too long for a sentence, behind its last comma or, without one, anywhere: every pass that looks
/// through a sentence is linear in the text by this.
fn bounded(sentences: Vec<Span>, tokens: &Tokens) -> Vec<Span> {
    let mut cut = Vec::with_capacity(sentences.len());
    for sentence in sentences {
        let mut held = tokens.within(sentence);
        let mut start = sentence.start;
        while held.len() > LONGEST {
            let limit = held.start + LONGEST;
            let comma = |index: &usize| matches!(tokens.lower(*index), "," | ";" | "،" | "؛");
            let last = (held.start + LONGEST / 2..limit).rev().find(comma).unwrap_or(limit - 1);
            let end = tokens.items()[last].span.end;
            cut.push(Span { start, end });
            held.start = last + 1;
            start = tokens.items()[held.start].span.start;
        }
        cut.push(Span { start, end: sentence.end });
    }
    cut
}

/// Joins sentences whose border lies inside a marked stretch, and moves a border that fell between a
/// closing mark and a following comma or word in lower case.
fn join_inside(plain: Vec<Span>, marked: &[Marked], text: &str) -> Vec<Span> {
    let mut joined: Vec<Span> = Vec::with_capacity(plain.len());
    let mut stretches = marked.iter().peekable();
    for sentence in plain {
        if let Some(last) = joined.last_mut() {
            while stretches.next_if(|stretch| stretch.outer.end <= last.end).is_some() {}
            let cut = stretches.peek().is_some_and(|stretch| {
                stretch.outer.start < last.end && sentence.start < stretch.outer.end
            });
            let goes_on = text[last.end as usize..sentence.start as usize]
                .chars()
                .all(|gap| gap == ' ' || gap == '\u{a0}')
                && sentence.of(text).starts_with([',', ';', ')']);
            if cut || goes_on {
                last.end = sentence.end;
                continue;
            }
        }
        joined.push(sentence);
    }
    joined
}
