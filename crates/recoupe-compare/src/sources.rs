//! Sources: how many independent origins the units of a statement have.
//!
//! Counted per statement, not per article, and here alone: stretches of a text that two articles share, word for
//! word, reworded or translated, are one origin; so are the words of one speaker or body, whatever it is called, however
//! many report them. Whether two units are of one source is judged by trees fitted on stories with complete gold
//! (`training/measure`) from how the two articles tell as a whole, and from who is said to say it.

use crate::evidence::{Evidence, truth, values};
use crate::forest::Forest;
use crate::measure::Measure;
use crate::renderings::{Beside, told_by_article, told_together};
use crate::story::Place;
use crate::units::Unit;
use recoupe_annotate::Reading;
use recoupe_annotate::names::EntityKind;
use rustc_hash::FxHashMap as HashMap;
use std::sync::LazyLock;

/// What tells whether two units are of one source.
pub const COLUMNS: [&str; 21] = [
    "alike",
    "copied",
    "told again",
    "told again of the longer",
    "run of it",
    "in the run",
    "around it",
    "one agency",
    "an agency",
    "cued",
    "reported",
    "one speaker",
    "speakers known",
    "shared people",
    "shared bodies",
    "shared names and cued",
    "one language",
    "least quoted",
    "most quoted",
    "days apart",
    "titles",
];

/// The numbers of one pair.
pub type Row = [f32; COLUMNS.len()];

/// Units as likely as this to be of one source count once: a source too many is worse than one too few.
const ONE: f64 = 0.3;

/// So many units are thought added to each article: of a few sentences, all may be in another report by chance.
const FEW: usize = 6;

static TREES: LazyLock<Forest> = LazyLock::new(|| {
    Forest::parse(include_str!("../weights/sources.txt"), COLUMNS.into_iter())
        .expect("the weights are fitted to the columns")
});

/// Where the units of a story come from.
pub(crate) struct Sources<'a> {
    readings: &'a [&'a Reading],
    units: &'a [Unit],
    evidence: &'a Evidence<'a>,
    measure: &'a Measure,
    /// For each two articles how one tells the other.
    told: HashMap<[usize; 2], Told>,
}

/// How far two articles tell the same in the same order.
pub(crate) struct Told {
    /// The heaviest run of pairs that goes forward in both.
    pub(crate) run: Vec<Beside>,
    /// The sum of its chances.
    pub(crate) weight: f64,
    /// How many units each has.
    pub(crate) sizes: [usize; 2],
}

impl<'a> Sources<'a> {
    pub(crate) fn of(
        readings: &'a [&'a Reading],
        units: &'a [Unit],
        evidence: &'a Evidence<'a>,
        measure: &'a Measure,
    ) -> Self {
        let by_article = told_by_article(readings.len(), units);
        let mut told = HashMap::default();
        for left in 0..readings.len() {
            for right in left + 1..readings.len() {
                let run = told_together(units, measure, &by_article, [left, right]);
                let weight = run.iter().map(|pair| pair.chance).sum();
                let sizes = [by_article[left].len(), by_article[right].len()];
                told.insert([left, right], Told { run, weight, sizes });
            }
        }
        Self { readings, units, evidence, measure, told }
    }

    /// How far two articles, the smaller first, tell the same.
    pub(crate) fn told(&self, articles: [usize; 2]) -> &Told {
        &self.told[&articles]
    }

    /// How many independent origins the units have: those are joined that are on average likely of one source, the
    /// likeliest first.
    pub(crate) fn count(&self, members: &[usize]) -> usize {
        let chance = |one: &usize, other: &usize| self.chance(*one, *other);
        let mut origins: Vec<Vec<usize>> = members.iter().map(|member| vec![*member]).collect();
        loop {
            let mut best: Option<(f64, usize, usize)> = None;
            for later in 1..origins.len() {
                for earlier in 0..later {
                    let (left, right) = (&origins[earlier], &origins[later]);
                    let all =
                        left.iter().flat_map(|one| right.iter().map(move |other| (one, other)));
                    let sum: f64 = all.map(|(one, other)| chance(one, other)).sum();
                    let mean = sum / (left.len() * right.len()) as f64;
                    if mean >= ONE && best.is_none_or(|(held, ..)| mean > held) {
                        best = Some((mean, earlier, later));
                    }
                }
            }
            let Some((_, earlier, later)) = best else { return origins.len() };
            let moved = origins.remove(later);
            origins[earlier].extend(moved);
        }
    }

    /// How likely two units are of one source.
    fn chance(&self, left: usize, right: usize) -> f64 {
        if self.units[left].article == self.units[right].article {
            return 1.0;
        }
        TREES.chance(&self.row(left.min(right), left.max(right)))
    }

    /// The numbers of two units of two articles, the smaller first.
    pub(crate) fn row(&self, left: usize, right: usize) -> Row {
        let both = [&self.units[left], &self.units[right]];
        let [one, other] = both;
        let articles = both.map(|unit| &self.readings[unit.article].article);
        let languages = both.map(|unit| self.readings[unit.article].syntax.language.index());
        let told = self.told([one.article, other.article]);
        let [short, long] = [told.sizes[0].min(told.sizes[1]), told.sizes[0].max(told.sizes[1])];
        let of = |size: usize| told.weight / (size + FEW) as f64;
        let around = |place: &Beside| {
            place.units[0].abs_diff(left) <= 2 && place.units[1].abs_diff(right) <= 2
        };
        let in_run = told.run.iter().any(|place| place.units == [left, right]);
        let around =
            told.run.iter().filter(|place| around(place)).map(|place| place.chance).sum::<f64>();
        let count = |is: [bool; 2]| f32::from(u8::from(is[0]) + u8::from(is[1]));
        let credits = articles.map(|article| &article.agencies);
        let one_agency = credits[0].iter().any(|agency| credits[1].contains(agency));
        let shared = |kind| self.evidence.shared_names(one, other, kind) as f32;
        let (people, bodies) = (shared(EntityKind::Person), shared(EntityKind::Organisation));
        let cued = count(both.map(|unit| unit.cued || unit.reported));
        [
            self.measure.alike(left, right) as f32,
            self.evidence.copied(one, other),
            of(short) as f32,
            of(long) as f32,
            told.run.len() as f32,
            truth(in_run),
            around as f32,
            truth(one_agency),
            count(credits.map(|held| !held.is_empty())),
            cued,
            count(both.map(|unit| unit.reported)),
            values::speakers(one, other),
            count(both.map(|unit| unit.word_of.is_some())),
            people,
            bodies,
            truth(cued > 1.0 && people + bodies > 0.0),
            truth(languages[0] == languages[1]),
            one.quoted.min(other.quoted),
            one.quoted.max(other.quoted),
            values::days_later(one, other).abs(),
            count(both.map(|unit| unit.is_title)),
        ]
    }
}

impl Unit {
    /// Where it stands.
    pub(crate) const fn place(&self) -> Place {
        Place { article: self.article, span: self.span }
    }
}
