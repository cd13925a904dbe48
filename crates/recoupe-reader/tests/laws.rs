//! Laws of every text.

use proptest::prelude::*;
use rayon::ThreadPoolBuilder;
use recoupe_reader::{Embedding, Encoder};

fn encoder() -> &'static Encoder {
    Encoder::get().expect("the tests run with the weights inside the program")
}

/// Any characters, and texts that look like sentences of the five languages.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[a-zéüñ ]{0,60}",
        "[ء-ي ]{0,60}",
        "(the|minister|la|ministre|der|Brücke|في|الجسر|[0-9]{1,9}| |’|\\.){0,30}"
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn neither_other_texts_nor_threads_change_a_byte(
        texts in prop::collection::vec(texts(), 0..24),
        threads in 1..4_usize,
    ) {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let alone: Vec<Embedding> = texts.iter().map(|text| encoder().encode(text)).collect();
        let pool = ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        prop_assert_eq!(&alone, &pool.install(|| encoder().encode_all(&texts)));
        let turned: Vec<&str> = texts.iter().rev().copied().collect();
        let mut turned = encoder().encode_all(&turned);
        turned.reverse();
        prop_assert_eq!(alone, turned);
    }

    #[test]
    fn an_embedding_is_zero_or_one_long(text in texts()) {
        let embedding = encoder().encode(&text);
        let square: f64 =
            embedding.components().iter().map(|value| f64::from(*value).powi(2)).sum();
        let length = square.sqrt() / 16384.0;
        prop_assert_eq!(embedding.is_zero(), encoder().pieces(&text).is_empty());
        prop_assert!(embedding.is_zero() || (length - 1.0).abs() < 0.001, "{}", length);
        let own = if embedding.is_zero() { 0.0_f64 } else { 1.0 };
        prop_assert_eq!(embedding.cosine(&embedding).to_bits(), own.to_bits());
        prop_assert_eq!(Embedding::from_bytes(&embedding.to_bytes()), Some(embedding));
    }

    #[test]
    fn a_cosine_is_between_one_and_one_below_zero(one in texts(), other in texts()) {
        let (one, other) = (encoder().encode(&one), encoder().encode(&other));
        prop_assert!((-1.0..=1.0).contains(&one.cosine(&other)));
        prop_assert_eq!(one.cosine(&other).to_bits(), other.cosine(&one).to_bits());
    }

    #[test]
    fn white_space_counts_for_nothing_but_the_end_of_a_word(
        words in prop::collection::vec("[a-zéüñء-ي]{1,9}", 0..9),
        space in "[ \\t\\n\u{a0}\u{2003}\u{3000}]{1,4}",
    ) {
        let spaced = format!("{space}{}{space}", words.join(&space));
        prop_assert_eq!(encoder().encode(&words.join(" ")), encoder().encode(&spaced));
    }
}

#[test]
fn no_text_is_too_long() {
    let sentence = "The council rejected the plan for a new harbour. ";
    let begin = std::time::Instant::now();
    let long = encoder().encode(&sentence.repeat(200_000));
    assert_eq!(long, encoder().encode(&sentence.repeat(40)));
    for run in ["ab", "語", "e\u{301}", "\u{301}", "🙂", "\u{fdfa}", "\u{200b}", " "] {
        let pieces = encoder().pieces(&run.repeat(300_000));
        assert!(pieces.len() <= 126, "{run}");
    }
    // Far above what it takes, far below what ten megabytes would.
    assert!(begin.elapsed().as_secs() < 20);
}

#[test]
fn bytes_of_no_embedding_are_refused() {
    assert_eq!(Embedding::from_bytes(&[]), None);
    assert_eq!(Embedding::from_bytes(&[0; Embedding::BYTES - 1]), None);
    assert_eq!(Embedding::from_bytes(&[0x7f; Embedding::BYTES]), None);
    assert_eq!(Embedding::from_bytes(&[0; Embedding::BYTES]), Some(Embedding::ZERO));
}
