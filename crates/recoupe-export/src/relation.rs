//! What two parties have between them, as JSON.

use crate::offsets::Offsets;
use crate::record::SpanOut;
use crate::words::counted;
use recoupe_annotate::Reading;
use recoupe_compare::{Arrangement, Place, Relation, Step};
use recoupe_time::Date;
use serde::Serialize;

/// What was asked of an archive, and what it knows before any report is read.
#[derive(Debug, Clone, Copy)]
pub struct RelationAsked<'a> {
    /// The two parties, by name.
    pub parties: [&'a str; 2],
    /// Whether both names are of one party.
    pub are_one: bool,
    /// How many reports name each.
    pub named: [usize; 2],
    /// How many reports were not read, because there are too many.
    pub unread: usize,
    /// The day against which what is due is held; without it, that of the newest report.
    pub on: Option<Date>,
}

/// The register of two parties through time.
#[derive(Debug, Serialize)]
pub struct RelationOut {
    /// The two, as they were asked for.
    pub parties: [String; 2],
    /// The day against which what is due is held.
    pub on: Option<String>,
    /// Where that day is from: "asked", or "newest" for that of the newest report.
    pub on_from: Option<&'static str>,
    /// How many reports name each of the two.
    pub named: [usize; 2],
    /// How many older reports were left out, because there are too many.
    pub unread: usize,
    /// Why there is nothing, where that is so.
    pub lacking: Option<LackingOut>,
    /// The reports that name both.
    pub reports: Vec<RelationReport>,
    /// What is between the two, each arrangement once.
    pub arrangements: Vec<ArrangementOut>,
}

/// Why nothing was found.
#[derive(Debug, Clone, Serialize)]
pub struct LackingOut {
    /// not-asked, one-party, not-named, not-together or nothing-between.
    pub reason: &'static str,
    /// The same in a sentence.
    pub told: String,
}

/// A report that names both parties.
#[derive(Debug, Serialize)]
pub struct RelationReport {
    /// How spans name it.
    pub id: String,
    /// Its number in the archive.
    pub report: u64,
    /// Where it was read.
    pub source: String,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its title, or its first line.
    pub title: String,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// The day it came out.
    pub published: Option<String>,
}

impl RelationReport {
    /// What it is called by: its outlet, or else where it was read.
    #[must_use]
    pub fn label(&self) -> &str {
        self.outlet.as_deref().unwrap_or(&self.source)
    }
}

/// An arrangement with its history.
#[derive(Debug, Serialize)]
pub struct ArrangementOut {
    /// What it is known again by: the report that names it first, where in its text, and the kind.
    pub id: String,
    /// Agreement, body, measure, commitment, indicator or outcome.
    pub kind: &'static str,
    /// What the reports call it, each wording once.
    pub names: Vec<SpanOut>,
    /// How far it is: the last step's status.
    pub status: &'static str,
    /// The last day by which it is due.
    pub due: Option<String>,
    /// Whether that day has passed and no report says that it was done.
    pub overdue: bool,
    /// Its history, by the day of the first report that tells each step.
    pub steps: Vec<StepOut>,
}

/// A step in an arrangement's history.
#[derive(Debug, Serialize)]
pub struct StepOut {
    /// What it is known again by: its arrangement, and the status.
    pub id: String,
    /// How far it was.
    pub status: &'static str,
    /// The day of the first dated report that says so.
    pub reported: Option<String>,
    /// Where it is said: by day, undated reports last.
    pub spans: Vec<SpanOut>,
}

impl RelationOut {
    /// The report that a span stands in.
    #[must_use]
    pub fn report(&self, span: &SpanOut) -> Option<&RelationReport> {
        let number = span.article.strip_prefix('a')?.parse::<usize>().ok()?;
        self.reports.get(number.checked_sub(1)?)
    }
}

/// A relation made from `readings`, each with its number in the archive, with what is due held against a day.
#[must_use]
pub fn relation(
    asked: &RelationAsked<'_>,
    readings: &[(u64, &Reading)],
    relation: &Relation,
) -> RelationOut {
    let held: Vec<(u64, &Reading)> =
        relation.reports.iter().map(|number| readings[*number]).collect();
    let newest = held.iter().filter_map(|(_, reading)| reading.article.published.value).max();
    let on = asked.on.or(newest);
    let builder = Builder {
        offsets: held
            .iter()
            .enumerate()
            .map(|(number, (_, reading))| Offsets::of(format!("a{}", number + 1), reading.text()))
            .collect(),
        numbers: held.iter().map(|(number, _)| *number).collect(),
        on,
    };
    let arrangements: Vec<ArrangementOut> =
        relation.arrangements.iter().map(|held| builder.arrangement(held)).collect();
    RelationOut {
        parties: asked.parties.map(str::to_owned),
        on: on.map(|on| on.to_string()),
        on_from: on.map(|_| if asked.on.is_some() { "asked" } else { "newest" }),
        named: asked.named,
        unread: asked.unread,
        lacking: arrangements.is_empty().then(|| lacking(asked, held.len())),
        arrangements,
        reports: held
            .iter()
            .enumerate()
            .map(|(at, (number, reading))| report(at, *number, reading))
            .collect(),
    }
}

struct Builder<'a> {
    offsets: Vec<Offsets<'a>>,
    numbers: Vec<u64>,
    on: Option<Date>,
}

impl Builder<'_> {
    fn span(&self, place: &Place) -> SpanOut {
        self.offsets[place.article].span(place.span)
    }

    fn arrangement(&self, arrangement: &Arrangement) -> ArrangementOut {
        let mut names: Vec<SpanOut> = Vec::new();
        for name in arrangement.entry.names.iter().map(|place| self.span(place)) {
            let told = |held: &SpanOut| held.exact.to_lowercase() == name.exact.to_lowercase();
            if !names.iter().any(told) {
                names.push(name);
            }
        }
        let kind = arrangement.entry.kind;
        // The first name stays what it is when later reports come.
        let id = arrangement.entry.names.first().map_or_else(String::new, |first| {
            format!("{}.{}.{kind}", self.numbers[first.article], self.span(first).start)
        });
        ArrangementOut {
            kind,
            names,
            status: arrangement.steps.last().map_or("reported", |step| step.status),
            due: arrangement.due.map(|due| due.to_string()),
            overdue: self.on.is_some_and(|on| arrangement.is_overdue(on)),
            steps: arrangement.steps.iter().map(|step| self.step(&id, step)).collect(),
            id,
        }
    }

    fn step(&self, arrangement: &str, step: &Step) -> StepOut {
        StepOut {
            id: format!("{arrangement}.{}", step.status.replace(' ', "-")),
            status: step.status,
            reported: step.reported.map(|day| day.to_string()),
            spans: step.places.iter().map(|place| self.span(place)).collect(),
        }
    }
}

fn report(at: usize, number: u64, reading: &Reading) -> RelationReport {
    let article = &reading.article;
    let title = match article.title {
        Some(title) => title.of(&article.text),
        None => article.text.lines().next().unwrap_or_default(),
    };
    RelationReport {
        id: format!("a{}", at + 1),
        report: number,
        source: article.source.clone(),
        outlet: article.outlet.clone(),
        title: title.to_owned(),
        language: article.language.clone(),
        published: article.published.value.map(|day| day.to_string()),
    }
}

/// Why there is nothing between the two, where `both` reports name both.
fn lacking(asked: &RelationAsked<'_>, both: usize) -> LackingOut {
    let [one, other] = asked.parties.map(str::trim);
    let told = |reason, told: String| LackingOut { reason, told };
    if one.is_empty() || other.is_empty() {
        return told("not-asked", "Nothing was asked: name two parties".to_owned());
    }
    if asked.are_one {
        return told("one-party", format!("Nothing was asked: {one} and {other} are one party"));
    }
    let nothing = |words: String| format!("Nothing found: {words}");
    let naming = |count: usize| {
        format!("{} {}", counted(count, "report"), if count == 1 { "names" } else { "name" })
    };
    match asked.named {
        [0, 0] => told(
            "not-named",
            nothing(format!("neither {one} nor {other} is among the names of a report")),
        ),
        [0, _] => told("not-named", nothing(format!("{one} is among the names of no report"))),
        [_, 0] => told("not-named", nothing(format!("{other} is among the names of no report"))),
        [some, others] if both == 0 => told(
            "not-together",
            nothing(format!(
                "{} {one} and {} {other}, but none names both",
                naming(some),
                naming(others)
            )),
        ),
        _ => told(
            "nothing-between",
            nothing(format!(
                "{} both, but none tells of anything arranged between them",
                naming(both)
            )),
        ),
    }
}
