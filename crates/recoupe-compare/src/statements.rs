//! Statements: a wording of one report, and the stretches of others that bear it out.
//!
//! A line claims no more than its wording says, so nothing chains: each stretch is held against the wording itself, by a
//! chance above [`BEARS_OUT`] of its own (`measure`), and must be none that cannot be true beside it (`standing`).
//! Wordings are taken by how much support they may expect; a unit that bears out a line opens no other one, but may bear
//! out others. A wording can stand alone: it is no headline, and says something of what it names. What comes between
//! the two thresholds is kept beside the line as possible, and is neither counted nor denied.

mod rank;

use crate::disputes::{Contradictions, each_once};
use crate::evidence::Evidence;
use crate::measure::{BEARS_OUT, Measure, POSSIBLY};
use crate::sources::Sources;
use crate::story::{Dispute, Statement, Status};
use crate::units::Unit;
use recoupe_annotate::Reading;
use std::collections::BTreeMap;

/// The fewest words, neither names nor figures, with which a wording says something.
const FEWEST: usize = 3;

/// What statements are made from.
#[derive(Clone, Copy)]
pub(crate) struct Ground<'a> {
    pub(crate) readings: &'a [&'a Reading],
    pub(crate) units: &'a [Unit],
    pub(crate) evidence: &'a Evidence<'a>,
    pub(crate) measure: &'a Measure,
    pub(crate) sources: &'a Sources<'a>,
}

/// The statements of a story, and the disputes about them.
#[must_use]
pub(crate) fn statements(ground: Ground<'_>) -> (Vec<Statement>, Vec<Dispute>) {
    let Ground { units, .. } = ground;
    let mut told = vec![false; units.len()];
    let mut lines = Vec::new();
    for wording in ground.wordings() {
        if told[wording] {
            continue;
        }
        let support = ground.support(wording);
        if !support.is_empty() {
            for unit in support.iter().chain([&wording]) {
                told[*unit] = true;
            }
            lines.push((wording, support));
        }
    }
    let alone = (0..units.len()).filter(|unit| !told[*unit]).map(|unit| (unit, Vec::new()));
    lines.extend(alone);
    lines.sort_by_key(|(wording, _)| *wording);
    let contradictions = Contradictions::of(ground);
    let ranks = rank::ranks(ground, &lines);
    let mut disputes = Vec::new();
    let mut statements = Vec::with_capacity(lines.len());
    for ((wording, support), rank) in lines.into_iter().zip(ranks) {
        let against = contradictions.dispute(statements.len(), wording, &support);
        let statement = ground.statement(wording, &support, against.is_some());
        statements.push(Statement { rank, ..statement });
        disputes.extend(against);
    }
    (statements, each_once(disputes))
}

impl Ground<'_> {
    /// The units that a line may be worded by, those that may expect most support first.
    fn wordings(&self) -> Vec<usize> {
        let mut ranked: Vec<(f64, usize)> = (0..self.units.len())
            .filter(|unit| self.stands_alone(*unit))
            .map(|unit| (self.best(unit, BEARS_OUT).values().map(|best| best.1).sum(), unit))
            .filter(|(expected, _)| *expected > 0.0)
            .collect();
        ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
        ranked.into_iter().map(|(_, unit)| unit).collect()
    }

    /// Whether a unit can be a line by itself.
    fn stands_alone(&self, unit: usize) -> bool {
        let held = &self.units[unit];
        !held.is_title && held.opens && self.evidence.words(held) >= FEWEST
    }

    /// Of each other article the unit most likely to bear out `wording`, from a chance of `least` on.
    fn best(&self, wording: usize, least: f64) -> BTreeMap<usize, (usize, f64)> {
        let mut best: BTreeMap<usize, (usize, f64)> = BTreeMap::new();
        for link in self.measure.links(wording).iter().filter(|link| link.borne_out >= least) {
            let held =
                best.entry(self.units[link.other].article).or_insert((link.other, link.borne_out));
            if link.borne_out > held.1 {
                *held = (link.other, link.borne_out);
            }
        }
        best
    }

    /// The units that bear out `wording`, one of an article, the surest first; each of them goes with the others.
    fn support(&self, wording: usize) -> Vec<usize> {
        let mut ranked: Vec<(usize, f64)> = self.best(wording, BEARS_OUT).into_values().collect();
        ranked.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let mut taken: Vec<usize> = Vec::new();
        for (unit, _) in ranked {
            let fits = !self.evidence.clash(wording, unit)
                && taken.iter().all(|held| self.measure.alike(*held, unit) >= POSSIBLY);
            if fits {
                taken.push(unit);
            }
        }
        taken
    }

    fn statement(&self, wording: usize, support: &[usize], disputed: bool) -> Statement {
        let mut members = support.to_vec();
        members.push(wording);
        members.sort_unstable();
        let speakers: Vec<Option<usize>> =
            members.iter().map(|member| self.units[*member].word_of).collect();
        let word_of =
            speakers[0].filter(|_| speakers.iter().all(|speaker| *speaker == speakers[0]));
        let origins = self.sources.count(&members);
        let status = match (disputed, origins) {
            (true, _) => Status::Disputed,
            (false, 2..) => Status::Corroborated,
            (false, _) => Status::Single,
        };
        let possible = self.possible(wording, &members);
        Statement {
            wording: members.partition_point(|member| *member < wording),
            rank: None,
            places: members.iter().map(|member| self.units[*member].place()).collect(),
            origins,
            status,
            word_of,
            silent: self.silent(&members, &possible),
            possible: possible.into_iter().map(|unit| self.units[unit].place()).collect(),
        }
    }

    /// Units of other articles that may say the same, one of an article.
    fn possible(&self, wording: usize, members: &[usize]) -> Vec<usize> {
        let told = |article: usize| members.iter().any(|held| self.units[*held].article == article);
        let near = self.best(wording, POSSIBLY).into_iter();
        near.filter(|(article, _)| !told(*article)).map(|(_, (unit, _))| unit).collect()
    }

    /// Articles that came later than two others had it, by dates that all of them tell themselves, and that do not even
    /// possibly say it.
    fn silent(&self, members: &[usize], possible: &[usize]) -> Vec<usize> {
        let own = |article: usize| self.readings[article].article.published.told();
        let mut dates: Vec<_> =
            members.iter().filter_map(|member| own(self.units[*member].article)).collect();
        dates.sort_unstable();
        let Some(known) = dates.get(1) else { return Vec::new() };
        let has = |article: usize| {
            members.iter().chain(possible).any(|unit| self.units[*unit].article == article)
        };
        (0..self.readings.len())
            .filter(|article| !has(*article) && own(*article).is_some_and(|date| date > *known))
            .collect()
    }
}
