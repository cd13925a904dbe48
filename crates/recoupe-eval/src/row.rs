//! One line of the report.

/// One figure: what was measured, on what, and what it is held against.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    /// The job and its data.
    pub(crate) job: String,
    /// What was measured.
    pub(crate) measure: String,
    /// The figure.
    pub(crate) value: f64,
    /// The bar set for it.
    pub(crate) bar: Option<f64>,
    /// What else belongs to it.
    pub(crate) note: String,
}

impl Row {
    pub(crate) fn new(job: &str, measure: impl Into<String>, value: f64) -> Self {
        Self { job: job.to_owned(), measure: measure.into(), value, bar: None, note: String::new() }
    }

    pub(crate) fn bar(mut self, bar: Option<f64>) -> Self {
        self.bar = bar;
        self
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}
