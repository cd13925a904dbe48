//! What two parties have between them, for the terminal.

use super::flow::{plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::record::SpanOut;
use crate::relation::RelationOut;
use crate::words::counted;

/// The register of two parties, `width` columns wide.
#[must_use]
pub fn relation_text(relation: &RelationOut, width: usize) -> String {
    let mut sheet = Sheet::new(width, false);
    sheet.heading(&relation.parties.join(" and "));
    if let Some(lacking) = &relation.lacking {
        sheet.block(2, &[plain(format!("{}.", lacking.told))]);
        return sheet.finish();
    }
    let number = |span: &SpanOut| span.article.trim_start_matches('a').parse::<u32>().ok();
    for arrangement in &relation.arrangements {
        let names: Vec<&str> = arrangement.names.iter().map(|name| name.exact.as_str()).collect();
        let mut told = vec![plain(names.join(" / "))];
        if let Some(due) = &arrangement.due {
            let passed = match &relation.on {
                Some(on) if arrangement.overdue => format!(", which had passed on {on}"),
                _ => String::new(),
            };
            told.push(plain(format!(" · due by {due}{passed}")));
        }
        sheet.labelled(2, &run(paint::FAINT, arrangement.kind), 12, &told);
        for step in &arrangement.steps {
            let mut reports: Vec<u32> = step.spans.iter().filter_map(number).collect();
            reports.sort_unstable();
            reports.dedup();
            let reports: Vec<String> = reports.iter().map(u32::to_string).collect();
            let day = step.reported.as_deref().unwrap_or("no date");
            let words = format!("{day} · {} [{}]", step.status, reports.join(","));
            sheet.block(16, &[plain(words)]);
        }
    }
    if relation.unread > 0 {
        let unread = counted(relation.unread, "older report");
        sheet.block(2, &[plain(format!("{unread} of stories that name both were not read."))]);
    }
    sheet.heading("Reports");
    for (at, report) in relation.reports.iter().enumerate() {
        let day = report.published.as_deref().unwrap_or("no date");
        sheet.labelled(
            2,
            &run(paint::FAINT, (at + 1).to_string()),
            4,
            &[plain(format!("{} · {day}", report.source))],
        );
    }
    sheet.finish()
}
