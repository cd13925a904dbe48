//! Cues: the words that say that somebody says something.
//!
//! A cue is a form of a reporting verb with its auxiliaries, or an attributing phrase of the table
//! `attribution` ("according to", "selon"). Each cue names its source: the subject left of it, the
//! inverted subject right of it, the clitic on its auxiliary, or, for participles that hang on another
//! verb ("…, adding that"), the subject of the clause before.

use crate::grammar::{Classes, Takes};
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, TokenKind, Tokens};
use std::ops::Range;

/// One cue.
#[derive(Debug, Clone)]
pub struct Cue {
    /// Its tokens, auxiliaries included.
    pub tokens: Range<usize>,
    /// The tokens of the cue with its subject: nothing between the two belongs to anything else.
    pub clause: Range<usize>,
    /// Who says it.
    pub source: Option<Range<usize>>,
    /// What the verb takes; quotations and clauses for phrases.
    pub takes: Takes,
    /// How it is built.
    pub form: Form,
    /// Where the rest of a split verb stands ("kündigte … an").
    pub particle: Option<usize>,
    /// No subject is told: it is that of the sentence before.
    pub dropped: bool,
}

/// How a cue is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// "X said"
    Subject,
    /// "said X", "a déclaré X", "a-t-il dit"
    Inverted,
    /// ", adding": the source stands with an earlier verb.
    Dependent,
    /// "according to X"
    Phrase,
}

/// Where the source of an attributing phrase stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// "according to X"
    After,
    /// The same, where only a name may follow.
    AfterName,
    /// "so X": behind a comma or a mark of quotation, with nothing behind X.
    AfterEnd,
    /// "X zufolge"
    Before,
    /// "como dijo X": a reporting verb stands between.
    Verb,
    /// "wie X mitteilte": a reporting verb ends the clause.
    VerbLast,
}

impl Place {
    fn named(name: &str) -> Self {
        match name {
            "after-name" => Self::AfterName,
            "after-end" => Self::AfterEnd,
            "before" => Self::Before,
            "verb" => Self::Verb,
            "verb-last" => Self::VerbLast,
            _ => Self::After,
        }
    }
}

struct Phrases {
    /// The words of each, and where its source stands.
    forms: Vec<(Vec<String>, Place)>,
}

static PHRASES: PerLanguage<Phrases> = PerLanguage::new(|language: &'static Language| {
    let mut forms: Vec<(Vec<String>, Place)> = language
        .table("attribution")
        .rows()
        .iter()
        .map(|row| {
            let tokens = Tokens::of(row.get(0), language);
            (
                (0..tokens.len()).map(|index| tokens.lower(index).to_owned()).collect(),
                Place::named(row.get(1)),
            )
        })
        .collect();
    forms.sort_by_key(|(form, _)| std::cmp::Reverse(form.len()));
    Phrases { forms }
});

/// How far left of a participle its auxiliary may stand.
const AUXILIARY_REACH: usize = 7;

/// The same where the two frame the clause.
const BRACKET_REACH: usize = 20;

/// How far a clause is looked through for its verb or its beginning: keeps the pass linear.
const CLAUSE_REACH: usize = 40;

/// The cues of one sentence (a range of tokens), outside marks of quotation, in order.
#[must_use]
pub fn cues(syntax: &Syntax, sentence: &Range<usize>) -> Vec<Cue> {
    let table = PHRASES.get(syntax.language);
    let mut found: Vec<Cue> = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let next = if syntax.stretch(at).is_some() {
            at + 1
        } else if let Some(cue) = phrase(syntax, sentence, at, table) {
            let end = cue.clause.end;
            found.push(cue);
            end
        } else if let Some(cue) = verb(syntax, sentence, at, &found) {
            let end = cue.tokens.end;
            found.push(cue);
            end
        } else {
            at + 1
        };
        at = next.max(at + 1);
    }
    found
}

fn phrase(syntax: &Syntax, sentence: &Range<usize>, at: usize, table: &Phrases) -> Option<Cue> {
    let is_here = |form: &[String]| {
        form.iter().enumerate().all(|(offset, word)| syntax.tokens.lower(at + offset) == word)
    };
    table
        .forms
        .iter()
        .filter(|(form, _)| is_here(form) && at + form.len() <= sentence.end)
        .find_map(|(form, place)| placed(syntax, sentence, at..at + form.len(), *place))
}

/// The cue of the attributing phrase at `form`, whose source stands at `place`.
fn placed(
    syntax: &Syntax,
    sentence: &Range<usize>,
    form: Range<usize>,
    place: Place,
) -> Option<Cue> {
    let Range { start: at, mut end } = form;
    let form_end = end;
    if place == Place::Before {
        let source = phrases::before(syntax, sentence.start, at)?;
        return Some(cue_of_phrase(at..end, source.start..end, source, None));
    }
    if end >= sentence.end {
        return None;
    }
    if place == Place::VerbLast {
        let last = clause_verb(syntax, end, sentence.end)?;
        let source = phrases::after(syntax, end, last).filter(|source| !source.is_empty())?;
        let somebody = source.clone().any(|index| phrases::begins(syntax, index));
        let reach = sentence.end.min(last + CLAUSE_REACH);
        let close = (last..reach).find(|&index| syntax.is_mark(index)).unwrap_or(reach);
        return somebody.then(|| cue_of_phrase(at..end, at..close, source, Some(last)));
    }
    let verb = (end..(end + 3).min(sentence.end)).take_while(|&index| {
        !syntax.is_capital(index)
            && syntax.is(index, Classes::FINITE.and(Classes::PARTICIPLE).and(Classes::AUXILIARY))
    });
    let verb = verb.last().filter(|&index| {
        syntax.is(index, Classes::FINITE) || syntax.is(index, Classes::PARTICIPLE) && index > end
    });
    match (place, verb) {
        (Place::Verb, None) => return None,
        // "según informó la policía"
        (_, Some(verb)) => end = verb + 1,
        _ => {}
    }
    let source = phrases::after(syntax, end, sentence.end)?;
    let opens = at == sentence.start;
    let stands = match place {
        Place::AfterName => opens && syntax.is_capital(source.start) && syntax.is_comma(source.end),
        Place::AfterEnd => {
            !opens
                && (syntax.is_comma(at - 1) || syntax.stretch(at - 1).is_some())
                && (source.end >= sentence.end || syntax.is_mark(source.end))
        }
        _ => true,
    };
    // "selon que", "according to plan": a source is somebody. "stando alla polizia": the phrase ends in its article.
    let somebody = has_article(syntax, form_end - 1)
        || source.clone().any(|index| phrases::begins(syntax, index));
    if !stands || !somebody {
        return None;
    }
    Some(cue_of_phrase(at..end, at..source.end, source, None))
}

/// Whether the word is a preposition and an article in one: "della".
fn has_article(syntax: &Syntax, index: usize) -> bool {
    let form = syntax.tokens.lower(index);
    syntax.language.property("merged-articles").split('|').any(|merged| merged == form)
}

fn cue_of_phrase(
    tokens: Range<usize>,
    clause: Range<usize>,
    source: Range<usize>,
    particle: Option<usize>,
) -> Cue {
    Cue {
        tokens,
        clause,
        source: Some(source),
        takes: Takes::QUOTE_AND_CLAUSE,
        form: Form::Phrase,
        particle,
        dropped: false,
    }
}

/// The reporting verb that ends the clause from `from` on, before its first mark: "wie X am Montag mitteilte".
fn clause_verb(syntax: &Syntax, from: usize, to: usize) -> Option<usize> {
    let to = to.min(from + CLAUSE_REACH);
    let end = (from..to).find(|&index| syntax.is_mark(index)).unwrap_or(to);
    let reports = |index: usize| {
        index > from
            && !syntax.is_capital(index)
            && syntax.is(index, Classes::FINITE.and(Classes::PARTICIPLE))
    };
    let last = end.checked_sub(1)?;
    if reports(last) {
        return Some(last);
    }
    (syntax.is(last, Classes::AUXILIARY) && last > 0 && reports(last - 1)).then(|| last - 1)
}

fn verb(syntax: &Syntax, sentence: &Range<usize>, at: usize, earlier: &[Cue]) -> Option<Cue> {
    let word = syntax.words[at];
    if !is_verb(syntax, sentence, at) {
        return None;
    }
    let floor = earlier.last().map_or(sentence.start, |cue| cue.clause.end.max(sentence.start));
    let auxiliary = auxiliary(syntax, floor, at);
    let finite = word.classes.any(Classes::FINITE);
    if !finite && word.classes.any(Classes::PARTICIPLE) {
        auxiliary?;
    } else if !finite && word.classes.any(Classes::GERUND) {
        return Some(dependent(syntax, at, word.takes, auxiliary, earlier, floor));
    } else if !finite {
        // "to say", "a refusé de dire": an infinitive reports only behind its own auxiliary ("did say").
        auxiliary.filter(|first| !has_preposition(syntax, *first, at))?;
    }
    let first = auxiliary.unwrap_or(at);
    if let Some((source, form)) = clitic(syntax, sentence, first, at) {
        let end = source.end.max(at + 1);
        return Some(Cue {
            tokens: first..end,
            clause: first..end,
            source: Some(source),
            takes: word.takes,
            form,
            particle: None,
            dropped: false,
        });
    }
    if is_passive(syntax, first, at) {
        return None;
    }
    let tokens = first..at + 1;
    let particle = (word.particle > 0).then(|| at + word.particle as usize);
    let found = |clause: Range<usize>, source: Option<Range<usize>>, form: Form| {
        Some(Cue {
            tokens: tokens.clone(),
            clause,
            source,
            takes: word.takes,
            form,
            particle,
            dropped: false,
        })
    };
    if has(syntax, "verb-second") && is_fronted(syntax, floor, first) {
        let to = if first < at { at } else { sentence.end };
        let source = phrases::after(syntax, first + 1, to)
            .filter(|source| source.clone().any(|index| phrases::begins(syntax, index)));
        return source.and_then(|source| {
            let end = source.end.max(at + 1);
            found(first..end, Some(source), Form::Subject)
        });
    }
    if has(syntax, "verb-first") {
        let behind = before_subject(syntax, at + 1, sentence.end);
        let source = phrases::behind_verb(syntax, behind, sentence.end);
        if let Some(source) = source.filter(|_| finite) {
            let end = source.end;
            return found(first..end, Some(source), Form::Subject);
        }
        let before = subject(syntax, floor, first, false)
            .filter(|source| first == at && !syntax.is_comma(source.end - 1));
        if let Some(source) = before {
            return found(source.start..at + 1, Some(source), Form::Subject);
        }
        return finite.then(|| Cue {
            tokens: tokens.clone(),
            clause: first..at + 1,
            source: None,
            takes: word.takes,
            form: Form::Subject,
            particle,
            dropped: true,
        });
    }
    if let Some(source) = inverted(syntax, sentence, floor, first, at) {
        return found(first..source.end, Some(source), Form::Inverted);
    }
    if let Some(source) = subject(syntax, floor, first, finite) {
        return found(source.start..at + 1, Some(source), Form::Subject);
    }
    if first > floor && syntax.is(first - 1, Classes::RELATIVE) {
        let comma = usize::from(first - 1 > floor && syntax.is_comma(first - 2));
        let source = phrases::before(syntax, floor, first - 1 - comma);
        return found(first - 1..at + 1, source, Form::Subject);
    }
    if has(syntax, "pro-drop") && finite_here(syntax, first, at) && drops(syntax, sentence, first) {
        return found(first..at + 1, None, Form::Subject).map(|cue| Cue { dropped: true, ..cue });
    }
    let shares = first > floor
        && (syntax.is(first - 1, Classes::CONJUNCTION.and(Classes::ADVERB))
            || syntax.is_comma(first - 1));
    (shares && (finite || auxiliary.is_some()))
        .then(|| dependent(syntax, at, word.takes, auxiliary, earlier, floor))
}

/// Whether the word is used as a verb: no name, and no noun behind an article or a preposition.
fn is_verb(syntax: &Syntax, sentence: &Range<usize>, at: usize) -> bool {
    let classes = syntax.words[at].classes;
    if !classes.any(Classes::REPORTING) || syntax.tokens.items()[at].kind != TokenKind::Word {
        return false;
    }
    if at == sentence.start {
        return true;
    }
    // "the report", "his call"; but "il les dit", where the article's form is a pronoun.
    let pronoun =
        Classes::PRONOUN.and(Classes::AUXILIARY).and(Classes::RELATIVE).and(Classes::PRONOUN_OTHER);
    let determined = syntax.is(at - 1, Classes::DETERMINER.and(Classes::POSSESSIVE))
        && !syntax.is(at - 1, pronoun);
    let prepositional = syntax.is(at - 1, Classes::PREPOSITION)
        && !classes.any(Classes::GERUND.and(Classes::INFINITIVE));
    let noun = determined && !classes.any(Classes::GERUND);
    // "the October 2024 state visit"
    let counted = syntax.tokens.items()[at - 1].kind == TokenKind::Number;
    !syntax.is_capital(at) && !noun && !prepositional && !counted
}

/// "a-t-il dit": the subject written onto the auxiliary.
fn clitic(
    syntax: &Syntax,
    sentence: &Range<usize>,
    first: usize,
    at: usize,
) -> Option<(Range<usize>, Form)> {
    let pronoun = (first..(at + 2).min(sentence.end)).find(|&index| is_clitic(syntax, index))?;
    Some((pronoun..pronoun + 1, Form::Inverted))
}

/// "said X", "a déclaré X": the subject behind the verb, where a quotation, a mark or nothing stands before.
fn inverted(
    syntax: &Syntax,
    sentence: &Range<usize>,
    floor: usize,
    first: usize,
    at: usize,
) -> Option<Range<usize>> {
    let opens_clause = first == sentence.start
        || syntax.stretch(first - 1).is_some()
        || syntax.is_comma(first - 1) && first >= 2 && syntax.stretch(first - 2).is_some()
        || is_closing(syntax, first - 1);
    let behind_mark = first > floor && syntax.is_mark(first - 1);
    if !opens_clause && !behind_mark {
        return None;
    }
    let source =
        phrases::after(syntax, before_subject(syntax, at + 1, sentence.end), sentence.end)?;
    let begins = source.clone().any(|index| phrases::begins(syntax, index));
    // "X, the mayor, announced a plan": what follows is no subject where one stands apposed in front.
    let thing = !source.clone().any(|index| {
        syntax.is_capital(index)
            || syntax.is(index, Classes::ROLE.and(Classes::TITLE).and(Classes::PRONOUN))
    });
    if thing
        && !opens_clause
        && syntax.words[at].takes.any(Takes::NOUN)
        && syntax.is_comma(first - 1)
        && is_apposed_subject(syntax, floor, first)
    {
        return None;
    }
    (begins && (opens_clause || ends_inversion(syntax, sentence, source.end)))
        .then(|| with_name(syntax, sentence, source))
}

/// "X, the mayor," that opens the clause before token `first`: its subject.
fn is_apposed_subject(syntax: &Syntax, floor: usize, first: usize) -> bool {
    let opens = |start: usize| (floor..start).all(|index| syntax.is_mark(index));
    let named = |phrase: &Range<usize>| {
        let comma = phrase.clone().find(|&index| syntax.is_comma(index));
        comma.is_some_and(|comma| {
            phrases::begins(syntax, comma + 1) && !syntax.is(comma + 1, Classes::PREPOSITION)
        })
    };
    phrases::before(syntax, floor, first)
        .is_some_and(|phrase| opens(phrase.start) && named(&phrase))
}

/// "dijo la portavoz, Name": the source with the name apposed to it, where the language's quotations are
/// signed so.
fn with_name(syntax: &Syntax, sentence: &Range<usize>, source: Range<usize>) -> Range<usize> {
    let start = source.end + 1;
    if !has(syntax, "apposed-source") || !syntax.is_comma(source.end) {
        return source;
    }
    let reach = sentence.end.min(start + CLAUSE_REACH);
    let end = (start..reach).find(|&index| !syntax.is_capital(index)).unwrap_or(start);
    let closes = end >= sentence.end || syntax.is_mark(end);
    if end >= start + 2 && closes { source.start..end } else { source }
}

/// Behind what may stand between a verb and its subject: "declaró ayer a la prensa X", "relató desde el
/// hospital X".
fn before_subject(syntax: &Syntax, at: usize, to: usize) -> usize {
    let marks = syntax.language.property("before-subject");
    let opens = |at: usize| {
        let form = syntax.tokens.lower(at);
        !marks.is_empty() && marks.split('|').any(|mark| mark == form)
    };
    let mut start = at;
    for _ in 0..2 {
        if opens(start)
            && let Some(phrase) = phrases::after(syntax, start + 1, to)
        {
            start = phrase.end;
        }
    }
    start
}

/// "X said": the phrase before the verb, where it can be somebody.
fn subject(syntax: &Syntax, floor: usize, first: usize, finite: bool) -> Option<Range<usize>> {
    let somebody = Classes::ROLE
        .and(Classes::PRONOUN)
        .and(Classes::PRONOUN_FIRST)
        .and(Classes::DETERMINER)
        .and(Classes::POSSESSIVE);
    let source = phrases::before(syntax, floor, first)?;
    let named = source.clone().any(|index| syntax.is_capital(index) || syntax.is(index, somebody));
    let relative = source.len() == 1 && syntax.is(source.start, Classes::RELATIVE);
    (!relative && (named || finite)).then_some(source)
}

/// What may follow an inverted subject: the end, a mark, a preposition; never the verb of a clause.
fn ends_inversion(syntax: &Syntax, sentence: &Range<usize>, end: usize) -> bool {
    end >= sentence.end
        || syntax.is_mark(end)
        || syntax.is(end, Classes::PREPOSITION.and(Classes::ADVERB).and(Classes::CONJUNCTION))
            && !syntax.is(end, Classes::AUXILIARY.and(Classes::THAT))
}

/// A cue whose source is that of the clause it hangs on.
fn dependent(
    syntax: &Syntax,
    at: usize,
    takes: Takes,
    auxiliary: Option<usize>,
    earlier: &[Cue],
    floor: usize,
) -> Cue {
    let first = auxiliary.unwrap_or(at);
    let near = phrases::before(syntax, floor, first).filter(|phrase| {
        !phrase.is_empty()
            && first > 0
            && !syntax.is_comma(first - 1)
            && phrase
                .clone()
                .any(|index| syntax.is_capital(index) || syntax.is(index, Classes::ROLE))
    });
    let source = near
        .or_else(|| earlier.last().and_then(|cue| cue.source.clone()))
        .or_else(|| first_subject(syntax, floor, first));
    Cue {
        tokens: first..at + 1,
        clause: first..at + 1,
        source,
        takes,
        form: Form::Dependent,
        particle: None,
        dropped: false,
    }
}

/// Whether the language has a property that is simply so: "pro-drop yes".
fn has(syntax: &Syntax, property: &str) -> bool {
    !syntax.language.property(property).is_empty()
}

/// A finite form stands by itself or behind its auxiliary.
fn finite_here(syntax: &Syntax, first: usize, at: usize) -> bool {
    first < at || syntax.is(at, Classes::FINITE)
}

/// Whether a verb at `first` can be without a subject told: it opens its sentence, but for adverbs and
/// conjunctions, or stands behind the words in marks ("«…», añadió").
fn drops(syntax: &Syntax, sentence: &Range<usize>, first: usize) -> bool {
    let near = first < sentence.start + CLAUSE_REACH;
    let opens = near
        && (sentence.start..first).all(|index| {
            syntax.is_mark(index)
                || syntax.stretch(index).is_some()
                || syntax.is(
                    index,
                    Classes::ADVERB
                        .and(Classes::CONJUNCTION)
                        .and(Classes::REFLEXIVE)
                        .and(Classes::PRONOUN_OTHER)
                        .and(Classes::NEGATION),
                )
        });
    opens
        || first >= 2
            && (syntax.is_comma(first - 1) || is_closing(syntax, first - 1))
            && syntax.stretch(first - 2).is_some()
}

/// Where the verb is second in its clause: whether what stands before it is no subject, so that the
/// subject stands behind ("Am Montag sagte X", "Zuvor hatte X gesagt").
fn is_fronted(syntax: &Syntax, floor: usize, first: usize) -> bool {
    let start = (floor.max(first.saturating_sub(CLAUSE_REACH))..first)
        .rev()
        .take_while(|&index| !syntax.is_mark(index) && syntax.stretch(index).is_none())
        .last()
        .unwrap_or(first);
    if start == first {
        return false;
    }
    // "und sagte": a conjunction is no part of the clause's first place.
    let start = start + usize::from(syntax.is(start, Classes::CONJUNCTION));
    let is_light = |index: usize| {
        syntax.is(index, Classes::ADVERB.and(Classes::NEGATION).and(Classes::REFLEXIVE))
    };
    start < first
        && (syntax.is(start, Classes::PREPOSITION.and(Classes::OBLIQUE))
            || (start..first).all(is_light))
}

/// The subject of the sentence: its first noun phrase or pronoun outside a prepositional opening.
fn first_subject(syntax: &Syntax, from: usize, to: usize) -> Option<Range<usize>> {
    let mut at = from;
    while at < to {
        if syntax.stretch(at).is_some() || syntax.is_mark(at) {
            at += 1;
        } else if syntax.is(at, Classes::PREPOSITION) && !syntax.is(at, Classes::DETERMINER) {
            at = phrases::after(syntax, at + 1, to).map_or(at + 1, |phrase| phrase.end.max(at + 1));
        } else if phrases::begins(syntax, at) {
            return phrases::after(syntax, at, to);
        } else {
            at += 1;
        }
    }
    None
}

/// The first auxiliary that belongs to the verb at `at`.
fn auxiliary(syntax: &Syntax, floor: usize, at: usize) -> Option<usize> {
    let second = has(syntax, "verb-second");
    let bracket = second && syntax.is(at, Classes::PARTICIPLE);
    // Where the verb is second a finite form stands by itself.
    if second && !bracket && syntax.is(at, Classes::FINITE) {
        return None;
    }
    let reach = if bracket { BRACKET_REACH } else { AUXILIARY_REACH };
    let low = floor.max(at.saturating_sub(reach));
    let mut first = None;
    let mut commas = 0;
    for index in (low..at).rev() {
        if syntax.stretch(index).is_some() {
            break;
        }
        if syntax.is_comma(index) {
            if second {
                break;
            }
            commas += 1;
            continue;
        }
        if syntax.is(index, Classes::AUXILIARY) {
            first = Some(index);
            commas = 0;
            continue;
        }
        let light = syntax.is(
            index,
            Classes::ADVERB
                .and(Classes::REFLEXIVE)
                .and(Classes::NEGATION)
                .and(Classes::PRONOUN_OTHER),
        ) || is_clitic(syntax, index)
            || is_manner(syntax, index);
        // "a, à ce titre, salué": a phrase may stand between the auxiliary and its verb.
        let inserted =
            syntax.is(index, Classes::PREPOSITION.and(Classes::DETERMINER)) || commas == 1;
        // "hat … am Montag in Berlin gesagt": where the participle ends the clause, all may stand between.
        let inserted = inserted || bracket && commas == 0 && !syntax.is_mark(index);
        let goes_on = light || first.is_none() && inserted;
        if !goes_on {
            break;
        }
    }
    // "s'est félicité": the reflexive before the auxiliary belongs to the verb.
    first.map(|first| {
        if first > floor && syntax.is(first - 1, Classes::REFLEXIVE) { first - 1 } else { first }
    })
}

/// An adverb of manner by its ending: "-ly", "-ment".
fn is_manner(syntax: &Syntax, index: usize) -> bool {
    let ending = syntax.language.property("adverb-ending");
    !ending.is_empty() && syntax.tokens.lower(index).ends_with(ending)
}

pub(super) fn is_clitic(syntax: &Syntax, index: usize) -> bool {
    syntax.tokens.lower(index).starts_with('-') && syntax.is(index, Classes::PRONOUN)
}

/// "was told", "a été annoncé": the subject is not who speaks.
fn is_passive(syntax: &Syntax, first: usize, at: usize) -> bool {
    if first == at {
        return false;
    }
    let has_reflexive = (first..at).any(|index| syntax.is(index, Classes::REFLEXIVE));
    let last_auxiliary = (first..at).rev().find(|&index| syntax.is(index, Classes::AUXILIARY));
    !has_reflexive
        && syntax.words[at].classes.any(Classes::PARTICIPLE)
        && last_auxiliary.is_some_and(|index| syntax.is(index, Classes::COPULA))
}

fn has_preposition(syntax: &Syntax, first: usize, at: usize) -> bool {
    (first..at).any(|index| syntax.is(index, Classes::PREPOSITION))
}

fn is_closing(syntax: &Syntax, index: usize) -> bool {
    matches!(syntax.tokens.lower(index), "—" | "–" | "―" | "\"" | "”" | "»")
}
