//! Terminal text: a story a block, the product's face.
//!
//! Short by default, with what was left out counted; whole with `all`. The numbers in brackets are those
//! of the reports in the block's first section. Styles are always written; who writes to
//! something that is no terminal strips them, and every line reads the same without.

mod accounts;
mod changes;
mod claims;
mod flow;
mod lists;
mod paint;
mod relation;
mod reports;
mod sheet;
mod statements;

use crate::digest::Digest;
use crate::record::Record;
use flow::{plain, run};
use sheet::Sheet;

pub use changes::versions;
pub use lists::{LogItem, ReportItem, StoryItem, reports as report_list, steps, stories};
pub use relation::relation_text;

/// How the text is to be made.
#[derive(Debug, Clone, Copy)]
pub struct TextOptions {
    /// Columns of the terminal.
    pub width: usize,
    /// Whether every entry is shown.
    pub all: bool,
}

/// Stories of one report that the short text names.
const ALONE: usize = 10;

/// The record as text, with ANSI styles.
#[must_use]
pub fn text(record: &Record, options: TextOptions) -> String {
    let mut sheet = Sheet::new(options.width, options.all);
    // A report that nothing else tells of has nothing to be compared with: unless it is all there is,
    // it is named in a list.
    let one_by_one = options.all || record.stories.len() == 1;
    claims::claims(&mut sheet, &crate::digest::claims(record), record.stories.len() > 1);
    let mut alone = Vec::new();
    let mut first = true;
    for story in &record.stories {
        if story.articles.len() < 2 && !one_by_one {
            alone.push(story);
            continue;
        }
        if !first {
            sheet.empty_line();
            sheet.block(0, &[run(paint::FAINT, "* * *")]);
            sheet.empty_line();
        }
        first = false;
        block(&mut sheet, &Digest::of(record, story), record.stories.len() > 1);
    }
    if !alone.is_empty() {
        if !first {
            sheet.empty_line();
        }
        let count = alone.len();
        sheet.block(0, &[run(paint::HEADING, format!("Told by one report only ({count})"))]);
        for story in alone.iter().take(ALONE) {
            let digest = Digest::of(record, story);
            let title = sheet.fit(digest.title(), 10, 1);
            let label = digest.reports.first().map_or("", |report| report.label);
            sheet.labelled(
                2,
                &run(paint::FAINT, &story.id),
                4,
                &[plain(title), run(paint::FAINT, label)],
            );
        }
        sheet.more(2, count.saturating_sub(ALONE), "");
    }
    sheet.finish()
}

fn block(sheet: &mut Sheet, digest: &Digest<'_>, numbered: bool) {
    reports::head(sheet, digest, numbered);
    reports::reports(sheet, digest);
    accounts::said(sheet, digest);
    accounts::agreed(sheet, digest);
    accounts::happened(sheet, digest);
    statements::disputed(sheet, digest);
    statements::shared(sheet, digest);
    statements::one_source(sheet, digest);
    statements::alone(sheet, digest);
    statements::silent(sheet, digest);
}
