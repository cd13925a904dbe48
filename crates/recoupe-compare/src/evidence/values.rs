//! What two units name and count: names, figures, dates, speakers.

use super::truth;
use crate::conflicts::agree;
use crate::disputes::differ as hours_differ;
use crate::terms::{Term, Terms};
use crate::units::{Counted, Unit};
use recoupe_annotate::figures::Bound;
use recoupe_annotate::names::EntityKind;
use recoupe_time::{Edtf, TimeOfDay};

/// Days apart beyond which it matters no more.
const LONG: i32 = 30;

fn names(terms: &Terms, unit: &Unit, kind: Option<EntityKind>) -> Vec<Term> {
    let names = unit.terms.iter().copied().filter(|term| terms.is_name[*term as usize]);
    names.filter(|term| kind.is_none() || terms.kinds[*term as usize] == kind).collect()
}

/// How many names of a kind stand in both.
pub(super) fn shared_names(terms: &Terms, one: &Unit, other: &Unit, kind: EntityKind) -> usize {
    let held = |name: &Term| other.terms.binary_search(name).is_ok();
    names(terms, one, Some(kind)).into_iter().filter(held).count()
}

/// How many names of one the other lacks.
pub(super) fn names_missed(terms: &Terms, one: &Unit, other: &Unit) -> f32 {
    let missed = |name: &Term| other.terms.binary_search(name).is_err();
    names(terms, one, None).into_iter().filter(missed).count() as f32
}

/// Both name people, and not one of them is in both.
pub(super) fn other_people(terms: &Terms, one: &Unit, other: &Unit) -> f32 {
    others(terms, one, other, EntityKind::Person)
}

/// Both name places, and not one of them is in both.
pub(super) fn other_places(terms: &Terms, one: &Unit, other: &Unit) -> f32 {
    others(terms, one, other, EntityKind::Place)
}

fn others(terms: &Terms, one: &Unit, other: &Unit, kind: EntityKind) -> f32 {
    let (first, second) = (names(terms, one, Some(kind)), names(terms, other, Some(kind)));
    truth(differ(&first, &second, Term::eq))
}

/// How many figures of one have a figure of the other that agrees and has the same unit or counts the same.
pub(super) fn figures_agree(one: &Unit, other: &Unit) -> f32 {
    let same_thing = |left: &Counted, right: &Counted| {
        left.unit == right.unit
            && (left.unit.is_some() || left.near.iter().any(|term| right.near.contains(term)))
    };
    answered(one, other, |left, right| agree(left, right) && same_thing(left, right))
}

/// How many figures of one have the same value in the other, of whatever.
pub(super) fn digits_agree(one: &Unit, other: &Unit) -> f32 {
    answered(one, other, |left, right| left.value == right.value)
}

fn answered(one: &Unit, other: &Unit, same: impl Fn(&Counted, &Counted) -> bool) -> f32 {
    one.figures.iter().filter(|left| other.figures.iter().any(|right| same(left, right))).count()
        as f32
}

/// Both count, and no figure of one agrees with one of the other.
pub(super) fn figures_clash(one: &Unit, other: &Unit) -> f32 {
    truth(differ(&one.figures, &other.figures, |left, right| {
        left.unit == right.unit && agree(left, right)
    }))
}

/// How many figures of one agree with none of the other.
pub(super) fn figures_missed(one: &Unit, other: &Unit) -> f32 {
    one.figures.len() as f32 - answered(one, other, agree)
}

/// Each has one figure, of one measure, and the two do not agree: what is measured once in each is one thing.
pub(super) fn measured_otherwise(one: &Unit, other: &Unit) -> bool {
    match (&one.figures[..], &other.figures[..]) {
        ([left], [right]) => left.unit.is_some() && left.unit == right.unit && !agree(left, right),
        _ => false,
    }
}

/// The second counts what the first counts exactly, but only as a bound that covers it: "at least seven" does not bear out
/// "eleven".
pub(super) fn only_bounded(wording: &Unit, support: &Unit) -> bool {
    let bounded = |exact: &Counted| {
        let bounds = |other: &&Counted| matches!(other.bound, Bound::AtLeast | Bound::AtMost);
        let covers = |other: &Counted| {
            other.value != exact.value && other.unit == exact.unit && agree(exact, other)
        };
        let told = support.figures.iter().any(|other| other.value == exact.value);
        !told && support.figures.iter().filter(bounds).any(covers)
    };
    wording.figures.iter().filter(|figure| figure.bound == Bound::Exact).any(bounded)
}

/// How many dates of one agree with none of the other.
pub(super) fn dates_missed(one: &Unit, other: &Unit) -> f32 {
    let missed = |date: &&Edtf| !other.dates.iter().any(|held| date.agrees_with(held));
    one.dates.iter().filter(missed).count() as f32
}

/// 1 where a date of one agrees with one of the other, -1 where both have dates and none agrees.
pub(super) fn dates(one: &Unit, other: &Unit) -> f32 {
    let day = |left: &(i8, Option<i8>), right: &(i8, Option<i8>)| {
        left.0 == right.0 && (left.1 == right.1 || left.1.is_none() || right.1.is_none())
    };
    let clash = differ(&one.dates, &other.dates, Edtf::agrees_with)
        || differ(&one.yearless, &other.yearless, day);
    let both = !one.dates.is_empty() && !other.dates.is_empty();
    if clash { -1.0 } else { truth(both) }
}

/// Both write out days, or tell hours, and none of one agrees with one of the other.
pub(super) fn times_clash(one: &Unit, other: &Unit) -> bool {
    let same_hour = |left: &TimeOfDay, right: &TimeOfDay| !hours_differ(*left, *right);
    differ(&one.written_days, &other.written_days, <(i8, i8)>::eq)
        || differ(&one.hours, &other.hours, same_hour)
}

/// 1 where both are the words of one speaker, -1 where they are of two.
pub(crate) fn speakers(one: &Unit, other: &Unit) -> f32 {
    match (one.word_of, other.word_of) {
        (Some(first), Some(second)) if first == second => 1.0,
        (Some(_), Some(_)) => -1.0,
        _ => 0.0,
    }
}

/// How many days the report of one came before that of the other; 0 where one has no day.
pub(crate) fn days_later(one: &Unit, other: &Unit) -> f32 {
    let (Some(first), Some(second)) = (one.published, other.published) else { return 0.0 };
    second.since(first).map_or(0, |span| span.get_days().clamp(-LONG, LONG)) as f32
}

/// Both have some, and none of one agrees with one of the other.
fn differ<T>(left: &[T], right: &[T], agree: impl Fn(&T, &T) -> bool) -> bool {
    !left.is_empty()
        && !right.is_empty()
        && !left.iter().any(|one| right.iter().any(|other| agree(one, other)))
}
