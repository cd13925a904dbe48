//! Who said what, what was agreed, what happened.

use super::flow::{Run, plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::digest::{Cited, Digest, Saying, reports_list, when};
use crate::words::agreed_facts;

const VOICES: usize = 6;
const SAYINGS: usize = 3;
const AGREED: usize = 8;
const HAPPENED: usize = 10;

/// Quotations by speaker.
pub(super) fn said(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.voices.is_empty() {
        return;
    }
    sheet.heading("Who said what");
    let voices = sheet.most(VOICES);
    for voice in digest.voices.iter().take(voices) {
        let name = if voice.name.is_empty() { "speaker not named" } else { voice.name };
        match voice.role {
            Some(role) => {
                sheet.block(2, &[run(paint::NAME, format!("{name},")), run(paint::FAINT, role)]);
            }
            None => sheet.block(2, &[run(paint::NAME, name)]),
        }
        let sayings = sheet.most(SAYINGS);
        for saying in voice.sayings.iter().take(sayings) {
            sheet.block(4, &[plain(saying_words(sheet, saying)), reports(&saying.reports)]);
        }
        sheet.more(4, voice.sayings.len().saturating_sub(sayings), " of this speaker");
    }
    let left = digest.voices.len().saturating_sub(voices);
    sheet.more(2, left, if left == 1 { " speaker" } else { " speakers" });
}

fn saying_words(sheet: &Sheet, saying: &Saying<'_>) -> String {
    let pieces: Vec<&str> = saying.words.iter().map(|piece| piece.span.exact.as_str()).collect();
    let words = sheet.fit(&pieces.join(" … "), 4, 2);
    if saying.direct { format!("“{words}”") } else { format!("– {words}") }
}

/// The register.
pub(super) fn agreed(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.agreed.is_empty() {
        return;
    }
    sheet.heading("What was agreed");
    let most = sheet.most(AGREED);
    for agreed in digest.agreed.iter().take(most) {
        let mut runs = vec![run(paint::NAME, agreed.names.join(" / "))];
        let facts = agreed_facts(agreed);
        if !facts.is_empty() {
            runs.push(run(paint::FAINT, format!("· {}", facts.join(" · "))));
        }
        runs.push(reports(&agreed.reports));
        sheet.labelled(2, &run(paint::FAINT, agreed.entry.kind), 10, &runs);
        if sheet.all {
            for place in &agreed.places {
                sheet
                    .block(14, &[plain(cited(place, &place.span.exact)), reports(&[place.report])]);
            }
        }
    }
    sheet.more(2, digest.agreed.len().saturating_sub(most), "");
}

/// A dated line for each event.
pub(super) fn happened(sheet: &mut Sheet, digest: &Digest<'_>) {
    if digest.happened.is_empty() {
        return;
    }
    sheet.heading("What happened");
    let most = sheet.most(HAPPENED);
    let shown: Vec<_> =
        latest(digest.happened.len(), most).map(|index| &digest.happened[index]).collect();
    let dates: Vec<String> =
        shown.iter().map(|event| event.date.map_or_else(|| "no date".to_owned(), when)).collect();
    let width = Sheet::widest(dates.iter().map(String::as_str), 24);
    for (event, date) in shown.iter().zip(&dates) {
        let words = sheet.fit(&event.words.span.exact, width + 4, 2);
        let runs = [plain(cited(&event.words, &words)), reports(&event.reports)];
        sheet.labelled(2, &run(paint::DATE, date), width, &runs);
    }
    sheet.more(2, digest.happened.len().saturating_sub(most), " before");
}

/// The last `most` of `count`: what reports are about is late, what they recall is early.
fn latest(count: usize, most: usize) -> std::ops::Range<usize> {
    count.saturating_sub(most)..count
}

/// Words, with an ellipsis before where they begin inside a sentence.
pub(super) fn cited(cited: &Cited<'_>, words: &str) -> String {
    if cited.cut { format!("… {words}") } else { words.to_owned() }
}

/// In which reports, as `[1,3]`.
pub(super) fn reports(numbers: &[usize]) -> Run {
    run(paint::FAINT, reports_list(numbers))
}
