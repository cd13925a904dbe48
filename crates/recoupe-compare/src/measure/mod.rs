//! The measure: the chance that a unit of another report bears out a wording.
//!
//! It is directional: "eleven dead in Lyon" bears out "deaths in Lyon", not the reverse. Two forests fitted on stories
//! with complete gold (`training/measure`, with the card) give it: the first looks at the evidence of one pair; the second
//! sees besides how the first judged the pairs around it: its rivals, the sentences next to it, and third reports that
//! both units meet. All that lays stretches side by side asks this measure: statements, copies in other words, versions.

mod second;

pub(crate) use self::second::SECOND_COLUMNS;

use self::second::Field;
use crate::evidence::{COLUMNS, Evidence, Row, candidates};
use crate::forest::Forest;
use crate::units::Unit;
use std::sync::LazyLock;

/// From this chance on a stretch is given as saying a wording.
pub(crate) const BEARS_OUT: f64 = 0.7;

/// From this chance on it is given as possibly saying it.
pub(crate) const POSSIBLY: f64 = 0.3;

/// The trees of the two looks.
struct Looks {
    first: Forest,
    second: Forest,
}

impl Looks {
    fn parse(first: &str, second: &str) -> Option<Self> {
        let all = COLUMNS.into_iter().chain(SECOND_COLUMNS);
        Some(Self {
            first: Forest::parse(first, COLUMNS.into_iter())?,
            second: Forest::parse(second, all)?,
        })
    }
}

static LOOKS: LazyLock<Looks> = LazyLock::new(|| {
    Looks::parse(include_str!("../../weights/first.txt"), include_str!("../../weights/second.txt"))
        .expect("the weights are fitted to the columns")
});

/// One unit seen from another.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    /// The other unit.
    pub(crate) other: usize,
    /// The chance that the other bears out this one.
    pub(crate) borne_out: f64,
    /// The chance that this one bears out the other.
    pub(crate) bears_out: f64,
}

impl Link {
    /// The greater of the two chances.
    pub(crate) const fn alike(&self) -> f64 {
        self.borne_out.max(self.bears_out)
    }
}

/// The chances of all pairs of a story that were looked at.
pub(crate) struct Measure {
    /// For each unit its links, in the order of the others.
    links: Vec<Vec<Link>>,
}

impl Measure {
    /// Looks twice at every pair of `units` that may tell the same.
    #[must_use]
    pub(crate) fn of(units: &[Unit], evidence: &Evidence<'_>) -> Self {
        let pairs = candidates(evidence);
        let rows = evidence.rows(&pairs);
        let looks = &*LOOKS;
        let judged = |row: &[Row; 2]| [looks.first.chance(&row[0]), looks.first.chance(&row[1])];
        let first: Vec<[f64; 2]> = rows.iter().map(judged).collect();
        let field = Field::of(units, &pairs, &first);
        let second = pairs.iter().zip(&rows).map(|(pair, rows)| {
            let around = field.rows(*pair);
            let whole = |way: usize| [rows[way].as_slice(), around[way].as_slice()].concat();
            [looks.second.chance(&whole(0)), looks.second.chance(&whole(1))]
        });
        Self::linked(units.len(), &pairs, second)
    }

    /// Chances by pair to links by unit.
    fn linked(
        count: usize,
        pairs: &[(usize, usize)],
        chances: impl Iterator<Item = [f64; 2]>,
    ) -> Self {
        let mut links: Vec<Vec<Link>> = vec![Vec::new(); count];
        for ((left, right), [borne_out, bears_out]) in pairs.iter().zip(chances) {
            links[*left].push(Link { other: *right, borne_out, bears_out });
            links[*right].push(Link { other: *left, borne_out: bears_out, bears_out: borne_out });
        }
        for links in &mut links {
            links.sort_by_key(|link| link.other);
        }
        Self { links }
    }

    /// The links of a unit.
    pub(crate) fn links(&self, unit: usize) -> &[Link] {
        &self.links[unit]
    }

    /// The link from one unit to another, where the pair was looked at.
    pub(crate) fn link(&self, unit: usize, other: usize) -> Option<&Link> {
        let links = &self.links[unit];
        links.binary_search_by_key(&other, |link| link.other).ok().map(|at| &links[at])
    }

    /// The greater of the chances of two units, 0 where the pair was not looked at.
    pub(crate) fn alike(&self, one: usize, other: usize) -> f64 {
        self.link(one, other).map_or(0.0, Link::alike)
    }
}
