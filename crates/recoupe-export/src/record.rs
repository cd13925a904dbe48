//! The record: the contract's JSON, as types.
//!
//! Offsets are Unicode code points here, bytes everywhere else; the conversion is made once, when
//! the record is built. Members beyond the contract are additions that readers may pass over.

use recoupe_read::About;
use serde::Serialize;
use std::collections::BTreeMap;

/// The whole record, version 1.
#[derive(Debug, Serialize)]
pub struct Record {
    /// Always 1.
    pub version: u8,
    /// Every article.
    pub articles: Vec<ArticleOut>,
    /// Every story.
    pub stories: Vec<StoryOut>,
    /// The claims that the reports were asked about, if any.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<ClaimOut>,
    /// Inputs that could not be read.
    pub errors: Vec<ErrorOut>,
}

/// A claim from outside, held against the reports. Its text is the asker's, not a report's.
#[derive(Debug, Serialize)]
pub struct ClaimOut {
    /// `c1`, `c2`, …
    pub id: String,
    /// The claim, as it was given.
    pub text: String,
    /// Its language.
    pub language: Option<String>,
    /// `confirmed`, `single`, `contradicted` or `not found`.
    pub verdict: &'static str,
    /// How many independent origins say it.
    pub origins: usize,
    /// The story that tells most of it.
    pub story: Option<String>,
    /// Where reports say it.
    pub evidence: Vec<SpanOut>,
    /// Where reports contradict it, and in what.
    pub against: Vec<AgainstOut>,
}

/// A stretch that contradicts a claim.
#[derive(Debug, Serialize)]
pub struct AgainstOut {
    /// In what: `figure`, `date`, `time`, `name`, `negation`.
    pub kind: &'static str,
    /// The stretch.
    pub span: SpanOut,
}

/// An input that could not be read.
#[derive(Debug, Serialize)]
pub struct ErrorOut {
    /// The input.
    pub source: String,
    /// What was wrong.
    pub message: String,
}

/// A stretch of an article's text, in code points.
#[derive(Debug, Clone, Serialize, PartialEq, Eq, PartialOrd, Ord)]
pub struct SpanOut {
    /// The article.
    pub article: String,
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words.
    pub exact: String,
}

/// A date and its basis.
#[derive(Debug, Serialize)]
pub struct DatedOut {
    /// The day.
    pub value: Option<String>,
    /// Where it comes from.
    pub basis: &'static str,
}

/// An article.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's, which documents them")]
pub struct ArticleOut {
    pub id: String,
    pub source: String,
    pub outlet: Option<String>,
    pub title: Option<String>,
    pub byline: Option<String>,
    pub language: Option<String>,
    pub published: DatedOut,
    pub place: Option<String>,
    pub text: String,
    pub removed: Vec<RemovedOut>,
    pub posts: Vec<PostOut>,
    pub times: Vec<TimeOut>,
    pub figures: Vec<FigureOut>,
    pub agencies: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<SpanOut>,
    #[serde(skip_serializing_if = "About::is_empty")]
    pub about: About,
}

/// What cleaning took out.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct RemovedOut {
    pub text: String,
    pub reason: &'static str,
}

/// An embedded post.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct PostOut {
    pub content: SpanOut,
    pub author: Option<String>,
    pub date: Option<String>,
}

/// An expression of time.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct TimeOut {
    pub span: SpanOut,
    pub value: Option<String>,
}

/// A figure.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct FigureOut {
    pub span: SpanOut,
    pub value: String,
    pub unit: Option<String>,
    pub bound: Option<&'static str>,
}

/// A story.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct StoryOut {
    pub id: String,
    pub title: Option<SpanOut>,
    pub articles: Vec<String>,
    pub languages: Vec<String>,
    pub first: Option<String>,
    pub last: Option<String>,
    pub entities: Vec<EntityOut>,
    pub quotations: Vec<QuotationOut>,
    pub utterances: Vec<UtteranceOut>,
    pub statements: Vec<StatementOut>,
    pub events: Vec<EventOut>,
    pub register: Vec<EntryOut>,
    pub disputes: Vec<DisputeOut>,
    pub copies: Vec<CopyOut>,
    pub brief: Vec<SpanOut>,
}

/// An entity.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct EntityOut {
    pub id: String,
    pub kind: &'static str,
    pub names: BTreeMap<String, String>,
    /// What a person said that it is to be called; no words of a report.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub called: Option<String>,
    pub wikidata: Option<String>,
    pub mentions: Vec<SpanOut>,
    pub roles: Vec<SpanOut>,
}

/// A quotation.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct QuotationOut {
    pub id: String,
    pub kind: &'static str,
    pub content: Vec<SpanOut>,
    pub cue: Option<SpanOut>,
    pub speaker: Option<String>,
    pub speaker_span: Option<SpanOut>,
    /// The reported clause around marked words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<SpanOut>,
}

/// An utterance.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct UtteranceOut {
    pub id: String,
    pub quotations: Vec<String>,
}

/// A statement.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct StatementOut {
    pub id: String,
    /// The stretch that words it; the others bear out what this one says.
    pub wording: SpanOut,
    pub spans: Vec<SpanOut>,
    pub origins: usize,
    pub status: &'static str,
    /// The one speaker whose word it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub word_of: Option<String>,
    /// Where it comes among what several reports say: 1 is the surest and newest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rank: Option<usize>,
    /// Stretches of other articles that may say it; they are not counted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<SpanOut>,
    /// Later articles that do not say it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent: Vec<String>,
}

/// An event.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct EventOut {
    pub id: String,
    pub date: Option<String>,
    pub expression: SpanOut,
    pub span: SpanOut,
    pub kind: Option<&'static str>,
    pub entities: Vec<String>,
    pub statement: Option<String>,
}

/// An entry of the register.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct EntryOut {
    pub id: String,
    pub kind: &'static str,
    pub names: BTreeMap<String, String>,
    pub parties: Vec<String>,
    pub people: Vec<String>,
    pub date: Option<String>,
    pub status: Option<&'static str>,
    pub spans: Vec<SpanOut>,
}

/// A dispute.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct DisputeOut {
    pub id: String,
    pub kind: &'static str,
    pub statement: Option<String>,
    pub sides: Vec<SideOut>,
}

/// One side of a dispute.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct SideOut {
    pub value: String,
    pub spans: Vec<SpanOut>,
}

/// A copy.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are the contract's")]
pub struct CopyOut {
    pub articles: [String; 2],
    pub passages: Vec<[SpanOut; 2]>,
    pub share: f64,
    pub agency: Option<String>,
    /// The article that copied, where that shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copier: Option<String>,
}

impl Record {
    /// The record of one story, counted from 1, and of its articles; ids stay what they are.
    #[must_use]
    pub fn only(mut self, number: usize) -> Option<Self> {
        let index = number.checked_sub(1).filter(|index| *index < self.stories.len())?;
        let story = self.stories.swap_remove(index);
        self.articles.retain(|article| story.articles.contains(&article.id));
        self.claims.retain(|claim| claim.story.as_ref().is_none_or(|held| *held == story.id));
        self.stories = vec![story];
        Some(self)
    }
}
