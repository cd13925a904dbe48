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
use crate::lanes::{Lanes, WIDTH};
use crate::weights::{HEADS, POSITIONS};

/// The dimensions of a head.
const SIZE: usize = DIMENSIONS / HEADS;

/// Queries that are looked at together, so that a key is fetched once for all.
const FEW: usize = 4;

/// What a token has for attention: queries, keys and values of all heads.
pub(crate) const HEADS_ROW: usize = 3 * DIMENSIONS;

/// Below what any fit can be: such a weight becomes zero.
const NEVER: f32 = -1e30;

/// A block of sixteen keys, by dimension.
type Keys = [Lanes; SIZE];

/// The fit of a query to each of the keys, and then their weights.
type Fits = [[Lanes; POSITIONS / WIDTH]; FEW];

/// Of the rows of one text, what each token attends to, into `outputs`.
#[inline(always)]
pub(crate) fn attend(rows: &[f32], outputs: &mut [f32], keys: &mut Vec<Keys>) {
    let (rows, _) = rows.as_chunks::<HEADS_ROW>();
    let (outputs, _) = outputs.as_chunks_mut::<DIMENSIONS>();
    let mut fits = [[Lanes::ZERO; POSITIONS / WIDTH]; FEW];
    for head in 0..HEADS {
        gather(rows, head, keys);
        for first in (0..rows.len()).step_by(FEW) {
            // At the end of a text the last token stands in for those there are not.
            let queries: [&[f32; SIZE]; FEW] = std::array::from_fn(|query| {
                part(&rows[(first + query).min(rows.len() - 1)], head)
            });
            fit(&queries, keys, &mut fits);
            for (query, output) in outputs[first..].iter_mut().take(FEW).enumerate() {
                let _ = (query, output);
            }
            let totals: [f32; FEW] =
                std::array::from_fn(|query| weigh(&mut fits[query][..keys.len()], rows.len()));
            let means = mean(rows, head, &fits, &totals);
            for (output, mean) in outputs[first..].iter_mut().zip(means) {
                for (place, part) in output[head * SIZE..][..SIZE]
                    .as_chunks_mut::<WIDTH>()
                    .0
                    .iter_mut()
                    .zip(mean)
                {
                    part.store(place);
                }
            }
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
    for block in rows.chunks(WIDTH) {
        let mut turned = [[0.0; WIDTH]; SIZE];
        for (lane, row) in block.iter().enumerate() {
            for (numbers, number) in turned.iter_mut().zip(part(row, HEADS + head)) {
                numbers[lane] = *number;
            }
        }
        keys.push(turned.map(|numbers| Lanes::of(&numbers)));
    }
}

/// The product of each query with each key.
#[inline(always)]
fn fit(queries: &[&[f32; SIZE]; FEW], keys: &[Keys], fits: &mut Fits) {
    for (block, keys) in keys.iter().enumerate() {
        let mut sums = [Lanes::ZERO; FEW];
        for (dimension, keys) in keys.iter().enumerate() {
            for (sum, query) in sums.iter_mut().zip(queries) {
                *sum = *sum + *keys * Lanes::all(query[dimension]);
            }
        }
        for (fits, sum) in fits.iter_mut().zip(sums) {
            fits[block] = sum;
        }
    }
}

/// Turns fits into weights, e to their power (less the largest, so that none overflows), and gives the
/// sum of the weights.
#[inline(always)]
fn weigh(fits: &mut [Lanes], count: usize) -> f32 {
    let mut largest = Lanes::all(NEVER);
    for (block, fits) in fits.iter_mut().enumerate() {
        *fits = fits.up_to(count - block * WIDTH, NEVER);
        largest = largest.largest(*fits);
    }
    let largest = Lanes::all(largest.max());
    let mut total = Lanes::ZERO;
    for (block, fits) in fits.iter_mut().enumerate() {
        *fits = (*fits - largest).exp().up_to(count - block * WIDTH, 0.0);
        total = total + *fits;
    }
    total.sum()
}

/// The mean of the values, by the weights of each query.
#[inline(always)]
fn mean(
    rows: &[[f32; HEADS_ROW]],
    head: usize,
    weights: &Fits,
    totals: &[f32; FEW],
) -> [[Lanes; SIZE / WIDTH]; FEW] {
    let mut sums = [[Lanes::ZERO; SIZE / WIDTH]; FEW];
    for (token, row) in rows.iter().enumerate() {
        let values = part(row, 2 * HEADS + head).as_chunks::<WIDTH>().0;
        for (sums, weights) in sums.iter_mut().zip(weights) {
            let weight = Lanes::all(weights[token / WIDTH].lanes()[token % WIDTH]);
            for (sum, values) in sums.iter_mut().zip(values) {
                *sum = *sum + weight * Lanes::of(values);
            }
        }
    }
    for (sums, total) in sums.iter_mut().zip(totals) {
        let share = Lanes::all(1.0 / total);
        *sums = sums.map(|sum| sum * share);
    }
    sums
}
