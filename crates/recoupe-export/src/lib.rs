//! A story to JSON, HTML, Markdown, CSV and terminal text.
//!
//! [`record()`] turns findings into the record, which is the contract; every other form is laid out from it
//! and shows nothing that the record does not hold.

mod affair;
mod build;
mod changes;
mod digest;
pub mod html;
mod markdown;
mod offsets;
mod overview;
pub mod record;
mod relation;
mod tables;
mod terminal;
pub mod verify;
mod words;

pub use affair::{Claim, Findings};
pub use build::record;
pub use changes::{ChangeOut, VersionOut, changes};
pub use digest::when;
pub use html::html;
pub use markdown::markdown;
pub use overview::{Overview, overviews};
pub use relation::{
    ArrangementOut, LackingOut, RelationAsked, RelationOut, RelationReport, StepOut, relation,
};
pub use tables::{Table, tables};
pub use terminal::{
    LogItem, ReportItem, StoryItem, TextOptions, relation_text, report_list, steps, stories, text,
    versions,
};
pub use words::{counted, language_name};
