//! The story: what the readings of one affair say together.
//!
//! Everything in it is a [`Place`]: a stretch of one of the story's articles. Articles are numbered in the
//! story's own order (that of the readings it was made from).

use recoupe_annotate::names::{EntityKind, Role};
use recoupe_text::Span;
use recoupe_time::Edtf;

/// A stretch of one of the story's articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// The article, by its number in the story.
    pub article: usize,
    /// The stretch of its text.
    pub span: Span,
}

/// A person, body or place that the reports name.
#[derive(Debug, Clone)]
pub struct Entity {
    /// What it is.
    pub kind: EntityKind,
    /// Every mention.
    pub mentions: Vec<Place>,
    /// The fullest name in each article that names it.
    pub names: Vec<Place>,
    /// Its Wikidata id.
    pub wikidata: Option<String>,
    /// The gazetteer's key.
    pub key: Option<String>,
    /// What a person said that it is to be called.
    pub called: Option<String>,
    /// The offices that the reports give it.
    pub roles: Vec<(Place, Role)>,
}

/// A quotation of an article and whom it is traced to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said {
    /// The article.
    pub article: usize,
    /// The quotation, by its number in the article's reading.
    pub quotation: usize,
    /// The speaker, by number in [`Story::entities`].
    pub speaker: Option<usize>,
}

/// Whether independent reports say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Two or more independent origins.
    Corroborated,
    /// One origin, however many articles.
    Single,
    /// Reports contradict each other on it.
    Disputed,
}

/// A fact as the reports state it.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Each place that states it, in order.
    pub places: Vec<Place>,
    /// Which of them words it: the others bear out what this one says.
    pub wording: usize,
    /// Where it comes among the statements of several articles: 1 is the surest and newest.
    pub rank: Option<usize>,
    /// Places of other articles that may say it too; they do not count.
    pub possible: Vec<Place>,
    /// How many independent origins it has.
    pub origins: usize,
    /// What that makes it.
    pub status: Status,
    /// The speaker whose word it is in every report, where it is one's word only.
    pub word_of: Option<usize>,
    /// Articles that came later than two others had it, and do not even possibly say it.
    pub silent: Vec<usize>,
}

/// Something that happened at a time.
#[derive(Debug, Clone)]
pub struct Event {
    /// When.
    pub date: Option<Edtf>,
    /// The words that tell when.
    pub expression: Span,
    /// The sentence.
    pub place: Place,
    /// A PLOVER event type.
    pub kind: Option<&'static str>,
    /// Who and what takes part.
    pub entities: Vec<usize>,
    /// The statement it belongs to.
    pub statement: Option<usize>,
}

/// What kind of disagreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DisputeKind {
    /// Two figures for one thing.
    Figure,
    /// Two dates for one event.
    Date,
    /// Two times of day.
    Time,
    /// Two names for one thing.
    Name,
    /// Said and denied.
    Negation,
}

/// A disagreement.
#[derive(Debug, Clone)]
pub struct Dispute {
    /// Of what kind.
    pub kind: DisputeKind,
    /// The statement it is about.
    pub statement: Option<usize>,
    /// Its sides: a value and where it is said.
    pub sides: Vec<(String, Vec<Place>)>,
}

/// An arrangement between parties, or its measure.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its kind.
    pub kind: &'static str,
    /// Its names, verbatim.
    pub names: Vec<Place>,
    /// The parties.
    pub parties: Vec<usize>,
    /// People who made it.
    pub people: Vec<usize>,
    /// When.
    pub date: Option<Edtf>,
    /// Its status.
    pub status: Option<&'static str>,
    /// The sentences that tell of it.
    pub places: Vec<Place>,
    /// The status that each of them gives it.
    pub statuses: Vec<Option<&'static str>>,
}

/// Text that two articles share.
#[derive(Debug, Clone)]
pub struct Copy {
    /// The two articles, in the story's order.
    pub articles: [usize; 2],
    /// The shared stretches.
    pub passages: Vec<[Span; 2]>,
    /// The part of the shorter narration that is shared, 0 to 1.
    pub share: f64,
    /// The agency that both credit, or else one of them.
    pub agency: Option<String>,
    /// The article that copied, where that shows.
    pub copier: Option<usize>,
}

/// What the readings of one affair say together.
#[derive(Debug, Clone, Default)]
pub struct Story {
    /// Who and what is named.
    pub entities: Vec<Entity>,
    /// Every quotation.
    pub said: Vec<Said>,
    /// Quotations of the same words by the same speaker, by number in `said`.
    pub utterances: Vec<Vec<usize>>,
    /// The facts.
    pub statements: Vec<Statement>,
    /// What happened when.
    pub events: Vec<Event>,
    /// The arrangements.
    pub register: Vec<Entry>,
    /// The disagreements.
    pub disputes: Vec<Dispute>,
    /// The copies.
    pub copies: Vec<Copy>,
    /// The sentences that tell most.
    pub brief: Vec<Place>,
    /// The headline that stands for the story.
    pub title: Option<Place>,
}
