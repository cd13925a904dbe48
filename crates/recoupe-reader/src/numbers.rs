//! Sums over rows of numbers, and the functions that the network needs, the same on every machine.
//!
//! Every operation is one that IEEE 754 rounds in one way (sum, difference, product, quotient, root),
//! and the compiler may neither join two of them nor change their order. So sums are taken in an order
//! that suits all processors: 64 lanes side by side, whose halves are added to each other at the end. [`exp`]
//! and [`gelu`] are built of these operations, since the system's own differ from one to the next.
//!
//! All of it is `inline(always)`: it becomes part of the loops that `kernel::Level::run` compiles for
//! each kind of processor, plain loops over slices being what the compiler does best.

#![expect(clippy::inline_always, reason = "a call would be compiled for the oldest processor")]

/// How many numbers are added side by side: as many as keep four of the widest registers busy. Rows
/// have multiples of as many.
const LANES: usize = 64;

/// Added to a number below 2^22, it leaves the nearest whole number in the lowest bits, the even one
/// of two: 1.5 × 2^23.
const ROUND: f32 = 12_582_912.0;

/// The nearest whole number, in as many bits as are asked for; the even one of two.
#[inline(always)]
pub(crate) fn rounded(value: f32) -> i32 {
    (value + ROUND).to_bits().wrapping_sub(ROUND.to_bits()).cast_signed()
}

/// The nearest whole number to one below 2^22; the even one of two.
#[inline(always)]
pub(crate) fn nearest(value: f32) -> f32 {
    (value + ROUND) - ROUND
}

/// The sum of what `change` makes of the numbers.
#[inline(always)]
pub(crate) fn sum(values: &[f32], change: impl Fn(f32) -> f32) -> f32 {
    reduce(values, 0.0, |sum, value| sum + change(value), |one, other| one + other)
}

/// The largest of the numbers and `least`.
#[inline(always)]
pub(crate) fn largest(values: &[f32], least: f32) -> f32 {
    reduce(values, least, larger, larger)
}

/// The smallest of the numbers and `most`.
#[inline(always)]
pub(crate) fn smallest(values: &[f32], most: f32) -> f32 {
    reduce(values, most, smaller, smaller)
}

#[inline(always)]
fn reduce(
    values: &[f32],
    start: f32,
    take: impl Fn(f32, f32) -> f32,
    join: impl Fn(f32, f32) -> f32,
) -> f32 {
    let mut lanes = [start; LANES];
    for part in values.as_chunks::<LANES>().0 {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane = take(*lane, *value);
        }
    }
    together(&halves(&halves::<LANES, 32>(&lanes, &join), &join), join)
}

/// Half of the numbers joined with the other half.
#[inline(always)]
fn halves<const ALL: usize, const HALF: usize>(
    lanes: &[f32; ALL],
    join: impl Fn(f32, f32) -> f32,
) -> [f32; HALF] {
    let (first, second) = lanes.split_at(HALF);
    let mut joined = [0.0; HALF];
    for ((joined, one), other) in joined.iter_mut().zip(first).zip(second) {
        *joined = join(*one, *other);
    }
    joined
}

/// Sixteen numbers made one: halves joined with each other, until one is left.
#[inline(always)]
pub(crate) fn together(lanes: &[f32; 16], join: impl Fn(f32, f32) -> f32) -> f32 {
    let four: [f32; 4] = halves(&halves::<16, 8>(lanes, &join), &join);
    join(join(four[0], four[2]), join(four[1], four[3]))
}

/// As one instruction of all processors has it; `f32::max` treats what is no number otherwise.
#[inline(always)]
pub(crate) fn larger(one: f32, other: f32) -> f32 {
    if one > other { one } else { other }
}

#[inline(always)]
fn smaller(one: f32, other: f32) -> f32 {
    if one < other { one } else { other }
}

/// e to the power of x, which is at most 0; right to 1 in 10^5. Below -87 it gives e^-87.
///
/// e^x = 2^y = 2^n 2^f, n the nearest whole number to y = x / ln 2; 2^f by its series, whose rest is
/// below 3 in 10^6.
#[inline(always)]
pub(crate) fn exp(x: f32) -> f32 {
    power(larger(x * std::f32::consts::LOG2_E, -126.0))
}

/// 2 to the power of y, which is from -126 to 0.
#[inline(always)]
fn power(y: f32) -> f32 {
    /// The powers of ln 2, each over the factorial of its exponent; the highest first.
    const SERIES: [f32; 5] = [9.618_129e-3, 5.550_411e-2, 0.240_226_5, std::f32::consts::LN_2, 1.0];
    let shifted = y + ROUND;
    let f = y - (shifted - ROUND);
    let mut series = 1.333_355_8e-3;
    for factor in SERIES {
        series = series * f + factor;
    }
    series * f32::from_bits((shifted.to_bits() << 23).wrapping_add(1.0_f32.to_bits()))
}

/// x times the share of a normal distribution below x ([Hendrycks and Gimpel 2016][gelu]); right to
/// 5 in 10^5, a hundredth of the steps it is rounded to next.
///
/// By 7.1.25 of Abramowitz and Stegun, Handbook of Mathematical Functions (1964): the share above |x| is
/// half of (a₁ t + a₂ t² + a₃ t³) e^(-x²/2), t = 1 / (1 + p |x| / √2).
///
/// [gelu]: https://arxiv.org/abs/1606.08415
#[inline(always)]
pub(crate) fn gelu(x: f32) -> f32 {
    const P: f32 = 0.470_47 * std::f32::consts::FRAC_1_SQRT_2;
    const HALVES: [f32; 3] = [0.5 * 0.747_855_6, 0.5 * -0.095_879_8, 0.5 * 0.348_024_2];
    let size = x.abs();
    let t = 1.0 / (1.0 + P * size);
    let share = ((HALVES[0] * t + HALVES[1]) * t + HALVES[2]) * t;
    let exponent = larger(x * x * (-0.5 * std::f32::consts::LOG2_E), -126.0);
    larger(x, 0.0) - size * (share * power(exponent))
}

#[cfg(test)]
mod tests {
    use super::{exp, gelu, nearest, rounded, sum};

    #[test]
    fn powers_are_right_to_one_in_a_hundred_thousand() {
        for step in 0..87_000 {
            let x = -0.001 * step as f32;
            let exact = f64::from(x).exp();
            assert!((f64::from(exp(x)) / exact - 1.0).abs() < 1e-5, "{x}");
        }
        assert_eq!(exp(0.0).to_bits(), 1.0_f32.to_bits());
        assert!(exp(-1e30) > 0.0 && exp(-1e30) < 2e-38);
    }

    #[test]
    fn the_bend_is_that_of_the_normal_distribution() {
        // From tables of the distribution.
        for (x, share) in [(0.0, 0.5), (1.0, 0.841_344_7), (2.0, 0.977_249_9), (-1.5, 0.066_807_2)]
        {
            assert!((gelu(x) - x * share).abs() < 5e-5, "{x}");
        }
        assert_eq!(gelu(30.0).to_bits(), 30.0_f32.to_bits());
        assert!(gelu(-30.0).abs() < 1e-30);
    }

    #[test]
    fn halves_go_to_the_even_one() {
        let halves = [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5];
        assert_eq!(halves.map(rounded), [-2, -2, 0, 0, 2, 2]);
        assert_eq!(halves.map(|half| nearest(half) as i32), [-2, -2, 0, 0, 2, 2]);
    }

    #[test]
    fn sums_are_by_lanes_and_then_by_halves() {
        let mut values = [0.0; 128];
        (values[0], values[64], values[32]) = (1e8, 1.0, -1e8);
        // In lane 0 the 1 is lost before lane 32 takes the rest out.
        assert_eq!(sum(&values, |value| value).to_bits(), 0.0_f32.to_bits());
    }
}
