//! Statements, on ECB+: whether clauses of two articles that are joined tell of the same event.
//!
//! The annotators marked the events of some sentences of each article and which of them are one across the
//! articles of a topic. Two joined clauses of two articles, both in marked sentences and both with a marked
//! event, are right where an event is in both; of the pairs of such sentences that have an event in common, the share that is joined is
//! the recall (low by nature: a pair may share but the reporting of it). Each topic holds two look-alike
//! affairs, so the two together, compared as one, show what is joined that must not be.

use crate::ecbplus;
use crate::row::Row;
use crate::tokenised;
use anyhow::Result;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{Place, Status, compare};
use recoupe_read::Article;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

/// An article with the events of its sentences.
struct Marked {
    reading: Reading,
    /// Topic and half.
    affair: (String, bool),
    /// For each marked event its place and the chain it belongs to.
    events: Vec<(recoupe_text::Span, usize, String)>,
}

/// How joined clauses fare.
#[derive(Default, Clone, Copy)]
struct Count {
    right: usize,
    all: usize,
}

impl Count {
    fn add(&mut self, is_right: bool) {
        self.right += usize::from(is_right);
        self.all += 1;
    }

    fn share(self) -> f64 {
        self.right as f64 / self.all.max(1) as f64
    }
}

/// The rows for statements under `data`; `show` = `joined` prints the pairs that share no event.
///
/// # Errors
/// Where a file of the set cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let marked: Vec<Marked> =
        ecbplus::files(data)?.par_iter().map(|path| read(path)).collect::<Result<_>>()?;
    let mut affairs: BTreeMap<&(String, bool), Vec<&Marked>> = BTreeMap::new();
    let mut topics: BTreeMap<&str, Vec<&Marked>> = BTreeMap::new();
    for article in &marked {
        affairs.entry(&article.affair).or_default().push(article);
        topics.entry(&article.affair.0).or_default().push(article);
    }
    let affairs: Vec<_> = affairs.into_values().collect();
    let topics: Vec<_> = topics.into_values().collect();
    let counted: Vec<[Count; 3]> =
        affairs.par_iter().map(|articles| count(articles, show)).collect();
    let [joined, borne_out, found] = counted.iter().fold([Count::default(); 3], |mut sum, held| {
        for (sum, held) in sum.iter_mut().zip(held) {
            sum.right += held.right;
            sum.all += held.all;
        }
        sum
    });
    let apart = topics
        .par_iter()
        .map(|articles| across(articles))
        .reduce(Count::default, |a, b| Count { right: a.right + b.right, all: a.all + b.all });
    let note = |count: Count| format!("{} of {}", count.right, count.all);
    Ok(vec![
        Row::new("statements ECB+", "joined clauses share an event", joined.share())
            .note(note(joined)),
        Row::new("statements ECB+", "the same, told as corroborated", borne_out.share())
            .note(note(borne_out)),
        Row::new("statements ECB+", "sentences with one event joined", found.share())
            .note(note(found)),
        Row::new("statements ECB+", "joined across look-alike affairs", apart.share())
            .note(note(apart)),
    ])
}

fn read(path: &Path) -> Result<Marked> {
    let (made, xml) = tokenised::read(path)?;
    let document = roxmltree::Document::parse(&xml)?;
    let mut anchors: HashMap<&str, (recoupe_text::Span, usize)> = HashMap::new();
    for node in document.descendants() {
        let name = node.tag_name().name();
        let is_event = (name.starts_with("ACTION") || name.starts_with("NEG_ACTION"))
            && !name.contains("REPORTING");
        let (true, Some(id)) = (is_event, node.attribute("m_id")) else { continue };
        let tokens: Vec<&str> = node
            .children()
            .filter(|child| child.has_tag_name("token_anchor"))
            .filter_map(|child| child.attribute("t_id"))
            .collect();
        if let [first, ..] = tokens[..]
            && let (Some(span), Some(sentence)) =
                (made.tokens.get(first), made.sentences.get(first))
        {
            anchors.insert(id, (*span, *sentence));
        }
    }
    let mut events = Vec::new();
    for relation in
        document.descendants().filter(|node| node.tag_name().name() == "CROSS_DOC_COREF")
    {
        let Some(chain) = relation.attribute("note") else { continue };
        for source in relation.children().filter(|child| child.has_tag_name("source")) {
            if let Some((span, sentence)) = source.attribute("m_id").and_then(|id| anchors.get(id))
            {
                events.push((*span, *sentence, chain.to_owned()));
            }
        }
    }
    let source = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = source.trim_end_matches(".xml");
    let (topic, rest) = name.split_once('_').unwrap_or((name, ""));
    let affair = (topic.to_owned(), rest.ends_with("plus"));
    let article =
        Article { source, language: Some("en".to_owned()), text: made.text, ..Article::default() };
    Ok(Marked { reading: Reading::of(article), affair, events })
}

/// The chains of the events inside a place.
fn chains<'a>(articles: &[&'a Marked], place: Place) -> BTreeSet<&'a str> {
    let events = articles[place.article].events.iter();
    events
        .filter(|(span, ..)| place.span.contains(*span))
        .map(|(.., chain)| chain.as_str())
        .collect()
}

/// Joined clauses, those of corroborated statements, and pairs of sentences that share an event.
fn count(articles: &[&Marked], show: &str) -> [Count; 3] {
    let mut readings: Vec<Reading> =
        articles.iter().map(|article| article.reading.clone()).collect();
    let story = compare(&mut readings.iter_mut().collect::<Vec<_>>());
    let [mut joined, mut borne_out, mut found] = [Count::default(); 3];
    let mut linked: BTreeSet<[(usize, usize); 2]> = BTreeSet::new();
    let sentence = |place: Place| {
        let mut events = articles[place.article].events.iter();
        events.find(|(span, ..)| place.span.contains(*span)).map(|(_, sentence, _)| *sentence)
    };
    for statement in &story.statements {
        for (at, one) in statement.places.iter().enumerate() {
            for other in
                statement.places[at + 1..].iter().filter(|other| other.article != one.article)
            {
                let (first, second) = (chains(articles, *one), chains(articles, *other));
                if first.is_empty() || second.is_empty() {
                    continue;
                }
                let is_right = !first.is_disjoint(&second);
                joined.add(is_right);
                if statement.status == Status::Corroborated {
                    borne_out.add(is_right);
                }
                if let (Some(left), Some(right)) = (sentence(*one), sentence(*other)) {
                    linked.insert([(one.article, left), (other.article, right)]);
                }
                if !is_right && show == "joined" {
                    let text =
                        |place: &Place| place.span.of(articles[place.article].reading.text());
                    eprintln!("JOINED {:?} {} | {}", statement.status, text(one), text(other));
                }
            }
        }
    }
    let mut sentences: BTreeMap<(usize, usize), BTreeSet<&str>> = BTreeMap::new();
    for (number, article) in articles.iter().enumerate() {
        for (_, sentence, chain) in &article.events {
            sentences.entry((number, *sentence)).or_default().insert(chain);
        }
    }
    let held: Vec<_> = sentences.iter().collect();
    for (at, (one, first)) in held.iter().enumerate() {
        for (other, second) in &held[at + 1..] {
            if one.0 != other.0 && !first.is_disjoint(second) {
                found.add(linked.contains(&[**one, **other]));
            }
        }
    }
    [joined, borne_out, found]
}

/// Of the joined clauses of two look-alike affairs compared as one, those that join the two.
fn across(articles: &[&Marked]) -> Count {
    let mut readings: Vec<Reading> =
        articles.iter().map(|article| article.reading.clone()).collect();
    let story = compare(&mut readings.iter_mut().collect::<Vec<_>>());
    let mut apart = Count::default();
    for statement in &story.statements {
        for (at, one) in statement.places.iter().enumerate() {
            for other in
                statement.places[at + 1..].iter().filter(|other| other.article != one.article)
            {
                apart.add(articles[one.article].affair != articles[other.article].affair);
            }
        }
    }
    apart
}
