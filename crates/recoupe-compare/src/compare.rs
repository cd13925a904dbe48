//! The comparison: one pass over the readings of one affair, step by step.

use crate::entities::link;
use crate::similarity::Lexical;
use crate::story::Story;
use crate::terms::Terms;
use crate::{brief, copies, dates, disputes, events, register, speakers, statements, units, utterances};
use recoupe_annotate::Reading;

/// Compares the readings of one affair. Undated readings are dated from the others first; the order of
/// `readings` is the story's order of articles.
#[must_use]
pub fn compare(readings: &mut [&mut Reading]) -> Story {
    dates::date_from_story(readings);
    let readings: Vec<&Reading> = readings.iter().map(|reading| &**reading).collect();
    let linked = link(&readings);
    let said = speakers::said(&readings, &linked);
    let terms = Terms::of(&readings, &linked);
    let utterances = utterances::utterances(&readings, &said, &terms);
    let units = units::units(&readings, &linked, &terms, &said);
    let copies = copies::copies(&readings);
    let similarity = Lexical::of(&units, &terms);
    if std::env::var("DBG").is_ok() {
        use crate::similarity::Similarity;
        for (n, u) in units.iter().enumerate() {
            eprintln!("U{n} a{} {} | {:?}", u.article, u.span.of(readings[u.article].text()), u.dates.iter().map(ToString::to_string).collect::<Vec<_>>());
        }
        let mut c: Vec<_> = similarity.candidates().into_iter().map(|(a, b)| (similarity.score(a, b), a, b)).filter(|x| x.0 > 0.25).collect();
        c.sort_by(|a, b| b.0.total_cmp(&a.0));
        for (s, a, b) in c { eprintln!("P {s:.2} {a} {b}\n   {}\n   {}", units[a].span.of(readings[units[a].article].text()), units[b].span.of(readings[units[b].article].text())); }
    }
    let (statements, mut disputes) = statements::statements(&readings, &units, &similarity, &copies);
    disputes.extend(disputes::times_of_day(&readings, &statements));
    disputes.extend(disputes::names(&readings));
    let events = events::events(&readings, &linked, &statements);
    let register = register::register(&readings, &linked, &terms);
    let brief = brief::brief(&readings, &units, &similarity, &statements);
    let title = readings
        .iter()
        .enumerate()
        .find_map(|(article, reading)| Some(crate::Place { article, span: reading.article.title? }));
    Story { entities: linked.entities, said, utterances, statements, events, register, disputes, copies, brief, title }
}
