//! Signatures as bytes: what is written is read back, and what is none does no harm.

use jiff::civil::date;
use proptest::prelude::*;
use recoupe_annotate::Reading;
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_stories::{Signature, SignatureError};

fn signature(text: &str) -> Signature {
    Signature::of(&Reading::of(Article {
        language: Some("en".to_owned()),
        published: Dated { value: Some(date(2026, 3, 9)), basis: DateBasis::Metadata },
        text: text.to_owned(),
        ..Article::default()
    }))
}

const FERRY: &str = "A fire aboard the ferry Halcyon killed four people in the port of Norrby. The harbour \
    master, Ada Lund, said on 9 March 2026 that the fire began on the car deck of the Halcyon.";

#[test]
fn a_signature_is_read_back_unchanged() {
    for text in [FERRY, "", "42"] {
        let signature = signature(text);
        assert_eq!(Signature::from_bytes(&signature.to_bytes()), Ok(signature), "{text}");
    }
    let undated = Signature { day: None, language: String::new(), ..signature(FERRY) };
    assert_eq!(Signature::from_bytes(&undated.to_bytes()), Ok(undated));
}

#[test]
fn every_shortened_signature_is_damaged() {
    let bytes = signature(FERRY).to_bytes();
    for length in 0..bytes.len() {
        assert_eq!(Signature::from_bytes(&bytes[..length]), Err(SignatureError::Damaged));
    }
}

#[test]
fn another_version_is_told() {
    assert_eq!(Signature::from_bytes(&[2, 0]), Err(SignatureError::Version(2)));
}

proptest! {
    #[test]
    fn texts_are_read_back(text in "[A-Za-z0-9 .]{0,300}") {
        let signature = signature(&text);
        prop_assert_eq!(Signature::from_bytes(&signature.to_bytes()), Ok(signature));
    }

    #[test]
    fn any_bytes_do_no_harm(bytes in proptest::collection::vec(any::<u8>(), 0..600), at in 0..600_usize, byte: u8) {
        let _ = Signature::from_bytes(&bytes);
        let mut damaged = signature(FERRY).to_bytes();
        let at = at % damaged.len();
        damaged[at] = byte;
        if let Ok(read) = Signature::from_bytes(&damaged) {
            // What is taken for a signature can be compared without harm.
            let _ = read.meaning.cosine(&read.meaning);
        }
    }
}
