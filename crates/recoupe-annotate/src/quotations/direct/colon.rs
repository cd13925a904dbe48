//! Speakers that no verb names: "Name: “…”" and "“…” — Name".

use super::super::Marked;
use crate::grammar::Classes;
use crate::phrases;
use crate::syntax::Syntax;
use recoupe_text::Span;
use std::ops::Range;

/// "Name: “…”", and a title's "Name “…”".
pub(super) fn introduced(
    syntax: &Syntax,
    sentence: &Range<usize>,
    stretch: &Marked,
) -> Option<Span> {
    let outer = syntax.within(stretch.outer);
    let colon = outer
        .start
        .checked_sub(1)
        .filter(|&index| index > sentence.start && syntax.tokens.lower(index) == ":")?;
    let source = subject(syntax, sentence.start, colon)
        .or_else(|| phrases::before(syntax, sentence.start, colon))?;
    Some(syntax.tokens.span(source))
}

/// The name that the sentence from `start` to `colon` begins with: "Doe smiled: “…”", "Doe, a nurse: “…”".
fn subject(syntax: &Syntax, start: usize, colon: usize) -> Option<Range<usize>> {
    let source = phrases::after(syntax, start, colon)?;
    let named = |index: usize| syntax.is_capital(index) && !syntax.is(index, Classes::CLOSED);
    let has_name = source.clone().any(named);
    (source.end < colon && has_name).then_some(source)
}

/// "“…” — Name"
pub(super) fn signed(syntax: &Syntax, stretch: &Marked) -> Option<Span> {
    let outer = syntax.within(stretch.outer);
    let dash = outer.end;
    if !matches!(syntax.tokens.lower(dash), "—" | "–" | "―") || !syntax.is_capital(dash + 1) {
        return None;
    }
    let source = phrases::after(syntax, dash + 1, (dash + 8).min(syntax.tokens.len()))?;
    Some(syntax.tokens.span(source))
}
