//! The command: reports in, one sourced record out.
//!
//! Data goes to stdout, messages and progress to stderr. Each sub-command is one file in `commands`; what
//! they share stands beside: [`inputs`] finds what is to be read (`fetching`, where it is an address), [`gather`]
//! reads and compares it, [`stream`] reads what is larger than memory, `archiving` files it in an archive, the rest writes. It is a library so that
//! its laws can be tested without starting a process.

mod archiving;
mod commands;
mod fetching;
mod filing;
pub mod gather;
pub mod inputs;
mod messages;
mod output;
pub mod stream;
mod watching;

pub use commands::run;
