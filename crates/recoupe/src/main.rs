//! The command: reports in, one sourced record out.
fn main() {}
