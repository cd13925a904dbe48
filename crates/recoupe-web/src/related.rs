//! What two parties have between them, out of an archive: where to look, and what the reports there tell.
//!
//! The index of names gives the reports that name each party; read are those of every story in which one report names the
//! one and one names the other, so that the work grows with what is told of the two and not with the archive. Limit:
//! of very many reports the newest are read, and how many were left out is told.

use crate::by_hand::{by_hand, decided};
use crate::fault::Fault;
use crate::kept::{Kept, State};
use crate::readers::Readers;
use jiff::civil::Date;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{ByHand, Parties, relation};
use recoupe_export::record::SpanOut;
use recoupe_export::{RelationAsked, RelationOut};
use recoupe_read::Article;
use recoupe_store::{Archive, NameRow, Named, ReportRow, StoreError};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// So many reports are read at most.
const MOST: usize = 20_000;
/// How many articles are read at a time: of each batch only what names both is kept.
const BATCH: usize = 500;
/// So many reports stand in the relations that a server keeps.
const KEPT: usize = 20_000;

/// Which parties, and against which day.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Question {
    /// The two, by name.
    pub parties: [String; 2],
    /// The day against which what is due is held; without it, that of the newest report.
    pub on: Option<Date>,
}

impl Question {
    fn parties(&self, by_hand: &ByHand) -> Parties {
        Parties::told(self.parties.each_ref().map(String::as_str), by_hand)
    }

    /// Whether there are two parties to look for.
    fn asks(&self, parties: &Parties) -> bool {
        self.parties.iter().all(|name| !name.trim().is_empty()) && !parties.are_one()
    }
}

/// Where to look.
#[derive(Debug, Clone, Default)]
struct Candidates {
    /// How many reports name each party.
    named: [usize; 2],
    /// The reports of the stories that name both, by number, each with its place in its story, from 1.
    rows: Vec<(ReportRow, usize)>,
    /// How many more there are.
    unread: usize,
}

impl Candidates {
    /// Everything that an answer depends on.
    fn state(&self) -> State {
        let named = self.named.map(|count| (0, count as u64));
        let rows = self
            .rows
            .iter()
            .flat_map(|(row, place)| [(row.id, row.versions), (row.story, *place as u64)]);
        named.into_iter().chain(rows).collect()
    }
}

/// What a person decided of names in the whole archive: a relation goes over many stories.
fn decided_everywhere(archive: &mut Archive) -> Result<Vec<NameRow>, StoreError> {
    Ok(archive.names()?.into_iter().filter(|row| row.story.is_none()).collect())
}

/// What two parties have between them, over all stories of an archive.
///
/// # Errors
///
/// [`StoreError`] where the archive cannot be read.
pub fn related(archive: &mut Archive, question: &Question) -> Result<RelationOut, StoreError> {
    let by_hand = by_hand(&decided_everywhere(archive)?);
    let parties = question.parties(&by_hand);
    let candidates = candidates(archive, question, &parties)?;
    read(archive, question, &parties, &by_hand, &candidates)
}

fn candidates(
    archive: &mut Archive,
    question: &Question,
    parties: &Parties,
) -> Result<Candidates, StoreError> {
    if !question.asks(parties) {
        return Ok(Candidates::default());
    }
    let mut named = [0, 0];
    let mut stories: Vec<BTreeSet<u64>> = Vec::new();
    for (party, named) in parties.each().iter().zip(&mut named) {
        let found = archive.naming(&Named {
            key: party.key().map(str::to_owned),
            names: party.names(),
            adjectives: party.adjectives(),
        })?;
        *named = found.len();
        stories.push(found.into_iter().map(|row| row.story).collect());
    }
    let mut rows = BTreeMap::new();
    for story in stories[0].intersection(&stories[1]) {
        let reports = archive.reports(*story)?.into_iter();
        rows.extend(reports.zip(1..).map(|(row, place)| (row.id, (row, place))));
    }
    let mut rows: Vec<(ReportRow, usize)> = rows.into_values().collect();
    let unread = rows.len().saturating_sub(MOST);
    rows.drain(..unread);
    Ok(Candidates { named, rows, unread })
}

fn read(
    archive: &mut Archive,
    question: &Question,
    parties: &Parties,
    by_hand: &ByHand,
    candidates: &Candidates,
) -> Result<RelationOut, StoreError> {
    let mut readings: Vec<(u64, Reading)> = Vec::new();
    for rows in candidates.rows.chunks(BATCH) {
        let articles = rows
            .iter()
            .map(|(row, _)| Ok((row.id, archive.article(row.id, None)?)))
            .collect::<Result<Vec<(u64, Article)>, StoreError>>()?;
        let read = articles.into_par_iter().map(|(number, article)| (number, Reading::of(article)));
        readings.par_extend(read.filter(|(_, reading)| parties.are_in(reading)));
    }
    let numbered: Vec<(u64, &Reading)> =
        readings.iter().map(|(number, reading)| (*number, reading)).collect();
    let held: Vec<&Reading> = numbered.iter().map(|(_, reading)| *reading).collect();
    let asked = RelationAsked {
        parties: question.parties.each_ref().map(String::as_str),
        are_one: parties.are_one(),
        named: candidates.named,
        unread: candidates.unread,
        on: question.on,
    };
    Ok(recoupe_export::relation(&asked, &numbered, &relation(&held, parties, by_hand)))
}

/// A relation, and where the reports that it cites are.
#[derive(Debug)]
pub(crate) struct Register {
    pub(crate) out: RelationOut,
    /// The row of each of its reports, and its place in its story, from 1.
    pub(crate) rows: BTreeMap<u64, (ReportRow, usize)>,
}

impl Register {
    /// The address of where a span stands, in the report as its story's record has it.
    pub(crate) fn address(&self, span: &SpanOut) -> String {
        let Some(report) = self.out.report(span).map(|report| report.report) else {
            return String::new();
        };
        match self.rows.get(&report) {
            Some((_, place)) => format!("/reports/{report}#a{place}.{}", span.start),
            None => format!("/reports/{report}"),
        }
    }
}

/// The relations that a server holds.
#[derive(Debug, Clone)]
pub(crate) struct Relations {
    readers: Readers,
    kept: Kept<Question, Register>,
}

impl Relations {
    pub(crate) fn new(readers: Readers) -> Self {
        Self { readers, kept: Kept::new(KEPT) }
    }

    pub(crate) async fn register(&self, question: Question) -> Result<Arc<Register>, Fault> {
        let asked = question.clone();
        let found = self.readers.ask(move |archive| {
            let names = decided_everywhere(archive)?;
            let by_hand = by_hand(&names);
            let parties = asked.parties(&by_hand);
            let found = candidates(archive, &asked, &parties)?;
            let mut state = found.state();
            state.push((0, decided(&names)));
            Ok((parties, by_hand, found, state))
        });
        let (parties, by_hand, found, state) = found.await?;
        let (readers, asked) = (self.readers.clone(), question.clone());
        let make = async move {
            let job = move |archive: &mut Archive| {
                let out = read(archive, &asked, &parties, &by_hand, &found)?;
                let cited: BTreeSet<u64> = out.reports.iter().map(|report| report.report).collect();
                let rows = found.rows.into_iter().filter(|(row, _)| cited.contains(&row.id));
                let rows = rows.map(|(row, place)| (row.id, (row, place))).collect();
                Ok(Arc::new(Register { out, rows }))
            };
            readers.ask(job).await
        };
        self.kept.get(question, state, make).await
    }
}
