//! A story to JSON, HTML, Markdown, CSV and terminal text.

mod affair;
mod build;
pub mod record;

pub use affair::Findings;
pub use build::record;
