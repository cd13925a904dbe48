//! An article to its reading: quotations, names, times, figures. One article at a time; nothing here
//! knows that there are others.

pub mod figures;
pub mod grammar;
pub mod lexicon;
pub mod names;
pub mod phrases;
pub mod quotations;
mod reading;
mod syntax;

pub use reading::Reading;
pub use syntax::Syntax;
