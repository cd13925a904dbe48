//! Reported infinitives: "promised to go", "prometió volver", "versprach, die Mole bald zu bauen".

use super::CLAUSE_REACH;
use crate::syntax::Syntax;

/// An infinitive by its ending, where the language needs no word before it: "prometió volver".
pub(super) fn is_infinitive(syntax: &Syntax, at: usize) -> bool {
    let form = syntax.tokens.lower(at);
    let mut endings = syntax.language.property("infinitive-endings").split('|');
    !syntax.is_capital(at)
        && endings.any(|ending| {
            !ending.is_empty() && form.len() > ending.len() + 1 && form.ends_with(ending)
        })
}

/// Where the clause that begins at `start` ends in an infinitive with its mark before it or inside:
/// "versprach, die Mole bald zu bauen", "… wieder aufzubauen".
pub(super) fn infinitive_clause(syntax: &Syntax, start: usize, limit: usize) -> Option<usize> {
    if syntax.language.property("clause-comma").is_empty() {
        return None;
    }
    let limit = limit.min(start + CLAUSE_REACH);
    let end = (start..limit).find(|&at| syntax.is_mark(at)).unwrap_or(limit);
    let last = end.checked_sub(1).filter(|last| *last > start)?;
    let marks = syntax.language.property("infinitive-mark").split('|');
    let marked = marks.filter(|mark| !mark.is_empty()).any(|mark| {
        syntax.tokens.lower(last - 1) == mark
            || syntax.tokens.lower(last).get(1..).is_some_and(|form| form.contains(mark))
    });
    (marked && is_infinitive(syntax, last)).then_some(end)
}

/// "to" and "de" before a verb.
pub(super) fn is_infinitive_mark(syntax: &Syntax, at: usize) -> bool {
    let form = syntax.tokens.lower(at);
    syntax.language.property("infinitive-mark").split('|').any(|mark| mark == form)
}
