//! Entities: the chains of all articles, linked.
//!
//! What the gazetteer knows is linked by its key, across languages. People are linked by their names:
//! the same full name, give or take accents and doubled letters; a surname alone goes to the one
//! person of the story who bears it. Two people with one surname keep a bare surname apart from both,
//! unless one article decides it. A person named in another script is linked by the sound of the name
//! (`Sound`): of at least two parts, or of the last one where the office agrees too. Bodies and other
//! names are linked by equal words. What a person decided of names (`by_hand`) comes before all of it.

use crate::by_hand::Decided;
use crate::story::{Entity, Place};
use recoupe_annotate::Reading;
use recoupe_annotate::names::{Chain, EntityKind, Role, Sound, name_key};
use rustc_hash::FxHashMap as HashMap;

/// The entities of a story, and for each article the entity of each of its chains.
pub(crate) struct Linked {
    /// The entities, in order of their first mention.
    pub entities: Vec<Entity>,
    /// `of[article][chain]`
    pub of: Vec<Vec<usize>>,
}

/// Links the chains of `readings`, by what a person `decided` first.
#[must_use]
pub(crate) fn link(readings: &[&Reading], decided: &Decided) -> Linked {
    let chains: Vec<(usize, usize, &Chain)> = readings
        .iter()
        .enumerate()
        .flat_map(|(article, reading)| {
            reading
                .names
                .chains
                .iter()
                .enumerate()
                .map(move |(number, chain)| (article, number, chain))
        })
        .collect();
    let mut groups = Groups::default();
    let mut assigned: Vec<usize> = vec![usize::MAX; chains.len()];
    // Known names, then names of several words, then single words: the sure ones set the scene.
    let mut order: Vec<usize> = (0..chains.len()).collect();
    order.sort_by_key(|&index| {
        let (article, number, chain) = chains[index];
        (chain.known.is_none(), std::cmp::Reverse(chain.words.len().min(4)), article, number)
    });
    for index in order {
        let (article, _, chain) = chains[index];
        let all = &readings[article].names.roles;
        let roles: Vec<&Role> = chain.roles.iter().filter_map(|role| all.get(*role)).collect();
        let key = name_key(chain.name.of(readings[article].text()));
        assigned[index] = groups.place(chain, &roles, &key, decided);
    }
    assemble(readings, &chains, &assigned, &groups, decided)
}

#[derive(Default)]
struct Groups {
    kinds: Vec<[u32; 4]>,
    names: Vec<Vec<String>>,
    /// The names that decisions speak of, by group.
    decided: Vec<Vec<String>>,
    /// What decisions make one.
    by_class: HashMap<usize, usize>,
    by_key: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    by_surname: HashMap<String, Vec<usize>>,
    /// Places of several words, by their last one.
    by_place: HashMap<String, Vec<usize>>,
    /// People by what the last part of their names sounds like, with that sound and their offices.
    by_sound: HashMap<String, Vec<(usize, Sound, Vec<Role>)>>,
}

impl Groups {
    fn place(&mut self, chain: &Chain, roles: &[&Role], key: &str, decided: &Decided) -> usize {
        let name = skeleton(&chain.words);
        let sound = Some(chain)
            .filter(|chain| chain.kind == EntityKind::Person && chain.known.is_none())
            .and_then(|chain| Sound::of(&chain.words));
        let class = decided.class(key);
        let told = class.and_then(|class| self.by_class.get(&class).copied());
        let found = || match chain.known {
            Some(known) => self.by_key.get(&known.key).copied(),
            None => self
                .by_name
                .get(&name)
                .copied()
                .or_else(|| self.by_place(chain))
                .or_else(|| self.by_part(chain))
                .or_else(|| self.by_sound(sound.as_ref()?, roles)),
        };
        let held =
            told.or_else(|| found().filter(|group| !decided.is_apart(key, &self.decided[*group])));
        let group = held.unwrap_or_else(|| {
            self.kinds.push([0; 4]);
            self.names.push(chain.words.clone());
            self.decided.push(Vec::new());
            self.kinds.len() - 1
        });
        if let Some(class) = class {
            self.by_class.entry(class).or_insert(group);
            self.decided[group].push(key.to_owned());
        }
        self.kinds[group][chain.kind as usize] += 1 + 3 * u32::from(chain.sure);
        if let Some(known) = chain.known {
            self.by_key.entry(known.key.clone()).or_insert(group);
        }
        self.by_name.entry(name).or_insert(group);
        if chain.words.len() > 1
            && chain.kind == EntityKind::Person
            && let Some(last) = chain.words.last()
        {
            let bearers = self.by_surname.entry(skeleton(std::slice::from_ref(last))).or_default();
            if !bearers.contains(&group) {
                bearers.push(group);
            }
        }
        if let Some(sound) = sound {
            let roles: Vec<Role> = roles.iter().map(|role| (*role).clone()).collect();
            for key in sound.keys() {
                self.by_sound.entry(key.to_owned()).or_default().push((
                    group,
                    sound.clone(),
                    roles.clone(),
                ));
            }
        }
        if chain.words.len() > 1 && chain.kind == EntityKind::Place {
            self.by_place
                .entry(chain.words[chain.words.len() - 1].clone())
                .or_default()
                .push(group);
        }
        group
    }

    /// The one person whose name in another script sounds the same: in two parts, or in the last one with
    /// an office that agrees and tells more than its name.
    fn by_sound(&self, sound: &Sound, roles: &[&Role]) -> Option<usize> {
        let same_office = |held: &[Role]| {
            held.iter().any(|one| {
                one.detail() > 0 && roles.iter().any(|two| two.detail() > 0 && one.agrees_with(two))
            })
        };
        let mut fitting: Vec<usize> = sound
            .keys()
            .filter_map(|key| self.by_sound.get(key))
            .flatten()
            .filter(|(_, other, held)| {
                sound.is_same(other) || sound.shares_last(other) && same_office(held)
            })
            .map(|(group, ..)| *group)
            .collect();
        fitting.sort_unstable();
        fitting.dedup();
        if let [only] = fitting[..] { Some(only) } else { None }
    }

    /// The one place whose name ends in an unknown place's only word ("the Sahara").
    fn by_place(&self, chain: &Chain) -> Option<usize> {
        let [word] = &chain.words[..] else { return None };
        let mut places = self.by_place.get(word)?.clone();
        places.dedup();
        (places.len() == 1 && chain.known.is_none()).then(|| places[0])
    }

    /// The one person who bears the name: a surname alone, or a fuller form of a name.
    fn by_part(&self, chain: &Chain) -> Option<usize> {
        if !matches!(chain.kind, EntityKind::Person | EntityKind::Other | EntityKind::Organisation)
            || chain.sure >= 2 && chain.kind != EntityKind::Person
        {
            return None;
        }
        let last = chain.words.last()?;
        let bearers = self.by_surname.get(&skeleton(std::slice::from_ref(last)))?;
        let mut fitting = bearers.iter().copied().filter(|&group| {
            let full = &self.names[group];
            chain.words.len() == 1 || chain.words.first() == full.first()
        });
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only),
            _ => None,
        }
    }
}

/// A name without what outlets vary: accents are gone already; doubled letters and marks go here.
fn skeleton(words: &[String]) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push(' ');
        }
        let mut before = ' ';
        for letter in word.chars().filter(|letter| letter.is_alphanumeric()) {
            // Numerals ("VI", "II") keep their doubled letters: they part one king from another.
            if letter != before || matches!(letter, 'i' | 'x') {
                out.push(letter);
            }
            before = letter;
        }
    }
    out
}

fn assemble(
    readings: &[&Reading],
    chains: &[(usize, usize, &Chain)],
    assigned: &[usize],
    groups: &Groups,
    decided: &Decided,
) -> Linked {
    let mut first: Vec<Option<usize>> = vec![None; groups.kinds.len()];
    let mut entities: Vec<Entity> = Vec::new();
    let mut of: Vec<Vec<usize>> =
        readings.iter().map(|reading| vec![usize::MAX; reading.names.chains.len()]).collect();
    for (&(article, number, chain), &group) in chains.iter().zip(assigned) {
        let index = *first[group].get_or_insert_with(|| {
            let votes = groups.kinds[group];
            let kinds = [
                EntityKind::Person,
                EntityKind::Organisation,
                EntityKind::Place,
                EntityKind::Other,
            ];
            let kind = kinds
                .into_iter()
                .max_by_key(|kind| (votes[*kind as usize], std::cmp::Reverse(*kind)))
                .unwrap_or(EntityKind::Other);
            entities.push(Entity {
                kind,
                mentions: Vec::new(),
                names: Vec::new(),
                wikidata: None,
                key: None,
                called: None,
                roles: Vec::new(),
            });
            entities.len() - 1
        });
        of[article][number] = index;
        let entity = &mut entities[index];
        if let Some(known) = chain.known {
            entity.wikidata = entity.wikidata.take().or_else(|| known.wikidata.clone());
            entity.key = Some(known.key.clone());
        }
        entity.names.push(Place { article, span: chain.name });
        let name = name_key(chain.name.of(readings[article].text()));
        entity.called = entity.called.take().or_else(|| decided.called(&name).map(str::to_owned));
        for &role in &chain.roles {
            let role = &readings[article].names.roles[role];
            let span = readings[article].syntax.tokens.span(role.tokens.clone());
            entity.roles.push((Place { article, span }, role.clone()));
        }
    }
    for (article, reading) in readings.iter().enumerate() {
        for mention in &reading.names.mentions {
            entities[of[article][mention.chain]]
                .mentions
                .push(Place { article, span: mention.span });
        }
    }
    Linked { entities, of }
}
