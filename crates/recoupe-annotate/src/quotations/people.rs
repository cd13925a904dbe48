//! People without an office: a neighbour, a daughter, a witness, by the words of class `people`.
//!
//! Such a word acts like an office, but anybody with a name or an office acts first. Its phrase begins with an article or
//! a possessive, an adjective between, and ends with the name that tells who it is. Limits: their gender is not known.

use crate::grammar::Classes;
use crate::syntax::Syntax;

/// Whether such a word stands at `index`; "junge" is no "Junge".
pub(super) fn is_here(syntax: &Syntax, index: usize) -> bool {
    let nouns = !syntax.language.property("noun-capitals").is_empty();
    syntax.is(index, Classes::PEOPLE) && (!nouns || syntax.is_capital(index))
}

/// "der Verkäufer, ein Student, schwieg": what is apposed is not who acts.
pub(super) fn is_apposed(syntax: &Syntax, floor: usize, start: usize, index: usize) -> bool {
    start > floor && syntax.is_comma(start - 1) && syntax.is_comma(index + 1)
}

/// "her husband Karim", "sa femme, Noémie, corrige": where the name ends that tells who it is.
pub(super) fn end(syntax: &Syntax, end: usize, to: usize) -> usize {
    let name = end + usize::from(syntax.is_comma(end));
    let capital = |index: &usize| syntax.is_capital(*index) && !syntax.is(*index, Classes::CLOSED);
    let close = name + (name..to).take_while(capital).count();
    let closes = name == end || syntax.is_comma(close);
    if close > name && closes { close } else { end }
}

/// "eine junge Mutter": the article stands before an adjective of no table.
pub(super) fn start(syntax: &Syntax, floor: usize, start: usize) -> usize {
    let article = Classes::DETERMINER.and(Classes::POSSESSIVE);
    let adjective = start >= floor + 2
        && !syntax.is(start, article)
        && !syntax.is_mark(start - 1)
        && !syntax.is_capital(start - 1)
        && !syntax.is(start - 1, Classes::CLOSED)
        && syntax.is(start - 2, article);
    if adjective { start - 2 } else { start }
}
