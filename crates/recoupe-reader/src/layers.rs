//! The network: from the pieces of several texts to their embeddings.
//!
//! The tokens of all texts stand in one matrix, so that weights are fetched once for many tokens; in
//! attention alone does each text stand by itself.

#![expect(clippy::inline_always, reason = "part of the loops that `kernel::Level::run` compiles")]

use crate::attention::{HEADS_ROW, Room, attend};
use crate::embedding::{DIMENSIONS, Embedding};
use crate::kernel::Level;
use crate::matrix::Rows;
use crate::numbers::{gelu, largest, nearest, smallest, sum};
use crate::pieces::UNKNOWN;
use crate::weights::{BLOCK, INNER, Loud, Matrix, Norm, POSITIONS, ROW, Weights};
use std::ops::Range;

/// What stands before and behind the pieces of a text.
const BEGIN: u32 = 0;
const END: u32 = 2;

/// Added to the square of the spread, as the base does.
const EPSILON: f32 = 1e-12;

/// A token's state.
type State = [f32; DIMENSIONS];

/// The embeddings of texts that are given in pieces; of one without pieces, [`Embedding::ZERO`].
pub(crate) fn embeddings(
    level: Level,
    weights: &Weights<'_>,
    texts: &[Vec<u32>],
) -> Vec<Embedding> {
    let mut layers = weights.layers().peekable();
    let mut network = Network::new(level, texts);
    let first = layers.peek().map(|layer| layer.heads.loud);
    network.look_up(weights, texts, first.unwrap_or_default());
    while let Some(layer) = layers.next() {
        network.attend(&layer.heads);
        network.inputs.multiply(level, &layer.output, &mut network.narrow);
        network.add(&layer.first_norm, Some(layer.widen.loud));
        network.inputs.multiply(level, &layer.widen, &mut network.wide);
        network.bend();
        network.inner.multiply(level, &layer.narrow, &mut network.narrow);
        network.add(&layer.second_norm, layers.peek().map(|next| next.heads.loud));
    }
    network.means(texts)
}

/// The states of all tokens, and room for what a layer makes of them.
struct Network {
    level: Level,
    count: usize,
    /// The tokens of each text that has any.
    spans: Vec<Range<usize>>,
    states: Vec<f32>,
    narrow: Vec<f32>,
    wide: Vec<f32>,
    inputs: Rows<{ DIMENSIONS / 4 }>,
    inner: Rows<{ INNER / 4 }>,
}

impl Network {
    fn new(level: Level, texts: &[Vec<u32>]) -> Self {
        let mut spans = Vec::with_capacity(texts.len());
        let mut count = 0;
        for text in texts.iter().filter(|text| !text.is_empty()) {
            let tokens = text.len().min(POSITIONS - 2) + 2;
            spans.push(count..count + tokens);
            count += tokens;
        }
        Self {
            level,
            count,
            spans,
            states: vec![0.0; count * DIMENSIONS],
            narrow: vec![0.0; count * DIMENSIONS],
            wide: vec![0.0; count * INNER],
            inputs: Rows::new(count),
            inner: Rows::new(count),
        }
    }

    /// Sets the states to what the pieces and their positions give.
    fn look_up(&mut self, weights: &Weights<'_>, texts: &[Vec<u32>], loud: Loud<'_>) {
        self.level.run(
            #[inline(always)]
            || {
                let mut token = 0;
                for text in texts.iter().filter(|text| !text.is_empty()) {
                    let pieces = text.iter().take(POSITIONS - 2).copied();
                    let pieces = [BEGIN].into_iter().chain(pieces).chain([END]);
                    for (piece, position) in pieces.zip(weights.positions) {
                        let row = weights.rows.get(piece as usize);
                        let row = row.unwrap_or(&weights.rows[UNKNOWN as usize]);
                        let state = &mut self.states.as_chunks_mut::<DIMENSIONS>().0[token];
                        *state = vector(row);
                        for (number, place) in state.iter_mut().zip(position) {
                            *number += f32::from_le_bytes(*place);
                        }
                        self.set(token, &weights.norm, Some(loud));
                        token += 1;
                    }
                }
            },
        );
    }

    /// Brings the state of a token to the norm; and sets its bytes, if a matrix follows.
    #[inline(always)]
    fn set(&mut self, token: usize, norm: &Norm<'_>, loud: Option<Loud<'_>>) {
        let state = &mut self.states.as_chunks_mut::<DIMENSIONS>().0[token];
        normalise(state, norm);
        if let Some(loud) = loud {
            let mut values = *state;
            self.inputs.put(token, &mut values, loud);
        }
    }

    /// Replaces the inputs by what attention makes of them.
    fn attend(&mut self, heads: &Matrix<'_>) {
        let wide = &mut self.wide[..self.count * HEADS_ROW];
        self.inputs.multiply(self.level, heads, wide);
        self.level.run(
            #[inline(always)]
            || {
                let mut room = Room::default();
                for span in &self.spans {
                    let rows = &wide[span.start * HEADS_ROW..span.end * HEADS_ROW];
                    let outputs = &mut self.narrow[span.start * DIMENSIONS..span.end * DIMENSIONS];
                    attend(rows, outputs, &mut room);
                }
                let (rows, _) = self.narrow.as_chunks_mut::<DIMENSIONS>();
                for (token, row) in rows.iter_mut().enumerate() {
                    self.inputs.put(token, row, &[]);
                }
            },
        );
    }

    /// Adds what the last matrix gave to the states.
    fn add(&mut self, norm: &Norm<'_>, loud: Option<Loud<'_>>) {
        self.level.run(
            #[inline(always)]
            || {
                for token in 0..self.count {
                    let state = &mut self.states.as_chunks_mut::<DIMENSIONS>().0[token];
                    let added = &self.narrow.as_chunks::<DIMENSIONS>().0[token];
                    for (number, added) in state.iter_mut().zip(added) {
                        *number += added;
                    }
                    self.set(token, norm, loud);
                }
            },
        );
    }

    /// Takes the inner dimensions through the bend between the two matrices.
    fn bend(&mut self) {
        self.level.run(
            #[inline(always)]
            || {
                let mut bent = [0.0; INNER];
                for (token, row) in self.wide.as_chunks::<INNER>().0.iter().enumerate() {
                    for (bent, number) in bent.iter_mut().zip(row) {
                        *bent = gelu(*number);
                    }
                    self.inner.put(token, &mut bent, &[]);
                }
            },
        );
    }

    /// The mean of the states of each text.
    fn means(&self, texts: &[Vec<u32>]) -> Vec<Embedding> {
        let (states, _) = self.states.as_chunks::<DIMENSIONS>();
        let mut means = Vec::with_capacity(texts.len());
        self.level.run(
            #[inline(always)]
            || {
                let mut spans = self.spans.iter().cloned();
                for text in texts {
                    let span = if text.is_empty() { None } else { spans.next() };
                    let mut sums = [0.0; DIMENSIONS];
                    for state in span.and_then(|span| states.get(span)).unwrap_or_default() {
                        for (sum, number) in sums.iter_mut().zip(state) {
                            *sum += number;
                        }
                    }
                    means.push(Embedding::towards(&sums));
                }
            },
        );
        means
    }
}

/// The vector of a piece, out of its four bits; then in whole steps, 127 to its largest number, as the
/// training had it.
#[inline(always)]
fn vector(row: &[u8; ROW]) -> State {
    /// So that a vector of zeros is one.
    const LEAST: f32 = 1e-12;
    let mut state = [0.0; DIMENSIONS];
    let (scales, halves) = row.split_at(2 * (DIMENSIONS / BLOCK));
    let halves = halves.as_chunks::<{ BLOCK / 2 }>().0;
    let blocks = state.as_chunks_mut::<BLOCK>().0.iter_mut().zip(halves);
    for ((numbers, bytes), scale) in blocks.zip(scales.as_chunks().0) {
        let scale = of_half(u16::from_le_bytes(*scale));
        let (low, high) = numbers.split_at_mut(BLOCK / 2);
        for ((low, high), byte) in low.iter_mut().zip(high).zip(bytes) {
            *low = scale * f32::from((byte & 15).cast_signed() - 8);
            *high = scale * f32::from((byte >> 4).cast_signed() - 8);
        }
    }
    let scale = largest(&state, 0.0).max(-smallest(&state, 0.0)).max(LEAST) / 127.0;
    for number in &mut state {
        *number = nearest(*number / scale) * scale;
    }
    state
}

/// A number in 16 bits, exact; those that are no number do not occur.
#[inline(always)]
fn of_half(bits: u16) -> f32 {
    /// 2^112, the difference of the two forms' exponents.
    const EXPONENT: f32 = f32::from_bits((112 + 127) << 23);
    let size = f32::from_bits(u32::from(bits & 0x7fff) << 13) * EXPONENT;
    if bits & 0x8000 == 0 { size } else { -size }
}

/// The state less its mean, over its spread; then the factors and terms of `norm` ([Ba and others
/// 2016](https://arxiv.org/abs/1607.06450)).
#[inline(always)]
fn normalise(state: &mut State, norm: &Norm<'_>) {
    const COUNT: f32 = DIMENSIONS as f32;
    let mean = sum(state, |number| number) / COUNT;
    let squares = sum(state, |number| (number - mean) * (number - mean));
    let factor = 1.0 / (squares / COUNT + EPSILON).sqrt();
    let norms = norm.factors.iter().zip(norm.terms);
    for (number, (own, term)) in state.iter_mut().zip(norms) {
        let even = (*number - mean) * factor;
        *number = even * f32::from_le_bytes(*own) + f32::from_le_bytes(*term);
    }
}

#[cfg(test)]
mod tests {
    use super::embeddings;
    use crate::encoder::Encoder;
    use crate::kernel::Level;

    #[test]
    fn all_kinds_of_processors_give_the_same_bytes() {
        let weights = Encoder::embedded();
        let weights = weights.weights();
        let pieces = |count: u32| (0..count).map(|piece| 4 + piece * 577 % 64_000).collect();
        let texts: Vec<Vec<u32>> = [1, 7, 0, 14, 15, 40, 126].map(pieces).into();
        let levels: Vec<Level> = Level::all().collect();
        let all: Vec<_> = levels.iter().map(|level| embeddings(*level, &weights, &texts)).collect();
        for (level, embeddings) in levels.iter().zip(&all) {
            assert_eq!(embeddings, &all[0], "{level:?}");
        }
    }
}
