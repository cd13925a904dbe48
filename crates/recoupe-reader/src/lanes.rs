//! Sixteen numbers at a time, and the functions of them that the network needs.
//!
//! Every operation is one that IEEE 754 rounds in one way (sum, difference, product, quotient, root),
//! no two are joined into one, and numbers are added up by lane first and then in pairs: so a result is
//! the same on every machine, whatever the compiler makes of the loops. [`Lanes::exp`] and
//! [`Lanes::gelu`] are built of these operations; the system's own differ from one to the next.
//!
//! All of it is `inline(always)`: it becomes part of the loops that `kernel::Level::run` compiles for
//! each kind of processor.

#![expect(clippy::inline_always, reason = "a call would be compiled for the oldest processor")]

use std::ops::{Add, Mul, Sub};

/// How many numbers go together.
pub(crate) const WIDTH: usize = 16;

/// Added to a number below 2^22, it leaves the nearest whole number in the lowest bits, the even one
/// of two: 1.5 × 2^23.
const ROUND: f32 = 12_582_912.0;

/// Sixteen numbers.
#[derive(Debug, Clone, Copy)]
#[repr(C, align(64))]
pub(crate) struct Lanes([f32; WIDTH]);

impl Lanes {
    pub(crate) const ZERO: Self = Self([0.0; WIDTH]);

    #[inline(always)]
    pub(crate) fn all(value: f32) -> Self {
        Self([value; WIDTH])
    }

    #[inline(always)]
    pub(crate) fn of(values: &[f32; WIDTH]) -> Self {
        Self(*values)
    }

    /// The numbers of a weight file.
    #[inline(always)]
    pub(crate) fn of_bytes(bytes: &[[u8; 4]; WIDTH]) -> Self {
        let mut values = [0.0; WIDTH];
        for (value, bytes) in values.iter_mut().zip(bytes) {
            *value = f32::from_le_bytes(*bytes);
        }
        Self(values)
    }

    #[inline(always)]
    pub(crate) fn of_integers(integers: &[i32; WIDTH]) -> Self {
        let mut values = [0.0; WIDTH];
        for (value, integer) in values.iter_mut().zip(integers) {
            *value = *integer as f32;
        }
        Self(values)
    }

    #[inline(always)]
    pub(crate) fn store(self, values: &mut [f32; WIDTH]) {
        *values = self.0;
    }

    #[inline(always)]
    pub(crate) fn map(self, change: impl Fn(f32) -> f32) -> Self {
        let mut values = self.0;
        for value in &mut values {
            *value = change(*value);
        }
        Self(values)
    }

    #[inline(always)]
    pub(crate) fn with(self, other: Self, join: impl Fn(f32, f32) -> f32) -> Self {
        let mut values = self.0;
        for (value, other) in values.iter_mut().zip(other.0) {
            *value = join(*value, other);
        }
        Self(values)
    }

    /// These numbers up to the lane `count`, and `rest` from there on.
    #[inline(always)]
    pub(crate) fn up_to(self, count: usize, rest: f32) -> Self {
        let mut values = self.0;
        for (lane, value) in values.iter_mut().enumerate() {
            *value = if lane < count { *value } else { rest };
        }
        Self(values)
    }

    #[inline(always)]
    pub(crate) fn lanes(self) -> [f32; WIDTH] {
        self.0
    }

    #[inline(always)]
    pub(crate) fn largest(self, other: Self) -> Self {
        self.with(other, larger)
    }

    #[inline(always)]
    pub(crate) fn abs(self) -> Self {
        self.map(f32::abs)
    }

    /// The sum: halves added to each other until one is left.
    #[inline(always)]
    pub(crate) fn sum(self) -> f32 {
        self.reduce(|one, other| one + other)
    }

    #[inline(always)]
    pub(crate) fn max(self) -> f32 {
        self.reduce(larger)
    }

    #[inline(always)]
    fn reduce(self, join: impl Fn(f32, f32) -> f32) -> f32 {
        let mut values = self.0;
        for half in [8, 4, 2, 1] {
            for lane in 0..half {
                values[lane] = join(values[lane], values[lane + half]);
            }
        }
        values[0]
    }

    /// The nearest whole numbers; the even one of two.
    #[inline(always)]
    pub(crate) fn rounded(self) -> [i16; WIDTH] {
        let mut whole = [0; WIDTH];
        for (whole, value) in whole.iter_mut().zip(self.0) {
            *whole = (value + ROUND).to_bits() as i16;
        }
        whole
    }

    /// The nearest whole numbers, for numbers that eight bits hold.
    #[inline(always)]
    pub(crate) fn rounded_bytes(self) -> [i8; WIDTH] {
        let mut whole = [0; WIDTH];
        for (whole, value) in whole.iter_mut().zip(self.0) {
            *whole = (value + ROUND).to_bits() as i8;
        }
        whole
    }

    /// e to these powers, which are at most 0; right to 2 in 10^7. Below e^-87 it gives e^-87.
    #[inline(always)]
    pub(crate) fn exp(self) -> Self {
        self.map(exp)
    }

    /// x times the share of a normal distribution below x ([Hendrycks and Gimpel 2016][gelu]); right to
    /// 2 in 10^7 of |x|.
    ///
    /// [gelu]: https://arxiv.org/abs/1606.08415
    #[inline(always)]
    pub(crate) fn gelu(self) -> Self {
        self.map(gelu)
    }
}

/// As one instruction of all processors has it; `f32::max` treats what is no number otherwise.
#[inline(always)]
fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

/// e^x = 2^n e^r, n the nearest whole number to x / ln 2; e^r by its series, whose rest is below 10^-7.
#[inline(always)]
fn exp(x: f32) -> f32 {
    /// ln 2 in two parts; the first has so few bits that n times it is exact.
    const HIGH: f32 = 0.693_359_4;
    const LOW: f32 = -2.121_944_4e-4;
    let x = larger(x, -87.0);
    let shifted = x * std::f32::consts::LOG2_E + ROUND;
    let whole = shifted - ROUND;
    let r = x - whole * HIGH - whole * LOW;
    let mut series = 1.0 / 720.0;
    for factor in [1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0, 1.0] {
        series = series * r + factor;
    }
    series * f32::from_bits((shifted.to_bits() << 23).wrapping_add(0x3f80_0000))
}

/// By 7.1.26 of Abramowitz and Stegun, Handbook of Mathematical Functions (1964): the share of a normal
/// distribution above |x| is half of t (a₁ + a₂ t + …) e^(-x²/2), t = 1 / (1 + p |x| / √2).
#[inline(always)]
fn gelu(x: f32) -> f32 {
    const P: f32 = 0.327_591_1 * std::f32::consts::FRAC_1_SQRT_2;
    let size = x.abs();
    let t = 1.0 / (1.0 + P * size);
    let mut series = 1.061_405_4;
    for factor in [-1.453_152, 1.421_413_8, -0.284_496_74, 0.254_829_6] {
        series = series * t + factor;
    }
    let above = series * t * exp(-0.5 * (x * x));
    larger(x, 0.0) - 0.5 * (size * above)
}

impl Add for Lanes {
    type Output = Self;
    #[inline(always)]
    fn add(self, other: Self) -> Self {
        self.with(other, |one, other| one + other)
    }
}

impl Sub for Lanes {
    type Output = Self;
    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        self.with(other, |one, other| one - other)
    }
}

impl Mul for Lanes {
    type Output = Self;
    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        self.with(other, |one, other| one * other)
    }
}
