//! A signature as bytes, so that an archive can be opened without reading a text again.
//!
//! The form, version 1; numbers of fixed size have the lowest byte first, `n` is a count or a number in
//! groups of seven bits, lowest first, the eighth bit set where another group follows:
//!
//! | part | bytes |
//! | --- | --- |
//! | version | 1: the number 1 |
//! | language | `n`, then so many bytes of UTF-8 |
//! | day | 4: days since 1970, signed; the lowest number where there is none |
//! | meaning | 1: whether there is a vector; then 512, two for each component |
//! | weights | `n`, then 4 for each different weight |
//! | features | `n`, then for each 8 of its hash and the number `n` of its weight |
//! | names | `n`, then for each the number `n` of its feature, less that of the one before |
//!
//! Weights have few different values (counts and kinds), names are features: both are told by number. What is
//! written is read back unchanged. Bytes of any kind are read without harm: what is no signature is an error.

use crate::signature::Signature;
use jiff::civil::{Date, date};
use recoupe_vectors::{DIMENSIONS, Vector};

const VERSION: u8 = 1;

/// Where days are counted from.
const FIRST_DAY: Date = date(1970, 1, 1);

/// Bytes that are no signature of a version that this program knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureError {
    /// They were written by a program that makes other signatures.
    Version(u8),
    /// They are damaged.
    Damaged,
}

impl std::fmt::Display for SignatureError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Version(version) => write!(out, "a signature of version {version}"),
            Self::Damaged => out.write_str("a damaged signature"),
        }
    }
}

impl std::error::Error for SignatureError {}

impl Signature {
    /// The signature as bytes, 9 to 11 for each feature and some 550 more.
    ///
    /// A name that is no feature, which [`Signature::of`] never makes, is left out.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = vec![VERSION];
        number(self.language.len(), &mut out);
        out.extend(self.language.as_bytes());
        let day = self.day.and_then(|day| FIRST_DAY.until(day).ok()).map(|span| span.get_days());
        out.extend(day.unwrap_or(i32::MIN).to_le_bytes());
        out.push(u8::from(!self.meaning.is_zero()));
        if !self.meaning.is_zero() {
            out.extend(self.meaning.components().iter().flat_map(|value| value.to_le_bytes()));
        }
        let mut weights: Vec<u32> =
            self.features.iter().map(|(_, weight)| weight.to_bits()).collect();
        weights.sort_unstable();
        weights.dedup();
        number(weights.len(), &mut out);
        out.extend(weights.iter().flat_map(|weight| weight.to_le_bytes()));
        number(self.features.len(), &mut out);
        for (feature, weight) in &self.features {
            out.extend(feature.to_le_bytes());
            number(weights.partition_point(|held| *held < weight.to_bits()), &mut out);
        }
        let place = |name: &u64| self.features.binary_search_by_key(name, |(held, _)| *held).ok();
        let names: Vec<usize> = self.names.iter().filter_map(place).collect();
        number(names.len(), &mut out);
        let mut before = 0;
        for name in names {
            number(name - before, &mut out);
            before = name;
        }
        out
    }

    /// The signature that was written by [`Signature::to_bytes`].
    ///
    /// # Errors
    ///
    /// [`SignatureError`] where the bytes are of another version or damaged.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SignatureError> {
        match bytes.split_first() {
            Some((&VERSION, rest)) => Reader(rest).signature().ok_or(SignatureError::Damaged),
            Some((&version, _)) => Err(SignatureError::Version(version)),
            None => Err(SignatureError::Damaged),
        }
    }
}

fn number(mut value: usize, out: &mut Vec<u8>) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// What is still to be read.
struct Reader<'bytes>(&'bytes [u8]);

impl Reader<'_> {
    fn signature(&mut self) -> Option<Signature> {
        let length = self.number()?;
        let language = std::str::from_utf8(self.take(length)?).ok()?.to_owned();
        let day = match i32::from_le_bytes(self.array()?) {
            i32::MIN => None,
            days => {
                let span = jiff::Span::new().try_days(days).ok()?;
                Some(FIRST_DAY.checked_add(span).ok()?)
            }
        };
        let meaning = match self.array()? {
            [0] => Vector::ZERO,
            [1] => self.meaning()?,
            _ => return None,
        };
        let weights = self.many(4, |reader| {
            Some(f32::from_le_bytes(reader.array()?)).filter(|weight| weight.is_finite())
        })?;
        let features = self.many(9, |reader| {
            let feature = u64::from_le_bytes(reader.array()?);
            Some((feature, *weights.get(reader.number()?)?))
        })?;
        let mut place = 0_usize;
        let names = self.many(1, |reader| {
            place = place.checked_add(reader.number()?)?;
            features.get(place).map(|(feature, _)| *feature)
        })?;
        let sound = features.is_sorted_by(|a, b| a.0 < b.0)
            && names.is_sorted_by(|a, b| a < b)
            && self.0.is_empty();
        sound.then_some(Signature { features, names, meaning, language, day })
    }

    fn meaning(&mut self) -> Option<Vector> {
        let mut components = [0; DIMENSIONS];
        for component in &mut components {
            *component = i16::from_le_bytes(self.array()?);
        }
        Vector::from_components(components)
    }

    /// A list with its count before it; `least` is the fewest bytes of an entry, so that a false count asks for no
    /// memory.
    fn many<T>(
        &mut self,
        least: usize,
        mut one: impl FnMut(&mut Self) -> Option<T>,
    ) -> Option<Vec<T>> {
        let count = self.number()?;
        if count > self.0.len() / least {
            return None;
        }
        (0..count).map(|_| one(self)).collect()
    }

    fn number(&mut self) -> Option<usize> {
        let mut value = 0;
        for shift in (0..28).step_by(7) {
            let [byte] = self.array()?;
            value |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Some(value);
            }
        }
        None
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }

    fn take(&mut self, length: usize) -> Option<&[u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}
