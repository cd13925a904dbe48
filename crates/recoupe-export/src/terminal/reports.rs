//! The head of a block: title, the reports, and who copied whom.

use super::flow::{Run, plain, run, shorten};
use super::paint;
use super::sheet::Sheet;
use crate::digest::Digest;
use crate::words::{copy_words, counted, dated, language, summary};

/// Title and summary.
pub(super) fn head(sheet: &mut Sheet, digest: &Digest<'_>, numbered: bool) {
    let number = if numbered { digest.story.id.as_str() } else { "" };
    sheet.block(0, &[run(paint::FAINT, number), run(paint::TITLE, digest.title())]);
    sheet.block(0, &[run(paint::FAINT, summary(digest))]);
}

/// The table of the reports.
pub(super) fn reports(sheet: &mut Sheet, digest: &Digest<'_>) {
    sheet.heading("Reports");
    let widest = sheet.width / 3;
    let label = Sheet::widest(digest.reports.iter().map(|report| report.label), widest);
    for report in &digest.reports {
        let cells: [(Run, usize); 4] = [
            (run(paint::FAINT, report.number.to_string()), 2),
            (run(paint::NAME, shorten(report.label, label)), label),
            (plain(language(report)), Sheet::widest(digest.reports.iter().map(language), widest)),
            (plain(counted(report.words, "word")), 10),
        ];
        sheet.row(2, &cells, &plain(dated(report)));
        if sheet.all {
            let title = report.article.title.as_deref().unwrap_or_default();
            sheet.block(6, &[plain(title), run(paint::FAINT, &report.article.source)]);
        }
    }
    for copied in &digest.copies {
        sheet.block(2, &[plain(copy_words(copied))]);
    }
}
