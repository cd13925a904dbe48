//! What is asked of an archive: words, and what narrows them down.
//!
//! A query is one line: words, words "in a row" in marks, and parts with a colon (`name:`, `outlet:`, `language:`,
//! `after:`, `before:`), whose values may stand in marks too. All of it must hold. A part of another name is
//! taken for words: a colon stands in headlines.

use crate::engine::Match;
use crate::words::{forms, name_words};
use jiff::civil::Date;

/// A query.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words that the text must have, each a word or several in a row.
    pub words: Vec<String>,
    /// Names that it must have.
    pub names: Vec<String>,
    /// What its outlet's name or host must have.
    pub outlets: Vec<String>,
    /// The language that it must be in, BCP 47.
    pub language: Option<String>,
    /// The first day on which it may have come out.
    pub after: Option<Date>,
    /// The last day.
    pub before: Option<Date>,
    /// The fewest independent origins of its story.
    pub origins: u64,
    /// Whether its story must have a dispute.
    pub disputed: bool,
    /// At most so many reports; 0 for 50.
    pub limit: u64,
    /// After so many, in the order in which they are found, which stays as long as the archive does.
    pub offset: u64,
}

/// A value that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{part}:{value} is no day; give one as 2026-03-09")]
pub struct QueryError {
    part: &'static str,
    value: String,
}

impl Query {
    /// Reads a query as a person writes it.
    ///
    /// # Errors
    ///
    /// [`QueryError`] where `after:` or `before:` is given no day.
    pub fn parse(text: &str) -> Result<Self, QueryError> {
        let mut query = Self::default();
        for part in parts(text) {
            let day = |part: &'static str, value: &str| {
                value.parse().map_err(|_| QueryError { part, value: value.to_owned() })
            };
            match part.split_once(':').map(|(name, value)| (name, value.trim())) {
                Some((_, "")) | None => query.words.push(part),
                Some(("name", value)) => query.names.push(value.to_owned()),
                Some(("outlet", value)) => query.outlets.push(value.to_owned()),
                Some(("language", value)) => query.language = Some(value.to_owned()),
                Some(("after", value)) => query.after = Some(day("after", value)?),
                Some(("before", value)) => query.before = Some(day("before", value)?),
                Some(_) => query.words.push(part),
            }
        }
        Ok(query)
    }

    /// As the database is asked.
    pub(crate) fn matched(&self) -> Match {
        let language = self.language.as_deref();
        let words = self.words.iter().map(|words| forms(words, language).into_iter().collect());
        let folded = |names: &[String]| -> Vec<Vec<String>> {
            let names = names.iter().map(|name| name_words(name));
            names.filter(|name| !name.is_empty()).map(|name| vec![name]).collect()
        };
        Match {
            text: words.filter(|forms: &Vec<String>| !forms.is_empty()).collect(),
            names: folded(&self.names),
            outlets: folded(&self.outlets),
            language: language.map(primary),
            after: self.after,
            before: self.before,
            origins: self.origins,
            disputed: self.disputed,
            limit: if self.limit == 0 { 50 } else { self.limit },
            offset: self.offset,
        }
    }

    /// The forms of all words that are looked for in the text.
    pub(crate) fn forms(&self) -> Vec<String> {
        let words = self.words.iter().chain(&self.names).flat_map(|words| words.split_whitespace());
        words.flat_map(|word| forms(word, self.language.as_deref())).collect()
    }
}

fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

/// The parts of a query: parted by blanks that stand in no marks.
fn parts(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut marked = false;
    for letter in text.chars() {
        match letter {
            '"' | '“' | '”' | '«' | '»' | '„' => marked = !marked,
            blank if blank.is_whitespace() && !marked => parts.push(String::new()),
            letter => {
                if let Some(part) = parts.last_mut() {
                    part.push(letter);
                }
            }
        }
    }
    parts.retain(|part| !part.trim().is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::Query;
    use jiff::civil::date;

    #[test]
    fn a_line_is_read() {
        let query = Query::parse(
            "fire \"car deck\" name:\"Ada Lund\" outlet:gazette language:fr after:2026-03-01 re: x:y",
        )
        .expect("a query");
        assert_eq!(query.words, ["fire", "car deck", "re:", "x:y"]);
        assert_eq!(query.names, ["Ada Lund"]);
        assert_eq!(query.outlets, ["gazette"]);
        assert_eq!(query.language.as_deref(), Some("fr"));
        assert_eq!(query.after, Some(date(2026, 3, 1)));
    }

    #[test]
    fn a_day_that_is_none_is_told() {
        let error = Query::parse("before:March").expect_err("no day");
        assert_eq!(error.to_string(), "before:March is no day; give one as 2026-03-09");
    }

    #[test]
    fn marks_and_blanks_alone_ask_for_nothing() {
        assert_eq!(Query::parse(" \"\" « » ").expect("a query"), Query::default());
    }
}
