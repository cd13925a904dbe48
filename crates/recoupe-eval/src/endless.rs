//! Endless texts: whether the whole analysis of a report grows with its length and no faster.
//!
//! A text of one kind of thing without a full stop (quotations, names, dates, figures, arrangements, clauses) is
//! analysed at one length and at four times it. Linear work takes four times as long; the square of it sixteen
//! times. Ratios within one run count, on a machine that does other things beside.

use crate::row::Row;
use anyhow::Result;
use recoupe_annotate::Reading;
use recoupe_compare::compare;
use recoupe_read::Article;
use recoupe_stories::Signature;
use std::path::Path;
use std::time::Instant;

/// The shorter length, in bytes.
const LENGTH: usize = 150_000;

/// Language, kind, and what is said again and again.
const TEXTS: [(&str, &str, &str); 12] = [
    ("en", "quotations", "“It is over”, said Anna Berg, and “no”, he added, "),
    ("de", "quotations", "„Das ist gut“, sagte Anna Berg, und „nein“, meinte er, "),
    ("fr", "quotations", "« C'est fini », a dit Anna Berg, et « non », a-t-il ajouté, "),
    (
        "ar",
        "quotations",
        "قال الوزير إن «الأمر واضح» وأضاف أن الحل قريب، وأكد أحمد سالم أن «لا خوف»، ",
    ),
    ("es", "reported", "según el ministro Juan Gil, dijo que no, añadió que sí, "),
    ("en", "names", "Anna Berg and the mayor of Norrby, Karl Brandt, of the Institute for Peace, "),
    ("de", "names", "Anna von Berg und der Bürgermeister Karl Brandt von der Hafenbehörde, "),
    ("en", "dates", "on Monday, 3 May 2024, two days later and from March to May, "),
    ("fr", "figures", "vingt-trois blessés, 3,4 millions d'euros, 40 % des voix, "),
    (
        "en",
        "arrangements",
        "a joint treaty on ferries signed by France and Ireland, who promised that ",
    ),
    ("en", "open marks", "“ ( « ‘ “ "),
    ("en", "one word", "word "),
];

/// The rows for `endless`; nothing of `data` is read.
///
/// # Errors
/// None.
#[expect(clippy::unnecessary_wraps, reason = "jobs have one form")]
pub(crate) fn run(_data: &Path, show: &str) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    for (language, kind, words) in TEXTS {
        let [short, long] = [1, 4].map(|times| seconds(language, words, times * LENGTH));
        if show == "misses" {
            eprintln!("{language} {kind}: {short:.2} s, {long:.2} s");
        }
        let row = Row::new("endless texts", format!("{language} {kind}, four times"), long / short);
        rows.push(row.at_most(Some(8.0)).note(format!("{short:.2} s")));
    }
    Ok(rows)
}

fn seconds(language: &str, words: &str, length: usize) -> f64 {
    let text = words.repeat(length / words.len());
    let begun = Instant::now();
    let mut reading =
        Reading::of(Article { language: Some(language.to_owned()), text, ..Article::default() });
    let _ = Signature::of(&reading);
    let mut other = reading.clone();
    let _ = compare(&mut [&mut reading, &mut other]);
    begun.elapsed().as_secs_f64()
}
