//! Menus by their shape: glued categories, breadcrumbs, page counters.

use crate::article::Reason;

/// The marks between the steps of a path.
const STEPS: [char; 4] = ['›', '»', '>', '→'];

/// Why the line `text` is a menu.
pub(super) fn reason(text: &str) -> Option<Reason> {
    (text.len() <= 300 && (glued(text) || is_counter(text) || is_path(text)))
        .then_some(Reason::Navigation)
}

/// "2/5", "(1 / 3)": the number of a page or picture.
fn is_counter(text: &str) -> bool {
    let number = |part: &str| {
        (1..=3).contains(&part.len()) && part.bytes().all(|digit| digit.is_ascii_digit())
    };
    let inside = text.trim_start_matches(['[', '(']).trim_end_matches([']', ')']);
    inside
        .split_once('/')
        .is_some_and(|(page, all)| number(page.trim_end()) && number(all.trim_start()))
}

/// "Home > World > Europe": three or more short steps, none a sentence.
fn is_path(text: &str) -> bool {
    if text.contains(['«', '.', ';', '!', '?']) {
        return false;
    }
    let mut steps = text.split(STEPS).map(|step| step.trim().chars().count());
    steps.next().is_some_and(|first| (1..=40).contains(&first))
        && steps.clone().count() >= 2
        && steps.all(|step| (1..=80).contains(&step))
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
