//! The vectors of sentences, in sentences and bytes a second, on the reports of the corroboration set.
//!
//! `cargo bench -p recoupe-vectors`. On one core.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use recoupe_vectors::{Encoder, Vector};
use std::path::Path;

fn main() {
    divan::main();
}

/// The lines of the reports, cut at full stops.
fn sentences() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../eval/corroboration");
    let folders = std::fs::read_dir(root).into_iter().flatten().flatten();
    let files = folders.filter_map(|folder| std::fs::read_dir(folder.path()).ok()).flatten();
    files
        .flatten()
        .filter(|file| file.path().extension().is_some_and(|ending| ending == "txt"))
        .filter_map(|file| std::fs::read_to_string(file.path()).ok())
        .flat_map(|text| text.split_inclusive(". ").map(str::to_owned).collect::<Vec<_>>())
        .collect()
}

#[divan::bench]
fn encode(bencher: Bencher<'_, '_>) {
    let sentences = sentences();
    bencher
        .counter(BytesCount::new(sentences.iter().map(String::len).sum::<usize>()))
        .counter(ItemsCount::new(sentences.len()))
        .bench(|| {
            sentences
                .iter()
                .map(|text| Encoder::get().encode(text))
                .map(divan::black_box_drop)
                .count()
        });
}

#[divan::bench]
fn cosine(bencher: Bencher<'_, '_>) {
    let vectors: Vec<Vector> = sentences().iter().map(|text| Encoder::get().encode(text)).collect();
    bencher.counter(ItemsCount::new(vectors.len() * vectors.len())).bench(|| {
        vectors
            .iter()
            .flat_map(|one| vectors.iter().map(|other| one.cosine(other)))
            .fold(0.0, f64::max)
    });
}

#[divan::bench]
fn split(bencher: Bencher<'_, '_>) {
    let sentences = sentences();
    bencher
        .counter(ItemsCount::new(sentences.len()))
        .bench(|| sentences.iter().map(|text| Encoder::get().pieces(text).len()).sum::<usize>());
}
