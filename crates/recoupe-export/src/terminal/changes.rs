//! What changed between versions of a report, for the terminal.

use super::flow::{plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::changes::VersionOut;

/// The versions of a report with what each changed, `width` columns wide.
#[must_use]
pub fn versions(versions: &[VersionOut], width: usize) -> String {
    let mut sheet = Sheet::new(width, false);
    for version in versions {
        let fetched = version.fetched.strftime("%Y-%m-%d %H:%M");
        sheet.heading(&format!("Version {} · fetched {fetched}", version.version));
        for correction in &version.corrections {
            sheet.labelled(2, &run(paint::FAINT, "says"), 11, &[plain(correction)]);
        }
        if version.changes.is_empty() && version.version > 1 {
            sheet.block(2, &[plain("Nothing changed but marks, case or blanks.")]);
        }
        for change in &version.changes {
            let words = |words: &str| sheet.fit(words, 18, 3);
            let told = match (&change.before, &change.after) {
                (Some(before), Some(after)) => {
                    vec![
                        format!("- {}", words(&before.exact)),
                        format!("+ {}", words(&after.exact)),
                    ]
                }
                (Some(before), None) => vec![format!("- {}", words(&before.exact))],
                (None, Some(after)) => vec![format!("+ {}", words(&after.exact))],
                (None, None) => Vec::new(),
            };
            let mut label = change.kind;
            for line in told {
                sheet.labelled(2, &run(paint::FAINT, label), 11, &[plain(line)]);
                label = "";
            }
        }
    }
    if versions.len() < 2 {
        sheet.block(2, &[plain("There is no other version.")]);
    }
    sheet.finish()
}
