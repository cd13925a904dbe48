//! The archive: reports as they were fetched, their versions, and the stories they tell, in one file or one
//! database.
//!
//! [`Archive`] is what callers use: it reads lists, stories, reports and the words they are searched by, and lends
//! a [`Writer`] that takes in reports one by one. What a call to the writer has given back is on the disk: it
//! outlives a kill of the program, a full disk and a loss of power. A [`Place`] says where it is.
//!
//! The way of a report: [`Filed`] (everything that is kept of it, made on any thread) → `placing` (the stream says
//! which story it belongs to, and what that changes) → `engine` (one transaction). All SQL stands in the engines,
//! `sqlite` and `postgres`, which promise the same. Nothing here reads the clock: who fetched says when.
//!
//! Limits: which story a report belongs to is decided by its first version; readings are not kept, they are
//! made again from the article.

mod archive;
mod columns;
mod engine;
mod error;
mod filed;
mod hits;
mod key;
mod lock;
mod names;
mod naming;
mod pack;
mod place;
mod placing;
mod postgres;
mod query;
mod rows;
mod sqlite;
mod streams;
mod words;
mod writer;

pub use archive::Archive;
pub use error::StoreError;
pub use filed::{Filed, Raw};
pub use hits::Hit;
pub use key::key;
pub use lock::Lock;
pub use naming::Named;
pub use place::Place;
pub use query::{Query, QueryError};
pub use rows::{
    Because, FeedKind, FeedRow, Listing, LogRow, NameKind, NameRow, Order, PageRow, ReportRow,
    RunRow, StoryRow, Summary, VersionRow, Why,
};
pub use writer::{Outcome, Taken, Writer};
