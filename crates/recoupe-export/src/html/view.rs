//! A story of a record in pieces, for whoever makes pages of them: its parts, one of its texts, one of its names.

use super::links::Links;
use super::lit::{self, Beside};
use super::story::StoryPage;
use super::writer::Page;
use super::{accounts, beside};
use crate::digest::{Digest, name_of};
use crate::record::Record;
use crate::words::{dated, summary};

/// A story of a record, ready to be laid out.
#[derive(Debug)]
pub struct StoryView<'a> {
    digest: Digest<'a>,
}

impl<'a> StoryView<'a> {
    /// The story `index`, from 0, of `record`; `None` where there is none.
    #[must_use]
    pub fn of(record: &'a Record, index: usize) -> Option<Self> {
        let story = record.stories.get(index)?;
        Some(Self { digest: Digest::of(record, story) })
    }

    /// The headline that stands for it.
    #[must_use]
    pub fn title(&self) -> &'a str {
        self.digest.title()
    }

    /// One line on it: reports, languages, days, independent origins.
    #[must_use]
    pub fn summary(&self) -> String {
        summary(&self.digest)
    }

    /// Why no statement is borne out by independent reports, where that is so.
    #[must_use]
    pub fn lacking(&self) -> Option<&str> {
        self.digest.lacking.as_deref()
    }

    /// When the report `number`, from 1, came out, and how that is known.
    #[must_use]
    pub fn dated(&self, number: usize) -> String {
        self.report(number).map(dated).unwrap_or_default()
    }

    /// Writes its parts; the texts of the reports among them where `links` has no other address for them.
    pub fn write(&self, page: &mut Page, links: &Links) {
        StoryPage::new(page, &self.digest, links).write();
    }

    /// Writes the text of the report `number`, from 1, its spans lit, with what each paragraph supports beside it.
    pub fn text(&self, page: &mut Page, number: usize, links: &Links) {
        let Some(report) = self.report(number) else { return };
        let article = report.article;
        let language = article.language.as_deref().unwrap_or_default();
        page.fixed(accounts::TEXTS_LEGEND);
        let attributes =
            [("lang", language), ("dir", "auto"), ("class", "body noted"), ("id", &article.id)];
        page.element("div", &attributes, |page| {
            lit::text(page, &self.digest, article, links, Beside::Notes);
        });
    }

    /// The name under which the entity `index`, from 0, is shown.
    #[must_use]
    pub fn name(&self, index: usize) -> Option<&'a str> {
        self.digest.story.entities.get(index).map(name_of)
    }

    /// Writes what is told of the entity `index`, from 0.
    pub fn entity(&self, page: &mut Page, index: usize, links: &Links) {
        beside::entity(page, &self.digest, index, links);
        if let Some(entity) = self.digest.story.entities.get(index) {
            StoryPage::new(page, &self.digest, links).deeds(entity);
        }
    }

    fn report(&self, number: usize) -> Option<&crate::digest::Report<'a>> {
        number.checked_sub(1).and_then(|index| self.digest.reports.get(index))
    }
}
