//! Grouping all at once: the stream, given every report in order.

use crate::signature::Signature;
use crate::stream::Stream;
use recoupe_annotate::Reading;

/// The groups, each a sorted list of positions in `readings`, in order of their first one.
#[must_use]
pub fn group(readings: &[Reading]) -> Vec<Vec<usize>> {
    let mut stream = Stream::default();
    for reading in readings {
        stream.add(Signature::of(reading));
    }
    stream.stories()
}
