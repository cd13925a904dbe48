//! The versions of a report, the latest first.

use super::{Entry, Feed};
use crate::pages::versions::summary;
use recoupe_export::VersionOut;
use recoupe_store::ReportRow;

/// A feed has at most so many versions.
const VERSIONS: usize = 100;

/// The feed of a report's versions.
pub(crate) fn versions(base: &str, row: &ReportRow, versions: &[VersionOut]) -> Feed {
    let page = format!("{base}/reports/{}/versions", row.id);
    let entry = |version: &VersionOut| {
        let address = format!("{page}/{}", version.version);
        Entry {
            id: address.clone(),
            title: format!("Version {}: {}", version.version, summary(version)),
            address,
            updated: version.fetched,
            author: row.outlet.clone(),
            language: row.language.clone(),
            summary: told(version),
        }
    };
    Feed {
        title: format!("Recoupe: versions of {}", row.title),
        query: String::new(),
        entries: versions.iter().rev().take(VERSIONS).map(entry).collect(),
        own: page.clone(),
        page,
    }
}

/// Corrections and changes, a line each.
fn told(version: &VersionOut) -> String {
    let mut lines = version.corrections.clone();
    for change in &version.changes {
        let words = [&change.before, &change.after];
        let words: Vec<&str> =
            words.into_iter().flatten().map(|span| span.exact.as_str()).collect();
        lines.push(format!("{}: {}", change.kind, words.join(" → ")));
    }
    lines.join("\n")
}
