//! Bytes to articles: clean text, metadata, and what was taken out.

mod article;

pub use article::{Article, DateBasis, Dated, Post, Reason, Removed};
