//! Measures every job on labelled data and writes the report.
fn main() {}
