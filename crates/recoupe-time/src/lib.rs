//! Expressions of time in running text, resolved to EDTF.
//!
//! * [`times`] finds and resolves them; [`resolve`] resolves them again with another date, cheaply.
//! * [`written_days`] finds only days, for the lines that say when a page was published.
//! * [`coordinated`] joins neighbours ("in 2021 and 2022") where a caller wants one stretch.
//! * [`Edtf`] is a date or interval, with its days and whether two may be the same time.
//!
//! The words stand in the table `calendar` of a language, the ways they are put together in
//! `patterns`, what shows the tense of a sentence in `tense`; the code knows types and actions only.
//! A span leaves out prepositions ("since", "in") and keeps what belongs to the date ("early", "the
//! end of"). Pure: no clock, no file.

mod absolute;
mod amount;
mod build;
mod chart;
mod edtf;
mod expression;
mod field;
mod find;
mod holiday;
mod lexicon;
mod pattern;
mod period;
mod shape;
mod tense;

pub use absolute::{WrittenDay, written_days};
pub use build::TimeOfDay;
pub use edtf::{Edtf, Granularity, NotEdtf, Point};
pub use expression::{Context, Kind, Open, TimeExpression, resolve};
pub use find::{coordinated, times};
pub use jiff::civil::Date;
pub use period::Unit;
