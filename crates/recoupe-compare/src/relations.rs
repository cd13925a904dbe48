//! Relations: what two parties have between them through time, over all reports that name both.
//!
//! The register of one story tells what its reports say at one time. Here the reports of every story that name
//! both parties are laid side by side, so that an arrangement stands once however many stories name it, with
//! its history (proposed, signed, suspended: by the day of the first report that says so) and the day by which it
//! is due. A step is what reports say, not what happened: a report of the 12th that calls a treaty signed
//! dates the saying. Limits: a renewal under the same name is one with what it renews.

use crate::entities::{Linked, link};
use crate::register::register;
use crate::story::{Entity, Entry, Place};
use crate::terms::Terms;
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_annotate::names::{Gazetteer, Mention};
use recoupe_read::Article;
use recoupe_text::{Language, fold};
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

/// Two parties, ready to be looked for.
pub struct Parties([Party; 2]);

impl Parties {
    /// The two of these names, in any language.
    #[must_use]
    pub fn of(names: [&str; 2]) -> Self {
        Self(names.map(Party::of))
    }

    /// Whether a reading names both.
    #[must_use]
    pub fn are_in(&self, reading: &Reading) -> bool {
        self.0.iter().all(|party| party.is_in(reading))
    }
}

/// The register of the two `parties` over `readings`.
#[must_use]
pub fn relation(readings: &[&Reading], parties: &Parties) -> Relation {
    let reports: Vec<usize> =
        (0..readings.len()).filter(|number| parties.are_in(readings[*number])).collect();
    let held: Vec<&Reading> = reports.iter().map(|number| readings[*number]).collect();
    let linked = link(&held);
    let terms = Terms::of(&held, &linked);
    let sides = parties.0.each_ref().map(|party| party.entities(&held, &linked));
    let arrangements = register(&held, &linked, &terms)
        .into_iter()
        .filter(|entry| {
            sides.iter().all(|side| entry.parties.iter().any(|party| side.contains(party)))
        })
        .map(|entry| arrangement(&held, entry))
        .collect();
    Relation { entities: linked.entities, arrangements, reports }
}

/// A party as the caller names it.
struct Party {
    name: String,
    /// The gazetteer's key, where some language knows the name.
    key: Option<String>,
}

impl Party {
    fn of(name: &str) -> Self {
        let known = |language: &Language| {
            let article = Article {
                language: Some(language.code().to_owned()),
                text: name.to_owned(),
                ..Article::default()
            };
            let names = Reading::of(article).names;
            names.mentions.first().and_then(|mention| Some(mention.known?.key.clone()))
        };
        Self { name: fold(name), key: Language::all().iter().find_map(known) }
    }

    /// Whether a name of a reading is the party's: by the gazetteer's key or word for word.
    fn is(&self, reading: &Reading, mention: &Mention) -> bool {
        let tokens = &reading.syntax.tokens;
        let words: Vec<String> =
            mention.tokens.clone().map(|index| fold(tokens.lower(index))).collect();
        words.join(" ") == self.name
            || mention.known.is_some_and(|known| self.key.as_ref() == Some(&known.key))
    }

    /// Whether a reading names the party, or has the adjective of it.
    fn is_in(&self, reading: &Reading) -> bool {
        let syntax = &reading.syntax;
        let gazetteer = Gazetteer::of(syntax.language);
        let adjective = |index: usize| {
            let country = gazetteer.demonym(syntax.tokens.lower(index));
            country.is_some_and(|country| self.key.as_ref() == Some(&country.key))
        };
        reading.names.mentions.iter().any(|mention| self.is(reading, mention))
            || (0..syntax.tokens.len()).any(adjective)
    }

    /// The entities that are the party: by key, or by a mention.
    fn entities(&self, readings: &[&Reading], linked: &Linked) -> BTreeSet<usize> {
        let keyed = linked
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.key.is_some() && entity.key == self.key);
        let mut found: BTreeSet<usize> = keyed.map(|(number, _)| number).collect();
        for (article, reading) in readings.iter().enumerate() {
            let own = reading.names.mentions.iter().filter(|mention| self.is(reading, mention));
            found.extend(own.map(|mention| linked.of[article][mention.chain]));
        }
        found
    }
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
    use recoupe_read::{DateBasis, Dated};

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
        let found = relation(&held, &Parties::of(["France", "Irlande"]));
        assert_eq!(found.reports, [0, 1, 2]);
        let treaties: Vec<&Arrangement> =
            found.arrangements.iter().filter(|held| held.entry.kind == "agreement").collect();
        assert_eq!(treaties.len(), 1, "{:?}", found.arrangements);
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
        let found = relation(&held, &Parties::of(["Ireland", "France"]));
        let promise = found.arrangements.iter().find(|held| held.entry.kind == "commitment");
        let promise = promise.expect("a commitment");
        assert_eq!(promise.due, Some(date(2026, 6, 30)));
        assert!(!promise.is_overdue(date(2026, 6, 30)) && promise.is_overdue(date(2026, 7, 1)));
    }

    #[test]
    fn reports_of_one_party_alone_are_no_relation() {
        let one = reading(date(2026, 3, 2), "France signed a treaty on fish with Norway.");
        assert!(relation(&[&one], &Parties::of(["France", "Ireland"])).arrangements.is_empty());
    }
}
