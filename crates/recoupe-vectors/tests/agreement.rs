//! What training and the crate must agree on: the model file, and what is made of a text.

use recoupe_vectors::{DIMENSIONS, Encoder};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Of `model/table.bin`; `training/MODEL_CARD.md` states it too.
const HASH: &str = "4d9ddd21b9d09e47ddf6383ce397d237c74a7fecae41a341092131f3f56941a5";

const CARD: &str = include_str!("../../../training/MODEL_CARD.md");

#[test]
fn the_model_file_is_the_one_the_card_describes() {
    let mut hash = String::new();
    for byte in Sha256::digest(include_bytes!("../model/table.bin")) {
        // Writing to a String cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    assert_eq!(hash, HASH);
    assert!(CARD.contains(HASH));
}

#[test]
fn pieces_and_vectors_are_those_of_training() {
    let fixture = include_str!("fixture.tsv");
    for line in fixture.lines().filter(|line| !line.starts_with('#')) {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, pieces, vector] = columns[..] else { panic!("three columns: {line}") };
        let numbers = |column: &str| -> Vec<i64> {
            column.split_whitespace().map(|number| number.parse().expect("a number")).collect()
        };
        let found: Vec<i64> =
            Encoder::get().pieces(text).iter().map(|piece| i64::from(*piece)).collect();
        assert_eq!(found, numbers(pieces), "{text}");
        let found: Vec<i64> = Encoder::get()
            .encode(text)
            .components()
            .iter()
            .map(|component| i64::from(*component))
            .collect();
        assert_eq!(found, numbers(vector), "{text}");
        assert_eq!(found.len(), DIMENSIONS);
    }
}
