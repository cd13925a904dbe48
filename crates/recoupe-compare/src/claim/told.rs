//! What the measure says of a claim: the unit of each report that most likely bears it out.

use crate::copies::copies;
use crate::entities::Linked;
use crate::evidence::Evidence;
use crate::measure::Measure;
use crate::sources::Sources;
use crate::speakers::said;
use crate::story::Place;
use crate::terms::Terms;
use crate::units::units;
use recoupe_annotate::Reading;

/// The likeliest unit of each report, and which of them are of one source.
pub(super) struct Told {
    /// By article: the place and its chance; none where the claim is too short to be measured.
    best: Vec<Option<(Place, f64)>>,
    /// For each two articles whether their best units are of one source.
    one: Vec<Vec<bool>>,
}

impl Told {
    /// Holds the last of `readings` against the others.
    pub(super) fn of(readings: &[&Reading], linked: &Linked, terms: &Terms) -> Self {
        let claim = readings.len() - 1;
        let units = units(readings, terms, &said(readings, linked));
        let common = copies(readings);
        let evidence = Evidence::of(readings, &units, terms, &common);
        let measure = Measure::of(&units, &evidence);
        let mut best: Vec<Option<(usize, f64)>> = vec![None; claim];
        let claimed = (0..units.len()).filter(|unit| units[*unit].article == claim);
        for link in claimed.flat_map(|unit| measure.links(unit)) {
            let held = &mut best[units[link.other].article];
            if held.is_none_or(|(_, chance)| link.borne_out > chance) {
                *held = Some((link.other, link.borne_out));
            }
        }
        let sources = Sources::of(readings, &units, &evidence, &measure);
        let one = best.iter().map(|left| {
            let is_one = |right: &Option<(usize, f64)>| match (left, right) {
                (Some((left, _)), Some((right, _))) => sources.count(&[*left, *right]) == 1,
                _ => false,
            };
            best.iter().map(is_one).collect()
        });
        let one = one.collect();
        let place = |(unit, chance): (usize, f64)| (units[unit].place(), chance);
        Self { best: best.into_iter().map(|held| held.map(place)).collect(), one }
    }

    /// The unit of an article that most likely bears the claim out.
    pub(super) fn best(&self, article: usize) -> Option<(Place, f64)> {
        self.best[article]
    }

    /// Whether what two articles say to the claim is of one source.
    pub(super) fn are_one(&self, left: usize, right: usize) -> bool {
        self.one[left][right]
    }
}
