//! Lines by which an article is signed and dated: "By Ann Lee in Oslo", "Published on 3 May 2024".
//!
//! They are not the report's words, so they leave the text once they are read; a line that names
//! the place stays, for the place is a stretch of the text.

use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence, words};
use crate::date::{date_in_any, is_digit};
use crate::dated::{self, told};
use crate::dateline::is_place;
use jiff::civil::Date;
use recoupe_text::{Language, fold};
use std::sync::LazyLock;

/// Signatures stand in the first or the last few paragraphs.
const NEAR: usize = 8;

/// How many lines behind the headline may sign a page.
const NEAR_HEADLINE: usize = 20;

/// The most words of a line that tells the day.
const MOST_WORDS: usize = 16;

/// What the lines told.
#[derive(Debug, Default)]
pub(crate) struct Signing {
    pub(crate) byline: Option<String>,
    pub(crate) published: Option<Date>,
    /// The agencies that a line with the day names.
    pub(crate) agencies: Vec<&'static str>,
    /// The place as written in the byline's block.
    pub(crate) place: Option<(usize, String)>,
}

/// The words of the tables `signing`: their kind, folded, and their length in characters as written.
static STARTS: LazyLock<Vec<(&str, String, usize)>> = LazyLock::new(|| {
    let rows = Language::all().iter().flat_map(|language| language.table("signing").rows());
    rows.flat_map(|row| {
        row.alternatives(1).map(|word| (row.get(0), fold(word), word.chars().count()))
    })
    .collect()
});

/// The words of one kind in the tables `signing` of all languages.
pub(crate) fn signing_words(kind: &'static str) -> impl Iterator<Item = &'static str> {
    let rows = Language::all().iter().flat_map(|language| language.table("signing").rows());
    rows.filter(move |row| row.get(0) == kind).flat_map(|row| row.alternatives(1))
}

/// Reads and removes the lines that sign and date the article.
pub(crate) fn read(blocks: &mut [Block], language: Option<&'static Language>) -> Signing {
    let mut signing = Signing::default();
    let kept: Vec<usize> =
        (0..blocks.len()).filter(|at| blocks[*at].kept() && blocks[*at].post.is_none()).collect();
    let lines = dated::readable(blocks);
    for (place, at) in kept.iter().copied().enumerate() {
        if place >= NEAR && place + 3 < kept.len() {
            continue;
        }
        let text = &blocks[at].text;
        if let Some(after) = after_word(text, "published") {
            if words(text) <= MOST_WORDS
                && let Some(date) = date_in_any(after, language)
            {
                signing.published = signing.published.or(Some(date));
                blocks[at].remove(Reason::Other);
            }
        } else if after_word(text, "updated").is_some_and(|after| {
            words(text) <= MOST_WORDS && date_in_any(after, language).is_some()
        }) {
            let told = language.and_then(|language| told(text, language)?.day.date());
            signing.published = signing.published.or(told);
            blocks[at].remove(Reason::Other);
        } else if let Some((name, in_place)) = byline(text) {
            let date = date_in_any(text, language);
            signing.published = signing.published.or(date);
            signing.byline.get_or_insert(name);
            match in_place {
                Some(found) if signing.place.is_none() => signing.place = Some((at, found)),
                _ => blocks[at].remove(Reason::Other),
            }
        } else if place < NEAR
            && words(text) <= 6
            && !ends_sentence(text)
            && let Some(date) = date_in_any(text, language)
            && is_date_alone(text)
        {
            signing.published = signing.published.or(Some(date));
            blocks[at].remove(Reason::Other);
        }
    }
    if let Some(language) = language {
        dated::beside_labels(blocks, &lines, language, &mut signing);
    }
    beside(blocks, language, &mut signing);
    signing
}

/// Reads the lines between headline and text that were taken out already: pages set the byline and the
/// day beside the body.
fn beside(blocks: &[Block], language: Option<&'static Language>, signing: &mut Signing) {
    let first = blocks.iter().position(Block::kept).unwrap_or(0);
    let headline = blocks[..first].iter().rposition(|block| block.role == Role::Headline);
    let Some(headline) = headline else { return };
    for block in blocks[headline..first].iter().take(NEAR_HEADLINE) {
        let text = &block.text;
        let signed = byline(text).filter(|_| signing.byline.is_none());
        let dated = words(text) <= MOST_WORDS
            && (signed.is_some() || after_word(text, "published").is_some() || is_date_alone(text));
        if dated && signing.published.is_none() && after_word(text, "updated").is_none() {
            signing.published = date_in_any(text, language);
        }
        if let Some((name, _)) = signed {
            signing.byline = Some(name);
        }
    }
}

/// What stands behind the first word of `kind` that `text` starts with.
pub(crate) fn after_word<'text>(text: &'text str, kind: &'static str) -> Option<&'text str> {
    let head: String = text.chars().take(40).collect();
    let folded = fold(&head);
    let (_, _, letters) = STARTS.iter().find(|(of, word, _)| {
        *of == kind
            && folded
                .strip_prefix(word.as_str())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })?;
    text.char_indices()
        .nth(*letters)
        .map(|(at, _)| text[at..].trim_start_matches([':', ' ', '\u{a0}']))
}

/// The name a byline gives, and the place where it gives one.
fn byline(text: &str) -> Option<(String, Option<String>)> {
    let after = after_word(text, "by")?;
    if words(text) > 14 || ends_sentence(text) || text.len() > 160 {
        return None;
    }
    // What follows a name is a job, an outlet, or the day.
    let ends = |letter: char| letter.is_ascii_digit() || matches!(letter, ',' | '|' | '–' | '—');
    let head = after.split(ends).next().unwrap_or_default().trim();
    let small = |word: &str| {
        let word = word.trim_matches(',');
        word.chars().next().is_some_and(char::is_lowercase)
            && !["and", "in", "particle"]
                .iter()
                .any(|kind| signing_words(kind).any(|known| known == word))
    };
    if head.is_empty()
        || head.split_whitespace().any(small)
        || !head.starts_with(char::is_uppercase)
    {
        return None;
    }
    let place = signing_words("in").find_map(|word| {
        let (_, place) = head.rsplit_once(&format!(" {word} "))?;
        is_place(place).then(|| place.to_owned())
    });
    let name = match &place {
        Some(place) => head[..head.len() - place.len()]
            .trim_end()
            .rsplit_once(' ')
            .map_or(head, |(name, _)| name),
        None => head,
    };
    (words(name) <= 8).then(|| (name.to_owned(), place))
}

/// Whether `text` is a date with nothing beside it: numbers, and words of which one may be long.
fn is_date_alone(text: &str) -> bool {
    let numbers = text.split_whitespace().filter(|word| word.starts_with(is_digit)).count();
    numbers >= 1 && words(text) <= numbers + 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn blocks(lines: &[&str]) -> Vec<Block> {
        lines.iter().map(|line| Block::paragraph((*line).to_owned())).collect()
    }

    #[test]
    fn lines_that_sign_leave() {
        let mut lines = blocks(&[
            "By Ann Lee and Bo Ray",
            "Published on May 3, 2024 at 10:15",
            "By noon the harbour was empty",
            "14 mai 2024",
        ]);
        let signing = read(&mut lines, Language::get("en"));
        assert_eq!(signing.byline.as_deref(), Some("Ann Lee and Bo Ray"));
        assert_eq!(signing.published, Some(date(2024, 5, 3)));
        let kept: Vec<bool> = lines.iter().map(Block::kept).collect();
        assert_eq!(kept, [false, false, true, false]);
    }

    #[test]
    fn a_name_ends_where_a_day_begins() {
        let mut lines = blocks(&["Par Anne Roy 14 mai 2024"]);
        let signing = read(&mut lines, Language::get("fr"));
        assert_eq!(signing.byline.as_deref(), Some("Anne Roy"));
        assert_eq!(signing.published, Some(date(2024, 5, 14)));
    }

    #[test]
    fn a_byline_with_a_place_stays() {
        let mut lines = blocks(&["Par Anne Roy à Lyon"]);
        let signing = read(&mut lines, Language::get("fr"));
        assert_eq!(signing.byline.as_deref(), Some("Anne Roy"));
        assert_eq!(signing.place, Some((0, "Lyon".to_owned())));
        assert!(lines[0].kept());
    }
}
