//! Speakers: from the words that name one ("he", "the ministers", "M. Doe") to the entity.
//!
//! A name inside the words decides; then an office, held by the person whom the article, or else any
//! report of the story, gives it; then a pronoun, which goes to whom the reading takes it for, else to the
//! speaker before it in the same or the previous paragraph if the gender agrees, else to the last such
//! person named.
//! Plurals and offices that several people hold stay open: the record then shows the words alone.

use crate::entities::Linked;
use crate::story::Said;
use recoupe_annotate::Reading;
use recoupe_annotate::names::{EntityKind, Gender, Role, pronoun_gender};
use recoupe_text::Span;

/// The quotations of all articles with their speakers.
#[must_use]
pub(crate) fn said(readings: &[&Reading], linked: &Linked) -> Vec<Said> {
    let mut all = Vec::new();
    for (article, reading) in readings.iter().enumerate() {
        let mut last: Option<(u32, usize)> = None;
        for (number, quotation) in reading.quotations.iter().enumerate() {
            let own_post = post_author(reading, article, linked, quotation.content[0]);
            // Whom the reading takes a pronoun for comes before what the words alone tell.
            let words = [quotation.referent, quotation.speaker];
            let speaker = own_post.or_else(|| {
                let who = |span| resolve(readings, linked, article, span, last);
                words.into_iter().flatten().find_map(who)
            });
            if let Some(entity) = speaker {
                last = Some((quotation.content[0].start, entity));
            }
            all.push(Said { article, quotation: number, speaker });
        }
    }
    all
}

/// Whoever signed the post that the words stand in.
fn post_author(reading: &Reading, article: usize, linked: &Linked, words: Span) -> Option<usize> {
    let post = reading.article.posts.iter().find(|post| post.content.overlaps(words))?;
    let chain = reading.names.chain_in(post.signature?)?;
    Some(linked.of[article][chain])
}

/// The entity that `span` names.
#[must_use]
pub(crate) fn resolve(
    readings: &[&Reading],
    linked: &Linked,
    article: usize,
    span: Span,
    last: Option<(u32, usize)>,
) -> Option<usize> {
    let reading = readings[article];
    let tokens = reading.syntax.within(span);
    let named = reading
        .names
        .mentions_in(span)
        .map(|mention| linked.of[article][mention.chain])
        .filter(|&entity| linked.entities[entity].kind != EntityKind::Place)
        .collect::<Vec<_>>();
    let person =
        named.iter().copied().find(|&entity| linked.entities[entity].kind == EntityKind::Person);
    if let Some(entity) = person {
        return Some(entity);
    }
    if tokens.len() == 1
        && let Some(gender) = pronoun_gender(&reading.syntax, tokens.start)
    {
        return pronoun(reading, article, linked, tokens.start, gender, last);
    }
    let role = reading
        .names
        .roles
        .iter()
        .find(|role| role.tokens.start < tokens.end && tokens.start < role.tokens.end);
    if let Some(role) = role {
        // "the minister" after a minister spoke is that minister.
        let speaker = last.map(|(_, entity)| entity).filter(|entity| {
            role.detail() == 0
                && !role.plural
                && linked.entities[*entity].roles.iter().any(|(_, held)| held.agrees_with(role))
        });
        if speaker.is_some() {
            return speaker;
        }
        // "the minister of the Sea, Doe": the name behind the comma is the holder's.
        let apposed = || {
            let comma = |start: usize| start > tokens.start && reading.syntax.is_comma(start - 1);
            let mut mentions = reading.names.mentions_in(span);
            let mention = mentions.find(|mention| comma(mention.tokens.start))?;
            (mention.kind != EntityKind::Place).then(|| linked.of[article][mention.chain])
        };
        return apposed()
            .or_else(|| holder(linked, article, role))
            .or_else(|| named.first().copied());
    }
    named.first().copied().or_else(|| {
        let place = reading.names.mentions_in(span).next()?;
        let is_all = place.span.len() + 5 >= span.len();
        is_all.then(|| linked.of[article][place.chain])
    })
}

fn pronoun(
    reading: &Reading,
    article: usize,
    linked: &Linked,
    at: usize,
    gender: Gender,
    last: Option<(u32, usize)>,
) -> Option<usize> {
    let start = reading.syntax.tokens.items()[at].span.start;
    let paragraph = reading.syntax.paragraph_at(start);
    let agrees = |chain: usize| reading.names.chains[chain].gender.agrees_with(gender);
    let chain_of = |entity: usize| linked.of[article].iter().position(|&held| held == entity);
    // The subject of the sentence before speaks on; so does the last speaker.
    let sentence = reading.syntax.sentence_at(start);
    let subject = reading.syntax.sentences[..=sentence].iter().rev().take(3).find_map(|span| {
        let first = reading
            .names
            .mentions_in(*span)
            .find(|mention| mention.span.end <= start && mention.kind == EntityKind::Person)?;
        let tokens = reading.syntax.within(*span);
        let is_early = first.tokens.start <= tokens.start + 8;
        (is_early && agrees(first.chain)).then(|| linked.of[article][first.chain])
    });
    let speaker = last.filter(|(place, entity)| {
        paragraph <= reading.syntax.paragraph_at(*place) + 1 && chain_of(*entity).is_none_or(agrees)
    });
    if let (Some((place, entity)), Some(_)) = (speaker, subject)
        && reading.syntax.sentence_at(place) + 1 >= sentence
    {
        return Some(entity);
    }
    subject.or(speaker.map(|(_, entity)| entity)).or_else(|| {
        let end = reading.names.mentions.partition_point(|mention| mention.span.end <= start);
        reading.names.mentions[..end]
            .iter()
            .rev()
            .take_while(|mention| reading.syntax.paragraph_at(mention.span.start) + 2 >= paragraph)
            .find(|mention| mention.kind == EntityKind::Person && agrees(mention.chain))
            .map(|mention| linked.of[article][mention.chain])
    })
}

/// The person who holds the office: in this article, else in the story, if only one does.
#[must_use]
pub(crate) fn holder(linked: &Linked, article: usize, role: &Role) -> Option<usize> {
    if role.plural {
        return None;
    }
    let fitting = |here: bool| {
        let mut best: Option<(usize, usize)> = None;
        let mut tied = false;
        for (number, entity) in linked.entities.iter().enumerate() {
            if entity.kind != EntityKind::Person {
                continue;
            }
            // Somebody known as another country's is not this country's minister.
            let countries: Vec<&str> =
                entity.roles.iter().filter_map(|(_, held)| held.country.as_deref()).collect();
            let foreign = role
                .country
                .as_deref()
                .is_some_and(|asked| !countries.is_empty() && !countries.contains(&asked));
            if foreign {
                continue;
            }
            let own = usize::from(
                role.country.as_deref().is_some_and(|asked| countries.contains(&asked)),
            );
            let score = entity
                .roles
                .iter()
                .filter(|(place, held)| {
                    (!here || place.article == article) && held.agrees_with(role)
                })
                .map(|(_, held)| 1 + own + shared_detail(held, role))
                .max();
            let Some(score) = score else { continue };
            match best {
                Some((held, _)) if held > score => {}
                Some((held, _)) if held == score => tied = true,
                _ => {
                    best = Some((score, number));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, number)| number)
    };
    // With much detail the whole story decides; a bare office only its own article.
    let wide = fitting(false).filter(|_| role.detail() > 0);
    fitting(true).or(wide)
}

fn shared_detail(held: &Role, asked: &Role) -> usize {
    usize::from(asked.country.is_some() && held.country == asked.country)
        + usize::from(asked.portfolio.is_some() && held.portfolio == asked.portfolio)
}
