//! An article to its reading: quotations, names, times, figures.

pub mod figures;
