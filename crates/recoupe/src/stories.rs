//! Readings to stories: which readings tell of one affair.
//!
//! For now all that is given is taken for one affair.

use recoupe_annotate::Reading;

/// The readings of each story, by number.
pub(crate) fn group(readings: &[Reading]) -> Vec<Vec<usize>> {
    if readings.is_empty() { Vec::new() } else { vec![(0..readings.len()).collect()] }
}
