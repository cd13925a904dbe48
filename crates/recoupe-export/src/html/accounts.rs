//! Quotations by speaker, the register, the timeline, the names.

use super::lit::Beside;
use super::story::StoryPage;
use crate::digest::{Agreed, Row, Saying, Voice, inside, name_of, when};
use crate::record::EntityOut;
use crate::words::{agreed_facts, counted};

/// Of one speaker's sayings, so many are shown at once.
const OPEN: usize = 5;
/// Of an arrangement of many, so many pairs of parties are led on from.
const PAIRS: usize = 3;

impl StoryPage<'_, '_, '_> {
    pub(super) fn voices(&mut self) {
        let digest = self.digest;
        for voice in &digest.voices {
            self.voice(voice);
        }
    }

    fn voice(&mut self, voice: &Voice<'_>) {
        let name = if voice.name.is_empty() { "Speaker not named" } else { voice.name };
        let links = self.links;
        self.page.element("h3", &[("dir", "auto")], |page| {
            match voice.entity {
                Some(entity) => page.words("a", &[("href", &links.name(&entity.id))], name),
                None => page.text(name),
            }
            if let Some(role) = voice.role {
                page.fixed(" ");
                page.words("small", &[("dir", "auto")], role);
            }
        });
        let (open, more) = voice.sayings.split_at(voice.sayings.len().min(OPEN));
        self.sayings(open);
        if !more.is_empty() {
            self.page.fixed("<details>");
            self.page.words("summary", &[], &format!("{} more", more.len()));
            self.sayings(more);
            self.page.fixed("</details>");
        }
    }

    fn sayings(&mut self, sayings: &[Saying<'_>]) {
        self.page.fixed("<ul class=\"sayings\">");
        for saying in sayings {
            self.page.fixed(if saying.direct {
                "<li class=\"direct\">"
            } else {
                "<li class=\"indirect\">"
            });
            // Each version is one quotation of the record, and what a text links back to.
            for version in &saying.versions {
                self.page.element("span", &[("id", &version.id)], |_| {});
            }
            for (number, piece) in saying.words.iter().enumerate() {
                if number > 0 {
                    self.page.fixed(" <span class=\"gap\">…</span> ");
                }
                let language = self.language(piece.report);
                let tag = if saying.direct { "q" } else { "span" };
                self.page.words(tag, &[("lang", language), ("dir", "auto")], &piece.span.exact);
            }
            self.cites(saying.versions.iter().flat_map(|version| &version.content));
            self.page.fixed("</li>\n");
        }
        self.page.fixed("</ul>");
    }

    pub(super) fn agreed(&mut self) {
        let all: Vec<_> = self.digest.agreed.iter().collect();
        self.arrangements(&all);
    }

    fn arrangements(&mut self, all: &[&Agreed<'_>]) {
        self.page.fixed("<ul class=\"register\">");
        for agreed in all {
            let entry = agreed.entry;
            self.page.fixed("<li id=\"");
            self.page.text(&entry.id);
            self.page.fixed("\">");
            self.page.words("span", &[("class", "kind")], entry.kind);
            self.page.fixed("<div>");
            self.page.element("p", &[("class", "arrangement")], |page| {
                for (number, (language, name)) in entry.names.iter().enumerate() {
                    if number > 0 {
                        page.text(" / ");
                    }
                    page.words("bdi", &[("lang", language)], name);
                }
            });
            let mut facts = agreed_facts(agreed);
            facts.extend(
                (!agreed.people.is_empty()).then(|| format!("by {}", agreed.people.join(", "))),
            );
            self.page.fixed("<p class=\"facts\">");
            self.page.text(&facts.join(" · "));
            self.cites(&entry.spans);
            self.through_time(&agreed.parties);
            self.page.fixed("</p></div></li>\n");
        }
        self.page.fixed("</ul>");
    }

    /// To what the parties of an arrangement have between them over all stories, two by two.
    fn through_time(&mut self, parties: &[&str]) {
        let Some(address) = self.links.between else { return };
        let pairs = parties
            .iter()
            .enumerate()
            .flat_map(|(at, one)| parties[at + 1..].iter().map(move |other| [*one, *other]));
        for [one, other] in pairs.take(PAIRS) {
            self.page.fixed(" · ");
            let told = format!("{one} and {other} through time");
            self.page.words("a", &[("href", &address([one, other])), ("dir", "auto")], &told);
        }
    }

    /// What an entity said, what it agreed, and the statements of several reports that name it.
    pub(super) fn deeds(&mut self, entity: &EntityOut) {
        let digest = self.digest;
        let own = |voice: &&Voice<'_>| voice.entity.is_some_and(|held| held.id == entity.id);
        for voice in digest.voices.iter().filter(own) {
            self.page.words("h2", &[], "Said, by the reports");
            self.sayings(&voice.sayings);
        }
        let party = |agreed: &&Agreed<'_>| {
            agreed.entry.parties.iter().chain(&agreed.entry.people).any(|id| *id == entity.id)
        };
        let agreed: Vec<&Agreed<'_>> = digest.agreed.iter().filter(party).collect();
        if !agreed.is_empty() {
            self.page.words("h2", &[], "Agreed");
            self.arrangements(&agreed);
        }
        let names = |row: &&Row<'_>| {
            let spans = &row.statement.spans;
            spans.iter().any(|span| entity.mentions.iter().any(|name| inside(name, span)))
        };
        let rows: Vec<&Row<'_>> = digest.matrix.rows.iter().filter(names).collect();
        if rows.is_empty() {
            return;
        }
        self.page.words("h2", &[], "Statements of several reports that have the name");
        self.page.fixed("<ul class=\"plain\">");
        for row in rows {
            self.page.fixed("<li>");
            self.cited("span", "", &row.words);
            self.cites(&row.statement.spans);
            let address = self.links.member(&row.statement.id);
            let told = counted(row.statement.origins, "origin");
            self.page.fixed(" <small>");
            self.page.words(
                "a",
                &[("href", &address)],
                &format!("{told}, {}", row.statement.status),
            );
            self.page.fixed("</small></li>\n");
        }
        self.page.fixed("</ul>");
    }

    pub(super) fn timeline(&mut self) {
        let digest = self.digest;
        super::drawn::days(self.page, digest);
        self.page.fixed("<ol class=\"timeline\">");
        let mut held = None;
        for event in &digest.happened {
            // A date that many events share is said once.
            let repeated = held == Some(event.date);
            held = Some(event.date);
            self.page.fixed(if repeated { "<li class=\"same\">" } else { "<li>" });
            match event.date {
                Some(date) => self.page.words("time", &[("class", "when")], &when(date)),
                None => self.page.words("span", &[("class", "when")], "no date"),
            }
            self.page.fixed("<div>");
            self.cited("span", "", &event.words);
            self.cites(event.expressions.iter().copied());
            if let Some(kind) = event.kind {
                self.page.fixed(" ");
                self.page.words("small", &[], &kind.to_lowercase());
            }
            self.page.fixed("</div></li>\n");
        }
        self.page.fixed("</ol>");
    }

    pub(super) fn names(&mut self) {
        let (digest, links) = (self.digest, self.links);
        self.page.fixed("<ul class=\"names\">");
        for entity in &digest.story.entities {
            self.page.element("li", &[("id", &entity.id)], |page| {
                page.element("b", &[("dir", "auto")], |page| {
                    if links.names.is_some() {
                        page.words("a", &[("href", &links.name(&entity.id))], name_of(entity));
                    } else {
                        page.text(name_of(entity));
                    }
                });
                let mut facts = vec![entity.kind.to_owned()];
                facts.extend(entity.wikidata.clone());
                page.text(" ");
                page.words("small", &[], &facts.join(" · "));
            });
        }
        self.page.fixed("</ul>");
    }

    pub(super) fn texts(&mut self) {
        let (digest, links) = (self.digest, self.links);
        self.page.fixed(TEXTS_LEGEND);
        for report in &digest.reports {
            let article = report.article;
            let language = article.language.as_deref().unwrap_or_default();
            let heading = format!("{} · {}", report.number, report.label);
            let attributes =
                [("class", "text"), ("id", article.id.as_str()), ("aria-label", heading.as_str())];
            self.page.element("section", &attributes, |page| {
                page.words("h3", &[], &heading);
                page.element(
                    "div",
                    &[("lang", language), ("dir", "auto"), ("class", "body")],
                    |page| {
                        super::lit::text(page, digest, article, links, Beside::Nothing);
                    },
                );
            });
        }
    }
}

pub(super) const TEXTS_LEGEND: &str = "<p class=\"legend\"><span><mark class=\"quotation\">quotation</mark></span> \
<span><mark class=\"corroborated\">independent reports share it</mark></span> \
<span><mark class=\"disputed\">disputed</mark></span> \
<span><mark class=\"copied\">stands in another report too</mark></span> \
<span><mark class=\"name\">name</mark></span></p>";
