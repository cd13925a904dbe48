//! Sentences to vectors. Sentences that say the same lie near each other, in one language or in two
//! (English, French, Arabic, Spanish, German). The crate knows texts and one table; nothing of news.
//!
//! A text is split into words, a word into pieces ([Unigram model][kudo]), and every piece has a row
//! in a table; the vector is the sum of the rows, made one long. There is no network and no order of
//! words: “dog bites man” and “man bites dog” are one vector. That is enough to find candidates, a
//! few microseconds a sentence; who did what to whom, how many and when must be read otherwise.
//!
//! ```
//! use recoupe_vectors::Encoder;
//!
//! let encoder = Encoder::get();
//! let english = encoder.encode("The minister resigned after the vote.");
//! let french = encoder.encode("La ministre a démissionné après le vote.");
//! let other = encoder.encode("Le pont était fermé à cause du vent.");
//! assert!(english.cosine(&french) > english.cosine(&other));
//! ```
//!
//! * [`Encoder`]: the table that is inside the program, and the way from a text to its vector.
//! * [`Vector`]: 256 whole numbers and their cosine.
//!
//! **The same bytes everywhere.** Scores of pieces, rows and sums are whole numbers, so no order of
//! addition matters; the one division and one square root at the end are single operations that
//! IEEE 754 rounds in one way only. A vector is the same on every machine, in every build.
//!
//! How the table was trained, on what and how good it is: `training/MODEL_CARD.md`.
//!
//! [kudo]: https://aclanthology.org/P18-1007/

mod encoder;
mod model;
mod pieces;
mod vector;
mod words;

pub use encoder::Encoder;
pub use vector::{DIMENSIONS, Vector};
