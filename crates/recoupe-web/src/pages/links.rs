//! Where links lead: the addresses that pages are known by.

use crate::compared::Affair;
use recoupe_export::html::Links;
use url::form_urlencoded::Serializer;

/// Where the links of the parts of a story lead.
pub(crate) fn links(affair: &Affair) -> Links {
    let story = format!("/stories/{}", affair.row.id);
    Links {
        reports: affair.reports.iter().map(|report| format!("/reports/{}", report.id)).collect(),
        names: Some(format!("{story}/names/")),
        between: Some(between),
        story,
    }
}

/// To what two parties have between them.
fn between([one, other]: [&str; 2]) -> String {
    format!("/relations?{}", query(&[("one", one), ("other", other)]))
}

/// A query of an address; what is empty is left out.
pub(crate) fn query(parts: &[(&str, &str)]) -> String {
    let mut query = Serializer::new(String::new());
    query.extend_pairs(parts.iter().filter(|(_, value)| !value.is_empty()));
    query.finish()
}
