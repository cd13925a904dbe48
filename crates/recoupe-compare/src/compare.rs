//! The comparison: one pass over the readings of one affair, step by step.

use crate::by_hand::{ByHand, Decided};
use crate::entities::link;
use crate::evidence::Evidence;
use crate::measure::Measure;
use crate::sources::Sources;
use crate::statements::Ground;
use crate::story::Story;
use crate::terms::Terms;
use crate::{
    brief, copies, dates, disputes, events, register, renderings, speakers, statements, units,
    utterances,
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
    let mut copies = copies::copies(&readings);
    let evidence = Evidence::of(&readings, &units, &terms, &copies);
    let measure = Measure::of(&units, &evidence);
    let sources = Sources::of(&readings, &units, &evidence, &measure);
    let ground = Ground {
        readings: &readings,
        units: &units,
        evidence: &evidence,
        measure: &measure,
        sources: &sources,
    };
    let (statements, mut disputes) = statements::statements(ground);
    let told_again = renderings::renderings(&readings, &units, &evidence, &sources, &copies);
    disputes.extend(disputes::times_of_day(&readings, &statements));
    disputes.extend(disputes::names(&readings));
    let events = events::events(&readings, &linked, &statements);
    let register = register::register(&readings, &linked, &terms);
    let brief = brief::brief(&readings, &units, &measure, &statements);
    let title = brief::title(&readings, &statements);
    copies.extend(told_again);
    copies.sort_by_key(|copy| copy.articles);
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
