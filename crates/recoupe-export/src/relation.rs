//! What two parties have between them, as JSON.

use crate::offsets::Offsets;
use crate::record::SpanOut;
use recoupe_annotate::Reading;
use recoupe_compare::{Place, Relation};
use recoupe_time::Date;
use serde::Serialize;

/// The register of two parties through time.
#[derive(Debug, Serialize)]
pub struct RelationOut {
    /// The two, as they were asked for.
    pub parties: [String; 2],
    /// The day against which what is due is held.
    pub on: Option<String>,
    /// The reports that name both.
    pub reports: Vec<RelationReport>,
    /// What is between the two, each arrangement once.
    pub arrangements: Vec<ArrangementOut>,
}

/// A report that names both parties.
#[derive(Debug, Serialize)]
pub struct RelationReport {
    /// How spans name it.
    pub id: String,
    /// Where it was read.
    pub source: String,
    /// The day it came out.
    pub published: Option<String>,
}

/// An arrangement with its history.
#[derive(Debug, Serialize)]
pub struct ArrangementOut {
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
    /// How far it was.
    pub status: &'static str,
    /// The day of the first dated report that says so.
    pub reported: Option<String>,
    /// Where it is said.
    pub spans: Vec<SpanOut>,
}

/// A relation made from `readings`, with what is due held against the day `on`.
#[must_use]
pub fn relation(
    parties: [&str; 2],
    readings: &[&Reading],
    relation: &Relation,
    on: Option<Date>,
) -> RelationOut {
    let held: Vec<&Reading> = relation.reports.iter().map(|number| readings[*number]).collect();
    let offsets: Vec<Offsets<'_>> = held
        .iter()
        .enumerate()
        .map(|(number, reading)| Offsets::of(format!("a{}", number + 1), reading.text()))
        .collect();
    let span = |place: &Place| offsets[place.article].span(place.span);
    let arrangements = relation.arrangements.iter().map(|arrangement| {
        let mut names: Vec<SpanOut> = Vec::new();
        for name in arrangement.entry.names.iter().map(span) {
            let told = |held: &SpanOut| held.exact.to_lowercase() == name.exact.to_lowercase();
            if !names.iter().any(told) {
                names.push(name);
            }
        }
        ArrangementOut {
            kind: arrangement.entry.kind,
            names,
            status: arrangement.steps.last().map_or("reported", |step| step.status),
            due: arrangement.due.map(|due| due.to_string()),
            overdue: on.is_some_and(|on| arrangement.is_overdue(on)),
            steps: arrangement
                .steps
                .iter()
                .map(|step| StepOut {
                    status: step.status,
                    reported: step.reported.map(|day| day.to_string()),
                    spans: step.places.iter().map(span).collect(),
                })
                .collect(),
        }
    });
    RelationOut {
        parties: parties.map(str::to_owned),
        on: on.map(|on| on.to_string()),
        arrangements: arrangements.collect(),
        reports: held
            .iter()
            .enumerate()
            .map(|(number, reading)| RelationReport {
                id: format!("a{}", number + 1),
                source: reading.article.source.clone(),
                published: reading.article.published.value.map(|day| day.to_string()),
            })
            .collect(),
    }
}
