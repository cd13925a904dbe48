//! Sources to findings: read, annotate, group, compare, over all threads.
//!
//! Of a source larger than memory, what is made of its articles is held, never its bytes ([`stream`]).
//! Results are put together in the order of the sources, never in that in which threads end.

use crate::inputs::{Failure, Source};
use crate::stream::{self, Piece};
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{Story, compare, hold};
use recoupe_export::{Claim, Findings};
use recoupe_read::{Article, Input, ReadError};
use recoupe_stories::{closer, group};
use recoupe_text::detect_language;
use std::convert::Infallible;
use std::ops::ControlFlow;

/// What was read, and what was passed over.
#[derive(Debug)]
pub struct Gathered<T> {
    /// What the sources hold, in their order.
    pub items: Vec<T>,
    /// What was passed over, one line each.
    pub warnings: Vec<String>,
    /// The sources that could not be read.
    pub failures: Vec<Failure>,
}

/// Reads `sources` to articles, and makes each into something; `each` is called once a source is done.
pub fn articles<T: Send>(
    sources: Vec<Source>,
    make: impl Fn(Article) -> T + Sync,
    each: impl Fn() + Sync,
) -> Gathered<T> {
    let mut gathered = Gathered { items: Vec::new(), warnings: Vec::new(), failures: Vec::new() };
    let _: ControlFlow<Infallible> = stream::read(sources, make, each, |outcome| {
        match outcome {
            Ok(Piece { items, warnings, .. }) => {
                gathered.items.extend(items);
                gathered.warnings.extend(warnings.iter().map(ToString::to_string));
            }
            Err(failure) => gathered.failures.push(failure),
        }
        ControlFlow::Continue(())
    });
    gathered
}

/// Reads one source; gives its bytes as well.
pub(crate) fn read(source: Source) -> Result<(Input, Vec<u8>), Failure> {
    let (name, told) = (source.name.clone(), source.told.clone());
    let bytes = source.bytes()?;
    let read = recoupe_read::read_in(&name, &bytes, told.envelope());
    read.map(|input| (input, bytes)).map_err(|error| failure(&name, &error))
}

/// The failure of the source `name`.
pub(crate) fn failure(name: &str, error: &ReadError) -> Failure {
    let message = error.to_string();
    // The message begins with the source, which a failure names by itself.
    let told = message.strip_prefix(name).and_then(|rest| rest.strip_prefix(": "));
    Failure { message: told.unwrap_or(&message).to_owned(), source: name.to_owned() }
}

/// Which reports are one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grouping {
    /// Those that tell of one affair.
    ByAffair,
    /// All of them.
    OneStory,
}

/// Groups `readings` into stories, compares each, and holds `claims` against them.
#[must_use]
pub fn findings(
    readings: Vec<Reading>,
    grouping: Grouping,
    claims: &[String],
    failures: Vec<Failure>,
) -> Findings {
    let groups = match grouping {
        Grouping::ByAffair => closer(&readings, group(&readings)),
        Grouping::OneStory => vec![(0..readings.len()).collect()],
    };
    let mut slots: Vec<Option<Reading>> = readings.into_iter().map(Some).collect();
    let mut stories: Vec<(Vec<usize>, Vec<Reading>)> = groups
        .into_iter()
        .map(|members| {
            // A reading belongs to one story; a number that is taken or out of range is passed over.
            let (members, readings) = members
                .into_iter()
                .filter_map(|member| Some((member, slots.get_mut(member)?.take()?)))
                .unzip();
            (members, readings)
        })
        .collect();
    let told: Vec<Story> = stories
        .par_iter_mut()
        .map(|(_, readings)| compare(&mut readings.iter_mut().collect::<Vec<_>>()))
        .collect();
    let mut findings = Findings::default();
    for ((members, readings), story) in stories.into_iter().zip(told) {
        for (member, reading) in members.iter().zip(readings) {
            slots[*member] = Some(reading);
        }
        findings.stories.push((members, story));
    }
    // Every reading is in a story, so that no slot is empty and the numbers hold.
    findings.readings = slots.into_iter().flatten().collect();
    findings.claims = claims.par_iter().map(|text| ask(text, &findings)).collect();
    findings.errors =
        failures.into_iter().map(|failure| (failure.source, failure.message)).collect();
    findings
}

/// Holds a claim against every story; the one that tells most of it answers.
fn ask(text: &str, findings: &Findings) -> Claim {
    let language = detect_language(text).map(str::to_owned);
    let claim = Reading::of(Article {
        language: language.clone(),
        text: text.to_owned(),
        ..Article::default()
    });
    let held = findings.stories.iter().enumerate().map(|(number, (members, _))| {
        let readings: Vec<&Reading> =
            members.iter().map(|member| &findings.readings[*member]).collect();
        (number, hold(&claim, &readings))
    });
    // Of equals the first story answers.
    let best = held
        .filter(|(_, held)| !held.evidence.is_empty() || !held.against.is_empty())
        .rev()
        .max_by_key(|(_, held)| (held.origins, held.evidence.len(), held.against.len()));
    Claim { text: text.to_owned(), language, held: best }
}
