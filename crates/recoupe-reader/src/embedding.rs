//! What the encoder gives: 384 whole numbers, and the cosine of two.
//!
//! Sixteen bits a dimension: half the memory of floating point, and sums of products that are exact
//! and so may be taken in any order. The rounding moves a cosine by less than 0.0005.

use crate::numbers::{rounded, sum};

/// The dimensions of an embedding.
pub const DIMENSIONS: usize = 384;

/// What a component of 1 is kept as.
const ONE: f32 = 16384.0;

/// The square of the longest embedding: of length one, with every component rounded up.
const LONGEST: u32 = (16384 + DIMENSIONS as u32).pow(2);

/// A text's vector: of length one in steps of 1/16384, or zero where there was nothing to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Embedding {
    components: [i16; DIMENSIONS],
    /// The sum of the squares; kept because every cosine asks for it.
    square: u32,
}

impl Embedding {
    /// The embedding of a text that says nothing.
    pub const ZERO: Self = Self { components: [0; DIMENSIONS], square: 0 };

    /// How many bytes [`Embedding::to_bytes`] gives.
    pub const BYTES: usize = 2 * DIMENSIONS;

    /// The embedding in the direction of `sums`.
    #[inline(always)]
    #[expect(
        clippy::inline_always,
        reason = "part of the loops that `kernel::Level::run` compiles"
    )]
    pub(crate) fn towards(sums: &[f32; DIMENSIONS]) -> Self {
        let length = sum(sums, |number| number * number).sqrt();
        let factor = if length > 0.0 { ONE / length } else { 0.0 };
        let mut components = [0; DIMENSIONS];
        for (component, number) in components.iter_mut().zip(sums) {
            *component = rounded(number * factor) as i16;
        }
        Self::of(&components).unwrap_or(Self::ZERO)
    }

    /// The embedding of these components; `None` where it would be longer than one.
    fn of(components: &[i16; DIMENSIONS]) -> Option<Self> {
        let square: u64 =
            components.iter().map(|value| u64::from(value.unsigned_abs()).pow(2)).sum();
        let square = u32::try_from(square).ok().filter(|square| *square <= LONGEST)?;
        Some(Self { components: *components, square })
    }

    /// Whether it is [`Embedding::ZERO`].
    #[must_use]
    pub const fn is_zero(&self) -> bool {
        self.square == 0
    }

    /// The components, in 1/16384.
    #[must_use]
    pub const fn components(&self) -> &[i16; DIMENSIONS] {
        &self.components
    }

    /// The cosine of the angle between two, from -1 to 1: 1 for embeddings that are equal, 0 where one
    /// is zero. The product is exact, so the result is the same on every machine.
    #[must_use]
    pub fn cosine(&self, other: &Self) -> f64 {
        if self.is_zero() || other.is_zero() {
            return 0.0;
        }
        // Both are about 16384 long, so no part of the sum leaves 32 bits.
        let product: i32 = self
            .components
            .iter()
            .zip(&other.components)
            .map(|(one, two)| i32::from(*one) * i32::from(*two))
            .sum();
        let lengths = (f64::from(self.square) * f64::from(other.square)).sqrt();
        (f64::from(product) / lengths).clamp(-1.0, 1.0)
    }

    /// The components as an archive keeps them: two bytes each, the lower one first.
    #[must_use]
    pub fn to_bytes(&self) -> [u8; Self::BYTES] {
        let mut bytes = [0; Self::BYTES];
        for (bytes, value) in bytes.as_chunks_mut().0.iter_mut().zip(self.components) {
            *bytes = value.to_le_bytes();
        }
        bytes
    }

    /// The embedding that [`Embedding::to_bytes`] kept; `None` for bytes that no text's embedding has,
    /// being of another number or longer than one.
    #[must_use]
    pub fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let bytes: &[u8; Self::BYTES] = bytes.try_into().ok()?;
        let mut components = [0; DIMENSIONS];
        for (value, bytes) in components.iter_mut().zip(bytes.as_chunks().0) {
            *value = i16::from_le_bytes(*bytes);
        }
        Self::of(&components)
    }
}

impl Default for Embedding {
    fn default() -> Self {
        Self::ZERO
    }
}
