//! One story of the page: its parts in order, and what they share.

use super::links::Links;
use super::writer::Page;
use crate::digest::{Cited, Digest};
use crate::record::SpanOut;
use crate::words::summary;
use std::collections::BTreeMap;

/// A part: its anchor, its name, whether it has anything to show, and what writes it.
type Part<Writer> = (&'static str, &'static str, bool, fn(&mut Writer));

/// A story, being written.
pub(super) struct StoryPage<'p, 'd, 'a> {
    pub(super) page: &'p mut Page,
    pub(super) digest: &'d Digest<'a>,
    pub(super) links: &'p Links,
    numbers: BTreeMap<&'a str, usize>,
}

impl<'p, 'd, 'a> StoryPage<'p, 'd, 'a> {
    pub(super) fn new(page: &'p mut Page, digest: &'d Digest<'a>, links: &'p Links) -> Self {
        let numbers = digest
            .reports
            .iter()
            .map(|report| (report.article.id.as_str(), report.number))
            .collect();
        Self { page, digest, links, numbers }
    }

    /// The parts in their order on the page.
    fn parts(&self) -> [Part<Self>; 10] {
        let digest = self.digest;
        [
            ("brief", "In brief", !digest.brief.is_empty(), Self::brief),
            ("reports", "Reports", true, Self::reports),
            ("disputes", "Disputed", !digest.disputes.is_empty(), Self::disputes),
            ("matrix", "Statements by report", !digest.matrix.rows.is_empty(), Self::matrix),
            ("said", "Who said what", !digest.voices.is_empty(), Self::voices),
            ("agreed", "What was agreed", !digest.agreed.is_empty(), Self::agreed),
            ("happened", "What happened", !digest.happened.is_empty(), Self::timeline),
            ("alone", "What only one report says", !digest.alone.is_empty(), Self::alone),
            ("names", "Who and what is named", !digest.story.entities.is_empty(), Self::names),
            ("texts", "Full texts", self.links.reports.is_empty(), Self::texts),
        ]
    }

    pub(super) fn write(mut self) {
        let id = self.digest.story.id.as_str();
        let parts: Vec<_> = self.parts().into_iter().filter(|(_, _, shown, _)| *shown).collect();
        self.page.fixed("<article class=\"story\" ");
        self.page.fixed("id=\"");
        self.page.text(id);
        self.page.fixed("\">\n");
        let (title, summary) = (self.digest.title(), summary(self.digest));
        let lacking = self.digest.lacking.as_deref();
        let told_by =
            self.digest.story.title.as_ref().map_or(1, |title| self.number(&title.article));
        let language = self.language(told_by);
        self.page.element("header", &[], |page| {
            page.words("p", &[("class", "mark")], "Recoupe");
            page.words("h1", &[("lang", language), ("dir", "auto")], title);
            page.words("p", &[("class", "summary")], &summary);
            if let Some(reason) = lacking {
                page.words("p", &[("class", "lacking")], &format!("{reason}."));
            }
            page.element(
                "nav",
                &[("class", "parts"), ("aria-label", "Parts of the record")],
                |page| {
                    for (part, name, _, _) in &parts {
                        page.words("a", &[("href", &format!("#{id}-{part}"))], name);
                        page.fixed(" ");
                    }
                },
            );
        });
        for (part, name, _, write) in parts {
            let anchor = format!("{id}-{part}");
            self.page.fixed("<section class=\"part\" id=\"");
            self.page.text(&anchor);
            self.page.fixed("\">\n");
            self.page.words("h2", &[], name);
            write(&mut self);
            self.page.fixed("</section>\n");
        }
        self.page.fixed("</article>\n");
    }

    pub(super) fn number(&self, article: &str) -> usize {
        self.numbers.get(article).copied().unwrap_or(0)
    }

    /// The language of a report, as a `lang` attribute takes it.
    pub(super) fn language(&self, report: usize) -> &'a str {
        let report = report.checked_sub(1).and_then(|index| self.digest.reports.get(index));
        report.and_then(|report| report.article.language.as_deref()).unwrap_or_default()
    }

    /// Words of a report, in its language.
    pub(super) fn cited(&mut self, tag: &'static str, class: &str, cited: &Cited<'_>) {
        let language = self.language(cited.report);
        self.page.element(tag, &[("class", class), ("lang", language), ("dir", "auto")], |page| {
            if cited.cut {
                page.text("… ");
            }
            page.text(&cited.span.exact);
        });
    }

    /// The numbers of the reports that `spans` stand in, each a link to the first place there.
    pub(super) fn cites<'s>(&mut self, spans: impl IntoIterator<Item = &'s SpanOut>) {
        let mut places: BTreeMap<usize, &SpanOut> = BTreeMap::new();
        for span in spans {
            places.entry(self.number(&span.article)).or_insert(span);
        }
        let labels: Vec<String> =
            places.keys().map(|number| self.label(*number).to_owned()).collect();
        self.page.fixed(" <span class=\"cites\">");
        for ((number, span), label) in places.into_iter().zip(labels) {
            let address = self.links.span(number, span);
            let title = format!("Where it stands in report {number}, {label}");
            self.page.words("a", &[("href", &address), ("title", &title)], &number.to_string());
        }
        self.page.fixed("</span>");
    }

    pub(super) fn label(&self, report: usize) -> &'a str {
        report
            .checked_sub(1)
            .and_then(|index| self.digest.reports.get(index))
            .map_or("", |report| report.label)
    }
}
