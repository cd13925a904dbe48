//! People, organisations and places on NewsFANE Gold (Arabic newswire).
//!
//! The set is a list of tokens with what is written on to a word parted from it; the text is put
//! together again, so that the parting is measured too. It has no borders of articles: twenty
//! sentences make one here. Its fifty classes are taken for our three kinds as the table says; others
//! (groups, works) count for neither side. A name is found where one of ours of its kind overlaps it.

use crate::row::Row;
use anyhow::Result;
use recoupe_annotate::Reading;
use recoupe_annotate::names::EntityKind;
use recoupe_read::Article;
use recoupe_text::{Language, Span};
use std::path::Path;

/// So many sentences are one text.
const SENTENCES: usize = 20;

/// What is written on to the word behind it.
const JOINED: [&str; 5] = ["و", "ف", "ب", "ل", "ك"];

/// What is written on to the word before it.
const BEHIND: [&str; 9] = ["ه", "ها", "هم", "هما", "هن", "نا", "ي", "كم", "ني"];

/// The classes of each kind, and its name in the rows.
const KINDS: [(EntityKind, &str, &[&str]); 3] = [
    (
        EntityKind::Person,
        "people F1",
        &[
            "Politician",
            "Athlete",
            "Artist",
            "Other_PER",
            "Religious_PER",
            "Scientist",
            "Businessperson",
            "Engineer",
            "Police",
            "Lawyer",
        ],
    ),
    (
        EntityKind::Organisation,
        "organisations F1",
        &[
            "Government",
            "Non-Governmental",
            "Media",
            "Sports",
            "Commercial",
            "Educational",
            "Medical-Science",
            "Entertainment",
            "Religious_ORG",
        ],
    ),
    (
        EntityKind::Place,
        "places F1",
        &[
            "Nation",
            "Population-Center",
            "State-or-Province",
            "County-or-District",
            "Continent",
            "GPE-Cluster",
            "Water-Body",
            "Land-Region-Natural",
            "Land",
            "Celestial",
        ],
    ),
];

#[derive(Default)]
struct Text {
    words: String,
    /// Span and class of each name.
    names: Vec<(Span, String)>,
    glued: bool,
}

impl Text {
    fn push(&mut self, word: &str, label: &str) {
        if !self.words.is_empty()
            && !self.words.ends_with('\n')
            && !self.glued
            && !BEHIND.contains(&word)
        {
            self.words.push(' ');
        }
        let start = self.words.len();
        self.words.push_str(word);
        self.glued = JOINED.contains(&word);
        let span = Span::new(start, self.words.len());
        if let Some(class) = label.strip_prefix("B-") {
            self.names.push((span, class.to_owned()));
        } else if label.starts_with("I-")
            && let Some((name, _)) = self.names.last_mut()
        {
            *name = name.cover(span);
        }
    }
}

/// The rows; none where the set or the language is absent. `show` = `names` prints the errors.
///
/// # Errors
/// Where the file cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let path = data.join(
        "newsfane-ar/data/Finegrained/WikiFANE_2014_Gold_standard/NewsFANE_Gold_2014_170K.txt",
    );
    let Some(language) = Language::get("ar").filter(|_| path.is_file()) else {
        return Ok(Vec::new());
    };
    // Per kind: gold found, gold, ours right, ours.
    let mut counts = [[0_usize; 4]; 3];
    for text in texts(&std::fs::read_to_string(path)?) {
        count(&text, language, show, &mut counts);
    }
    Ok(KINDS
        .iter()
        .zip(counts)
        .map(|((_, measure, _), [found, gold, right, ours])| {
            let recall = found as f64 / gold.max(1) as f64;
            let precision = right as f64 / ours.max(1) as f64;
            let f1 = 2.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE);
            Row::new("names NewsFANE ar", *measure, f1)
                .note(format!("P {precision:.3} R {recall:.3}, {gold} names"))
        })
        .collect())
}

fn texts(source: &str) -> Vec<Text> {
    let mut texts = vec![Text::default()];
    let mut sentences = 0;
    for line in source.lines() {
        let mut columns = line.split('\t');
        let word = columns.next().unwrap_or_default();
        let word = word.trim_matches(['\u{feff}', '\u{200e}', '\u{200f}', ' ']);
        let Some(text) = texts.last_mut() else { break };
        if !word.is_empty() {
            text.push(word, columns.next().unwrap_or_default().trim());
            continue;
        }
        text.words.push('\n');
        text.glued = false;
        sentences += 1;
        if sentences % SENTENCES == 0 {
            texts.push(Text::default());
        }
    }
    texts
}

fn count(text: &Text, language: &'static Language, show: &str, counts: &mut [[usize; 4]; 3]) {
    let article = Article {
        text: text.words.clone(),
        language: Some(language.code().into()),
        ..Article::default()
    };
    let names = Reading::of(article).names;
    let is_of = |class: &str, kind: usize| KINDS[kind].2.contains(&class);
    for (kind, (entity, measure, _)) in KINDS.iter().enumerate() {
        for (span, class) in text.names.iter().filter(|(_, class)| is_of(class, kind)) {
            let hit = names
                .mentions
                .iter()
                .any(|mention| mention.kind == *entity && mention.span.overlaps(*span));
            counts[kind][0] += usize::from(hit);
            counts[kind][1] += 1;
            if show == "names" && !hit {
                eprintln!("{measure} missed {:?} {class}", span.of(&text.words));
            }
        }
        for mention in names.mentions.iter().filter(|mention| mention.kind == *entity) {
            let mut over = text.names.iter().filter(|(span, _)| span.overlaps(mention.span));
            let known = |class: &str| (0..KINDS.len()).any(|kind| is_of(class, kind));
            let right = over.clone().any(|(_, class)| is_of(class, kind));
            if !right && over.clone().next().is_some() && !over.any(|(_, class)| known(class)) {
                continue;
            }
            counts[kind][2] += usize::from(right);
            counts[kind][3] += 1;
            if show == "names" && !right {
                eprintln!("{measure} wrong {:?}", mention.span.of(&text.words));
            }
        }
    }
}
