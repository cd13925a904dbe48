//! The order of what several articles say: the surest first, of what is as sure the newest.
//!
//! A line is as sure as its weakest link. News stands at the head of the reports and is of their last days; what tells of
//! a time long before is background, and comes last.

use super::Ground;
use crate::units::Unit;
use jiff::civil::Date;
use recoupe_time::Edtf;

/// How much less the last sentence of a report counts than the first.
const DEPTH: f64 = 0.6;

/// How much less a line counts for each day that the newest report of it is older than the story's, and the most days.
const DAY: f64 = 0.08;
const DAYS: i32 = 5;

/// What a line counts that tells of a time so many days before its report or longer.
const BACKGROUND: f64 = 0.4;
const LONG_AGO: i32 = 60;

/// For each line its rank among those with support, from 1.
#[must_use]
pub(super) fn ranks(ground: Ground<'_>, lines: &[(usize, Vec<usize>)]) -> Vec<Option<usize>> {
    let latest = ground.units.iter().filter_map(|unit| unit.published).max();
    let mut order: Vec<(f64, usize)> = lines
        .iter()
        .enumerate()
        .filter(|(_, (_, support))| !support.is_empty())
        .map(|(number, (wording, support))| (weight(ground, *wording, support, latest), number))
        .collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut ranks = vec![None; lines.len()];
    for (rank, (_, number)) in order.into_iter().enumerate() {
        ranks[number] = Some(rank + 1);
    }
    ranks
}

fn weight(ground: Ground<'_>, wording: usize, support: &[usize], latest: Option<Date>) -> f64 {
    let link =
        |unit: &usize| ground.measure.link(wording, *unit).map_or(0.0, |link| link.borne_out);
    let weakest = support.iter().map(link).fold(1.0, f64::min);
    let members = || support.iter().chain([&wording]).map(|unit| &ground.units[*unit]);
    let count = (support.len() + 1) as f64;
    let depth: f64 = members().map(|unit| ground.evidence.depth(unit)).sum::<f64>() / count;
    let age = members()
        .filter_map(|unit| days_between(unit.published?, latest?))
        .map(|days| days.min(DAYS))
        .min()
        .unwrap_or(0);
    let told_long_ago = if is_background(&ground.units[wording]) { BACKGROUND } else { 1.0 };
    weakest * (1.0 - DEPTH * depth) * (1.0 - DAY * f64::from(age)) * told_long_ago
}

/// Whether all that a unit dates lies long before its report.
fn is_background(unit: &Unit) -> bool {
    let long_before = |date: &Edtf| {
        let last = date.bounds().map(|(_, last)| last);
        last.zip(unit.published)
            .and_then(|(day, published)| days_between(day, published))
            .is_some_and(|days| days >= LONG_AGO)
    };
    !unit.dates.is_empty() && unit.dates.iter().all(long_before)
}

/// How many days the second day comes after the first.
fn days_between(first: Date, second: Date) -> Option<i32> {
    second.since(first).ok().map(|span| span.get_days())
}
