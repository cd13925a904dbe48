//! The evidence of a story laid open, for fitting and for looking at it.

use crate::by_hand::{ByHand, Decided};
use crate::copies::copies;
use crate::dates::date_from_story;
use crate::entities::link;
use crate::evidence::{Evidence, Row, candidates};
use crate::measure::{Measure, POSSIBLY};
use crate::sources::{self, Sources};
use crate::speakers::said;
use crate::story::Place;
use crate::terms::Terms;
use crate::units::{Unit, units};
use recoupe_annotate::Reading;

/// The units of a story and the evidence of every pair that is looked at.
#[derive(Debug)]
pub struct Listing {
    /// The units, in the order of the articles.
    pub units: Vec<Place>,
    /// The pairs, by numbers of units, with what the columns say: the first unit as the wording, then the second.
    pub pairs: Vec<([usize; 2], [Row; 2])>,
    /// Pairs that are possibly alike, with what tells whether they are of one source.
    pub sources: Vec<([usize; 2], sources::Row)>,
}

/// The evidence of one story; undated readings are dated from the others first, as [`crate::compare()`] does.
#[must_use]
pub fn listing(readings: &mut [&mut Reading]) -> Listing {
    date_from_story(readings);
    let readings: Vec<&Reading> = readings.iter().map(|reading| &**reading).collect();
    let linked = link(&readings, &Decided::of(&ByHand::default()));
    let said = said(&readings, &linked);
    let terms = Terms::of(&readings, &linked);
    let units = units(&readings, &terms, &said);
    let copies = copies(&readings);
    let evidence = Evidence::of(&readings, &units, &terms, &copies);
    let pairs = candidates(&evidence);
    let rows = evidence.rows(&pairs);
    let measure = Measure::of(&units, &evidence);
    let from = Sources::of(&readings, &units, &evidence, &measure);
    let alike = pairs.iter().filter(|(left, right)| measure.alike(*left, *right) >= POSSIBLY);
    let sources = alike.map(|(left, right)| ([*left, *right], from.row(*left, *right))).collect();
    Listing {
        units: units.iter().map(Unit::place).collect(),
        sources,
        pairs: pairs.into_iter().map(|(left, right)| [left, right]).zip(rows).collect(),
    }
}
