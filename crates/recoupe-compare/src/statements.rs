//! Statements: the units of several articles that state one fact, and how many independent origins it has.
//!
//! Pairs above a threshold are merged best first, and a merge must hold on average against the units already in
//! (average linkage): similarity does not chain from one fact to its neighbour. Origins are
//! counted per statement, not per article: stretches that two articles share word for word are one
//! origin, so are the words of one speaker, however many report them, and near-equal wording under one
//! agency's credit.

use crate::apart::stand_apart;
use crate::conflicts::conflict;
use crate::joined::Joined;
use crate::opposites::Opposites;
use crate::similarity::Similarity;
use crate::story::{Copy, Dispute, DisputeKind, Place, Statement, Status};
use crate::terms::Terms;
use crate::units::Unit;
use recoupe_annotate::Reading;

/// Units as alike as this state the same.
pub(crate) const SAME: f64 = 0.43;

/// The pairs between two groups are at least as alike as this on average.
const LINKED: f64 = 0.30;

/// Wording as alike as this is one text reworded, where a common text is known.
const REWORDED: f64 = 0.72;

/// The statements of a story, and the disputes that stand inside them.
#[must_use]
pub(crate) fn statements(
    readings: &[&Reading],
    units: &[Unit],
    terms: &Terms,
    similarity: &dyn Similarity,
    copies: &[Copy],
) -> (Vec<Statement>, Vec<Dispute>) {
    let opposites = Opposites::of(terms);
    let groups = group(units, similarity);
    let mut statements = Vec::with_capacity(groups.len());
    let mut disputes: Vec<Dispute> = Vec::new();
    for members in groups {
        let number = statements.len();
        let found = dispute(units, &members, number, similarity);
        let apart =
            |one: usize, other: usize| stand_apart(terms, &opposites, &units[one], &units[other]);
        let origins = supported(readings, units, &members, apart, copies, similarity);
        let speakers: Vec<Option<usize>> =
            members.iter().map(|member| units[*member].word_of).collect();
        let word_of =
            speakers[0].filter(|_| speakers.iter().all(|speaker| *speaker == speakers[0]));
        let status = match (&found, origins) {
            (Some(_), _) => Status::Disputed,
            (None, 2..) => Status::Corroborated,
            _ => Status::Single,
        };
        disputes.extend(found);
        statements.push(Statement {
            places: members.iter().map(|member| place(&units[*member])).collect(),
            origins,
            status,
            word_of,
            silent: silent(readings, units, &members),
        });
    }
    (statements, disputes)
}

fn place(unit: &Unit) -> Place {
    Place { article: unit.article, span: unit.span }
}

/// Units that state one fact, each list sorted, in order of their first unit.
fn group(units: &[Unit], similarity: &dyn Similarity) -> Vec<Vec<usize>> {
    let mut pairs: Vec<(f64, usize, usize)> = similarity
        .candidates()
        .into_iter()
        .map(|(left, right)| (similarity.score(left, right), left, right))
        .filter(|(score, ..)| *score >= SAME)
        .collect();
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)).then(a.2.cmp(&b.2)));
    let mut group_of: Vec<usize> = (0..units.len()).collect();
    let mut members: Vec<Vec<usize>> = (0..units.len()).map(|unit| vec![unit]).collect();
    for (_, left, right) in pairs {
        let (first, second) = (group_of[left], group_of[right]);
        if first == second {
            continue;
        }
        let holds = fit(units, similarity, &members[first], &members[second]);
        if holds {
            let moved = std::mem::take(&mut members[second]);
            for unit in &moved {
                group_of[*unit] = first;
            }
            members[first].extend(moved);
        }
    }
    let mut groups: Vec<Vec<usize>> =
        members.into_iter().filter(|group| !group.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_by_key(|group| group[0]);
    groups
}

/// Whether two groups may be one: no two sentences of one article, and on average linked.
fn fit(units: &[Unit], similarity: &dyn Similarity, left: &[usize], right: &[usize]) -> bool {
    let mut total = 0.0;
    let mut count = 0;
    for &a in left {
        for &b in right {
            if units[a].article == units[b].article {
                // Two clauses of one sentence may tell one fact; two sentences of one article tell two.
                if units[a].sentence != units[b].sentence {
                    return false;
                }
            } else {
                total += similarity.score(a.min(b), a.max(b));
                count += 1;
            }
        }
    }
    count > 0 && total >= LINKED * f64::from(count)
}

/// The independent origins of the largest part of a statement that bears itself out.
fn supported(
    readings: &[&Reading],
    units: &[Unit],
    members: &[usize],
    apart: impl Fn(usize, usize) -> bool,
    copies: &[Copy],
    similarity: &dyn Similarity,
) -> usize {
    let agreeing = members.iter().map(|member| {
        let part: Vec<usize> =
            members.iter().copied().filter(|other| !apart(*member, *other)).collect();
        origins(readings, units, &part, copies, similarity)
    });
    agreeing.max().unwrap_or(1)
}

/// How many independent origins the units have.
pub(crate) fn origins(
    readings: &[&Reading],
    units: &[Unit],
    members: &[usize],
    copies: &[Copy],
    similarity: &dyn Similarity,
) -> usize {
    let mut joined = Joined::alone(members.len());
    for (first, &left) in members.iter().enumerate() {
        for (second, &right) in members.iter().enumerate().skip(first + 1) {
            if same_origin(readings, units, left, right, copies, similarity) {
                joined.join(first, second);
            }
        }
    }
    joined.count()
}

fn same_origin(
    readings: &[&Reading],
    units: &[Unit],
    left: usize,
    right: usize,
    copies: &[Copy],
    similarity: &dyn Similarity,
) -> bool {
    let (first, second) = (&units[left], &units[right]);
    if first.article == second.article {
        return true;
    }
    // Said by one, reported by many.
    if first.reported
        && second.reported
        && first.word_of.is_some()
        && first.word_of == second.word_of
    {
        return true;
    }
    let (low, high) =
        if first.article < second.article { (first, second) } else { (second, first) };
    let copy = copies.iter().find(|copy| copy.articles == [low.article, high.article]);
    if let Some(copy) = copy {
        let inside = |unit: &Unit, side: usize| {
            let shared: usize = copy
                .passages
                .iter()
                .map(|passage| {
                    let passage = passage[side];
                    (passage.end.min(unit.span.end))
                        .saturating_sub(passage.start.max(unit.span.start))
                        as usize
                })
                .sum();
            shared * 2 >= unit.span.len()
        };
        // A copy's headline is told from the copied text.
        let heads = |unit: &Unit| {
            let title = readings[unit.article].article.title;
            title.is_some_and(|title| title.contains(unit.span))
        };
        if inside(low, 0) || inside(high, 1) || heads(low) || heads(high) {
            return true;
        }
    }
    let credits = &readings[low.article].article.agencies;
    let one_agency =
        credits.iter().any(|agency| readings[high.article].article.agencies.contains(agency));
    let common_text = one_agency || copy.is_some();
    common_text && similarity.score(left.min(right), left.max(right)) >= REWORDED
}

/// The first contradiction inside a statement, with its sides.
fn dispute(
    units: &[Unit],
    members: &[usize],
    statement: usize,
    similarity: &dyn Similarity,
) -> Option<Dispute> {
    for (index, left) in members.iter().enumerate() {
        for right in &members[index + 1..] {
            let alike = similarity.score(*left.min(right), *left.max(right));
            let Some((kind, first, second)) = conflict(&units[*left], &units[*right], alike) else {
                continue;
            };
            if kind == DisputeKind::Negation && both_deny(units, members, [*left, *right]) {
                continue;
            }
            // Whoever says what one side says stands with it.
            let with = |side: &String, against: usize, is_left: bool| -> Vec<Place> {
                members
                    .iter()
                    .filter(|&&member| {
                        let (one, other) =
                            if is_left { (member, against) } else { (against, member) };
                        conflict(&units[one], &units[other], alike).is_some_and(
                            |(held, first, second)| {
                                held == kind && *side == if is_left { first } else { second }
                            },
                        )
                    })
                    .map(|member| place(&units[*member]))
                    .collect()
            };
            let sides = vec![
                (first.clone(), with(&first, *right, true)),
                (second.clone(), with(&second, *left, false)),
            ];
            return Some(Dispute { kind, statement: Some(statement), sides });
        }
    }
    None
}

/// Whether each of two articles denies in some clause of the statement: who said it is affirmed in either.
fn both_deny(units: &[Unit], members: &[usize], pair: [usize; 2]) -> bool {
    pair.iter().all(|unit| {
        let article = units[*unit].article;
        members.iter().any(|member| units[*member].article == article && units[*member].negated)
    })
}

/// Articles published after the fact was out in two others, that do not have it.
fn silent(readings: &[&Reading], units: &[Unit], members: &[usize]) -> Vec<usize> {
    let first = members
        .iter()
        .filter_map(|member| readings[units[*member].article].article.published.value)
        .min();
    let mut holders: Vec<usize> = members.iter().map(|member| units[*member].article).collect();
    holders.dedup();
    let Some(first) = first.filter(|_| holders.len() > 1) else { return Vec::new() };
    (0..readings.len())
        .filter(|article| !holders.contains(article))
        .filter(|article| {
            readings[*article].article.published.value.is_some_and(|date| date > first)
        })
        .collect()
}
