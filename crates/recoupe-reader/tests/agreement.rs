//! What training and the crate must agree on: the weight file, and what is made of a text.

use recoupe_reader::{DIMENSIONS, Encoder};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// Of `model/encoder.bin`; the card states it too.
const HASH: &str = "3b14da4e7a5113a93dff78be7f83dd8f03a08635cb4b00a71964d05eed7e3624";

/// Of the embeddings of the fixture's texts, one behind the other: they are these bytes everywhere.
const EMBEDDINGS: &str = "64afa9c77bd62f39509648a3c551d82df9a4d3f3e18c6064e3e0696129c3af5a";

const CARD: &str = include_str!("../../../training/encoder/MODEL_CARD.md");

/// A line of the fixture: a text, its pieces, and its vector as 32-bit floating point gives it.
struct Line {
    text: String,
    pieces: Vec<u32>,
    vector: Vec<f64>,
}

fn fixture() -> Vec<Line> {
    let line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, pieces, vector] = columns[..] else { panic!("three columns: {line}") };
        Line {
            text: serde_json::from_str(text).expect("a JSON string"),
            pieces: pieces
                .split_whitespace()
                .map(|piece| piece.parse().expect("a piece"))
                .collect(),
            vector: vector.split_whitespace().map(|part| part.parse().expect("a number")).collect(),
        }
    };
    include_str!("fixture.tsv").lines().filter(|line| !line.starts_with('#')).map(line).collect()
}

fn hash(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn encoder() -> &'static Encoder {
    Encoder::get().expect("the tests run with the weights inside the program")
}

#[test]
fn the_weight_file_is_the_one_the_card_describes() {
    let file = include_bytes!("../model/encoder.bin");
    assert_eq!(hash(file), HASH);
    assert!(CARD.contains(HASH));
    assert_eq!(hash(&file[128..]), hexadecimal(&encoder().fingerprint()));
}

#[test]
fn pieces_are_those_of_training() {
    for line in fixture() {
        assert_eq!(encoder().pieces(&line.text), line.pieces, "{}", line.text);
    }
}

#[test]
fn embeddings_are_the_same_bytes_everywhere() {
    let lines = fixture();
    let texts: Vec<&str> = lines.iter().map(|line| line.text.as_str()).collect();
    let bytes: Vec<u8> =
        encoder().encode_all(&texts).iter().flat_map(recoupe_reader::Embedding::to_bytes).collect();
    assert_eq!(hash(&bytes), EMBEDDINGS);
}

#[test]
fn embeddings_lie_where_floating_point_has_them() {
    let mut cosines = Vec::new();
    for line in fixture() {
        let embedding = encoder().encode(&line.text);
        assert_eq!(line.vector.len(), DIMENSIONS);
        assert_eq!(embedding.is_zero(), line.pieces.is_empty(), "{}", line.text);
        if embedding.is_zero() {
            continue;
        }
        let pairs = embedding.components().iter().zip(&line.vector);
        let product: f64 = pairs.map(|(one, other)| f64::from(*one) * other).sum();
        let square: f64 = embedding.components().iter().map(|one| f64::from(*one).powi(2)).sum();
        let other: f64 = line.vector.iter().map(|other| other * other).sum();
        let cosine = product / (square * other).sqrt();
        assert!(cosine >= 0.999, "{cosine}: {}", line.text);
        cosines.push(cosine);
    }
    let mean = cosines.iter().sum::<f64>() / cosines.len() as f64;
    assert!(mean >= 0.9996, "{mean}");
}
