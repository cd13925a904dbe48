//! The twin of a relation: as `recoupe relations --format json` writes it, and what the archive knows of its reports.

use super::{ReportOut, written};
use crate::related::Register;
use recoupe_export::RelationOut;
use serde::Serialize;

pub(crate) fn relation(register: &Register) -> String {
    #[derive(Serialize)]
    struct ArchiveOut<'a> {
        reports: Vec<ReportOut<'a>>,
    }
    #[derive(Serialize)]
    struct Twin<'a> {
        #[serde(flatten)]
        relation: &'a RelationOut,
        archive: ArchiveOut<'a>,
    }
    let rows = register.out.reports.iter().filter_map(|report| register.rows.get(&report.report));
    let reports = rows.map(|(row, _)| ReportOut::of(row)).collect();
    written(&Twin { relation: &register.out, archive: ArchiveOut { reports } })
}
