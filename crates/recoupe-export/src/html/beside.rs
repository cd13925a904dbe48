//! What a paragraph of a report supports, to stand beside it.
//!
//! A note stands beside the paragraph in which its span begins. Statements that no other report makes get none: there
//! would be one for nearly every sentence, and it would say nothing.

use super::links::Links;
use super::writer::Page;
use crate::digest::{Digest, name_of, when};
use crate::record::{ArticleOut, SpanOut};
use crate::words::counted;
use std::collections::BTreeSet;

/// A note: where its span begins, its kind, its words, and where it leads.
type Note = (usize, &'static str, String, String);

/// The notes of a report, in the order of its text.
pub(super) fn notes(digest: &Digest<'_>, article: &ArticleOut, links: &Links) -> Vec<Note> {
    let story = digest.story;
    let mut notes: BTreeSet<Note> = BTreeSet::new();
    let mut note = |span: &SpanOut, kind: &'static str, words: &str, to: &str| {
        if span.article == article.id {
            notes.insert((span.start, kind, words.to_owned(), to.to_owned()));
        }
    };
    for row in &digest.matrix.rows {
        let statement = row.statement;
        let kind = match statement.status {
            "corroborated" => "corroborated",
            "disputed" => "disputed",
            // Several reports, one origin.
            _ => "single",
        };
        let others = row.said_by().saturating_sub(1);
        let words = match kind {
            "corroborated" => {
                format!("shared: {}", counted(statement.origins, "independent origin"))
            }
            "disputed" => "disputed".to_owned(),
            _ => format!("in {} too, of the same origin", counted(others, "other report")),
        };
        for span in &statement.spans {
            note(span, kind, &words, &links.member(&statement.id));
        }
    }
    for disputed in &digest.disputes {
        let values: Vec<&str> = disputed.sides.iter().map(|side| side.value).collect();
        let words = format!("{} disputed: {}", disputed.dispute.kind, values.join(" ≠ "));
        for span in disputed.dispute.sides.iter().flat_map(|side| &side.spans) {
            note(span, "disputed", &words, &links.member(&disputed.dispute.id));
        }
    }
    for voice in &digest.voices {
        let name = if voice.name.is_empty() { "a speaker not named" } else { voice.name };
        for saying in &voice.sayings {
            let quoted = match saying.reports.len() {
                0 | 1 => format!("words of {name}"),
                many => format!("words of {name}, in {many} reports"),
            };
            for version in &saying.versions {
                if let Some(span) = version.content.first() {
                    note(span, "quotation", &quoted, &links.member(&version.id));
                }
            }
        }
    }
    for entry in &story.register {
        let words = match entry.date.as_deref() {
            Some(date) => format!("{}, {}", entry.kind, when(date)),
            None => entry.kind.to_owned(),
        };
        for span in &entry.spans {
            note(span, "agreed", &words, &links.member(&entry.id));
        }
    }
    for event in &story.events {
        if let Some(date) = &event.date {
            let anchor = format!("{}-happened", story.id);
            note(&event.expression, "dated", &when(date), &links.member(&anchor));
        }
    }
    notes.into_iter().collect()
}

/// Writes the notes whose spans begin in a paragraph.
pub(super) fn write(page: &mut Page, notes: &[Note]) {
    let mut held: BTreeSet<(&str, &str)> = BTreeSet::new();
    page.element("ul", &[("class", "beside")], |page| {
        for (_, kind, words, to) in notes {
            if held.insert((words, to)) {
                page.element("li", &[("class", kind)], |page| {
                    page.words("a", &[("href", to), ("dir", "auto")], words);
                });
            }
        }
    });
}

/// What is said of an entity: its names, offices, and where it is named.
pub(super) fn entity(page: &mut Page, digest: &Digest<'_>, index: usize, links: &Links) {
    let Some(entity) = digest.story.entities.get(index) else { return };
    let number = |article: &str| {
        digest
            .reports
            .iter()
            .find(|report| report.article.id == article)
            .map_or(0, |report| report.number)
    };
    let cite = |page: &mut Page, span: &SpanOut| {
        let number = number(&span.article);
        page.fixed(" <span class=\"cites\">");
        page.words("a", &[("href", &links.span(number, span))], &number.to_string());
        page.fixed("</span>");
    };
    page.words("h2", &[], "Names");
    page.element("ul", &[("class", "plain")], |page| {
        for (language, name) in &entity.names {
            page.element("li", &[], |page| {
                page.words("bdi", &[("lang", language)], name);
                page.text(" ");
                page.words("small", &[], crate::words::language_name(language));
            });
        }
    });
    if !entity.roles.is_empty() {
        page.words("h2", &[], "Offices, as the reports give them");
        page.element("ul", &[("class", "plain")], |page| {
            for role in &entity.roles {
                page.element("li", &[], |page| {
                    let language = digest
                        .reports
                        .get(number(&role.article).saturating_sub(1))
                        .and_then(|report| report.article.language.as_deref());
                    let language = language.unwrap_or_default();
                    page.words("span", &[("lang", language), ("dir", "auto")], &role.exact);
                    cite(page, role);
                });
            }
        });
    }
    let named = name_of(entity);
    page.words("h2", &[], "Where it is named");
    page.element("ul", &[("class", "plain")], |page| {
        for report in &digest.reports {
            let mentions: Vec<&SpanOut> =
                entity.mentions.iter().filter(|span| span.article == report.article.id).collect();
            let Some(first) = mentions.first() else { continue };
            page.element("li", &[], |page| {
                let address = links.span(report.number, first);
                let told = format!("{named} in {}", report.label);
                page.words("a", &[("href", &address), ("aria-label", &told)], report.label);
                page.text(&format!(" · {}", counted(mentions.len(), "place")));
            });
        }
    });
}
