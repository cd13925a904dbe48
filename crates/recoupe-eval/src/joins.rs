//! Statements across languages, on NTREX-128: whether clauses of a report and of its translation are joined
//! where they belong to one line, and to no other.
//!
//! Every document is compared with its own translation, as two reports of one affair: the same people, places
//! and figures stand in all of its sentences, which is what makes a wrong join likely. Translations are nearer than
//! two reporters' words, so what is found here is more than what is found in the news; what is wrong here is
//! wrong there too. The set is not part of the repository: where it is absent, the job says so and
//! gives no rows.

use crate::ntrex;
use crate::row::Row;
use anyhow::Result;
use rayon::prelude::*;
use recoupe_annotate::Reading;
use recoupe_compare::{Place, compare};
use recoupe_read::Article;
use std::collections::BTreeSet;
use std::path::Path;

/// A line of the set in a text made of several: its number and where it ends.
type Ends = Vec<u32>;

/// The rows for `joins` under `data`; `show` = `joins` prints clauses joined across lines.
///
/// # Errors
/// Where the set is there and a file of it cannot be read.
pub(crate) fn run(data: &Path, show: &str) -> Result<Vec<Row>> {
    let Some(set) = ntrex::read(data)? else { return Ok(Vec::new()) };
    let read: Vec<Vec<(Reading, Ends)>> = set
        .languages
        .iter()
        .map(|(code, lines)| {
            let documents = set.documents.par_iter();
            documents.map(|(start, end)| document(code, &lines[*start..*end])).collect()
        })
        .collect();
    let mut rows = Vec::new();
    for [first, second] in ntrex::pairs() {
        let name = format!("{} {}", set.languages[first].0, set.languages[second].0);
        let [right, all, found, lines] = read[first]
            .par_iter()
            .zip(&read[second])
            .map(|(one, other)| count([one, other], show))
            .reduce(|| [0; 4], |left, right| std::array::from_fn(|at| left[at] + right[at]));
        let share = |part: usize, of: usize| part as f64 / of.max(1) as f64;
        let job = format!("joins {name}");
        rows.push(
            Row::new(&job, "joined clauses of one line", share(right, all))
                .note(format!("{right} of {all}")),
        );
        rows.push(
            Row::new(&job, "lines found", share(found, lines)).note(format!("{found} of {lines}")),
        );
    }
    Ok(rows)
}

fn document(code: &str, lines: &[String]) -> (Reading, Ends) {
    let mut text = String::new();
    let mut ends = Vec::new();
    for line in lines {
        text.push_str(line);
        ends.push(text.len() as u32);
        text.push_str("\n\n");
    }
    let article = Article {
        source: code.to_owned(),
        language: Some(code.to_owned()),
        text,
        ..Article::default()
    };
    (Reading::of(article), ends)
}

/// Joined pairs of clauses of one line, all joined pairs, lines found, lines.
fn count(sides: [&(Reading, Ends); 2], show: &str) -> [usize; 4] {
    let mut readings = sides.map(|(reading, _)| reading.clone());
    let [first, second] = &mut readings;
    let story = compare(&mut [first, second]);
    let line =
        |place: &Place| sides[place.article].1.partition_point(|end| *end <= place.span.start);
    let (mut right, mut all) = (0, 0);
    let mut found = BTreeSet::new();
    for statement in &story.statements {
        for one in statement.places.iter().filter(|place| place.article == 0) {
            for other in statement.places.iter().filter(|place| place.article == 1) {
                all += 1;
                if line(one) == line(other) {
                    right += 1;
                    found.insert(line(one));
                } else if show == "joins" {
                    let text = |place: &Place| place.span.of(sides[place.article].0.text());
                    eprintln!("ACROSS {} | {}", text(one), text(other));
                }
            }
        }
    }
    [right, all, found.len(), sides[0].1.len()]
}
