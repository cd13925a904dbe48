//! What is exported: all readings in the record's order, their stories, and the inputs that failed.

use recoupe_annotate::Reading;
use recoupe_compare::Story;

/// Everything that one run found.
#[derive(Debug, Default)]
pub struct Findings {
    /// The readings, in the record's order.
    pub readings: Vec<Reading>,
    /// The stories: the readings of each, by number, and what they say together.
    pub stories: Vec<(Vec<usize>, Story)>,
    /// Inputs that could not be read: source and reason.
    pub errors: Vec<(String, String)>,
}
