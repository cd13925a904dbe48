//! People, organisations and places, on the English half of MEANTIME (Wikinews).
//!
//! The set marks whole noun phrases, all of them in the title and the first five sentences only (later
//! ones have a sixth of the mentions): so far it is gold. A gold name is a mention that ends in a
//! capitalised word which is no office, holds no smaller mention of the same thing, has at most eight
//! tokens and is of a kind we have (PER, ORG, LOC). Found: one of our mentions of that kind overlaps
//! it. Right: a mention of ours overlaps a gold mention of its kind, of whatever length.

use crate::row::Row;
use crate::tokenised;
use anyhow::Result;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::{Classes, Grammar};
use recoupe_annotate::names::EntityKind;
use recoupe_read::Article;
use recoupe_text::Span;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

/// The last sentence that is marked throughout.
const LAST: usize = 5;

const KINDS: [(EntityKind, &str, &str, Option<f64>); 3] = [
    (EntityKind::Person, "PER", "people F1", Some(0.85)),
    (EntityKind::Organisation, "ORG", "organisations F1", None),
    (EntityKind::Place, "LOC", "places F1", None),
];

struct Gold {
    span: Span,
    class: String,
    entity: String,
}

/// The rows for `meantime-en` and `newsfane-ar` under `data`; `show` = `names` prints the errors.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let root =
        data.join("meantime-en/data/meantime_newsreader_english_oct15/intra_cross-doc_annotation");
    let mut files: Vec<PathBuf> = Vec::new();
    for corpus in std::fs::read_dir(root)? {
        files.extend(
            std::fs::read_dir(corpus?.path())?
                .filter_map(|entry| entry.ok().map(|entry| entry.path())),
        );
    }
    files.sort();
    let mut counts: BTreeMap<&str, [usize; 4]> = BTreeMap::new();
    for path in &files {
        file(path, show, &mut counts)?;
    }
    let rows = KINDS.iter().map(|(_, class, measure, bar)| {
        let [found, gold, right, ours] = counts.get(class).copied().unwrap_or_default();
        let (recall, precision) =
            (found as f64 / gold.max(1) as f64, right as f64 / ours.max(1) as f64);
        let f1 = 2.0 * recall * precision / (recall + precision).max(f64::MIN_POSITIVE);
        Row::new("names MEANTIME en", *measure, f1)
            .bar(*bar)
            .note(format!("P {precision:.3} ({right}/{ours}) R {recall:.3} ({found}/{gold})"))
    });
    let mut rows: Vec<Row> = rows.collect();
    rows.extend(crate::newsfane::run(data, show)?);
    Ok(rows)
}

fn file(path: &Path, show: &str, counts: &mut BTreeMap<&'static str, [usize; 4]>) -> Result<()> {
    let (made, xml) = tokenised::read(path)?;
    let document = roxmltree::Document::parse(&xml)?;
    let mut mentions: HashMap<&str, (Span, usize)> = HashMap::new();
    let mut classes: HashMap<&str, &str> = HashMap::new();
    for node in document.descendants() {
        match node.tag_name().name() {
            "ENTITY_MENTION" => {
                let anchors: Vec<&str> = node
                    .children()
                    .filter(|child| child.has_tag_name("token_anchor"))
                    .filter_map(|child| child.attribute("t_id"))
                    .collect();
                let spans = anchors.iter().filter_map(|id| made.tokens.get(*id));
                if let Some(span) = spans.copied().reduce(|all, span| all.cover(span)) {
                    mentions
                        .insert(node.attribute("m_id").unwrap_or_default(), (span, anchors.len()));
                }
            }
            "ENTITY" => {
                classes.insert(
                    node.attribute("m_id").unwrap_or_default(),
                    node.attribute("ent_type").unwrap_or_default(),
                );
            }
            _ => {}
        }
    }
    let mut gold: Vec<(Gold, usize)> = Vec::new();
    for relation in document.descendants().filter(|node| node.has_tag_name("REFERS_TO")) {
        let ids = |tag: &str| {
            relation
                .children()
                .filter(|child| child.has_tag_name(tag))
                .filter_map(|child| child.attribute("m_id"))
                .collect::<Vec<_>>()
        };
        let Some(entity) = ids("target").first().copied() else { continue };
        for source in ids("source") {
            if let (Some((span, tokens)), Some(class)) = (mentions.get(source), classes.get(entity))
            {
                gold.push((
                    Gold { span: *span, class: (*class).to_owned(), entity: entity.to_owned() },
                    *tokens,
                ));
            }
        }
    }
    let bound = made
        .tokens
        .iter()
        .filter(|(id, _)| made.sentences[*id] <= LAST)
        .map(|(_, span)| span.end)
        .max()
        .unwrap_or(0);
    let text = made.text;
    let article =
        Article { language: Some("en".to_owned()), text: text.clone(), ..Article::default() };
    let reading = Reading::of(article);
    let _name = path.file_stem().unwrap_or_default().to_string_lossy();
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    score(&reading, &gold, bound, (show == "names").then_some(&*name), counts);
    Ok(())
}

/// Counts what is found and what is right in one article; `name` asks for the errors on stderr.
fn score(
    reading: &Reading,
    gold: &[(Gold, usize)],
    bound: u32,
    name: Option<&str>,
    counts: &mut BTreeMap<&'static str, [usize; 4]>,
) {
    let text = reading.text();
    for (kind, class, ..) in KINDS {
        let count = counts.entry(class).or_default();
        let of_kind: Vec<Span> = reading
            .names
            .mentions
            .iter()
            .filter(|mention| mention.kind == kind && mention.span.end <= bound)
            .map(|mention| mention.span)
            .collect();
        for (item, tokens) in gold.iter().filter(|(item, _)| item.class == class) {
            let smaller = gold.iter().any(|(other, _)| {
                other.entity == item.entity
                    && item.span.contains(other.span)
                    && other.span != item.span
            });
            let words = item.span.of(text);
            let last = words
                .split(|letter: char| !letter.is_alphanumeric() && letter != '.')
                .rfind(|word| !word.is_empty())
                .unwrap_or_default();
            let capitals = last.starts_with(char::is_uppercase)
                && !is_office(reading, last)
                && item.span.end <= bound
                && !is_complement(reading, words);
            let adjective = recoupe_annotate::names::Gazetteer::of(reading.syntax.language)
                .demonym(&words.to_lowercase())
                .is_some();
            if smaller || !capitals || *tokens > 8 || adjective {
                continue;
            }
            let hit = of_kind.iter().any(|span| item.span.overlaps(*span));
            count[0] += usize::from(hit);
            count[1] += 1;
            if let Some(name) = name.filter(|_| !hit) {
                eprintln!("MISSED {class} {words} | {name}");
            }
        }
        for span in of_kind {
            let right =
                gold.iter().any(|(item, _)| item.class == class && item.span.overlaps(span));
            count[2] += usize::from(right);
            count[3] += 1;
            if let Some(name) = name.filter(|_| !right) {
                let others: Vec<&str> = gold
                    .iter()
                    .filter(|(item, _)| item.span.overlaps(span))
                    .map(|(item, _)| item.class.as_str())
                    .collect();
                eprintln!("WRONG {class} {} {others:?} | {name}", span.of(text));
            }
        }
    }
}

/// A mention that ends in an office or a pronoun describes somebody and names nobody.
fn is_office(reading: &Reading, word: &str) -> bool {
    let classes = Grammar::of(reading.syntax.language).word(&word.to_lowercase()).classes;
    classes.any(
        Classes::ROLE
            .and(Classes::PRONOUN)
            .and(Classes::PRONOUN_FIRST)
            .and(Classes::POSSESSIVE)
            .and(Classes::DETERMINER),
    )
}

/// "officials of the Bank": the capitals name what somebody belongs to.
fn is_complement(reading: &Reading, words: &str) -> bool {
    let words: Vec<&str> = words.split_whitespace().collect();
    let run = words.iter().rposition(|word| word.starts_with(char::is_lowercase)).unwrap_or(0);
    let before = &words[..(run + 1).min(words.len())];
    let grammar = Grammar::of(reading.syntax.language);
    run > 0
        && before
            .iter()
            .any(|word| grammar.word(&word.to_lowercase()).classes.any(Classes::PREPOSITION))
}
