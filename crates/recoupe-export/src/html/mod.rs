//! stub
use crate::record::Record;
/// The page
#[must_use]
pub fn html(_record: &Record) -> String { String::new() }
