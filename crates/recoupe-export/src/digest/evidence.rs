//! Why nothing is told as shared by independent reports, in the words that every output uses.

use super::{Copied, Report};
use recoupe_text::Language;

/// Reports shorter than this many words say too little to be laid side by side.
const SHORT: usize = 40;

/// The reason, where no statement of a story has two independent origins.
pub(crate) fn lacking(reports: &[Report<'_>], copies: &[Copied<'_>], origins: usize) -> String {
    let reason = match reports {
        [_] => "there is one report".to_owned(),
        _ if origins == 1 => common_origin(copies),
        _ => unread(reports)
            .or_else(|| {
                let short = reports.iter().filter(|report| report.words < SHORT).count();
                (short + 1 >= reports.len())
                    .then(|| "the reports are too short to be laid side by side".to_owned())
            })
            .unwrap_or_else(|| "no statement has two independent origins".to_owned()),
    };
    format!("Not enough evidence: {reason}")
}

fn common_origin(copies: &[Copied<'_>]) -> String {
    let agency = copies.iter().find_map(|copied| copied.copy.agency.as_deref());
    match agency {
        Some(agency) => format!("the reports go back to one origin, a text of {agency}"),
        None => "the reports go back to one origin".to_owned(),
    }
}

/// All but one of the reports are in languages without tables: their sentences cannot be compared.
fn unread(reports: &[Report<'_>]) -> Option<String> {
    let has_tables = |report: &&Report<'_>| {
        report.article.language.as_deref().is_some_and(|code| Language::get(code).is_some())
    };
    (reports.iter().filter(has_tables).count() < 2)
        .then(|| "the reports are in languages that are not read (`recoupe languages`)".to_owned())
}
