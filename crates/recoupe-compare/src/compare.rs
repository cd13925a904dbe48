//! The comparison: one pass over the readings of one affair, step by step.

use crate::by_hand::{ByHand, Decided};
use crate::entities::link;
use crate::similarity::Hybrid;
use crate::story::Story;
use crate::terms::Terms;
use crate::{
    brief, copies, dates, disputes, events, register, speakers, statements, units, utterances,
};
use recoupe_annotate::Reading;

/// Compares the readings of one affair. Undated readings are dated from the others first; the order of
/// `readings` is the story's order of articles.
#[must_use]
pub fn compare(readings: &mut [&mut Reading]) -> Story {
    compare_with(readings, &ByHand::default())
}

/// As [`compare()`], by what a person decided of names first.
#[must_use]
pub fn compare_with(readings: &mut [&mut Reading], by_hand: &ByHand) -> Story {
    dates::date_from_story(readings);
    let readings: Vec<&Reading> = readings.iter().map(|reading| &**reading).collect();
    let linked = link(&readings, &Decided::of(by_hand));
    let said = speakers::said(&readings, &linked);
    let terms = Terms::of(&readings, &linked);
    let utterances = utterances::utterances(&readings, &said, &terms);
    let units = units::units(&readings, &terms, &said);
    let copies = copies::common_texts(&readings);
    let similarity = Hybrid::of(&readings, &units, &terms);
    let (statements, mut disputes) =
        statements::statements(&readings, &units, &terms, &similarity, &copies);
    disputes.extend(disputes::times_of_day(&readings, &statements));
    disputes.extend(disputes::names(&readings));
    let events = events::events(&readings, &linked, &statements);
    let register = register::register(&readings, &linked, &terms);
    let brief = brief::brief(&readings, &units, &similarity, &statements);
    let title = readings.iter().enumerate().find_map(|(article, reading)| {
        Some(crate::Place { article, span: reading.article.title? })
    });
    Story {
        entities: linked.entities,
        said,
        utterances,
        statements,
        events,
        register,
        disputes,
        copies,
        brief,
        title,
    }
}
