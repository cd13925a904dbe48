//! Findings to the record.

use crate::affair::{Claim, Findings};
use crate::offsets::Offsets;
use crate::record::{
    AgainstOut, ArticleOut, ClaimOut, CopyOut, DatedOut, DisputeOut, EntityOut, EntryOut, ErrorOut,
    EventOut, FigureOut, PostOut, QuotationOut, Record, RemovedOut, SideOut, SpanOut, StatementOut,
    StoryOut, TimeOut, UtteranceOut,
};
use recoupe_annotate::Reading;
use recoupe_annotate::names::EntityKind;
use recoupe_annotate::quotations::QuotationKind;
use recoupe_compare::{DisputeKind, Entity, Place, Status, Story, Verdict};
use recoupe_read::{DateBasis, Reason};
use recoupe_text::Span;
use std::collections::BTreeMap;

/// The record of all findings.
#[must_use]
pub fn record(findings: &Findings) -> Record {
    let offsets: Vec<Offsets<'_>> = findings
        .readings
        .iter()
        .enumerate()
        .map(|(number, reading)| Offsets::of(format!("a{}", number + 1), reading.text()))
        .collect();
    let builders: Vec<Builder<'_>> = findings
        .stories
        .iter()
        .enumerate()
        .map(|(number, (members, told))| Builder {
            prefix: format!("s{}", number + 1),
            members,
            readings: &findings.readings,
            offsets: &offsets,
            story: told,
        })
        .collect();
    Record {
        version: 1,
        articles: findings
            .readings
            .iter()
            .zip(&offsets)
            .map(|(reading, offsets)| article(reading, offsets))
            .collect(),
        stories: builders.iter().map(Builder::story).collect(),
        claims: (1..)
            .zip(&findings.claims)
            .map(|(number, asked)| claim(number, asked, &builders))
            .collect(),
        errors: findings
            .errors
            .iter()
            .map(|(source, message)| ErrorOut { source: source.clone(), message: message.clone() })
            .collect(),
    }
}

fn article(reading: &Reading, offsets: &Offsets<'_>) -> ArticleOut {
    let article = &reading.article;
    ArticleOut {
        id: offsets.id.clone(),
        source: article.source.clone(),
        outlet: article.outlet.clone(),
        title: article.title.map(|title| title.of(&article.text).to_owned()),
        byline: article.byline.clone(),
        language: article.language.clone(),
        published: DatedOut {
            value: article.published.value.map(|date| date.to_string()),
            basis: basis(article.published.basis),
        },
        standfirst: article.standfirst.map(|span| offsets.span(span)),
        about: article.about.clone(),
        place: article.place.map(|place| place.of(&article.text).to_owned()),
        text: article.text.clone(),
        removed: article
            .removed
            .iter()
            .map(|removed| RemovedOut {
                text: removed.text.clone(),
                reason: reason(removed.reason),
            })
            .collect(),
        posts: article
            .posts
            .iter()
            .map(|post| PostOut {
                content: offsets.span(post.content),
                author: post.author.clone(),
                date: post.date.map(|date| date.to_string()),
            })
            .collect(),
        times: reading
            .times
            .iter()
            .map(|time| TimeOut {
                span: offsets.span(time.span),
                value: time.value.map(|value| value.to_string()),
            })
            .collect(),
        figures: reading
            .figures
            .iter()
            .map(|figure| FigureOut {
                span: offsets.span(figure.span),
                value: figure.value.clone(),
                unit: figure
                    .unit
                    .map(str::to_owned)
                    .or_else(|| figure.thing.map(|thing| thing.of(&article.text).to_owned())),
                bound: Some(figure.bound.name()),
            })
            .collect(),
        agencies: article.agencies.clone(),
        url: article.url.clone(),
    }
}

fn claim(number: usize, claim: &Claim, builders: &[Builder<'_>]) -> ClaimOut {
    let told = claim.held.as_ref().and_then(|(story, held)| Some((builders.get(*story)?, held)));
    let (evidence, against) = told.map_or_else(Default::default, |(builder, held)| {
        let evidence = held.evidence.iter().map(|place| builder.place(*place)).collect();
        let against = held.against.iter().map(|(kind, place)| AgainstOut {
            kind: dispute_kind(*kind),
            span: builder.place(*place),
        });
        (evidence, against.collect())
    });
    ClaimOut {
        id: format!("c{number}"),
        text: claim.text.clone(),
        language: claim.language.clone(),
        verdict: match told.map(|(_, held)| held.verdict) {
            Some(Verdict::Confirmed) => "confirmed",
            Some(Verdict::Single) => "single",
            Some(Verdict::Contradicted) => "contradicted",
            Some(Verdict::NotFound) | None => "not found",
        },
        origins: told.map_or(0, |(_, held)| held.origins),
        story: told.map(|(builder, _)| builder.prefix.clone()),
        evidence,
        against,
    }
}

struct Builder<'a> {
    prefix: String,
    members: &'a [usize],
    readings: &'a [Reading],
    offsets: &'a [Offsets<'a>],
    story: &'a Story,
}

impl Builder<'_> {
    fn id(&self, kind: char, number: usize) -> String {
        format!("{}.{kind}{}", self.prefix, number + 1)
    }

    fn place(&self, place: Place) -> SpanOut {
        self.offsets[self.members[place.article]].span(place.span)
    }

    fn article_id(&self, article: usize) -> String {
        self.offsets[self.members[article]].id.clone()
    }

    fn language(&self, article: usize) -> String {
        self.readings[self.members[article]]
            .article
            .language
            .clone()
            .unwrap_or_else(|| "und".to_owned())
    }

    /// The longest exact stretch per language.
    fn names(&self, places: &[Place]) -> BTreeMap<String, String> {
        let mut names: BTreeMap<String, String> = BTreeMap::new();
        for place in places {
            let words = place.span.of(self.readings[self.members[place.article]].text());
            let held = names.entry(self.language(place.article)).or_default();
            if words.chars().count() > held.chars().count() {
                words.clone_into(held);
            }
        }
        names
    }

    fn story(&self) -> StoryOut {
        let story = self.story;
        let mut languages: Vec<String> =
            (0..self.members.len()).map(|article| self.language(article)).collect();
        languages.sort();
        languages.dedup();
        let dates = || {
            self.members.iter().filter_map(|member| self.readings[*member].article.published.value)
        };
        StoryOut {
            id: self.prefix.clone(),
            title: story.title.map(|title| self.place(title)),
            articles: (0..self.members.len()).map(|article| self.article_id(article)).collect(),
            languages,
            first: dates().min().map(|date| date.to_string()),
            last: dates().max().map(|date| date.to_string()),
            entities: story
                .entities
                .iter()
                .enumerate()
                .map(|(number, entity)| self.entity(number, entity))
                .collect(),
            quotations: self.quotations(),
            utterances: story
                .utterances
                .iter()
                .enumerate()
                .map(|(number, members)| UtteranceOut {
                    id: self.id('u', number),
                    quotations: members.iter().map(|member| self.id('q', *member)).collect(),
                })
                .collect(),
            statements: self.statements(),
            events: self.events(),
            register: self.register(),
            disputes: self.disputes(),
            copies: self.copies(),
            brief: story.brief.iter().map(|place| self.place(*place)).collect(),
        }
    }

    fn entity(&self, number: usize, entity: &Entity) -> EntityOut {
        let mut roles: Vec<SpanOut> =
            entity.roles.iter().map(|(place, _)| self.place(*place)).collect();
        roles.dedup_by(|a, b| a.exact == b.exact);
        EntityOut {
            id: self.id('e', number),
            kind: match entity.kind {
                EntityKind::Person => "person",
                EntityKind::Organisation => "organisation",
                EntityKind::Place => "place",
                EntityKind::Other => "other",
            },
            names: self.names(&entity.names),
            called: entity.called.clone(),
            wikidata: entity.wikidata.clone(),
            mentions: entity.mentions.iter().map(|place| self.place(*place)).collect(),
            roles,
        }
    }

    fn quotations(&self) -> Vec<QuotationOut> {
        self.story
            .said
            .iter()
            .enumerate()
            .map(|(number, said)| {
                let quotation =
                    &self.readings[self.members[said.article]].quotations[said.quotation];
                let span = |span: Span| self.place(Place { article: said.article, span });
                QuotationOut {
                    id: self.id('q', number),
                    kind: if quotation.kind == QuotationKind::Indirect {
                        "indirect"
                    } else {
                        "direct"
                    },
                    content: quotation.content.iter().map(|piece| span(*piece)).collect(),
                    cue: quotation.cue.map(span),
                    speaker: said.speaker.map(|entity| self.id('e', entity)),
                    speaker_span: quotation.speaker.map(span),
                    clause: quotation.clause.map(span),
                }
            })
            .collect()
    }

    fn statements(&self) -> Vec<StatementOut> {
        let statements = self.story.statements.iter().enumerate();
        statements
            .map(|(number, statement)| StatementOut {
                id: self.id('t', number),
                wording: self.place(statement.places[statement.wording]),
                rank: statement.rank,
                possible: statement.possible.iter().map(|place| self.place(*place)).collect(),
                spans: statement.places.iter().map(|place| self.place(*place)).collect(),
                origins: statement.origins,
                status: match statement.status {
                    Status::Corroborated => "corroborated",
                    Status::Single => "single",
                    Status::Disputed => "disputed",
                },
                word_of: statement.word_of.map(|entity| self.id('e', entity)),
                silent: statement.silent.iter().map(|article| self.article_id(*article)).collect(),
            })
            .collect()
    }

    fn events(&self) -> Vec<EventOut> {
        let events = self.story.events.iter().enumerate();
        events
            .map(|(number, event)| EventOut {
                id: self.id('v', number),
                date: event.date.map(|date| date.to_string()),
                expression: self
                    .place(Place { article: event.place.article, span: event.expression }),
                span: self.place(event.place),
                kind: event.kind,
                entities: event.entities.iter().map(|entity| self.id('e', *entity)).collect(),
                statement: event.statement.map(|statement| self.id('t', statement)),
            })
            .collect()
    }

    fn register(&self) -> Vec<EntryOut> {
        let entries = self.story.register.iter().enumerate();
        entries
            .map(|(number, entry)| EntryOut {
                id: self.id('r', number),
                kind: entry.kind,
                names: self.names(&entry.names),
                parties: entry.parties.iter().map(|entity| self.id('e', *entity)).collect(),
                people: entry.people.iter().map(|entity| self.id('e', *entity)).collect(),
                date: entry.date.map(|date| date.to_string()),
                status: entry.status,
                spans: entry.places.iter().map(|place| self.place(*place)).collect(),
            })
            .collect()
    }

    fn disputes(&self) -> Vec<DisputeOut> {
        let disputes = self.story.disputes.iter().enumerate();
        disputes
            .map(|(number, dispute)| DisputeOut {
                id: self.id('d', number),
                kind: dispute_kind(dispute.kind),
                statement: dispute.statement.map(|statement| self.id('t', statement)),
                sides: dispute
                    .sides
                    .iter()
                    .map(|(value, places)| SideOut {
                        value: value.clone(),
                        spans: places.iter().map(|place| self.place(*place)).collect(),
                    })
                    .collect(),
            })
            .collect()
    }

    fn copies(&self) -> Vec<CopyOut> {
        let copies = self.story.copies.iter();
        copies
            .map(|copy| CopyOut {
                articles: copy.articles.map(|article| self.article_id(article)),
                passages: copy
                    .passages
                    .iter()
                    .map(|[left, right]| {
                        [
                            self.place(Place { article: copy.articles[0], span: *left }),
                            self.place(Place { article: copy.articles[1], span: *right }),
                        ]
                    })
                    .collect(),
                share: (copy.share * 1000.0).round() / 1000.0,
                agency: copy.agency.clone(),
                copier: copy.copier.map(|article| self.article_id(article)),
            })
            .collect()
    }
}

const fn dispute_kind(kind: DisputeKind) -> &'static str {
    match kind {
        DisputeKind::Figure => "figure",
        DisputeKind::Date => "date",
        DisputeKind::Time => "time",
        DisputeKind::Name => "name",
        DisputeKind::Negation => "negation",
    }
}

const fn basis(basis: DateBasis) -> &'static str {
    match basis {
        DateBasis::Metadata => "metadata",
        DateBasis::Text => "text",
        DateBasis::Story => "story",
        DateBasis::None => "none",
    }
}

const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::Navigation => "navigation",
        Reason::Related => "related",
        Reason::ReadAlso => "read-also",
        Reason::Comments => "comments",
        Reason::Cookies => "cookies",
        Reason::Credit => "credit",
        Reason::Share => "share",
        Reason::Repeated => "repeated",
        Reason::Advertising => "advertising",
        Reason::Other => "other",
    }
}
