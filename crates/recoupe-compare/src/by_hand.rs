//! What a person decided of names: these two are one, these two are not, this one is called so.
//!
//! A decision is plain data that the comparison is given; without any, it decides alone. A name is meant as a report gives
//! it at its fullest, in any case and with or without accents and marks. What one article takes for one name stays one: the
//! chains inside an article are not parted.

use recoupe_annotate::names::name_key;
use rustc_hash::FxHashMap as HashMap;

/// What a person decided of names; the later decision stands where two speak of the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ByHand {
    /// Two names that are one.
    pub together: Vec<[String; 2]>,
    /// Two names that are not one.
    pub apart: Vec<[String; 2]>,
    /// A name, and what it is to be called.
    pub called: Vec<(String, String)>,
}

impl ByHand {
    /// The names that a name is told to be one with, itself left out.
    #[must_use]
    pub fn one_with(&self, name: &str) -> Vec<&str> {
        let (decided, key) = (Decided::of(self), name_key(name));
        let Some(class) = decided.class(&key) else { return Vec::new() };
        let others = self.together.iter().flatten().map(String::as_str);
        others
            .filter(|other| {
                let held = name_key(other);
                held != key && decided.class(&held) == Some(class)
            })
            .collect()
    }
}

/// The decisions, ready for linking.
#[derive(Default)]
pub(crate) struct Decided {
    /// Of each name that is told together with or apart from another: what it is one with.
    classes: HashMap<String, usize>,
    apart: Vec<[String; 2]>,
    called: HashMap<String, String>,
}

impl Decided {
    pub(crate) fn of(by_hand: &ByHand) -> Self {
        let keyed = |pairs: &[[String; 2]]| -> Vec<[String; 2]> {
            pairs.iter().map(|pair| pair.each_ref().map(|name| name_key(name))).collect()
        };
        let (together, apart) = (keyed(&by_hand.together), keyed(&by_hand.apart));
        let mut classes: HashMap<String, usize> = HashMap::default();
        for name in together.iter().chain(&apart).flatten() {
            let next = classes.len();
            classes.entry(name.clone()).or_insert(next);
        }
        for [one, other] in &together {
            let (into, from) = (classes[one], classes[other]);
            for class in classes.values_mut().filter(|class| **class == from) {
                *class = into;
            }
        }
        let called =
            by_hand.called.iter().map(|(name, called)| (name_key(name), called.clone())).collect();
        Self { classes, apart, called }
    }

    /// The number of what a name is one with, where a decision speaks of it.
    pub(crate) fn class(&self, key: &str) -> Option<usize> {
        self.classes.get(key).copied()
    }

    /// Whether a name is not one with any of `others`.
    pub(crate) fn is_apart(&self, key: &str, others: &[String]) -> bool {
        self.apart.iter().any(|[one, other]| {
            one == key && others.contains(other) || other == key && others.contains(one)
        })
    }

    /// What a name is to be called.
    pub(crate) fn called(&self, key: &str) -> Option<&str> {
        self.called.get(key).map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::ByHand;
    use crate::compare_with;
    use recoupe_annotate::Reading;
    use recoupe_read::Article;

    const TEXTS: [&str; 3] = [
        "Ada Lund led the inquiry into the fire. Ada Lund spoke in Norrby.",
        "Karl Brandt thanked Adda Lund in Norrby. Adda Lund said nothing.",
        "Karl Brandt met Adele Lunde in Norrby. Adda Lund was there.",
    ];

    /// The names of each entity whose name has an L, each once, sorted.
    fn linked(by_hand: &ByHand) -> Vec<Vec<String>> {
        let article = |text: &&str| Article {
            language: Some("en".to_owned()),
            text: (*text).to_owned(),
            ..Article::default()
        };
        let mut readings: Vec<Reading> =
            TEXTS.iter().map(|text| Reading::of(article(text))).collect();
        let story = compare_with(&mut readings.iter_mut().collect::<Vec<_>>(), by_hand);
        let mut entities: Vec<Vec<String>> = Vec::new();
        for entity in &story.entities {
            let names = entity.names.iter().map(|place| place.span.of(TEXTS[place.article]));
            let mut names: Vec<String> = names.map(str::to_owned).collect();
            names.extend(entity.called.iter().map(|called| format!("= {called}")));
            names.sort();
            names.dedup();
            if names.iter().any(|name| name.contains("Lund")) {
                entities.push(names);
            }
        }
        entities.sort();
        entities
    }

    fn pair(one: &str, other: &str) -> [String; 2] {
        [one.to_owned(), other.to_owned()]
    }

    #[test]
    fn without_decisions_the_comparison_decides() {
        // A doubled letter is what outlets vary.
        assert_eq!(
            linked(&ByHand::default()),
            [vec!["Ada Lund", "Adda Lund"], vec!["Adele Lunde"]]
        );
    }

    #[test]
    fn two_names_that_are_not_one_are_parted_in_every_report() {
        let by_hand = ByHand { apart: vec![pair("ADA LUND", "Adda Lund")], ..ByHand::default() };
        assert_eq!(linked(&by_hand), [["Ada Lund"], ["Adda Lund"], ["Adele Lunde"]]);
    }

    #[test]
    fn names_that_are_one_are_one_entity_also_over_a_third_name() {
        let together = vec![pair("Adele Lunde", "Ada Lund")];
        let by_hand = ByHand { together, ..ByHand::default() };
        assert_eq!(linked(&by_hand), [["Ada Lund", "Adda Lund", "Adele Lunde"]]);
    }

    #[test]
    fn a_name_is_called_what_a_person_said() {
        let called = vec![("adda lund".to_owned(), "A. Lund".to_owned())];
        let by_hand = ByHand { called, ..ByHand::default() };
        assert_eq!(linked(&by_hand)[0], ["= A. Lund", "Ada Lund", "Adda Lund"]);
    }
}
