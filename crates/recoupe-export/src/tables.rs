//! The record as tables: RFC 4180, UTF-8, a first row with the columns' names.
//!
//! A row is a place: a statement that three reports make is three rows with one id, so that every row has
//! its exact words and where they stand. Ids join the tables; lists in a cell are parted by a space where they are
//! ids, which hold none, and by ` | ` where they are names. Cells are the exact words, also where a spreadsheet
//! would take them for a formula: import them as text.

use crate::record::{Record, SpanOut, StoryOut};
use std::io;

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name; the file's, without ending.
    pub name: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

type Rows = Vec<Vec<String>>;

/// How a table is made: its name, its columns, and its rows of one story.
type Definition = (&'static str, &'static [&'static str], fn(&StoryOut) -> Rows);

const TABLES: [Definition; 7] = [
    (
        "quotations",
        &[
            "id",
            "kind",
            "speaker",
            "speaker_words",
            "utterance",
            "article",
            "start",
            "end",
            "exact",
        ],
        quotations,
    ),
    (
        "statements",
        &["id", "status", "origins", "word_of", "silent", "article", "start", "end", "exact"],
        statements,
    ),
    (
        "events",
        &[
            "id",
            "date",
            "expression",
            "kind",
            "entities",
            "statement",
            "article",
            "start",
            "end",
            "exact",
        ],
        events,
    ),
    (
        "register",
        &[
            "id", "kind", "names", "parties", "people", "date", "status", "article", "start",
            "end", "exact",
        ],
        register,
    ),
    (
        "disputes",
        &["id", "kind", "statement", "side", "value", "article", "start", "end", "exact"],
        disputes,
    ),
    (
        "copies",
        &[
            "first",
            "second",
            "copier",
            "share",
            "agency",
            "first_start",
            "first_end",
            "second_start",
            "second_end",
            "exact",
        ],
        copies,
    ),
    ("entities", &["id", "kind", "language", "name", "wikidata", "mentions", "roles"], entities),
];

/// Every table of the record.
///
/// # Errors
///
/// None that memory does not have: the writer writes to it.
pub fn tables(record: &Record) -> io::Result<Vec<Table>> {
    let columns = [
        "id",
        "story",
        "source",
        "url",
        "outlet",
        "title",
        "byline",
        "language",
        "published",
        "published_basis",
        "place",
        "agencies",
    ];
    let mut tables = vec![table("articles", &columns, articles(record))?];
    if !record.claims.is_empty() {
        let columns = [
            "id", "claim", "verdict", "origins", "story", "says", "article", "start", "end",
            "exact",
        ];
        tables.push(table("claims", &columns, claims(record))?);
    }
    for (name, columns, rows) in TABLES {
        tables.push(table(name, columns, record.stories.iter().flat_map(rows).collect())?);
    }
    Ok(tables)
}

fn table(name: &'static str, columns: &[&str], rows: Rows) -> io::Result<Table> {
    let mut writer =
        csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    writer.write_record(columns)?;
    for row in rows {
        writer.write_record(row)?;
    }
    let bytes = writer.into_inner().map_err(|error| io::Error::other(error.to_string()))?;
    Ok(Table { name, bytes })
}

/// A row: what the thing is, then where.
fn row<const N: usize>(cells: [&str; N], span: &SpanOut) -> Vec<String> {
    let mut row: Vec<String> = cells.map(str::to_owned).into();
    row.extend([
        span.article.clone(),
        span.start.to_string(),
        span.end.to_string(),
        span.exact.clone(),
    ]);
    row
}

fn or_empty(value: Option<&String>) -> String {
    value.cloned().unwrap_or_default()
}

fn articles(record: &Record) -> Rows {
    let story = |id: &String| record.stories.iter().find(|story| story.articles.contains(id));
    let row = |article: &crate::record::ArticleOut| {
        vec![
            article.id.clone(),
            story(&article.id).map(|story| story.id.clone()).unwrap_or_default(),
            article.source.clone(),
            or_empty(article.url.as_ref()),
            or_empty(article.outlet.as_ref()),
            or_empty(article.title.as_ref()),
            or_empty(article.byline.as_ref()),
            or_empty(article.language.as_ref()),
            or_empty(article.published.value.as_ref()),
            article.published.basis.to_owned(),
            or_empty(article.place.as_ref()),
            article.agencies.join(" | "),
        ]
    };
    record.articles.iter().map(row).collect()
}

/// A row for each stretch that says or contradicts a claim; one without a stretch where none does.
fn claims(record: &Record) -> Rows {
    let rows = record.claims.iter().flat_map(|claim| {
        let origins = claim.origins.to_string();
        let story = claim.story.as_deref().unwrap_or_default();
        let says = claim.evidence.iter().map(|span| ("says it", span));
        let against = claim.against.iter().map(|against| (against.kind, &against.span));
        let head = |says| [claim.id.as_str(), &claim.text, claim.verdict, &origins, story, says];
        let mut rows: Rows =
            says.chain(against).map(|(says, span)| row(head(says), span)).collect();
        if rows.is_empty() {
            let nothing =
                SpanOut { article: String::new(), start: 0, end: 0, exact: String::new() };
            rows.push(row(head(""), &nothing));
        }
        rows
    });
    rows.collect()
}

fn quotations(story: &StoryOut) -> Rows {
    let utterance = |id: &String| {
        story
            .utterances
            .iter()
            .find(|utterance| utterance.quotations.contains(id))
            .map_or("", |held| held.id.as_str())
    };
    let rows = story.quotations.iter().flat_map(|quotation| {
        let speaker = quotation.speaker.as_deref().unwrap_or_default();
        let words = quotation.speaker_span.as_ref().map_or("", |span| span.exact.as_str());
        let utterance = utterance(&quotation.id);
        quotation.content.iter().map(move |piece| {
            row([&quotation.id, quotation.kind, speaker, words, utterance], piece)
        })
    });
    rows.collect()
}

fn statements(story: &StoryOut) -> Rows {
    let rows = story.statements.iter().flat_map(|statement| {
        let word_of = statement.word_of.as_deref().unwrap_or_default();
        let (origins, silent) = (statement.origins.to_string(), statement.silent.join(" "));
        let place = |span| row([&statement.id, statement.status, &origins, word_of, &silent], span);
        statement.spans.iter().map(place).collect::<Rows>()
    });
    rows.collect()
}

fn events(story: &StoryOut) -> Rows {
    let event = |event: &crate::record::EventOut| {
        let date = event.date.as_deref().unwrap_or_default();
        let statement = event.statement.as_deref().unwrap_or_default();
        let cells = [
            &event.id,
            date,
            &event.expression.exact,
            event.kind.unwrap_or_default(),
            &event.entities.join(" "),
            statement,
        ];
        row(cells, &event.span)
    };
    story.events.iter().map(event).collect()
}

fn register(story: &StoryOut) -> Rows {
    let rows = story.register.iter().flat_map(|entry| {
        let names: Vec<&str> = entry.names.values().map(String::as_str).collect();
        let (names, parties, people) =
            (names.join(" | "), entry.parties.join(" "), entry.people.join(" "));
        let (date, status) =
            (entry.date.as_deref().unwrap_or_default(), entry.status.unwrap_or_default());
        let place =
            |span| row([&entry.id, entry.kind, &names, &parties, &people, date, status], span);
        entry.spans.iter().map(place).collect::<Rows>()
    });
    rows.collect()
}

fn disputes(story: &StoryOut) -> Rows {
    let mut rows = Rows::new();
    for dispute in &story.disputes {
        let statement = dispute.statement.as_deref().unwrap_or_default();
        for (side, number) in dispute.sides.iter().zip(1..) {
            let side_number: String = format!("{number}");
            let place =
                |span| row([&dispute.id, dispute.kind, statement, &side_number, &side.value], span);
            rows.extend(side.spans.iter().map(place));
        }
    }
    rows
}

fn copies(story: &StoryOut) -> Rows {
    let mut rows = Rows::new();
    for copy in &story.copies {
        for [left, right] in &copy.passages {
            rows.push(vec![
                copy.articles[0].clone(),
                copy.articles[1].clone(),
                or_empty(copy.copier.as_ref()),
                copy.share.to_string(),
                or_empty(copy.agency.as_ref()),
                left.start.to_string(),
                left.end.to_string(),
                right.start.to_string(),
                right.end.to_string(),
                left.exact.clone(),
            ]);
        }
    }
    rows
}

fn entities(story: &StoryOut) -> Rows {
    let mut rows = Rows::new();
    for entity in &story.entities {
        let roles: Vec<&str> = entity.roles.iter().map(|role| role.exact.as_str()).collect();
        for (language, name) in &entity.names {
            rows.push(vec![
                entity.id.clone(),
                entity.kind.to_owned(),
                language.clone(),
                name.clone(),
                or_empty(entity.wikidata.as_ref()),
                entity.mentions.len().to_string(),
                roles.join(" | "),
            ]);
        }
    }
    rows
}
