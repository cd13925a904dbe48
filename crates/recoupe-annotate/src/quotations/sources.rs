//! Whether the words beside a reporting verb name somebody, and who speaks where they do not.
//!
//! What stands before a verb may be the rest of another clause ("con unas palabras que gustaron: …"), an
//! object ("les gritó …") or a participle. Where the words hold no name, no office and begin no noun phrase, the
//! subject of the sentence before the verb takes their place, else the phrase that the sentence begins with; a
//! language that drops subjects then looks back. Limits: a language whose nouns stand without articles (`bare-nouns`)
//! is asked only that the words are not all of closed classes.

use super::antecedents::Scene;
use super::cues::{Cue, Form};
use crate::grammar::Classes;
use crate::names::{EntityKind, Gender, Names};
use crate::phrases;
use crate::syntax::Syntax;
use std::ops::Range;

/// The closed classes that may stand for somebody all the same.
const SUBJECTS: Classes = Classes::PRONOUN.and(Classes::PRONOUN_FIRST).and(Classes::DETERMINER);

/// Gives a cue whose words beside it name nobody the subject of its sentence.
pub(super) fn mend(syntax: &Syntax, names: &Names, scene: &Scene, sentence: usize, cue: &mut Cue) {
    let Some(source) = cue.source.clone() else { return };
    // "heißt es dort": a pronoun that stands for nobody.
    if source.len() == 1 && syntax.is_among(source.start, "empty-subject") {
        cue.source = None;
        return;
    }
    let first = syntax.within(syntax.sentences[sentence]).start;
    // Behind a verb or a phrase that attributes, the place tells enough.
    let first_in = |words: &Range<usize>| words.start == cue.clause.start;
    let placed = matches!(cue.form, Form::Phrase | Form::Inverted)
        || !first_in(&source) && cue.form == Form::Subject;
    // "Lund afirmó": one capital right before the verb is a name, whatever opens the sentence.
    // "Lund, 33 ans, affirmait": so is one with a mark behind it.
    let name = (source.len() == 1 || syntax.is_comma(source.start + 1))
        && syntax.is_capital(source.start)
        && !syntax.is(source.start, Classes::CLOSED);
    let light =
        Classes::ADVERB.and(Classes::PRONOUN_OTHER).and(Classes::REFLEXIVE).and(Classes::NEGATION);
    let joined = (source.end..cue.tokens.start)
        .all(|index| syntax.is(index, light) || syntax.is_comma(index));
    if placed || name && joined || names_somebody(syntax, names, first, &source) {
        return;
    }
    let before = cue.tokens.start;
    cue.source =
        scene.subject(sentence, before, Gender::Unknown).or_else(|| opening(syntax, first, before));
    let drops = !syntax.language.property("pro-drop").is_empty();
    cue.dropped = cue.source.is_none() && drops;
}

/// The noun phrase that opens a sentence: "Une cliente résume : …".
pub(super) fn opening(syntax: &Syntax, first: usize, before: usize) -> Option<Range<usize>> {
    let opens = Classes::DETERMINER.and(Classes::POSSESSIVE).and(Classes::ROLE);
    let is_noun =
        syntax.is(first, opens) && !syntax.is(first, Classes::PREPOSITION.and(Classes::OBLIQUE));
    is_noun
        .then(|| phrases::after(syntax, first, before))
        .flatten()
        .filter(|phrase| phrase.end < before)
}

/// Whether `source` can name or describe a speaker; its sentence begins with token `first`.
fn names_somebody(syntax: &Syntax, names: &Names, first: usize, source: &Range<usize>) -> bool {
    let open = |index: usize| !syntax.is_mark(index) && !syntax.is(index, Classes::CLOSED);
    let bare = !syntax.language.property("bare-nouns").is_empty();
    let somebody = SUBJECTS.and(Classes::PRONOUN_OTHER);
    if source.len() == 1 && syntax.is(source.start, somebody) {
        // "another replied"; but "les gritó", "le répète".
        let object = Classes::OBLIQUE.and(Classes::REFLEXIVE);
        return syntax.is(source.start, Classes::PRONOUN.and(Classes::PRONOUN_FIRST))
            || syntax.is_capital(source.start)
            || bare && !syntax.is(source.start, object);
    }
    if !source.clone().any(open) && !source.clone().any(|index| syntax.is(index, SUBJECTS)) {
        return false;
    }
    let span = syntax.tokens.span(source.clone());
    let has_name = names.mentions_in(span).any(|mention| mention.kind != EntityKind::Place);
    let told = Classes::ROLE
        .and(Classes::SOURCE)
        .and(Classes::PEOPLE)
        .and(Classes::TITLE)
        .and(Classes::DEMONYM);
    let capital = |index: usize| syntax.is_capital(index) && index > first;
    if has_name || source.clone().any(|index| syntax.is(index, told) || capital(index)) {
        return true;
    }
    let last = source.end - 1;
    let noun = Classes::DETERMINER.and(Classes::POSSESSIVE);
    let capitals = !syntax.language.property("noun-capitals").is_empty();
    if bare {
        return !capitals || syntax.is_capital(last) || syntax.is(source.start, noun);
    }
    let shaped = syntax.is(source.start, noun)
        || phrases::begins(syntax, source.start) && source.start > first;
    let ends =
        !syntax.is(last, noun.and(Classes::PREPOSITION)) && (!capitals || syntax.is_capital(last));
    shaped && ends
        || source.clone().any(|index| syntax.is(index, Classes::PRONOUN_OTHER))
            && source.len() > 1
            && shaped
}
