//! What is exported: all readings in the record's order, their stories, and the inputs that failed.

use recoupe_annotate::Reading;
use recoupe_compare::{Held, Story};

/// A claim that the reports were asked about.
#[derive(Debug)]
pub struct Claim {
    /// The claim, as it was given.
    pub text: String,
    /// Its language, where that is known.
    pub language: Option<String>,
    /// The story, by number, that tells most of it, and how it stands there.
    pub held: Option<(usize, Held)>,
}

/// Everything that one run found.
#[derive(Debug, Default)]
pub struct Findings {
    /// The readings, in the record's order.
    pub readings: Vec<Reading>,
    /// The stories: the readings of each, by number, and what they say together.
    pub stories: Vec<(Vec<usize>, Story)>,
    /// The claims, in the order in which they were given.
    pub claims: Vec<Claim>,
    /// Inputs that could not be read: source and reason.
    pub errors: Vec<(String, String)>,
}
