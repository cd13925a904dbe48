//! An article to its reading: quotations, names, times, figures. One article at a time; nothing here
//! knows that there are others.

pub mod grammar;
pub mod names;
pub mod phrases;
pub mod quotations;
mod syntax;

pub use syntax::Syntax;
