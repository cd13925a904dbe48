//! Sums of products on each kind of processor: the one place with `unsafe` code.
//!
//! Two thirds of the encoder's time goes into whole-number products of bytes, even with the
//! instructions that processors have for them, which the compiler does not find by itself. What they
//! bring, tokens a second on one core of an AMD Zen 4 (`cargo bench -p recoupe-reader`, 24 tokens a
//! sentence):
//!
//! | | tokens/s |
//! | --- | --- |
//! | AVX-512 VNNI: four products in one instruction | 7,300 |
//! | AVX2: two, of bytes widened to 16 bits | 2,600 |
//! | what the compiler makes for any processor | 220 |
//!
//! The first is within a twentieth of what the processor can do (a product instruction of 512 bits a
//! cycle). Two crates were weighed by what they offer, not measured: `rten-gemm` packs matrices when the
//! program runs, in an order of its own, so that the weights could not be read where they lie;
//! `safe_unaligned_simd` would take away the four loads and stores below, and leave the four calls of code
//! that the processor must have.
//!
//! Whole numbers make it harmless to have three ways: the sums are exact in each, so they give the same
//! bytes, and tests hold them to it.
//!
//! A **tile** is what is computed at a time: 8 rows of inputs times 48 outputs, whose 384 sums stay in
//! the 32 registers of AVX-512. Its weights have 128 added, since the instruction multiplies bytes
//! without a sign by bytes with one; `matrix.rs` takes out what that adds.

#![expect(unsafe_code, reason = "instructions of processors; told in the header")]

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m128i, __m512i, _mm_loadu_si128, _mm_set1_epi32, _mm256_add_epi32, _mm256_cvtepi8_epi16,
    _mm256_cvtepu8_epi16, _mm256_madd_epi16, _mm256_setzero_si256, _mm256_storeu_si256,
    _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

/// The outputs of a tile.
pub(crate) const PANEL: usize = 48;

/// The rows of a tile.
pub(crate) const ROWS: usize = 8;

/// Four weights of each output of a tile, 128 added to each.
pub(crate) type Step = [u8; 4 * PANEL];

/// Four inputs, which go with a [`Step`]: signed bytes, the first one lowest.
pub(crate) type Four = i32;

/// The sums of products of a tile.
pub(crate) type Tile = [[i32; PANEL]; ROWS];

/// What the processor can do. There is no way to one but [`Level::best`] and [`Level::all`], which ask
/// the processor: that is what the calls below rely on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Level(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Portable,
    #[cfg(target_arch = "x86_64")]
    Avx2,
    #[cfg(target_arch = "x86_64")]
    Avx512,
}

impl Level {
    /// The quickest that this processor has.
    pub(crate) fn best() -> Self {
        Self::all().next().unwrap_or(Self(Kind::Portable))
    }

    /// All that this processor has, the quickest first.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        #[cfg(target_arch = "x86_64")]
        let special = [
            (is_x86_feature_detected!("avx512f")
                && is_x86_feature_detected!("avx512bw")
                && is_x86_feature_detected!("avx512dq")
                && is_x86_feature_detected!("avx512vl")
                && is_x86_feature_detected!("avx512vnni"))
            .then_some(Kind::Avx512),
            is_x86_feature_detected!("avx2").then_some(Kind::Avx2),
        ];
        #[cfg(not(target_arch = "x86_64"))]
        let special = [None];
        special.into_iter().flatten().chain([Kind::Portable]).map(Self)
    }

    /// Does `work`, compiled for this level: what is inlined into it is made of its instructions. The
    /// operations and their order stay what they are.
    pub(crate) fn run<R>(self, work: impl FnOnce() -> R) -> R {
        match self.0 {
            Kind::Portable => work(),
            // SAFETY: this `Kind` exists only where the processor was found to have AVX2.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { run_avx2(work) },
            // SAFETY: this `Kind` exists only where the processor was found to have all five features.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { run_avx512(work) },
        }
    }

    /// The sums over all steps of the products of weights and inputs, into `tile`.
    pub(crate) fn multiply<const N: usize>(
        self,
        panel: &[Step; N],
        inputs: &[[Four; N]; ROWS],
        tile: &mut Tile,
    ) {
        match self.0 {
            Kind::Portable => multiply_portable(panel, inputs, tile),
            // SAFETY: this `Kind` exists only where the processor was found to have AVX2.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx2 => unsafe { multiply_avx2(panel, inputs, tile) },
            // SAFETY: this `Kind` exists only where the processor was found to have all five features.
            #[cfg(target_arch = "x86_64")]
            Kind::Avx512 => unsafe { multiply_avx512(panel, inputs, tile) },
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn run_avx512<R>(work: impl FnOnce() -> R) -> R {
    work()
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn run_avx2<R>(work: impl FnOnce() -> R) -> R {
    work()
}

/// Four products in 32 bits at once, 16 outputs an instruction.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f,avx512bw,avx512dq,avx512vl,avx512vnni")]
fn multiply_avx512<const N: usize>(panel: &[Step; N], inputs: &[[Four; N]; ROWS], tile: &mut Tile) {
    let mut sums = [[_mm512_setzero_si512(); PANEL / 16]; ROWS];
    for (place, step) in panel.iter().enumerate() {
        let (step, _) = step.as_chunks::<64>();
        let weights = [load_64(&step[0]), load_64(&step[1]), load_64(&step[2])];
        for (sums, row) in sums.iter_mut().zip(inputs) {
            let four = _mm512_set1_epi32(row[place]);
            for (sum, weights) in sums.iter_mut().zip(weights) {
                *sum = _mm512_dpbusd_epi32(*sum, weights, four);
            }
        }
    }
    for (row, sums) in tile.iter_mut().zip(sums) {
        for (outputs, sum) in row.as_chunks_mut::<16>().0.iter_mut().zip(sums) {
            // SAFETY: `outputs` is 64 bytes that may be written; the store asks for no alignment.
            unsafe { _mm512_storeu_si512(outputs.as_mut_ptr().cast(), sum) };
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx512f")]
fn load_64(bytes: &[u8; 64]) -> __m512i {
    // SAFETY: 64 bytes are read, and `bytes` has them; the load asks for no alignment.
    unsafe { _mm512_loadu_si512(bytes.as_ptr().cast()) }
}

/// Bytes widened to 16 bits, two products in 32 bits at once: the instruction that takes bytes cuts
/// off what has no room in 16 bits. Each output has two sums, of its even and its odd pairs.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn multiply_avx2<const N: usize>(panel: &[Step; N], inputs: &[[Four; N]; ROWS], tile: &mut Tile) {
    /// As many rows and fours of outputs at a time have room in 16 registers.
    const FEW: usize = 2;
    const FOURS: usize = 6;
    for first in (0..ROWS).step_by(FEW) {
        for block in 0..PANEL / (4 * FOURS) {
            let mut sums = [[_mm256_setzero_si256(); FOURS]; FEW];
            for (place, step) in panel.iter().enumerate() {
                let mut rows = [_mm256_setzero_si256(); FEW];
                for (row, inputs) in rows.iter_mut().zip(&inputs[first..]) {
                    *row = _mm256_cvtepi8_epi16(_mm_set1_epi32(inputs[place]));
                }
                let fours = &step.as_chunks::<16>().0[block * FOURS..];
                for (four, weights) in fours[..FOURS].iter().enumerate() {
                    let weights = _mm256_cvtepu8_epi16(load_16(weights));
                    for (sums, row) in sums.iter_mut().zip(rows) {
                        let products = _mm256_madd_epi16(weights, row);
                        sums[four] = _mm256_add_epi32(sums[four], products);
                    }
                }
            }
            for (row, sums) in tile[first..].iter_mut().zip(sums) {
                let outputs = &mut row.as_chunks_mut::<4>().0[block * FOURS..];
                for (outputs, sum) in outputs.iter_mut().zip(sums) {
                    let mut pairs = [[0; 2]; 4];
                    // SAFETY: `pairs` is 32 bytes that may be written; the store asks for no alignment.
                    unsafe { _mm256_storeu_si256(pairs.as_mut_ptr().cast(), sum) };
                    *outputs = pairs.map(|[even, odd]| even + odd);
                }
            }
        }
    }
}

#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "avx2")]
fn load_16(bytes: &[u8; 16]) -> __m128i {
    // SAFETY: 16 bytes are read, and `bytes` has them; the load asks for no alignment.
    unsafe { _mm_loadu_si128(bytes.as_ptr().cast()) }
}

/// What the compiler makes of it on any processor: plain loops along the outputs, of products of 16 bits,
/// which every processor has many at a time.
fn multiply_portable<const N: usize>(
    panel: &[Step; N],
    inputs: &[[Four; N]; ROWS],
    tile: &mut Tile,
) {
    *tile = [[0; PANEL]; ROWS];
    for (place, step) in panel.iter().enumerate() {
        let mut weights = [[0_i16; PANEL]; 4];
        for (output, four) in step.as_chunks::<4>().0.iter().enumerate() {
            for (weights, weight) in weights.iter_mut().zip(four) {
                weights[output] = i16::from(*weight);
            }
        }
        for (row, inputs) in tile.iter_mut().zip(inputs) {
            let four = inputs[place].to_le_bytes().map(|byte| i16::from(byte.cast_signed()));
            for (output, sum) in row.iter_mut().enumerate() {
                let product =
                    |place: usize| i32::from(weights[place][output]) * i32::from(four[place]);
                *sum += (product(0) + product(1)) + (product(2) + product(3));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Four, Level, PANEL, ROWS, Step};
    use std::array::from_fn;

    #[test]
    fn all_ways_to_a_product_are_exact() {
        exact::<0>();
        exact::<1>();
        exact::<5>();
        exact::<384>();
    }

    fn exact<const N: usize>() {
        // The extremes among them: no sum of two products has room in 16 bits.
        let weight = |place: usize| [255, 1, 128, 77, 254, 0, 200][place % 7];
        let input = |place: usize| [127, -128, 0, 5, -127, 126, -1, 127, 127_i8][place % 9];
        let panel: [Step; N] = from_fn(|step| from_fn(|place| weight(step + place)));
        let inputs: [[Four; N]; ROWS] = from_fn(|row| {
            from_fn(|step| {
                Four::from_le_bytes(from_fn(|byte| input(row + step + byte).cast_unsigned()))
            })
        });
        let mut expected = [[0; PANEL]; ROWS];
        for (row, sums) in expected.iter_mut().enumerate() {
            for (output, sum) in sums.iter_mut().enumerate() {
                let products = (0..4 * N).map(|place| {
                    let four = inputs[row][place / 4].to_le_bytes();
                    let weight = panel[place / 4][4 * output + place % 4];
                    i32::from(weight) * i32::from(four[place % 4].cast_signed())
                });
                *sum = products.sum();
            }
        }
        for level in Level::all() {
            let mut tile = [[-1; PANEL]; ROWS];
            level.multiply(&panel, &inputs, &mut tile);
            assert_eq!(tile, expected, "{level:?}, {N}");
        }
    }
}
