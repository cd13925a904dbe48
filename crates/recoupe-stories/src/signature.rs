//! A report's signature: all of it that grouping needs.
//!
//! Features are what the report names, counts, dates and talks about, each by a hash that is the same on
//! every machine, with a weight by kind and frequency. Names and figures weigh more than words, words of the
//! general news vocabulary less, because look-alike affairs (two quakes, two summits with the same people)
//! share the words and differ in the names, the figures and the days. A person is also known by the sound
//! of the last part of the name, which is the same in Latin and in Arabic letters. Beside the
//! features stands the dense vector of the report's beginning.

use fnv::FnvHasher;
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::lexicon::Lexicon;
use recoupe_annotate::names::{EntityKind, Mention, Sound};
use recoupe_text::{TokenKind, fold};
use recoupe_vectors::{Encoder, Vector};
use std::collections::BTreeMap;
use std::hash::Hasher;

/// How much of a report its vector is made of, in bytes: what happened stands at its beginning.
const LEAD: usize = 300;

/// The weight of each kind of feature.
const NAME: f64 = 2.0;
const SOUND: f64 = 1.5;
const FIGURE: f64 = 1.2;
const DATE: f64 = 1.5;
const GENERAL: f64 = 0.6;

/// The fewest consonants of a name that is known by its sound.
const CONSONANTS: usize = 3;

/// What grouping knows of a report.
#[derive(Debug, Clone, PartialEq)]
pub struct Signature {
    /// Features by hash, sorted, each once, with a weight that does not yet know how rare they are.
    pub features: Vec<(u64, f32)>,
    /// The features that are names, sorted.
    pub names: Vec<u64>,
    /// The vector of the report's beginning.
    pub meaning: Vector,
    /// The language, as a BCP 47 code; empty where it is not known.
    pub language: String,
    /// The day of publication, where it is known.
    pub day: Option<Date>,
}

impl Signature {
    /// The signature of a reading. Linear in its length.
    #[must_use]
    pub fn of(reading: &Reading) -> Self {
        let mut counts: BTreeMap<u64, (f64, f64)> = BTreeMap::new();
        let mut names = Vec::new();
        features(reading, &mut |kind, key, weight| {
            let feature = hash(kind, key);
            if kind == "name" {
                names.push(feature);
            }
            counts.entry(feature).or_insert((0.0, weight)).0 += 1.0;
        });
        names.sort_unstable();
        names.dedup();
        let features = counts
            .into_iter()
            .map(|(feature, (count, weight))| (feature, ((1.0 + count.ln()) * weight) as f32))
            .collect();
        let text = reading.text();
        Self {
            features,
            names,
            meaning: Encoder::get().encode(&text[..text.floor_char_boundary(LEAD)]),
            language: reading.article.language.clone().unwrap_or_default(),
            day: reading.article.published.value,
        }
    }
}

/// FNV-1a, which is the same on every machine and in every version.
fn hash(kind: &str, key: &str) -> u64 {
    let mut hasher = FnvHasher::default();
    hasher.write(kind.as_bytes());
    hasher.write(b" ");
    hasher.write(key.as_bytes());
    hasher.finish()
}

/// What a report names, counts, dates and talks about: kind, key, weight.
fn features(reading: &Reading, add: &mut impl FnMut(&str, &str, f64)) {
    let syntax = &reading.syntax;
    let mut named = vec![false; syntax.tokens.len()];
    for mention in &reading.names.mentions {
        named[mention.tokens.clone()].fill(true);
        name(reading, mention, add);
    }
    for figure in reading.figures.iter().filter(|figure| !figure.change && figure.value.len() > 1) {
        add("figure", &figure.value, FIGURE);
    }
    for time in &reading.times {
        named[syntax.within(time.span)].fill(true);
        if let Some(date) =
            time.value.filter(|_| !time.relative || reading.article.published.value.is_some())
        {
            add("date", &date.to_string(), DATE);
        }
    }
    let lexicon = Lexicon::of(syntax.language);
    for (index, token) in syntax.tokens.items().iter().enumerate() {
        if named[index]
            || token.kind != TokenKind::Word
            || syntax.is(index, Classes::CLOSED)
            || token.span.len() < 3
        {
            continue;
        }
        let stem = syntax.stems.get(index);
        match lexicon.concept(stem) {
            Some(concept) => add("concept", concept, GENERAL),
            None => add("word", &fold(stem), 1.0),
        }
    }
}

fn name(reading: &Reading, mention: &Mention, add: &mut impl FnMut(&str, &str, f64)) {
    let tokens = &reading.syntax.tokens;
    let words: Vec<String> =
        mention.tokens.clone().map(|index| fold(tokens.lower(index))).collect();
    match (mention.known, mention.kind, words.last()) {
        (Some(known), ..) => add("name", &known.key, NAME),
        // People go by their last word, so that "Ms Doe" and "Jane Doe" are one.
        (None, EntityKind::Person, Some(last)) => add("name", last, NAME),
        _ => add("name", &words.join(" "), NAME),
    }
    if mention.known.is_none()
        && let Some(sound) = Sound::of(&words)
        && sound.consonants() >= CONSONANTS
    {
        add("sound", sound.last(), SOUND);
    }
}
