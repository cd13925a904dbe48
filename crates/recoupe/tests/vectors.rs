//! `recoupe vectors` from outside: lines in, one vector a line out.

mod common;

use common::{Affair, Ran, recoupe, recoupe_reading, recoupe_unread};

fn vectors(ran: &Ran) -> Vec<Vec<f64>> {
    ran.output.lines().map(|line| serde_json::from_str(line).expect("numbers")).collect()
}

fn cosine(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

#[test]
fn a_translation_is_nearer_than_another_sentence() {
    let lines = "The dam was closed on Friday.\r\nLe barrage a été fermé vendredi.\nThe choir sang in the square.";
    let ran = recoupe_reading(&Affair::new(), &["vectors"], lines.as_bytes());
    assert_eq!((ran.code, ran.errors.as_str()), (0, ""));
    let found = vectors(&ran);
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [256; 3]);
    assert!((cosine(&found[0], &found[0]) - 1.0).abs() < 0.001);
    assert!(cosine(&found[0], &found[1]) > cosine(&found[0], &found[2]) + 0.2);
}

#[test]
fn every_line_has_a_vector_and_an_empty_one_is_zero() {
    let ran = recoupe_reading(&Affair::new(), &["vectors"], b"one\n\n...\n");
    let zero: Vec<bool> =
        vectors(&ran).iter().map(|vector| vector.iter().all(|value| *value == 0.0)).collect();
    assert_eq!(zero, [false, true, true]);
}

#[test]
fn a_line_that_is_not_utf8_is_told_and_the_others_are_read() {
    let ran = recoupe_reading(&Affair::new(), &["vectors"], b"caf\xe9 in Paris\nOne more line\n");
    assert_eq!(ran.code, 1);
    assert_eq!(vectors(&ran).len(), 2);
    insta::assert_snapshot!(ran.errors);
}

#[test]
fn nothing_in_is_nothing_out() {
    let ran = recoupe(&Affair::new(), &["vectors"]);
    assert_eq!((ran.code, ran.output.as_str(), ran.errors.as_str()), (0, "", ""));
}

#[test]
fn a_reader_that_left_is_no_error() {
    assert_eq!(recoupe_unread(&Affair::new(), &["vectors"]), (0, String::new()));
}

#[test]
fn help() {
    insta::assert_snapshot!(recoupe(&Affair::new(), &["vectors", "--help"]).output);
}
