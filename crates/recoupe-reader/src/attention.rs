//! Attention: each token's mean of the values of its text's tokens, weighed by how well their keys fit
//! its query; in twelve heads, each of 32 of the dimensions ([Vaswani and others 2017][attention]).
//!
//! In floating point: a tenth of the work, and the sums are over few numbers. Sixteen keys, or sixteen
//! dimensions of a value, go together in lanes; along the other axis numbers are added in order. So no
//! sum depends on how many tokens the other texts have.
//!
//! [attention]: https://arxiv.org/abs/1706.03762

#![expect(clippy::inline_always, reason = "part of the loops that `kernel::Level::run` compiles")]

use crate::embedding::DIMENSIONS;
use crate::numbers::{exp, larger, together};
use crate::weights::HEADS;

/// The dimensions of a head.
const SIZE: usize = DIMENSIONS / HEADS;

/// Keys that are looked at together.
const WIDTH: usize = 16;

/// Queries that are looked at together, so that a key is fetched once for all.
const FEW: usize = 4;

/// What a token has for attention: queries, keys and values of all heads.
pub(crate) const HEADS_ROW: usize = 3 * DIMENSIONS;

/// Below what any fit can be.
const NEVER: f32 = -1e30;

/// A block of sixteen keys, by dimension.
type Keys = [[f32; WIDTH]; SIZE];

/// How well sixteen keys fit each query; then the keys' weights.
type Fits = [[f32; WIDTH]; FEW];

/// Room for one head of a text.
#[derive(Default)]
pub(crate) struct Room {
    keys: Vec<Keys>,
    fits: Vec<Fits>,
}

/// Of the rows of one text, what each token attends to, into `outputs`.
#[inline(always)]
pub(crate) fn attend(rows: &[f32], outputs: &mut [f32], room: &mut Room) {
    let (rows, _) = rows.as_chunks::<HEADS_ROW>();
    let (outputs, _) = outputs.as_chunks_mut::<DIMENSIONS>();
    for head in 0..HEADS {
        gather(rows, head, &mut room.keys);
        for first in (0..rows.len()).step_by(FEW) {
            // At the end of a text the first of them stands in for those there are not.
            let mut queries = [part(&rows[first], head); FEW];
            for (query, row) in queries.iter_mut().zip(&rows[first..]) {
                *query = part(row, head);
            }
            fit(&queries, &room.keys, &mut room.fits);
            let totals = weigh(&mut room.fits, rows.len());
            let [one, two, three, four] = add(rows, head, &room.fits);
            let mut set = |query: usize, sums: Lanes<SIZE>| {
                if let Some(output) = outputs.get_mut(first + query) {
                    output.as_chunks_mut().0[head] = sums.times(1.0 / totals[query]).0;
                }
            };
            set(0, one);
            set(1, two);
            set(2, three);
            set(3, four);
        }
    }
}

/// The numbers of one head in the queries (`head`), keys (`HEADS + head`) or values of a row.
#[inline(always)]
fn part(row: &[f32; HEADS_ROW], head: usize) -> &[f32; SIZE] {
    &row.as_chunks::<SIZE>().0[head]
}

/// The keys of a head in blocks of sixteen, dimension by dimension.
#[inline(always)]
fn gather(rows: &[[f32; HEADS_ROW]], head: usize, keys: &mut Vec<Keys>) {
    keys.clear();
    keys.resize(rows.len().div_ceil(WIDTH), [[0.0; WIDTH]; SIZE]);
    for (turned, block) in keys.iter_mut().zip(rows.chunks(WIDTH)) {
        for (lane, row) in block.iter().enumerate() {
            for (numbers, number) in turned.iter_mut().zip(part(row, HEADS + head)) {
                numbers[lane] = *number;
            }
        }
    }
}

/// The product of each query with each key.
#[inline(always)]
fn fit(queries: &[&[f32; SIZE]; FEW], keys: &[Keys], fits: &mut Vec<Fits>) {
    fits.clear();
    for keys in keys {
        let [mut one, mut two, mut three, mut four] = [Lanes::<WIDTH>::ZERO; FEW];
        for (dimension, keys) in keys.iter().enumerate() {
            let keys = Lanes(*keys);
            one = one.plus(keys.times(queries[0][dimension]));
            two = two.plus(keys.times(queries[1][dimension]));
            three = three.plus(keys.times(queries[2][dimension]));
            four = four.plus(keys.times(queries[3][dimension]));
        }
        fits.push([one.0, two.0, three.0, four.0]);
    }
}

/// Turns the fits of `count` keys into weights, e to their power (less each query's largest, so that
/// none overflows), and gives the sums of the weights. What is behind them gets the weight zero.
#[inline(always)]
fn weigh(fits: &mut [Fits], count: usize) -> [f32; FEW] {
    let last = count % WIDTH;
    behind(fits, last, NEVER);
    let mut most = [[NEVER; WIDTH]; FEW];
    for fits in &*fits {
        for (most, fit) in most.as_flattened_mut().iter_mut().zip(fits.as_flattened()) {
            *most = larger(*most, *fit);
        }
    }
    let mut largest = [0.0; FEW];
    for (one, lanes) in largest.iter_mut().zip(&most) {
        *one = together(lanes, larger);
    }
    for fits in &mut *fits {
        for (fits, most) in fits.iter_mut().zip(largest) {
            for fit in fits {
                *fit = exp(*fit - most);
            }
        }
    }
    behind(fits, last, 0.0);
    let mut sums = [[0.0; WIDTH]; FEW];
    for fits in &*fits {
        for (sum, fit) in sums.as_flattened_mut().iter_mut().zip(fits.as_flattened()) {
            *sum += fit;
        }
    }
    let mut totals = [0.0; FEW];
    for (total, sums) in totals.iter_mut().zip(&sums) {
        *total = together(sums, |one, other| one + other);
    }
    totals
}

/// Sets what is behind the first `filled` keys of the last block; a block of none is full.
#[inline(always)]
fn behind(fits: &mut [Fits], filled: usize, value: f32) {
    if let Some(last) = fits.last_mut().filter(|_| filled > 0) {
        for fits in last {
            fits[filled..].fill(value);
        }
    }
}

/// The sums of the values, each times its weight, for each query.
#[inline(always)]
fn add(rows: &[[f32; HEADS_ROW]], head: usize, weights: &[Fits]) -> [Lanes<SIZE>; FEW] {
    let [mut one, mut two, mut three, mut four] = [Lanes::<SIZE>::ZERO; FEW];
    for (rows, weights) in rows.chunks(WIDTH).zip(weights) {
        for (token, row) in rows.iter().enumerate() {
            let values = Lanes(*part(row, 2 * HEADS + head));
            one = one.plus(values.times(weights[0][token]));
            two = two.plus(values.times(weights[1][token]));
            three = three.plus(values.times(weights[2][token]));
            four = four.plus(values.times(weights[3][token]));
        }
    }
    [one, two, three, four]
}

/// Numbers side by side. They are passed by value and each query's by name, not in a loop over the
/// queries: so the compiler keeps them in registers and works along the lanes, not across.
#[derive(Clone, Copy)]
#[repr(C, align(64))]
struct Lanes<const N: usize>([f32; N]);

impl<const N: usize> Lanes<N> {
    const ZERO: Self = Self([0.0; N]);

    #[inline(always)]
    fn plus(self, others: Self) -> Self {
        let mut sums = self.0;
        for (sum, other) in sums.iter_mut().zip(others.0) {
            *sum += other;
        }
        Self(sums)
    }

    #[inline(always)]
    fn times(self, factor: f32) -> Self {
        let mut products = self.0;
        for product in &mut products {
            *product *= factor;
        }
        Self(products)
    }
}
