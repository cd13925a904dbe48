//! Relations: what two parties have between them through time, over all reports that name both.
//!
//! The register of one story tells what its reports say at one time. Here the reports of every story that name
//! both parties are laid side by side, so that an arrangement stands once however many stories name it, with
//! its history (proposed, signed, suspended: by the day of the first report that says so) and the day by which it
//! is due. A step is what reports say, not what happened: a report of the 12th that calls a treaty signed
//! dates the saying. Limits: a renewal under the same name is one with what it renews.

mod parties;

pub use parties::{Parties, Party};

use crate::by_hand::{ByHand, Decided};
use crate::entities::{Linked, link};
use crate::register::register;
use crate::story::{Entity, Entry, Place};
use crate::terms::Terms;
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_time::Edtf;
use std::collections::BTreeSet;

/// A step in the history of an arrangement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// How far it was.
    pub status: &'static str,
    /// The day of the first dated report that says so.
    pub reported: Option<Date>,
    /// Where it is said.
    pub places: Vec<Place>,
}

/// An arrangement between the two parties.
#[derive(Debug, Clone)]
pub struct Arrangement {
    /// What the register says of it.
    pub entry: Entry,
    /// Its history, in the order of the days.
    pub steps: Vec<Step>,
    /// The last day by which it is due, where it was to come when it was reported.
    pub due: Option<Date>,
}

impl Arrangement {
    /// Whether it was due before `day`, and no report since then says that it was done.
    #[must_use]
    pub fn is_overdue(&self, day: Date) -> bool {
        let done = |step: &Step| {
            matches!(step.status, "in force" | "ended")
                && step.reported.zip(self.due).is_none_or(|(reported, due)| reported >= due)
        };
        self.due.is_some_and(|due| due < day) && !self.steps.iter().any(done)
    }
}

/// The register of two parties.
#[derive(Debug, Clone, Default)]
pub struct Relation {
    /// The entities of the reports, by whose numbers the entries name theirs.
    pub entities: Vec<Entity>,
    /// What is between the two.
    pub arrangements: Vec<Arrangement>,
    /// The reports that name both, by their numbers in what was given; places count them in this order.
    pub reports: Vec<usize>,
}

/// The register of the two `parties` over `readings`, by what a person decided of names.
#[must_use]
pub fn relation(readings: &[&Reading], parties: &Parties, by_hand: &ByHand) -> Relation {
    let reports: Vec<usize> =
        (0..readings.len()).filter(|number| parties.are_in(readings[*number])).collect();
    let held: Vec<&Reading> = reports.iter().map(|number| readings[*number]).collect();
    let linked = link(&held, &Decided::of(by_hand));
    let terms = Terms::of(&held, &linked);
    let sides = parties.0.each_ref().map(|party| (party, party.entities(&held, &linked)));
    let arrangements = register(&held, &linked, &terms)
        .into_iter()
        .filter(|entry| is_between(&sides, entry, &held, &linked))
        .map(|entry| arrangement(&held, entry))
        .collect();
    Relation { entities: linked.entities, arrangements, reports }
}

/// Whether both sides are parties of an entry. The register tells states alone; a body, a firm or a person is a party
/// where one sentence of the entry names it beside the other side.
fn is_between(
    sides: &[(&Party, BTreeSet<usize>); 2],
    entry: &Entry,
    readings: &[&Reading],
    linked: &Linked,
) -> bool {
    let told =
        sides.each_ref().map(|(_, side)| entry.parties.iter().any(|party| side.contains(party)));
    told == [true; 2]
        || entry.places.iter().any(|place| {
            let (reading, of) = (readings[place.article], &linked.of[place.article]);
            sides
                .iter()
                .zip(told)
                .all(|((party, side), told)| told || party.is_named(reading, of, side, place.span))
        })
}

fn arrangement(readings: &[&Reading], entry: Entry) -> Arrangement {
    let mut told: Vec<(Option<Date>, &'static str, Place)> = entry
        .places
        .iter()
        .zip(&entry.statuses)
        .map(|(place, status)| {
            let reported = readings[place.article].article.published.value;
            (reported, status.unwrap_or("reported"), *place)
        })
        .collect();
    // Undated reports come last: nothing tells where they belong.
    told.sort_by_key(|(reported, _, place)| (reported.is_none(), *reported, *place));
    let mut steps: Vec<Step> = Vec::new();
    for (reported, status, place) in told {
        match steps.iter_mut().find(|step| step.status == status) {
            Some(step) => step.places.push(place),
            None => steps.push(Step { status, reported, places: vec![place] }),
        }
    }
    let first = steps.iter().filter_map(|step| step.reported).min();
    let due = entry
        .date
        .as_ref()
        .and_then(Edtf::bounds)
        .map(|(_, last)| last)
        .filter(|last| entry.kind == "commitment" && first.is_none_or(|first| *last > first));
    Arrangement { entry, steps, due }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use recoupe_read::{Article, DateBasis, Dated};

    fn reading(day: Date, text: &str) -> Reading {
        Reading::of(Article {
            language: Some("en".to_owned()),
            published: Dated { value: Some(day), basis: DateBasis::Metadata },
            text: text.to_owned(),
            ..Article::default()
        })
    }

    const TREATY: [(i8, &str); 3] = [
        (
            2,
            "France and Ireland want to propose a joint treaty on ferry safety to their parliaments.",
        ),
        (
            9,
            "France and Ireland signed the joint treaty on ferry safety in Cork on Monday. The Irish and French ministers promised \
             that every ferry would have fire doors by 30 June 2026.",
        ),
        (30, "Ireland suspended the joint treaty on ferry safety with France."),
    ];

    #[test]
    fn an_arrangement_stands_once_with_its_history() {
        let readings: Vec<Reading> =
            TREATY.iter().map(|(day, text)| reading(date(2026, 3, *day), text)).collect();
        let held: Vec<&Reading> = readings.iter().collect();
        let found = relation(&held, &Parties::of(["France", "Irlande"]), &ByHand::default());
        assert_eq!(found.reports, [0, 1, 2]);
        let treaties: Vec<&Arrangement> =
            found.arrangements.iter().filter(|held| held.entry.kind == "agreement").collect();
        assert_eq!(treaties.len(), 1, "{:?}", found.arrangements);
        // "suspended the treaty" is a step of it, and no measure beside it.
        let measures = found.arrangements.iter().filter(|held| held.entry.kind == "measure");
        assert_eq!(measures.count(), 0, "{:?}", found.arrangements);
        let steps: Vec<(&str, Option<Date>)> =
            treaties[0].steps.iter().map(|step| (step.status, step.reported)).collect();
        assert_eq!(
            steps,
            [
                ("proposed", Some(date(2026, 3, 2))),
                ("signed", Some(date(2026, 3, 9))),
                ("suspended", Some(date(2026, 3, 30)))
            ]
        );
    }

    #[test]
    fn a_commitment_whose_day_has_passed_says_so() {
        let readings: Vec<Reading> =
            TREATY.iter().map(|(day, text)| reading(date(2026, 3, *day), text)).collect();
        let held: Vec<&Reading> = readings.iter().collect();
        let found = relation(&held, &Parties::of(["Ireland", "France"]), &ByHand::default());
        let promise = found.arrangements.iter().find(|held| held.entry.kind == "commitment");
        let promise = promise.expect("a commitment");
        assert_eq!(promise.due, Some(date(2026, 6, 30)));
        assert!(!promise.is_overdue(date(2026, 6, 30)) && promise.is_overdue(date(2026, 7, 1)));
    }

    #[test]
    fn reports_of_one_party_alone_are_no_relation() {
        let one = reading(date(2026, 3, 2), "France signed a treaty on fish with Norway.");
        assert!(
            relation(&[&one], &Parties::of(["France", "Ireland"]), &ByHand::default())
                .arrangements
                .is_empty()
        );
    }

    #[test]
    fn a_headline_names_the_arrangement_without_its_verb() {
        let text = "France suspends fishing declaration with Ireland";
        let one = reading(date(2026, 3, 2), text);
        let found = relation(&[&one], &Parties::of(["France", "Ireland"]), &ByHand::default());
        let names = found.arrangements.iter().flat_map(|held| &held.entry.names);
        let names: Vec<&str> = names.map(|place| place.span.of(text)).collect();
        assert_eq!(names, ["fishing declaration"]);
    }

    #[test]
    fn a_firm_and_a_body_have_what_one_sentence_tells_of_both() {
        let texts = [
            "Kestrel Lines signed a fire safety agreement with the Harbour Safety Board on Monday.",
            "Kestrel Lines has ten ships. The Harbour Safety Board signed a treaty on fish with Norway.",
        ];
        let readings: Vec<Reading> =
            texts.iter().map(|text| reading(date(2026, 3, 2), text)).collect();
        let held: Vec<&Reading> = readings.iter().collect();
        let found = relation(
            &held,
            &Parties::of(["kestrel lines", "Harbour Safety Board"]),
            &ByHand::default(),
        );
        assert_eq!(found.reports, [0, 1]);
        let told: Vec<&str> =
            found.arrangements.iter().map(|held| held.entry.places[0].span.of(texts[0])).collect();
        assert_eq!(told, [texts[0]], "{:?}", found.arrangements);
    }
}
