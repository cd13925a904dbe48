//! Laws of every text.

use proptest::prelude::*;
use recoupe_vectors::{Encoder, Vector};

fn length(vector: &Vector) -> f64 {
    vector.to_f32().iter().map(|value| f64::from(*value).powi(2)).sum::<f64>().sqrt()
}

/// Any characters, and texts that look like words of the five languages.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zéüñ ]{0,60}",
        "[ء-ي ]{0,60}",
        "(the|la|der|في|[0-9]{1,9}| |’){0,30}"
    ]
}

proptest! {
    #[test]
    fn a_vector_is_zero_or_one_long(text in texts()) {
        let vector = Encoder::get().encode(&text);
        let length = length(&vector);
        prop_assert!(vector.is_zero() && length == 0.0 || (length - 1.0).abs() < 0.001, "{length}");
        prop_assert_eq!(vector.is_zero(), Encoder::get().pieces(&text).is_empty());
    }

    #[test]
    fn one_text_has_one_vector(text in texts()) {
        let vector = Encoder::get().encode(&text);
        prop_assert_eq!(vector, Encoder::get().encode(&text));
        let own = if vector.is_zero() { 0.0_f64 } else { 1.0 };
        prop_assert_eq!(vector.cosine(&vector).to_bits(), own.to_bits());
    }

    #[test]
    fn case_and_order_do_not_count(words in prop::collection::vec("[a-zàéüñء-ي]{1,9}", 0..9)) {
        let vector = Encoder::get().encode(&words.join(" "));
        let turned: Vec<String> = words.iter().rev().map(|word| word.to_uppercase()).collect();
        prop_assert_eq!(vector, Encoder::get().encode(&turned.join(" – ")));
    }

    #[test]
    fn a_cosine_is_between_one_and_one_below_zero(one in texts(), other in texts()) {
        let (one, other) = (Encoder::get().encode(&one), Encoder::get().encode(&other));
        prop_assert!((-1.0..=1.0).contains(&one.cosine(&other)));
        prop_assert_eq!(one.cosine(&other).to_bits(), other.cosine(&one).to_bits());
    }
}

#[test]
fn very_long_texts_keep_their_direction() {
    let sentence = "The council rejected the plan for a new harbour. ";
    let many = Encoder::get().encode(&sentence.repeat(20_000));
    assert!(Encoder::get().encode(sentence).cosine(&many) > 0.9999);
}

#[test]
fn a_word_without_end_is_read() {
    let _ = Encoder::get().encode(&"ab".repeat(200_000));
    let _ = Encoder::get().encode(&"語".repeat(200_000));
}
