//! Utterances: the same words by the same speaker, in several reports and languages.
//!
//! Quotations of one speaker are joined where most of the shorter one's terms stand in the other, or, in
//! one language, its words stand in the other in one run. A quotation without a known speaker
//! joins only on equal words.

use crate::joined::Joined;
use crate::story::Said;
use crate::terms::{Term, Terms};
use recoupe_annotate::Reading;
use recoupe_annotate::quotations::QuotationKind;
use recoupe_text::{Span, TokenKind, fold};
use rustc_hash::FxHashMap as HashMap;

/// The share of the shorter quotation's terms that must stand in the other.
const SHARED: f64 = 0.5;

/// So many of the quotations before one that share a term with it are looked at: a bound for endless texts.
const LOOKED_AT: usize = 200;

/// Joined quotations, by number in `said`; only those of two or more.
#[must_use]
pub(crate) fn utterances(readings: &[&Reading], said: &[Said], terms: &Terms) -> Vec<Vec<usize>> {
    let forms: Vec<Form> = said.iter().map(|said| Form::of(readings, said, terms)).collect();
    let mut joined = Joined::alone(said.len());
    for (first, second) in candidates(&forms) {
        let (left, right) = (&said[first], &said[second]);
        if joined.are_one(first, second)
            || left.article == right.article
                && forms[first].words != forms[second].words
                && !forms[first].is_run_of(&forms[second])
        {
            continue;
        }
        let agree = match (left.speaker, right.speaker) {
            (Some(one), Some(other)) => one == other,
            // "a fait onze morts, selon un nouveau bilan", twice: nobody known, but described alike.
            (None, None) => {
                let one = described(readings, left);
                forms[first].words == forms[second].words
                    && one.is_some()
                    && one == described(readings, right)
            }
            _ => false,
        };
        if forms[first].same(&forms[second], agree) {
            joined.join(first, second);
        }
    }
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); said.len()];
    for (number, first) in joined.firsts().into_iter().enumerate() {
        groups[first].push(number);
    }
    groups.retain(|members| members.len() > 1);
    groups
}

/// The words that describe a speaker, folded.
fn described(readings: &[&Reading], said: &Said) -> Option<String> {
    let reading = readings[said.article];
    reading.quotations[said.quotation].speaker.map(|span| fold(span.of(reading.text())))
}

/// Quotations that may be one: each with the last ones before it that share a term with it, and with the last
/// one of the same words.
fn candidates(forms: &[Form]) -> Vec<(usize, usize)> {
    let mut by_words: HashMap<&str, usize> = HashMap::default();
    let mut by_term: HashMap<Term, Vec<usize>> = HashMap::default();
    let mut pairs = Vec::new();
    for (number, form) in forms.iter().enumerate() {
        let mut others: Vec<usize> = by_words.insert(&form.words, number).into_iter().collect();
        for term in &form.terms {
            let held = by_term.entry(*term).or_default();
            others.extend(held.iter().rev().take(LOOKED_AT));
            held.push(number);
        }
        others.sort_unstable();
        others.dedup();
        pairs.extend(others.into_iter().map(|other| (other, number)));
    }
    pairs.sort_unstable();
    pairs
}

struct Form {
    direct: bool,
    words: String,
    terms: Vec<Term>,
}

impl Form {
    fn of(readings: &[&Reading], said: &Said, terms: &Terms) -> Self {
        let reading = readings[said.article];
        let quotation = &reading.quotations[said.quotation];
        let mut words = String::from(" ");
        let mut own: Vec<Term> = Vec::new();
        for piece in &quotation.content {
            for index in reading.syntax.within(Span { ..*piece }) {
                if reading.syntax.tokens.items()[index].kind != TokenKind::Mark {
                    words.push_str(&fold(reading.syntax.tokens.lower(index)));
                    words.push(' ');
                }
                own.extend(terms.of[said.article][index]);
            }
        }
        own.sort_unstable();
        own.dedup();
        Self { direct: quotation.kind != QuotationKind::Indirect, words, terms: own }
    }

    fn is_run_of(&self, other: &Self) -> bool {
        let (short, long) =
            if self.words.len() <= other.words.len() { (self, other) } else { (other, self) };
        short.words.split_whitespace().count() >= 2 && long.words.contains(&short.words)
    }

    fn same(&self, other: &Self, one_speaker: bool) -> bool {
        if self.is_run_of(other) && (one_speaker || self.words.len().min(other.words.len()) > 24) {
            return true;
        }
        if !one_speaker || self.direct != other.direct {
            return false;
        }
        let shared =
            self.terms.iter().filter(|term| other.terms.binary_search(term).is_ok()).count();
        let shorter = self.terms.len().min(other.terms.len());
        let longer = self.terms.len().max(other.terms.len());
        shorter >= 2
            && shared >= 2
            && shared as f64 >= SHARED * shorter as f64
            && (longer <= 6 * shorter)
    }
}
