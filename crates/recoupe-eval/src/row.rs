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
    /// The bar is a ceiling, not a floor.
    pub(crate) ceiling: bool,
    /// What else belongs to it.
    pub(crate) note: String,
}

impl Row {
    pub(crate) fn new(job: &str, measure: impl Into<String>, value: f64) -> Self {
        Self {
            job: job.to_owned(),
            measure: measure.into(),
            value,
            bar: None,
            ceiling: false,
            note: String::new(),
        }
    }

    pub(crate) fn bar(mut self, bar: Option<f64>) -> Self {
        self.bar = bar;
        self
    }

    pub(crate) fn at_most(mut self, bar: Option<f64>) -> Self {
        self.bar = bar;
        self.ceiling = true;
        self
    }

    /// Whether the bar is kept; true where there is none.
    pub(crate) fn holds(&self) -> bool {
        self.bar.is_none_or(|bar| if self.ceiling { self.value <= bar } else { self.value >= bar })
    }

    pub(crate) fn note(mut self, note: impl Into<String>) -> Self {
        self.note = note.into();
        self
    }
}
