//! Every step of the way, in articles and bytes a second, on the reports of the corroboration set.
//!
//! `cargo bench -p recoupe-eval`. Ratios within one run count, not absolute times.

use divan::Bencher;
use divan::counter::{BytesCount, ItemsCount};
use recoupe_annotate::Reading;
use recoupe_annotate::Syntax;
use recoupe_annotate::names::Names;
use recoupe_annotate::quotations::quotations;
use recoupe_compare::{compare, copies};
use recoupe_read::Article;
use recoupe_stories::group;
use recoupe_text::{Language, Tokens, detect_language, sentences};
use std::path::{Path, PathBuf};

fn main() {
    divan::main();
}

fn files(folder: &Path, ending: &str, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|held| held == ending) {
            found.push(path);
        }
    }
}

fn inputs(folder: &str, ending: &str) -> Vec<(String, Vec<u8>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(folder);
    let mut found = Vec::new();
    files(&root, ending, &mut found);
    found
        .into_iter()
        .filter_map(|path| Some((path.display().to_string(), std::fs::read(&path).ok()?)))
        .collect()
}

fn articles() -> Vec<Article> {
    inputs("eval/corroboration", "txt")
        .iter()
        .filter_map(|(source, bytes)| recoupe_read::read(source, bytes).ok())
        .flat_map(|input| input.articles)
        .collect()
}

fn language(article: &Article) -> &'static Language {
    article.language.as_deref().and_then(Language::get).unwrap_or_else(Language::undetermined)
}

/// Runs `step` over every article, counting articles and bytes.
fn each<T>(bencher: Bencher<'_, '_>, step: impl Fn(&Article) -> T + Sync) {
    let articles = articles();
    let bytes: usize = articles.iter().map(|article| article.text.len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(articles.len()))
        .bench(|| articles.iter().map(&step).map(divan::black_box_drop).count());
}

fn read_all(bencher: Bencher<'_, '_>, folder: &str, ending: &str) {
    let inputs = inputs(folder, ending);
    let bytes: usize = inputs.iter().map(|(_, bytes)| bytes.len()).sum();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(inputs.len())).bench(|| {
        inputs.iter().filter_map(|(source, bytes)| recoupe_read::read(source, bytes).ok()).count()
    });
}

#[divan::bench]
fn read_text(bencher: Bencher<'_, '_>) {
    read_all(bencher, "eval/corroboration", "txt");
}

#[divan::bench]
fn read_html(bencher: Bencher<'_, '_>) {
    read_all(bencher, "examples", "html");
}

#[divan::bench]
fn detect(bencher: Bencher<'_, '_>) {
    each(bencher, |article| detect_language(&article.text));
}

#[divan::bench]
fn tokenise(bencher: Bencher<'_, '_>) {
    each(bencher, |article| Tokens::of(&article.text, language(article)));
}

#[divan::bench]
fn split_sentences(bencher: Bencher<'_, '_>) {
    each(bencher, |article| sentences(&article.text, language(article)));
}

#[divan::bench]
fn find_quotations(bencher: Bencher<'_, '_>) {
    each(bencher, |article| {
        let syntax = Syntax::of(&article.text, language(article));
        quotations(&syntax, &Names::of(&article.text, &syntax, article.title))
    });
}

#[divan::bench]
fn find_names(bencher: Bencher<'_, '_>) {
    each(bencher, |article| {
        Names::of(&article.text, &Syntax::of(&article.text, language(article)), article.title)
    });
}

#[divan::bench]
fn annotate(bencher: Bencher<'_, '_>) {
    each(bencher, |article| Reading::of(article.clone()));
}

/// Runs `step` over all readings at once.
fn all<T>(bencher: Bencher<'_, '_>, step: impl Fn(&[Reading]) -> T + Sync) {
    let readings: Vec<Reading> = articles().into_iter().map(Reading::of).collect();
    let bytes: usize = readings.iter().map(|reading| reading.text().len()).sum();
    bencher
        .counter(BytesCount::new(bytes))
        .counter(ItemsCount::new(readings.len()))
        .bench(|| divan::black_box(step(&readings)));
}

#[divan::bench]
fn group_affairs(bencher: Bencher<'_, '_>) {
    all(bencher, group);
}

#[divan::bench]
fn find_copies(bencher: Bencher<'_, '_>) {
    all(bencher, |readings| copies(&readings.iter().collect::<Vec<_>>()));
}

#[divan::bench]
fn compare_affairs(bencher: Bencher<'_, '_>) {
    all(bencher, |readings| {
        let mut copy = readings.to_vec();
        for members in group(readings) {
            let mut chosen: Vec<&mut Reading> = copy
                .iter_mut()
                .enumerate()
                .filter(|(number, _)| members.contains(number))
                .map(|(_, reading)| reading)
                .collect();
            divan::black_box(compare(&mut chosen));
        }
    });
}
