//! What training and the crate must agree on: the weight file, and what is made of a text.

use recoupe_reader::{DIMENSIONS, Encoder};
use sha2::{Digest, Sha256};
use std::fmt::Write;

/// A line of the fixture: a text, its pieces, and its vector as 32-bit floating point gives it.
struct Line {
    text: String,
    pieces: Vec<u32>,
    vector: Vec<f64>,
}

fn fixture() -> Vec<Line> {
    let lines = include_str!("fixture.tsv").lines().filter(|line| !line.starts_with('#'));
    let line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let [text, pieces, vector] = columns[..] else { panic!("three columns: {line}") };
        let number = |number: &str| number.parse().expect("a number");
        Line {
            text: serde_json::from_str(text).expect("a JSON string"),
            pieces: pieces.split_whitespace().map(|piece| number(piece) as u32).collect(),
            vector: vector.split_whitespace().map(number).collect(),
        }
    };
    lines.map(line).collect()
}

#[test]
fn pieces_are_those_of_training() {
    let encoder = Encoder::get().expect("an encoder");
    for line in fixture() {
        assert_eq!(encoder.pieces(&line.text), line.pieces, "{}", line.text);
    }
}

#[test]
fn vectors_lie_where_floating_point_has_them() {
    let encoder = Encoder::get().expect("an encoder");
    let mut worst = 1.0_f64;
    let mut total = 0.0;
    let mut count = 0.0;
    for line in fixture() {
        let embedding = encoder.encode(&line.text);
        assert_eq!(line.vector.len(), DIMENSIONS);
        assert_eq!(embedding.is_zero(), line.pieces.is_empty(), "{}", line.text);
        if embedding.is_zero() {
            continue;
        }
        let pairs = embedding.components().iter().zip(&line.vector);
        let product: f64 = pairs.map(|(one, two)| f64::from(*one) * two).sum();
        let square: f64 = embedding.components().iter().map(|one| f64::from(*one).powi(2)).sum();
        let other: f64 = line.vector.iter().map(|two| two * two).sum();
        let cosine = product / (square * other).sqrt();
        println!("{cosine:.5} {}", line.text.chars().take(50).collect::<String>());
        worst = worst.min(cosine);
        total += cosine;
        count += 1.0;
    }
    println!("{worst} {}", total / count);
    assert!(worst >= 0.999, "{worst}");
}
