//! Names known from another report: which entity a bare word stands for.
//!
//! A reading takes a word for a name where its own text gives it reason to. What one report makes a name by
//! an office or a preposition, the next has at the head of a German sentence, or in Arabic letters, where
//! nothing sets it off. So a word that no name of its own article covers stands for the entity of another
//! article that is written like it: letter for letter with a capital, or, between two scripts, by
//! its consonants. Two entities of the story that sound alike, a person and what another report takes for a
//! body, are one here too. This lays sentences side by side and states nothing: the entities of the record are
//! linked by `entities`, which asks for more.

use crate::entities::Linked;
use recoupe_annotate::Reading;
use recoupe_annotate::names::Sound;
use recoupe_text::{TokenKind, fold};
use rustc_hash::FxHashMap as HashMap;

/// The shortest word that stands for a name, in bytes.
const SHORTEST: usize = 4;

/// The fewest consonants by which a word in another script is known.
const CONSONANTS: usize = 3;

/// The words of a story that name its entities.
pub(crate) struct Anchors {
    /// Words as written, folded; `None` where two entities share one.
    written: HashMap<String, Option<usize>>,
    /// What they sound like, one map for each of the two scripts.
    sounds: [HashMap<String, Option<usize>>; 2],
    /// For each entity the one that stands for it.
    same: Vec<usize>,
}

impl Anchors {
    pub(crate) fn of(readings: &[&Reading], linked: &Linked) -> Self {
        let mut anchors = Self {
            written: HashMap::default(),
            sounds: [HashMap::default(), HashMap::default()],
            same: (0..linked.entities.len()).collect(),
        };
        let mut spoken: HashMap<String, Vec<(usize, Sound)>> = HashMap::default();
        for (article, reading) in readings.iter().enumerate() {
            for mention in &reading.names.mentions {
                let entity = linked.of[article][mention.chain];
                let syntax = &reading.syntax;
                let words: Vec<String> =
                    mention.tokens.clone().map(|token| fold(syntax.tokens.lower(token))).collect();
                let [.., last] = &words[..] else { continue };
                // A word of a longer name may be many things; a name of one word is that word.
                if words.len() == 1 && last.len() >= SHORTEST {
                    claim(&mut anchors.written, last.clone(), entity);
                }
                let Some(sound) = Sound::of(&words) else { continue };
                if words.len() == 1 && sound.consonants() >= CONSONANTS {
                    let map = &mut anchors.sounds[usize::from(sound.is_arabic())];
                    claim(map, sound.last().to_owned(), entity);
                }
                let held = spoken.entry(sound.last().to_owned()).or_default();
                if let Some((other, _)) = held.iter().find(|(_, other)| other.is_same(&sound)) {
                    let first = anchors.same[*other].min(anchors.same[entity]);
                    anchors.same[*other] = first;
                    anchors.same[entity] = first;
                }
                if !held.iter().any(|(other, _)| *other == entity) {
                    held.push((entity, sound));
                }
            }
        }
        anchors
    }

    /// The entity that stands for `entity`.
    pub(crate) fn entity(&self, entity: usize) -> usize {
        self.same[entity]
    }

    /// The entity that token `index`, of no name in its own article, stands for.
    pub(crate) fn known(&self, reading: &Reading, index: usize) -> Option<usize> {
        let syntax = &reading.syntax;
        if syntax.tokens.items()[index].kind != TokenKind::Word {
            return None;
        }
        let word = fold(syntax.tokens.lower(index));
        if syntax.is_capital(index) {
            if let Some(entity) = self.written.get(&word) {
                return entity.map(|entity| self.same[entity]);
            }
        } else if syntax.language.property("no-capitals") != "yes" {
            return None;
        }
        let sound = Sound::of(std::slice::from_ref(&word))?;
        let other = &self.sounds[usize::from(!sound.is_arabic())];
        if other.is_empty() || sound.consonants() < CONSONANTS {
            return None;
        }
        (*other.get(sound.last())?).map(|entity| self.same[entity])
    }
}

fn claim(map: &mut HashMap<String, Option<usize>>, word: String, entity: usize) {
    map.entry(word)
        .and_modify(|held| *held = held.filter(|held| *held == entity))
        .or_insert(Some(entity));
}
