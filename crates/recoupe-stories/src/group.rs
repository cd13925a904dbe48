//! Grouping all at once: the stream, given every report in order.

use crate::signature::Signature;
use crate::stream::Stream;
use rayon::prelude::*;
use recoupe_annotate::Reading;

/// The groups, each a sorted list of positions in `readings`, in order of their first one.
#[must_use]
pub fn group(readings: &[Reading]) -> Vec<Vec<usize>> {
    let signatures: Vec<Signature> = readings.par_iter().map(Signature::of).collect();
    let mut stream = Stream::default();
    for (number, signature) in signatures.into_iter().enumerate() {
        stream.add(number as u64, signature);
    }
    let numbers = |story: Vec<u64>| story.into_iter().map(|number| number as usize).collect();
    stream.stories().into_iter().map(numbers).collect()
}
