//! What a report changed, and why.

/// Why a report is where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// How many names it shares with the report it is most like.
    pub names: usize,
    /// How alike it and the story are, 0 to 1.
    pub likeness: f64,
    /// The days between it and the report it is most like, where both are dated.
    pub days: Option<u32>,
}

/// What a new report changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// It is the first of a story.
    Opened {
        /// The story.
        story: u64,
    },
    /// A report came to a story, from being alone or from another one.
    Joined {
        /// The report.
        article: u64,
        /// The story.
        story: u64,
        /// The story that it was in before.
        from: Option<u64>,
        /// Why.
        reason: Reason,
    },
    /// Two stories became one.
    Merged {
        /// The story that is no more.
        story: u64,
        /// The one that it is in now.
        into: u64,
        /// Why.
        reason: Reason,
    },
}
