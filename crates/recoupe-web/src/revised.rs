//! What changed from one version of a report to the next.

use crate::fault::Fault;
use crate::kept::Kept;
use crate::readers::Readers;
use recoupe_annotate::Reading;
use recoupe_export::{VersionOut, changes};
use recoupe_store::{Archive, ReportRow, StoreError};
use std::sync::Arc;

/// So many versions stand in what a server keeps.
const KEPT: usize = 5_000;

/// The versions of a report, the oldest first, each with what it changed.
///
/// # Errors
///
/// [`StoreError::NoReport`] where there is none of this number, [`StoreError`] where the archive cannot be read.
pub fn versions(archive: &mut Archive, report: u64) -> Result<Vec<VersionOut>, StoreError> {
    // A report that is not there is told so.
    archive.report(report)?;
    let mut rows = archive.versions(report)?;
    rows.sort_by_key(|row| row.number);
    let mut told: Vec<VersionOut> = Vec::with_capacity(rows.len());
    let mut last: Option<(u64, Reading)> = None;
    for row in rows {
        let reading = Reading::of(archive.article(report, Some(row.number))?);
        let changes = last.as_ref().map_or_else(Vec::new, |(number, before)| {
            changes((*number, before), (row.number, &reading))
        });
        told.push(VersionOut {
            version: row.number,
            fetched: row.fetched,
            corrections: reading.article.about.corrections.clone(),
            changes,
        });
        last = Some((row.number, reading));
    }
    Ok(told)
}

/// The histories of reports that a server holds.
#[derive(Debug, Clone)]
pub(crate) struct Revised {
    readers: Readers,
    kept: Kept<u64, Vec<VersionOut>>,
}

impl Revised {
    pub(crate) fn new(readers: Readers) -> Self {
        Self { readers, kept: Kept::new(KEPT) }
    }

    /// A report and its versions.
    pub(crate) async fn versions(
        &self,
        report: u64,
    ) -> Result<(ReportRow, Arc<Vec<VersionOut>>), Fault> {
        let row = self.readers.ask(move |archive| Ok(archive.report(report)?)).await?;
        // Versions are added and never changed.
        let state = (1..=row.versions).map(|version| (row.id, version)).collect();
        let readers = self.readers.clone();
        let make = async move {
            readers.ask(move |archive| Ok(Arc::new(versions(archive, report)?))).await
        };
        Ok((row, self.kept.get(report, state, make).await?))
    }
}
