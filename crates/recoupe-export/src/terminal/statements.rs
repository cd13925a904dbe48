//! What is disputed, what independent reports share, what only one says, what a later one leaves out.

use super::accounts::{cited, reports};
use super::flow::{Run, plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::digest::{Digest, Disputed, Shared, Side};
use crate::words::counted;

const DISPUTED: usize = 6;
const SHARED: usize = 8;
const ONE_SOURCE: usize = 4;
const ALONE: usize = 3;

/// The sides abreast.
pub(super) fn disputed(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.disputes.is_empty() {
        return;
    }
    sheet.heading("What is disputed");
    let most = sheet.most(DISPUTED);
    for disputed in digest.disputes.iter().take(most) {
        let Disputed { dispute, sides } = disputed;
        sheet.block(2, &[run(paint::FAINT, dispute.kind)]);
        let texts: Vec<Vec<Vec<Run>>> = sides.iter().map(|side| side_text(sheet, side)).collect();
        sheet.abreast(4, &texts);
    }
    sheet.more(2, digest.disputes.len().saturating_sub(most), "");
}

fn side_text(sheet: &Sheet, side: &Side<'_>) -> Vec<Vec<Run>> {
    let mut text = vec![vec![run(paint::DISPUTED, side.value), reports(&side.reports)]];
    let places = side.places.iter().take(sheet.most(1));
    text.extend(places.filter_map(|(_, around)| around.as_ref()).map(|around| {
        vec![plain(cited(around, &sheet.fit(&around.span.exact, sheet.width / 2, 3)))]
    }));
    text
}

/// Corroborated statements.
pub(super) fn shared(sheet: &mut Sheet, digest: &Digest<'_>) {
    if let Some(reason) = &digest.lacking {
        sheet.heading("What independent reports share");
        sheet.block(2, &[plain(reason.clone())]);
        return;
    }
    sheet.heading("What independent reports share");
    let most = sheet.most(SHARED);
    for shared in digest.shared.iter().take(most) {
        let origins = counted(shared.statement.origins, "origin");
        sheet.labelled(2, &run(paint::FAINT, origins), 9, &statement(sheet, shared, 15));
    }
    sheet.more(2, digest.shared.len().saturating_sub(most), "");
}

/// What several reports have from one source.
pub(super) fn one_source(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.one_source.is_empty() {
        return;
    }
    sheet.heading("What several reports have from one source");
    let most = sheet.most(ONE_SOURCE);
    for shared in digest.one_source.iter().take(most) {
        sheet.block(2, &statement(sheet, shared, 4));
    }
    sheet.more(2, digest.one_source.len().saturating_sub(most), "");
}

fn statement(sheet: &Sheet, shared: &Shared<'_>, indent: usize) -> Vec<Run> {
    let words = sheet.fit(&shared.words.span.exact, indent, 2);
    vec![plain(cited(&shared.words, &words)), reports(&shared.reports)]
}

/// What one report alone says.
pub(super) fn alone(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.alone.is_empty() {
        return;
    }
    sheet.heading("What only one report says");
    for alone in &digest.alone {
        report_line(sheet, digest, alone.report);
        let most = sheet.most(ALONE);
        for words in alone.statements.iter().take(most) {
            let fitted = sheet.fit(&words.span.exact, 4, 1);
            sheet.block(4, &[plain(cited(words, &fitted))]);
        }
        sheet.more(4, alone.statements.len().saturating_sub(most), "");
    }
}

/// What a later report does not say; only where all is asked for.
pub(super) fn silent(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.silences.is_empty() || !sheet.all {
        return;
    }
    sheet.heading("What a later report is silent about");
    for silence in &digest.silences {
        report_line(sheet, digest, silence.report);
        for shared in &silence.statements {
            sheet.block(4, &statement(sheet, shared, 4));
        }
    }
}

fn report_line(sheet: &mut Sheet, digest: &Digest<'_>, number: usize) {
    let label = number
        .checked_sub(1)
        .and_then(|index| digest.reports.get(index))
        .map_or("", |report| report.label);
    sheet.block(2, &[reports(&[number]), run(paint::NAME, label)]);
}
