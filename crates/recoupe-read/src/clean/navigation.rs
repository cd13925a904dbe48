//! Menus by their shape: glued categories, breadcrumbs, page counters.

use crate::article::Reason;
use regex::Regex;
use std::sync::LazyLock;

static COUNTER: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\[(]?\d{1,3}\s?/\s?\d{1,3}[\])]?$"));
/// Short parts between the marks of a path.
static PATH: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^[^.;!?›»>→]{1,40}(?:\s*[›»>→]\s*[^.;!?›»>→]{1,80}){2,}$"));

fn pattern(text: &str) -> Regex {
    Regex::new(text).unwrap_or_else(|error| unreachable!("the pattern {text:?} is fixed: {error}"))
}

/// Why the line `text` is a menu.
pub(super) fn reason(text: &str) -> Option<Reason> {
    let short = text.len() <= 300;
    (short
        && (glued(text) || COUNTER.is_match(text) || (!text.contains('«') && PATH.is_match(text))))
    .then_some(Reason::Navigation)
}

/// "PoliticsWorldOpinion": one word in which two or more others start. Names with one capital
/// inside ("YouTube", "McDonald") stay.
fn glued(text: &str) -> bool {
    if !text.chars().all(char::is_alphabetic) {
        return false;
    }
    let mut joints = 0;
    let mut run = 0;
    for letter in text.chars() {
        if letter.is_uppercase() {
            joints += usize::from(run >= 2);
            run = 0;
        } else {
            run += 1;
        }
    }
    text.starts_with(char::is_uppercase)
        && run >= 2
        && (joints >= 2 || (joints == 1 && text.chars().count() >= 12))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shapes() {
        for line in [
            "PoliticsWorldOpinion",
            "SociétéUne Sport".split(' ').next().unwrap_or_default(),
            "2/5",
            "(1 / 3)",
            "Home > World > Europe",
            "Accueil › Région › Ville",
        ] {
            let expected = if line == "SociétéUne" { None } else { Some(Reason::Navigation) };
            assert_eq!(reason(line), expected, "{line}");
        }
        for line in [
            "YouTube",
            "McDonald",
            "Key points",
            "« Oui » et « non » et « peut-être »",
            "3/4 of the town voted",
        ] {
            assert_eq!(reason(line), None, "{line}");
        }
    }
}
