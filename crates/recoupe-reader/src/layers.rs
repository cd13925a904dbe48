//! The network: from the pieces of several texts to their embeddings.
//!
//! The tokens of all texts stand in one matrix, so that weights are fetched once for many tokens; in
//! attention alone does each text stand by itself.

#![expect(clippy::inline_always, reason = "part of the loops that `kernel::Level::run` compiles")]

use crate::attention::{HEADS_ROW, attend};
use crate::embedding::{DIMENSIONS, Embedding};
use crate::kernel::Level;
use crate::lanes::{Lanes, WIDTH};
use crate::matrix::Rows;
use crate::pieces::UNKNOWN;
use crate::weights::{BLOCK, INNER, Norm, POSITIONS, ROW, Weights};
use std::ops::Range;

/// What stands before and behind the pieces of a text.
const BEGIN: u32 = 0;
const END: u32 = 2;

/// Added to the square of the spread, as the base does.
const EPSILON: f32 = 1e-12;

/// A token's state, in lanes.
type State = [Lanes; DIMENSIONS / WIDTH];

/// The embeddings of texts that are given in pieces; of one without pieces, [`Embedding::ZERO`].
pub(crate) fn embeddings(level: Level, weights: &Weights<'_>, texts: &[Vec<u32>]) -> Vec<Embedding> {
    let mut network = Network::new(level, weights, texts);
    let last = weights.layers().count() - 1;
    for (number, layer) in weights.layers().enumerate() {
        network.inputs.multiply(level, &layer.heads, &mut network.wide[..network.count * HEADS_ROW]);
        network.attend();
        network.inputs.multiply(level, &layer.output, &mut network.narrow);
        network.add(&layer.first_norm);
        network.inputs.multiply(level, &layer.widen, &mut network.wide);
        network.bend();
        network.inner.multiply(level, &layer.narrow, &mut network.narrow);
        network.add(&layer.second_norm);
        let _ = (number, last);
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
    inputs: Rows,
    inner: Rows,
}

impl Network {
    /// With the states that the pieces and their positions give.
    fn new(level: Level, weights: &Weights<'_>, texts: &[Vec<u32>]) -> Self {
        let mut spans = Vec::with_capacity(texts.len());
        let mut count = 0;
        for text in texts.iter().filter(|text| !text.is_empty()) {
            let tokens = text.len().min(POSITIONS - 2) + 2;
            spans.push(count..count + tokens);
            count += tokens;
        }
        let mut network = Self {
            level,
            count,
            spans,
            states: vec![0.0; count * DIMENSIONS],
            narrow: vec![0.0; count * DIMENSIONS],
            wide: vec![0.0; count * INNER],
            inputs: Rows::new(count, DIMENSIONS),
            inner: Rows::new(count, INNER),
        };
        level.run(|| network.look_up(weights, texts));
        network
    }

    #[inline(always)]
    fn look_up(&mut self, weights: &Weights<'_>, texts: &[Vec<u32>]) {
        let mut token = 0;
        for text in texts.iter().filter(|text| !text.is_empty()) {
            let pieces = text.iter().take(POSITIONS - 2).copied();
            let pieces = [BEGIN].into_iter().chain(pieces).chain([END]);
            for (piece, position) in pieces.zip(weights.positions) {
                let row = weights.rows.get(piece as usize);
                let row = row.unwrap_or(&weights.rows[UNKNOWN as usize]);
                let mut state = vector(row);
                for (lanes, numbers) in state.iter_mut().zip(position.as_chunks().0) {
                    *lanes = *lanes + Lanes::of_bytes(numbers);
                }
                self.set(token, &state, &weights.norm);
                token += 1;
            }
        }
    }

    /// The state of a token, brought to the norm, and its bytes.
    #[inline(always)]
    fn set(&mut self, token: usize, state: &State, norm: &Norm<'_>) {
        let row = &mut self.states[token * DIMENSIONS..][..DIMENSIONS];
        normalise(state, norm, row);
        self.inputs.put(token, row);
    }

    fn attend(&mut self) {
        self.level.run(|| {
            let mut keys = Vec::with_capacity(POSITIONS / WIDTH);
            for span in &self.spans {
                let rows = &self.wide[span.start * HEADS_ROW..span.end * HEADS_ROW];
                let outputs = &mut self.narrow[span.start * DIMENSIONS..span.end * DIMENSIONS];
                attend(rows, outputs, &mut keys);
            }
            for (token, row) in self.narrow.as_chunks::<DIMENSIONS>().0.iter().enumerate() {
                self.inputs.put(token, row);
            }
        });
    }

    /// Adds what a layer gives to the states.
    fn add(&mut self, norm: &Norm<'_>) {
        self.level.run(|| {
            for token in 0..self.count {
                let row = token * DIMENSIONS..(token + 1) * DIMENSIONS;
                let mut state = [Lanes::ZERO; DIMENSIONS / WIDTH];
                let states = self.states[row.clone()].as_chunks().0;
                let added = self.narrow[row].as_chunks().0;
                for ((sum, state), added) in state.iter_mut().zip(states).zip(added) {
                    *sum = Lanes::of(state) + Lanes::of(added);
                }
                self.set(token, &state, norm);
            }
        });
    }

    /// Takes the inner dimensions through the bend between the two matrices.
    fn bend(&mut self) {
        self.level.run(|| {
            for (token, row) in self.wide.as_chunks_mut::<INNER>().0.iter_mut().enumerate() {
                for part in row.as_chunks_mut().0 {
                    Lanes::of(part).gelu().store(part);
                }
                self.inner.put(token, row);
            }
        });
    }

    /// The mean of the states of each text.
    fn means(&self, texts: &[Vec<u32>]) -> Vec<Embedding> {
        let mut spans = self.spans.iter();
        let mut mean = |text: &Vec<u32>| {
            if text.is_empty() {
                return Embedding::ZERO;
            }
            let span = spans.next().cloned().unwrap_or_default();
            let (states, _) = self.states.as_chunks::<DIMENSIONS>();
            let mut sum = [Lanes::ZERO; DIMENSIONS / WIDTH];
            for state in &states[span] {
                for (sum, part) in sum.iter_mut().zip(state.as_chunks().0) {
                    *sum = *sum + Lanes::of(part);
                }
            }
            Embedding::towards(&sum)
        };
        self.level.run(|| texts.iter().map(&mut mean).collect())
    }
}

/// The vector of a piece, out of its four bits.
#[inline(always)]
fn vector(row: &[u8; ROW]) -> State {
    let mut state = [Lanes::ZERO; DIMENSIONS / WIDTH];
    let (scales, halves) = row.split_at(2 * (DIMENSIONS / BLOCK));
    let blocks = halves.as_chunks::<{ BLOCK / 2 }>().0.iter();
    for ((lanes, scale), block) in state.as_chunks_mut::<2>().0.iter_mut().zip(scales.as_chunks().0).zip(blocks) {
        let scale = Lanes::all(of_half(u16::from_le_bytes(*scale)));
        let low = Lanes::of_integers(&block.map(|byte| i32::from(byte & 15) - 8));
        let high = Lanes::of_integers(&block.map(|byte| i32::from(byte >> 4) - 8));
        *lanes = [low * scale, high * scale];
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
fn normalise(state: &State, norm: &Norm<'_>, row: &mut [f32]) {
    const COUNT: f32 = DIMENSIONS as f32;
    let sum = state.iter().fold(Lanes::ZERO, |sum, part| sum + *part);
    let mean = Lanes::all(sum.sum() / COUNT);
    let squares = state.iter().fold(Lanes::ZERO, |squares, part| {
        let off = *part - mean;
        squares + off * off
    });
    let factor = Lanes::all(1.0 / (squares.sum() / COUNT + EPSILON).sqrt());
    let norms = norm.factors.as_chunks().0.iter().zip(norm.terms.as_chunks().0);
    for ((place, part), (factors, terms)) in row.as_chunks_mut().0.iter_mut().zip(state).zip(norms) {
        let even = (*part - mean) * factor;
        (even * Lanes::of_bytes(factors) + Lanes::of_bytes(terms)).store(place);
    }
}
