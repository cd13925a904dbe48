//! Where the links of a page lead: inside it, or to pages of their own.
//!
//! The self-contained page has all on one address. A server gives the texts of reports, and what is said of a
//! name, addresses of their own; anchors are the same on both.

use crate::record::SpanOut;

/// Where links lead. [`Links::default`] is the self-contained page.
#[derive(Debug, Clone, Default)]
pub struct Links {
    /// The address of the story's page.
    pub story: String,
    /// The address of each report's text, in the story's order; none where the texts are on the page itself.
    pub reports: Vec<String>,
    /// The address of an entity's page, up to the entity's number; none where they are on the page itself.
    pub names: Option<String>,
    /// The address of what two parties, by name, have between them; none where there is no such page.
    pub between: Option<fn([&str; 2]) -> String>,
}

impl Links {
    /// To where a span of the report `number`, from 1, begins.
    #[must_use]
    pub fn span(&self, number: usize, span: &SpanOut) -> String {
        format!("{}#{}.{}", self.report_page(number), span.article, span.start)
    }

    /// To the text of the report `number`, from 1, whose article is `id`.
    #[must_use]
    pub fn report(&self, number: usize, id: &str) -> String {
        format!("{}#{id}", self.report_page(number))
    }

    /// To a member of the story: a statement, a quotation, a dispute.
    #[must_use]
    pub fn member(&self, id: &str) -> String {
        format!("{}#{id}", self.story)
    }

    /// To the entity `id`.
    #[must_use]
    pub fn name(&self, id: &str) -> String {
        match (&self.names, id.rsplit_once(".e")) {
            (Some(names), Some((_, number))) => format!("{names}{number}"),
            _ => self.member(id),
        }
    }

    fn report_page(&self, number: usize) -> &str {
        number.checked_sub(1).and_then(|index| self.reports.get(index)).map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::Links;

    #[test]
    fn without_addresses_links_stay_on_the_page() {
        let here = Links::default();
        assert_eq!(here.name("s1.e3"), "#s1.e3");
        assert_eq!(here.report(2, "a2"), "#a2");
        let there = Links {
            story: "/stories/7".to_owned(),
            reports: vec!["/reports/7".to_owned(), "/reports/9".to_owned()],
            names: Some("/stories/7/names/".to_owned()),
            between: None,
        };
        assert_eq!(there.name("s1.e3"), "/stories/7/names/3");
        assert_eq!(there.report(2, "a2"), "/reports/9#a2");
        assert_eq!(there.member("s1.t4"), "/stories/7#s1.t4");
    }
}
