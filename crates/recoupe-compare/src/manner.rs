//! The manner of each word: denied, settled for later, possible, or none of these.
//!
//! A marker ("not", "will", "may", "refuse") colours the words near it in its clause, on both sides: French
//! and English put what is denied or planned before it as often as behind. A negation and a word that denies
//! undo each other. Limits: there is no parser, so a marker may colour a neighbour it does not govern;
//! whoever asks looks at several words.

use recoupe_annotate::Syntax;
use recoupe_annotate::grammar::Classes;
use recoupe_text::{Language, PerLanguage};
use rustc_hash::FxHashMap as HashMap;
use std::ops::Range;

/// How many tokens to each side a marker colours.
const REACH: usize = 5;

/// How a word is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Manner {
    pub(crate) denied: bool,
    pub(crate) future: bool,
    pub(crate) possible: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Negation,
    Denial,
    Future,
    Possible,
    Done,
    /// A form of the past that proves nothing done by itself: "said", "opened".
    Past,
}

struct Markers {
    forms: HashMap<&'static str, Mark>,
    endings: Vec<(&'static str, Mark)>,
}

static MARKERS: PerLanguage<Markers> = PerLanguage::new(|language: &'static Language| {
    let mut forms: HashMap<&'static str, Mark> =
        language.table("polarity").words().map(|form| (form, Mark::Denial)).collect();
    let mut endings = Vec::new();
    for row in language.table("modality").rows() {
        let (kind, ending) =
            row.get(0).strip_suffix("-ending").map_or((row.get(0), false), |kind| (kind, true));
        let mark = match kind {
            "future" => Mark::Future,
            "possible" => Mark::Possible,
            "done" => Mark::Done,
            _ => continue,
        };
        if ending {
            endings.extend(row.alternatives(1).map(|form| (form, mark)));
        } else {
            forms.extend(row.alternatives(1).map(|form| (form, mark)));
        }
    }
    // What no other table settles is of the past where the words of tense say so.
    for row in language.table("tense").rows() {
        match row.get(0) {
            "past" => row.alternatives(1).for_each(|form| {
                forms.entry(form).or_insert(Mark::Past);
            }),
            "past-ending" => endings.extend(row.alternatives(1).map(|form| (form, Mark::Past))),
            _ => {}
        }
    }
    Markers { forms, endings }
});

/// The shortest word whose ending tells its manner, in bytes.
const SHORTEST: usize = 6;

/// The mark that stands at token `index`.
fn mark(syntax: &Syntax, index: usize) -> Option<Mark> {
    if syntax.is(index, Classes::NEGATION) {
        return Some(Mark::Negation);
    }
    let markers = MARKERS.get(syntax.language);
    let form = syntax.tokens.lower(index);
    let pair = || format!("{form} {}", syntax.tokens.lower(index + 1));
    // Behind an article it is a noun: "the refuse".
    let noun = index > 0 && syntax.is(index - 1, Classes::DETERMINER);
    let held = markers.forms.get(form).or_else(|| markers.forms.get(pair().as_str())).copied();
    // A form before a noun is an adjective where nouns are known by their capitals.
    let adjective =
        syntax.language.property("noun-capitals") == "yes" && syntax.is_capital(index + 1);
    let long = form.len() >= SHORTEST && !syntax.is_capital(index) && !adjective;
    let ends = || markers.endings.iter().find(|(ending, _)| long && form.ends_with(ending));
    held.filter(|mark| *mark != Mark::Denial || !noun).or_else(|| ends().map(|(_, mark)| *mark))
}

/// The manner of every token.
pub(crate) fn manners(syntax: &Syntax) -> Vec<Manner> {
    let count = syntax.tokens.len();
    let mut negated = vec![false; count];
    let mut denied = vec![false; count];
    let mut manners = vec![Manner::default(); count];
    let ends = |index: usize| {
        matches!(syntax.tokens.lower(index), "." | "," | ";" | ":" | "!" | "?" | "–" | "—")
    };
    for index in 0..count {
        let Some(mark) = mark(syntax, index) else { continue };
        let low = (index.saturating_sub(REACH)..index).rev().take_while(|at| !ends(*at)).last();
        let high = (index..(index + REACH + 1).min(count)).take_while(|at| !ends(*at)).last();
        for at in low.unwrap_or(index)..=high.unwrap_or(index) {
            match mark {
                Mark::Negation => negated[at] = true,
                Mark::Denial => denied[at] = true,
                Mark::Future => manners[at].future = true,
                Mark::Possible => manners[at].possible = true,
                Mark::Done | Mark::Past => {}
            }
        }
    }
    for (manner, (negated, denied)) in manners.iter_mut().zip(negated.into_iter().zip(denied)) {
        manner.denied = negated != denied;
    }
    manners
}

/// Whether token `index` is of the past by itself.
pub(crate) fn is_past(syntax: &Syntax, index: usize) -> bool {
    mark(syntax, index) == Some(Mark::Done)
}

/// How far what a clause tells has come.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Stage {
    /// Nothing tells, or both are told.
    #[default]
    Open,
    /// Settled for later, or possible.
    ToCome,
    /// It has happened.
    Done,
}

/// How far what `tokens` tell has come. Verbs of saying tell nothing of it.
pub(crate) fn stage(syntax: &Syntax, tokens: Range<usize>) -> Stage {
    let (mut to_come, mut done) = (false, false);
    for index in tokens {
        match mark(syntax, index) {
            Some(Mark::Future | Mark::Possible) => to_come = true,
            Some(Mark::Done) => done = true,
            Some(Mark::Past) => done |= !syntax.is(index, Classes::REPORTING),
            _ => {}
        }
    }
    match (to_come, done) {
        (true, false) => Stage::ToCome,
        (false, true) => Stage::Done,
        _ => Stage::Open,
    }
}

/// Whether what `tokens` tell is denied: by a negation or by a word that denies, not by both.
pub(crate) fn is_denied(syntax: &Syntax, tokens: Range<usize>) -> bool {
    let has = |wanted: Mark| tokens.clone().any(|index| mark(syntax, index) == Some(wanted));
    has(Mark::Negation) != has(Mark::Denial)
}

/// Whether the text tells of something done.
pub(crate) fn is_done(syntax: &Syntax) -> bool {
    (0..syntax.tokens.len()).any(|index| is_past(syntax, index))
}

impl Manner {
    /// Whether a word told so in a claim (of something done, where `done`) is told otherwise `there`, in
    /// a passage that denies anything where `denies`.
    pub(crate) fn differs(self, there: Self, done: bool, denies: bool) -> bool {
        let claimed = self.future || self.possible;
        let otherwise = if self.denied { !denies } else { there.denied };
        otherwise || !claimed && (there.possible || done && there.future)
    }
}
