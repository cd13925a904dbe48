//! Evidence: all that two units show of telling the same, as numbers.
//!
//! Each number is one column ([`COLUMNS`]); what they weigh together is learned (`measure`), so nothing here decides.
//! A column that does not apply is 0. Words, names, figures and dates are counted by the terms of the story, weighed by
//! how rare they are in it; meaning is the cosine of vectors; the ranks say whether each is the other's best partner.

mod candidates;
mod ranks;
pub(crate) mod values;
mod words;

pub(crate) use self::candidates::candidates;

use self::ranks::{Rank, Ranks};
use self::words::Weights;
use crate::conflicts::figures;
use crate::manner::Stage;
use crate::opposites::Opposites;
use crate::story::Copy;
use crate::terms::Terms;
use crate::units::Unit;
use recoupe_annotate::Reading;
use recoupe_annotate::names::EntityKind;
use recoupe_vectors::{Encoder, Vector};

/// What the columns are, in their order. The first unit of a pair is the wording, the second what may bear it out.
pub const COLUMNS: [&str; 50] = [
    "cosine",
    "held of the wording",
    "held of the support",
    "shared weight",
    "shared words",
    "rarest",
    "densest of the wording",
    "densest of the support",
    "sentences",
    "shared names",
    "names of the wording missed",
    "names of the support missed",
    "other people",
    "other places",
    "figures agree",
    "digits agree",
    "figures clash",
    "figures of the wording missed",
    "figures of the support missed",
    "dates",
    "dates of the wording missed",
    "dates of the support missed",
    "wording denied",
    "support denied",
    "wording done",
    "support done",
    "opposites",
    "wording reported",
    "support reported",
    "speakers",
    "wording quoted",
    "support quoted",
    "one language",
    "wording without capitals",
    "support without capitals",
    "terms of the wording",
    "terms of the support",
    "words of the wording",
    "words of the support",
    "wording in a title",
    "support in a title",
    "place of the wording",
    "place of the support",
    "place apart",
    "days later",
    "copied",
    "rank of the support",
    "rank of the wording",
    "margin of the support",
    "margin of the wording",
];

/// The numbers of one pair.
pub type Row = [f32; COLUMNS.len()];

/// The evidence of a story.
pub(crate) struct Evidence<'a> {
    readings: &'a [&'a Reading],
    units: &'a [Unit],
    terms: &'a Terms,
    copies: &'a [Copy],
    opposites: Opposites,
    weights: Weights,
    vectors: Vec<Vector>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn of(
        readings: &'a [&'a Reading],
        units: &'a [Unit],
        terms: &'a Terms,
        copies: &'a [Copy],
    ) -> Self {
        let texts: Vec<&str> =
            units.iter().map(|unit| unit.span.of(readings[unit.article].text())).collect();
        let encoder = Encoder::get();
        Self {
            readings,
            units,
            terms,
            copies,
            opposites: Opposites::of(terms),
            weights: Weights::of(units, terms),
            vectors: texts.iter().map(|text| encoder.encode(text)).collect(),
        }
    }

    /// The cosine of the static vectors of two units.
    fn cosine(&self, left: usize, right: usize) -> f64 {
        self.vectors[left].cosine(&self.vectors[right])
    }

    /// The rows of `pairs`, in their order: of each pair with the first unit as the wording, then with the second.
    pub(crate) fn rows(&self, pairs: &[(usize, usize)]) -> Vec<[Row; 2]> {
        let nearness: Vec<f64> =
            pairs.iter().map(|(left, right)| self.nearness(*left, *right)).collect();
        let ranks = Ranks::of(self.units, pairs, &nearness);
        let row = |(at, (left, right)): (usize, &(usize, usize))| {
            let rank = ranks.of_pair(at);
            [self.row((*left, *right), rank), self.row((*right, *left), rank.turned())]
        };
        pairs.iter().enumerate().map(row).collect()
    }

    /// By what a unit's partners are ranked.
    fn nearness(&self, left: usize, right: usize) -> f64 {
        let shared = self.weights.shared(&self.units[left], &self.units[right], self.terms);
        self.cosine(left, right) + 0.5 * shared.of_one.max(shared.of_other)
    }

    fn row(&self, (wording, support): (usize, usize), rank: Rank) -> Row {
        let (one, other) = (&self.units[wording], &self.units[support]);
        let shared = self.weights.shared(one, other, self.terms);
        let both = [one, other];
        let languages = both.map(|unit| self.readings[unit.article].syntax.language);
        let places = both.map(|unit| self.depth(unit) as f32);
        let words = both.map(|unit| self.words(unit) as f32);
        let capitals = languages.map(|language| truth(language.property("no-capitals") == "yes"));
        let done = both.map(|unit| match unit.stage {
            Stage::ToCome => -1.0,
            Stage::Open => 0.0,
            Stage::Done => 1.0,
        });
        [
            self.cosine(wording, support) as f32,
            shared.of_one as f32,
            shared.of_other as f32,
            shared.weight as f32,
            shared.words as f32,
            shared.rarest as f32,
            self.weights.run(one, other, self.terms) as f32,
            self.weights.run(other, one, self.terms) as f32,
            self.weights.sentences(one, other) as f32,
            shared.names as f32,
            values::names_missed(self.terms, one, other),
            values::names_missed(self.terms, other, one),
            values::other_people(self.terms, one, other),
            values::other_places(self.terms, one, other),
            values::figures_agree(one, other),
            values::digits_agree(one, other),
            values::figures_clash(one, other),
            values::figures_missed(one, other),
            values::figures_missed(other, one),
            values::dates(one, other),
            values::dates_missed(one, other),
            values::dates_missed(other, one),
            truth(one.denied),
            truth(other.denied),
            done[0],
            done[1],
            truth(self.opposites.between(&one.terms, &other.terms)),
            truth(one.reported),
            truth(other.reported),
            values::speakers(one, other),
            one.quoted,
            other.quoted,
            truth(languages[0].index() == languages[1].index()),
            capitals[0],
            capitals[1],
            one.terms.len() as f32,
            other.terms.len() as f32,
            words[0],
            words[1],
            truth(one.is_title),
            truth(other.is_title),
            places[0],
            places[1],
            (places[0] - places[1]).abs(),
            values::days_later(one, other),
            self.copied(one, other),
            rank.of_one,
            rank.of_other,
            rank.margin_of_one,
            rank.margin_of_other,
        ]
    }

    /// The share of their terms that two units have in common, of the one with fewer in common.
    pub(crate) fn words_kept(&self, one: usize, other: usize) -> f64 {
        let shared = self.weights.shared(&self.units[one], &self.units[other], self.terms);
        shared.of_one.min(shared.of_other)
    }

    /// How many names of a kind two units share.
    pub(crate) fn shared_names(&self, one: &Unit, other: &Unit, kind: EntityKind) -> usize {
        values::shared_names(self.terms, one, other, kind)
    }

    /// Whether a unit cannot bear out a wording, however alike the two are: they say opposites, count one thing
    /// otherwise or less exactly, or tell other days or hours.
    pub(crate) fn clash(&self, wording: usize, support: usize) -> bool {
        let (one, other) = (&self.units[wording], &self.units[support]);
        self.opposites.between(&one.terms, &other.terms)
            || figures(one, other, false).is_some()
            || values::measured_otherwise(one, other)
            || values::only_bounded(one, other)
            || values::times_clash(one, other)
    }

    /// Where in its article a unit stands, from 0 to 1.
    pub(crate) fn depth(&self, unit: &Unit) -> f64 {
        f64::from(unit.span.start) / self.readings[unit.article].text().len().max(1) as f64
    }

    /// How many of its terms are words, neither names nor figures.
    pub(crate) fn words(&self, unit: &Unit) -> usize {
        let is_word = |term: &&u32| {
            !self.terms.is_name[**term as usize] && !self.terms.is_figure[**term as usize]
        };
        unit.terms.iter().filter(is_word).count()
    }

    /// The part of the shorter that stands in text which the two articles share.
    pub(crate) fn copied(&self, one: &Unit, other: &Unit) -> f32 {
        let swapped = one.article > other.article;
        let (low, high) = if swapped { (other, one) } else { (one, other) };
        let copy = self.copies.iter().find(|copy| copy.articles == [low.article, high.article]);
        let Some(copy) = copy else { return 0.0 };
        let within = |unit: &Unit, side: usize| {
            let shared: u32 = copy
                .passages
                .iter()
                .filter(|passage| passage[0].overlaps(low.span) && passage[1].overlaps(high.span))
                .map(|passage| {
                    let end = passage[side].end.min(unit.span.end);
                    end.saturating_sub(passage[side].start.max(unit.span.start))
                })
                .sum();
            shared as f32 / unit.span.len().max(1) as f32
        };
        within(low, 0).max(within(high, 1)).min(1.0)
    }
}

/// 1 for what is so, else 0.
pub(crate) fn truth(is: bool) -> f32 {
    f32::from(u8::from(is))
}
