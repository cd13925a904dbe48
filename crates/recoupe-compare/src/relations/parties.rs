//! The two parties of a relation: by what they are known, and where they are named.
//!
//! What the gazetteer knows (states, cities, bodies) is one party under all its names, and a state under its
//! adjectives; anybody else is named word for word. A name is taken as written or with capitals, and in the first
//! language that knows the whole of it: "Bank of France" is not France.

use crate::by_hand::ByHand;
use crate::entities::Linked;
use recoupe_annotate::Reading;
use recoupe_annotate::grammar::Classes;
use recoupe_annotate::names::{Gazetteer, Mention};
use recoupe_read::Article;
use recoupe_text::{Language, Span, fold};
use std::collections::BTreeSet;

/// Two parties, ready to be looked for.
#[derive(Debug)]
pub struct Parties(pub(super) [Party; 2]);

/// A party as the caller names it.
#[derive(Debug)]
pub struct Party {
    /// The name as it was given, and those that a person said are one with it.
    given: Vec<String>,
    /// The same, as names are compared.
    names: Vec<String>,
    /// The gazetteer's key, where some language knows the name.
    key: Option<String>,
}

impl Parties {
    /// The two of these names, in any language.
    #[must_use]
    pub fn of(names: [&str; 2]) -> Self {
        Self::told(names, &ByHand::default())
    }

    /// As [`Parties::of`], each under the names too that a person said are one with its own.
    #[must_use]
    pub fn told(names: [&str; 2], by_hand: &ByHand) -> Self {
        Self(names.map(|name| Party::of(name, by_hand)))
    }

    /// The two.
    #[must_use]
    pub fn each(&self) -> &[Party; 2] {
        &self.0
    }

    /// Whether both names are of one party.
    #[must_use]
    pub fn are_one(&self) -> bool {
        let [one, other] = &self.0;
        one.names.iter().any(|name| other.names.contains(name))
            || one.key.is_some() && one.key == other.key
    }

    /// Whether a reading names both.
    #[must_use]
    pub fn are_in(&self, reading: &Reading) -> bool {
        self.0.iter().all(|party| party.is_in(reading))
    }
}

impl Party {
    fn of(given: &str, by_hand: &ByHand) -> Self {
        let known = |name: &str| Language::all().iter().find_map(|language| key(name, language));
        let given: Vec<String> = std::iter::once(given.trim())
            .chain(by_hand.one_with(given))
            .map(str::to_owned)
            .collect();
        let key = given.iter().find_map(|name| known(name).or_else(|| known(&capitals(name))));
        let mut names: Vec<String> = given.iter().map(|name| plain(name)).collect();
        names.retain(|name| !name.is_empty());
        Self { given, names, key }
    }

    /// The gazetteer's key, where some language knows the name.
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// All its names, in every language: the given one, and those that the gazetteer has.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        let known = self.key.iter().flat_map(|key| {
            Language::all().iter().flat_map(|language| Gazetteer::of(language).names_of(key))
        });
        let names: BTreeSet<String> = self.given.iter().cloned().chain(known).collect();
        names.into_iter().filter(|name| !name.is_empty()).collect()
    }

    /// The adjectives and words for its people, each with the code of its language.
    #[must_use]
    pub fn adjectives(&self) -> Vec<(&'static str, String)> {
        let Some(key) = &self.key else { return Vec::new() };
        let of = |language: &'static Language| {
            let words = Gazetteer::of(language).demonyms_of(key).into_iter();
            words.map(|word| (language.code(), word.to_owned()))
        };
        Language::all().iter().flat_map(of).collect()
    }

    /// Whether a name of a reading is the party's: by the gazetteer's key or word for word.
    fn is(&self, reading: &Reading, mention: &Mention) -> bool {
        mention.known.is_some_and(|known| self.key.as_ref() == Some(&known.key))
            || self.names.contains(&words(reading, mention))
    }

    /// Whether a word of a reading is the adjective of it.
    fn is_adjective(&self, reading: &Reading, index: usize) -> bool {
        let syntax = &reading.syntax;
        let country = Gazetteer::of(syntax.language).demonym(syntax.tokens.lower(index));
        country.is_some_and(|country| self.key.as_ref() == Some(&country.key))
    }

    /// Whether a reading names the party, or has the adjective of it.
    fn is_in(&self, reading: &Reading) -> bool {
        reading.names.mentions.iter().any(|mention| self.is(reading, mention))
            || (0..reading.syntax.tokens.len()).any(|index| self.is_adjective(reading, index))
    }

    /// The entities that are the party: by key, or by a mention.
    pub(super) fn entities(&self, readings: &[&Reading], linked: &Linked) -> BTreeSet<usize> {
        let keyed = linked
            .entities
            .iter()
            .enumerate()
            .filter(|(_, entity)| entity.key.is_some() && entity.key == self.key);
        let mut found: BTreeSet<usize> = keyed.map(|(number, _)| number).collect();
        for (article, reading) in readings.iter().enumerate() {
            let own = reading.names.mentions.iter().filter(|mention| self.is(reading, mention));
            found.extend(own.map(|mention| linked.of[article][mention.chain]));
        }
        found
    }

    /// Whether a stretch of the reading `article` names the party: one of its `entities`, or its adjective.
    pub(super) fn is_named(
        &self,
        reading: &Reading,
        of: &[usize],
        entities: &BTreeSet<usize>,
        stretch: Span,
    ) -> bool {
        reading.names.mentions_in(stretch).any(|mention| entities.contains(&of[mention.chain]))
            || reading.syntax.within(stretch).any(|index| self.is_adjective(reading, index))
    }
}

/// What one language's gazetteer calls the whole of a name, small words before it aside.
fn key(name: &str, language: &'static Language) -> Option<String> {
    let article = Article {
        language: Some(language.code().to_owned()),
        text: name.to_owned(),
        ..Article::default()
    };
    let reading = Reading::of(article);
    let mention = reading.names.mentions.first()?;
    let small = |index: usize| reading.syntax.is(index, Classes::DETERMINER);
    let whole =
        mention.tokens.end == reading.syntax.tokens.len() && (0..mention.tokens.start).all(small);
    Some(mention.known.filter(|_| whole)?.key.clone())
}

/// With a capital at the head of each word.
fn capitals(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut inside = false;
    for letter in name.chars() {
        if letter.is_alphabetic() && !inside {
            out.extend(letter.to_uppercase());
        } else {
            out.push(letter);
        }
        inside = letter.is_alphanumeric();
    }
    out
}

/// A mention's words as names are compared; what is written on to them is cut off already.
fn words(reading: &Reading, mention: &Mention) -> String {
    let tokens = &reading.syntax.tokens;
    let words: Vec<&str> = mention.tokens.clone().map(|index| tokens.lower(index)).collect();
    plain(&words.join(" "))
}

/// A name as names are compared: folded, without marks.
fn plain(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::Parties;
    use crate::by_hand::ByHand;

    #[test]
    fn a_name_is_known_in_any_language_and_case() {
        let key = |name: &str| Parties::of([name, ""]).each()[0].key().map(str::to_owned);
        for name in ["Norway", "norway", " Norwegen ", "la Norvège", "Noruega", "النرويج"] {
            assert_eq!(key(name).as_deref(), Some("country:NO"), "{name}");
        }
        for name in ["Bank of Norway", "Norway Shipping", "Kestrel Lines", "", "<script>"] {
            assert_eq!(key(name), None, "{name}");
        }
    }

    #[test]
    fn a_known_party_has_its_names_and_adjectives_in_every_language() {
        let parties = Parties::of(["Norwegen", "Kestrel Lines"]);
        let [norway, kestrel] = parties.each();
        let names = norway.names();
        for name in ["norway", "norvège", "noruega", "norwegen"] {
            assert!(names.iter().any(|held| held == name), "{name}: {names:?}");
        }
        let adjectives = norway.adjectives();
        assert!(adjectives.contains(&("en", "norwegian".to_owned())), "{adjectives:?}");
        assert_eq!(kestrel.names(), ["Kestrel Lines"]);
        assert!(kestrel.adjectives().is_empty());
    }

    #[test]
    fn two_names_may_be_of_one_party() {
        assert!(Parties::of(["Norway", "Norvège"]).are_one());
        assert!(Parties::of(["Kestrel  lines", "KESTREL LINES"]).are_one());
        assert!(!Parties::of(["Norway", "Denmark"]).are_one());
        assert!(!Parties::of(["", ""]).are_one());
    }

    #[test]
    fn a_party_has_the_names_that_a_person_gave_it() {
        let together = vec![["The North".to_owned(), "Norwegen".to_owned()]];
        let by_hand = ByHand { together, ..ByHand::default() };
        let parties = Parties::told(["the north", "Denmark"], &by_hand);
        assert_eq!(parties.each()[0].key(), Some("country:NO"));
        assert!(parties.each()[0].names().contains(&"Norwegen".to_owned()));
        assert!(Parties::told(["The North", "Norway"], &by_hand).are_one());
    }
}
