//! Revisions: what changed between two versions of one report, by statements and not by commas.
//!
//! Clauses that are the same but for case, marks and blanks are unchanged. Of the others, those that are alike
//! are laid side by side, best first, and the pair is told by what differs: a figure, a date, a name, the
//! words of a quotation, whose word it is; or else the wording alone. What finds no partner was added or
//! dropped. Limits: a clause that was moved is unchanged; one that was parted in two is an alteration and an
//! addition.

use crate::by_hand::Decided;
use crate::conflicts::agree;
use crate::entities::link;
use crate::evidence::Evidence;
use crate::measure::Measure;
use crate::speakers::said;
use crate::terms::{Term, Terms};
use crate::units::{Unit, units};
use recoupe_annotate::Reading;
use recoupe_text::{Span, lower};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeSet;

/// What a revision changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RevisionKind {
    /// The later version says it, the earlier did not.
    Added,
    /// The earlier version said it, the later does not.
    Dropped,
    /// Another figure.
    Figure,
    /// Another date.
    Date,
    /// Other words in quotation marks.
    Quotation,
    /// The same, told as another's word, or no longer as anybody's.
    Attribution,
    /// Another name.
    Name,
    /// Other words for what may be the same.
    Wording,
}

/// One change, with the clause as it was and as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Revision {
    /// What changed.
    pub kind: RevisionKind,
    /// The clause of the earlier version.
    pub before: Option<Span>,
    /// The clause of the later version.
    pub after: Option<Span>,
}

/// What changed from one version of a report to the next, in the order of the later one; what was dropped stands
/// where it would stand in it.
#[must_use]
pub fn revisions(before: &Reading, after: &Reading) -> Vec<Revision> {
    let readings = [before, after];
    let linked = link(&readings, &Decided::default());
    let terms = Terms::of(&readings, &linked);
    let units = units(&readings, &terms, &said(&readings, &linked));
    let later = units.partition_point(|unit| unit.article == 0);
    let partner = partners(&readings, &units, &terms, later);
    let mut found = Vec::new();
    let mut dropped = (0..later).filter(|number| !partner.contains_key(number)).peekable();
    for number in later..units.len() {
        let Some(&other) = partner.get(&number) else {
            let after = Some(units[number].span);
            found.push(Revision { kind: RevisionKind::Added, before: None, after });
            continue;
        };
        while let Some(gone) = dropped.next_if(|gone| *gone < other) {
            found.push(drop_of(&units[gone]));
        }
        if let Some(kind) = difference(&readings, &terms, &units[other], &units[number]) {
            let (before, after) = (Some(units[other].span), Some(units[number].span));
            found.push(Revision { kind, before, after });
        }
    }
    found.extend(dropped.map(|gone| drop_of(&units[gone])));
    found
}

const fn drop_of(unit: &Unit) -> Revision {
    Revision { kind: RevisionKind::Dropped, before: Some(unit.span), after: None }
}

/// Clauses as alike as this are two versions of one.
const PARTNERS: f64 = 0.4;

/// The partner of each unit in the other version: the same words first, then the likest.
fn partners(
    readings: &[&Reading],
    units: &[Unit],
    terms: &Terms,
    later: usize,
) -> HashMap<usize, usize> {
    let mut partner: HashMap<usize, usize> = HashMap::default();
    let mut same: HashMap<String, Vec<usize>> = HashMap::default();
    for number in (0..later).rev() {
        same.entry(bare(readings, &units[number])).or_default().push(number);
    }
    for (number, unit) in units.iter().enumerate().skip(later) {
        let held = same.get_mut(&bare(readings, unit)).and_then(Vec::pop);
        if let Some(other) = held {
            partner.insert(number, other);
            partner.insert(other, number);
        }
    }
    let evidence = Evidence::of(readings, units, terms, &[]);
    let measure = Measure::of(units, &evidence);
    let mut pairs: Vec<(f64, usize, usize)> = (0..later)
        .filter(|number| !partner.contains_key(number))
        .flat_map(|number| measure.links(number).iter().map(move |link| (number, link)))
        .filter(|(_, link)| !partner.contains_key(&link.other))
        .map(|(number, link)| {
            // Versions keep their words, reports of two outlets seldom do: either will lay two clauses side by side.
            (link.alike().max(evidence.words_kept(number, link.other)), number, link.other)
        })
        .filter(|(alike, ..)| *alike >= PARTNERS)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    for (_, left, right) in pairs {
        if !partner.contains_key(&left) && !partner.contains_key(&right) {
            partner.insert(left, right);
            partner.insert(right, left);
        }
    }
    partner
}

/// A clause without case, marks and blanks.
fn bare(readings: &[&Reading], unit: &Unit) -> String {
    let text = unit.span.of(readings[unit.article].text());
    lower(text).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// What differs between two clauses that were laid side by side; nothing where they are the same.
fn difference(
    readings: &[&Reading],
    terms: &Terms,
    before: &Unit,
    after: &Unit,
) -> Option<RevisionKind> {
    let same_words = bare(readings, before) == bare(readings, after);
    let agreeing = before.figures.len() == after.figures.len()
        && before.figures.iter().all(|one| {
            after.figures.iter().any(|other| one.unit == other.unit && one.value == other.value)
        });
    let rounded =
        before.figures.iter().all(|one| after.figures.iter().any(|other| agree(one, other)));
    let names = |unit: &Unit| -> BTreeSet<Term> {
        unit.terms.iter().copied().filter(|term| terms.is_name[*term as usize]).collect()
    };
    if !same_words {
        let counts = !before.figures.is_empty() || !after.figures.is_empty();
        if !agreeing && counts {
            return Some(if rounded && before.figures.len() == after.figures.len() {
                RevisionKind::Wording
            } else {
                RevisionKind::Figure
            });
        }
        if before.dates != after.dates {
            return Some(RevisionKind::Date);
        }
        if quoted(readings, before) != quoted(readings, after) {
            return Some(RevisionKind::Quotation);
        }
        if names(before) != names(after) {
            return Some(RevisionKind::Name);
        }
    }
    if before.reported != after.reported || before.word_of != after.word_of {
        return Some(RevisionKind::Attribution);
    }
    (!same_words).then_some(RevisionKind::Wording)
}

/// The words of a clause that stand in quotation marks.
fn quoted(readings: &[&Reading], unit: &Unit) -> Vec<String> {
    let reading = readings[unit.article];
    reading
        .quotations
        .iter()
        .filter(|quotation| quotation.clause.is_none())
        .flat_map(|quotation| quotation.content.iter())
        .filter(|content| content.overlaps(unit.span))
        .map(|content| {
            let start = content.start.max(unit.span.start);
            let end = content.end.min(unit.span.end);
            let words = lower(Span { start, end }.of(reading.text()));
            words.chars().filter(|letter| letter.is_alphanumeric()).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use recoupe_read::Article;

    fn told(before: &str, after: &str) -> Vec<(RevisionKind, String, String)> {
        let reading = |text: &str| {
            Reading::of(Article {
                language: Some("en".to_owned()),
                text: text.to_owned(),
                ..Article::default()
            })
        };
        let (one, two) = (reading(before), reading(after));
        let words = |span: Option<Span>, reading: &Reading| {
            span.map_or(String::new(), |span| span.of(reading.text()).to_owned())
        };
        revisions(&one, &two)
            .into_iter()
            .map(|held| (held.kind, words(held.before, &one), words(held.after, &two)))
            .collect()
    }

    const FIRST: &str = "The ferry Halcyon burned in Norrby on Monday. The fire killed four people, the harbour \
        master said. Ada Lund will lead the inquiry into the fire.";

    #[test]
    fn commas_and_case_change_nothing() {
        let second = FIRST.replace("on Monday.", "on Monday!").replace("The ferry", "THE  FERRY");
        assert_eq!(told(FIRST, &second), []);
    }

    #[test]
    fn another_figure_and_another_name_are_told() {
        let second = FIRST.replace("four", "seven").replace("Ada Lund", "Karl Brandt");
        let kinds: Vec<RevisionKind> =
            told(FIRST, &second).into_iter().map(|held| held.0).collect();
        assert_eq!(kinds, [RevisionKind::Figure, RevisionKind::Name]);
    }

    #[test]
    fn what_is_new_and_what_is_gone_are_told() {
        let second = FIRST.replace(
            "Ada Lund will lead the inquiry into the fire.",
            "Divers reached the engine room of the ship at dawn.",
        );
        let found = told(FIRST, &second);
        assert_eq!(
            found.iter().map(|held| held.0).collect::<Vec<_>>(),
            [RevisionKind::Added, RevisionKind::Dropped]
        );
        assert!(found[1].1.starts_with("Ada Lund"), "{found:?}");
    }

    #[test]
    fn other_words_in_marks_are_another_quotation() {
        let (one, two) = (
            "“We checked every single door,” said Ada Lund on Monday.",
            "“We checked nearly every door,” said Ada Lund on Monday.",
        );
        let found = told(one, two);
        assert_eq!(found.first().map(|held| held.0), Some(RevisionKind::Quotation), "{found:?}");
    }
}
