//! Weights from a file.

use recoupe_reader::{Encoder, WeightsError};
use std::io::Write;
use std::path::Path;

const EMBEDDED: &[u8] = include_bytes!("../model/encoder.bin");

fn load(bytes: &[u8]) -> Result<Encoder, WeightsError> {
    let mut file = tempfile::NamedTempFile::new().expect("a file");
    file.write_all(bytes).expect("room for it");
    Encoder::load(file.path())
}

#[test]
fn a_file_like_the_embedded_one_reads_alike() {
    let loaded = load(EMBEDDED).expect("the weights");
    let embedded = Encoder::get().expect("the tests run with the weights inside the program");
    let texts = ["The bridge was closed.", "", "أغلق الجسر"];
    assert_eq!(loaded.encode_all(&texts), embedded.encode_all(&texts));
    assert_eq!(loaded.fingerprint(), embedded.fingerprint());
}

#[test]
fn other_files_are_refused_with_the_reason() {
    assert!(matches!(Encoder::load(Path::new("no such file")), Err(WeightsError::Unreadable(_))));
    assert!(matches!(load(b""), Err(WeightsError::Form)));
    assert!(matches!(load(&EMBEDDED[..EMBEDDED.len() - 64]), Err(WeightsError::Form)));
    for place in [0, 8, 12, 20, 35] {
        let mut other = EMBEDDED.to_vec();
        other[place] ^= 0x80;
        assert!(matches!(load(&other), Err(WeightsError::Form)), "{place}");
    }
    let mut changed = EMBEDDED.to_vec();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    assert!(matches!(load(&changed), Err(WeightsError::Damaged)));
}
