//! An archive as pages, an API and feeds, over HTTP.
//!
//! The way of a request: `server` (one connection: limits of time and number) → `guard` (which host, whose token,
//! whose form) → `routes` (what is asked for) → `readers` (the archive, off the threads that serve) or `compared`
//! (a story's record, made once) → `pages`, `twins` (JSON) or `syndication` (Atom, JSON Feed), functions from data to
//! text → `dress` (headers, entity tags, packing, faults as pages).
//!
//! Every page has a twin in JSON at the same address with `.json` behind it. Nothing here is kept between
//! requests but records that were made of stories, and those can be made again at any time. Nothing on a page comes from
//! elsewhere, and no page has a script.
//!
//! Limits: a story is compared when somebody asks for it, which takes seconds for one of hundreds of reports; whoever
//! asks waits, and is told to come back where it takes longer than a request may. Plain HTTP/1.1: encryption is for the
//! proxy in front.

mod by_hand;
mod compared;
mod dress;
mod fault;
mod forms;
mod guard;
mod kept;
mod openapi;
mod pages;
mod readers;
mod related;
mod revised;
mod routes;
mod server;
mod syndication;
mod twins;
mod watched;

pub use by_hand::by_hand;
pub use compared::{story_record, summary};
pub use related::{Question, related};
pub use revised::versions;
pub use server::{Options, ServeError, Server, serve};
