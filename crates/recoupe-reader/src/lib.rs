//! Sentences to vectors by a trained network: sentences that tell one fact lie near each other, in one
//! language or in two (English, French, Arabic, Spanish, German).
//!
//! Where `recoupe-vectors` adds up the words, this reads the sentence: who did what, and to whom. It
//! costs a thousand times as much, so it looks at what the cheaper one has found.
//!
//! ```
//! use recoupe_reader::Encoder;
//!
//! let encoder = Encoder::get().expect("RECOUPE_ENCODER says to have none");
//! let vectors = encoder.encode_all(&[
//!     "The minister resigned after the vote.",
//!     "La ministre a démissionné après le vote.",
//!     "The minister will not resign, her office said.",
//! ]);
//! assert!(vectors[0].cosine(&vectors[1]) > vectors[0].cosine(&vectors[2]));
//! ```
//!
//! * [`Encoder`]: the weights inside the program, or in a file, and the way from texts to vectors.
//! * [`Embedding`]: 384 whole numbers and their cosine.
//!
//! **The network.** Twelve layers of the transformer encoder of [multilingual-e5-small][e5] (MIT; the
//! form of [XLM-R][xlmr]), trained further on statements of one fact; the vector is the mean of the
//! last states, made one long. `training/encoder/MODEL_CARD.md` tells on what, and how good it is.
//!
//! **The same bytes everywhere.** Matrices are multiplied in whole numbers: weights and inputs are
//! rounded to eight bits, the inputs by a scale of each token's own, so that nothing depends on what
//! else is read in the same call. Everything else is done in single operations of IEEE 754 in a fixed
//! order (`numbers.rs`); the processors' own ways to a product (`kernel.rs`) differ in time alone.

mod attention;
mod embedding;
mod encoder;
mod kernel;
mod layers;
mod matrix;
mod normal;
mod numbers;
mod pieces;
mod weights;

pub use embedding::{DIMENSIONS, Embedding};
pub use encoder::Encoder;
pub use weights::WeightsError;
