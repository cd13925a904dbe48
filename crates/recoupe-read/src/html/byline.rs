//! Who signed a page: people, as the page's data or its markup say it.
//!
//! Data comes first (JSON-LD, `meta`); a name there that is the outlet's own, an address or a job ("Staff") says
//! nothing. Else the element that is marked as the author's, by its role or by a class as content systems
//! name it. Limits: markup without any such word is not guessed at; the line of text that signs a report
//! is read elsewhere, from its words.

use super::facts::{Facts, GRADES, Mark};
use super::tokens;
use crate::block::{fold_space, letters};
use crate::signing::after_word;

/// Longest names, in characters and in words: longer is a sentence about the author.
const LONGEST: usize = 80;
const WORDS: usize = 8;

/// How many authors a report has at most.
const AUTHORS: usize = 4;

/// The byline of a page; `told` are what its data say, best first, and `outlet` whose page it is.
pub(super) fn byline(
    facts: &Facts,
    told: impl IntoIterator<Item = Option<String>>,
    outlet: Option<&str>,
) -> Option<String> {
    let told = told.into_iter().flatten().find_map(|name| people(&name, outlet));
    told.or_else(|| {
        GRADES.into_iter().find_map(|grade| {
            let names: Vec<String> = facts
                .marked(Mark::Author(grade))
                .filter_map(|name| people(&name, outlet))
                .collect();
            // Names of several elements belong to other reports as soon as there are many.
            let first = names.first()?;
            (names.iter().all(|name| name == first) || names.len() <= AUTHORS).then(|| {
                let mut own: Vec<&str> = Vec::new();
                for name in &names {
                    if !own.contains(&name.as_str()) {
                        own.push(name);
                    }
                }
                own.join(", ")
            })
        })
    })
}

/// `words` as names of people: without the word that signs before them and what stands behind them.
fn people(words: &str, outlet: Option<&str>) -> Option<String> {
    let words =
        if words.contains('&') { fold_space(&tokens::plain(words)) } else { words.to_owned() };
    let head = words.split(['|', '•', '·', '\n', '(']).next().unwrap_or_default();
    let head = head.trim().trim_start_matches(':').trim_end_matches(['.', ',', ';', ':']).trim();
    // The word that signs stands apart: "Par-delà" is no "par".
    let apart = |rest: &&str| head[..head.len() - rest.len()].ends_with([' ', ':', '\u{a0}']);
    let name = after_word(head, "by").filter(apart).unwrap_or(head);
    let name = name.trim_start_matches([':', ' ', '\u{a0}']).trim();
    let own = letters(name);
    let is_outlet = outlet.map(letters).is_some_and(|outlet| {
        !outlet.is_empty()
            && (outlet == own || own.starts_with(&outlet) && own.len() < outlet.len() + 6)
    });
    let is_address = name.contains("://") || name.contains('@') || name.contains("www.");
    let fits = (3..=LONGEST).contains(&name.chars().count())
        && name.split_whitespace().count() <= WORDS
        && name.starts_with(char::is_uppercase)
        && !name.contains(|letter: char| letter.is_ascii_digit());
    (fits && !is_outlet && !is_address).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str) -> Option<String> {
        byline(&super::super::walk::walk(body).facts, [], Some("Daily Gull"))
    }

    #[test]
    fn marked_elements() {
        let cases = [
            ("<p class=byline>By <b>Ann Lee</b></p>", Some("Ann Lee")),
            ("<span class=\"meta author\">Par : Anne Roy</span>", Some("Anne Roy")),
            ("<a rel=author href=/ann>Ann Lee | Reporter</a>", Some("Ann Lee")),
            (
                "<div itemprop=author><span itemprop=name>Ann Lee</span> writes about ships</div>",
                Some("Ann Lee"),
            ),
            ("<p class=author>Ann Lee</p><p class=author>Bo Ray</p>", Some("Ann Lee, Bo Ray")),
            ("<p class=author>Daily Gull</p>", None),
            ("<p class=author>reports on ships since 2009</p>", None),
            ("<p class=authority>Ann Lee</p>", None),
        ];
        for (page, expected) in cases {
            assert_eq!(of(page).as_deref(), expected, "{page}");
        }
    }

    #[test]
    fn data_come_first_and_the_outlet_is_no_author() {
        let page = super::super::walk::walk("<p class=byline>By Ann Lee</p>").facts;
        let told = |name: &str| byline(&page, [Some(name.to_owned())], Some("Daily Gull"));
        assert_eq!(told("Bo Ray").as_deref(), Some("Bo Ray"));
        assert_eq!(told("Daily Gull").as_deref(), Some("Ann Lee"));
        assert_eq!(told("https://gull.example/ann").as_deref(), Some("Ann Lee"));
        assert_eq!(told("Andr&eacute; Roy").as_deref(), Some("André Roy"));
    }

    #[test]
    fn a_page_of_many_authors_is_signed_by_none() {
        let cards =
            ["Ann Lee", "Bo Ray", "Cy Day", "Di Fox", "Ed Gray"].join("</p><p class=author>");
        assert_eq!(of(&format!("<p class=author>{cards}</p>")), None);
    }
}
