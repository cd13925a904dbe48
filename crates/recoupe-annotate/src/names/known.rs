//! Names that the binary knows: countries, cities, regions, international bodies.
//!
//! Compiled per language from `gazetteer/` (names that every language shares) and the language's own
//! tables. Known names are a help, not a limit: most people and many bodies of the news are in no list.

mod called;

use super::EntityKind;
use crate::syntax::Syntax;
use recoupe_text::{Language, PerLanguage, Row, Table, Tokens, fold};
use rustc_hash::FxHashMap as HashMap;

/// One thing that the gazetteer knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// Its key, the same in every language: `country:MA`, `city:Rabat`, `body:who`, `region:sahel`.
    pub key: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its Wikidata id, where the gazetteer has it.
    pub wikidata: Option<String>,
}

/// The known names of one language.
pub struct Gazetteer {
    known: Vec<Known>,
    /// By first token, the other tokens and the thing, longest first.
    names: HashMap<String, Vec<(Vec<String>, usize)>>,
    demonyms: HashMap<String, usize>,
    portfolios: HashMap<String, Vec<(Vec<String>, &'static str)>>,
    genders: HashMap<String, char>,
    /// The ending of a genitive written on to a name, or "".
    genitive: &'static str,
    /// City key to the key of the country whose capital it is.
    capitals: HashMap<String, String>,
}

static GAZETTEER: PerLanguage<Gazetteer> = PerLanguage::new(Gazetteer::compile);

const COUNTRIES: &str = include_str!("../../../../gazetteer/countries.tsv");
const CITIES: &str = include_str!("../../../../gazetteer/cities.tsv");
const FIRST_NAMES: &str = include_str!("../../../../gazetteer/first-names.tsv");

/// About how many things the gazetteer knows: spares growing the maps.
const EXPECTED: usize = 8192;

impl Gazetteer {
    /// The gazetteer of `language`, compiled once.
    #[must_use]
    pub fn of(language: &'static Language) -> &'static Self {
        GAZETTEER.get(language)
    }

    /// The longest known name that begins at token `at`: how many tokens it has, and what it names.
    #[must_use]
    pub fn longest(&self, syntax: &Syntax, at: usize) -> Option<(usize, &Known)> {
        self.named(syntax, at)
            .filter(|(length, _)| (at..at + length).any(|index| syntax.is_capital(index)))
    }

    /// As [`Gazetteer::longest`], whether its words have capitals or not.
    #[must_use]
    pub(super) fn named(&self, syntax: &Syntax, at: usize) -> Option<(usize, &Known)> {
        let form = syntax.tokens.lower(at);
        let names = self.names.get(form).or_else(|| {
            // "Deutschlands"
            let bare = form.strip_suffix(self.genitive).filter(|bare| bare.len() < form.len())?;
            self.names.get(bare).filter(|names| names.iter().any(|(rest, _)| rest.is_empty()))
        })?;
        let (rest, known) = names.iter().find(|(rest, _)| matches(syntax, at + 1, rest))?;
        Some((rest.len() + 1, &self.known[*known]))
    }

    /// The country that an adjective or a word for its people belongs to.
    #[must_use]
    pub fn demonym(&self, form: &str) -> Option<&Known> {
        self.demonyms.get(form).map(|index| &self.known[*index])
    }

    /// Whether a single lower-case word is a known name.
    #[must_use]
    pub fn knows(&self, form: &str) -> bool {
        self.names.get(form).is_some_and(|names| names.iter().any(|(rest, _)| rest.is_empty()))
    }

    /// The portfolio whose name begins at token `at`: how many tokens, and its key.
    #[must_use]
    pub fn portfolio(&self, syntax: &Syntax, at: usize) -> Option<(usize, &'static str)> {
        let forms = self.portfolios.get(syntax.tokens.lower(at))?;
        forms
            .iter()
            .find(|(rest, _)| matches(syntax, at + 1, rest))
            .map(|(rest, key)| (rest.len() + 1, *key))
    }

    /// How many bytes of a lower-case word are the ending of a genitive on a known name.
    #[must_use]
    pub(super) fn genitive_of(&self, form: &str) -> usize {
        let bare = form.strip_suffix(self.genitive).filter(|bare| bare.len() < form.len());
        match bare {
            Some(bare) if !self.knows(form) && self.knows(bare) => self.genitive.len(),
            _ => 0,
        }
    }

    /// The portfolio that a lower-case word names by itself.
    #[must_use]
    pub(super) fn portfolio_named(&self, form: &str) -> Option<&'static str> {
        let forms = self.portfolios.get(form)?;
        forms.iter().find(|(rest, _)| rest.is_empty()).map(|(_, key)| *key)
    }

    /// The country whose capital a city is, both by key: the news names the one for the other.
    #[must_use]
    pub fn capital_of(&self, city: &str) -> Option<&str> {
        self.capitals.get(city).map(String::as_str)
    }

    /// The gender of a given name: `m`, `f`, `-` for both; `None` where it is no given name we know.
    #[must_use]
    pub fn first_name(&self, form: &str) -> Option<char> {
        self.genders.get(&fold(form)).copied().or_else(|| {
            let first = form.split('-').next().filter(|part| part.len() < form.len())?;
            self.genders.get(&fold(first)).copied()
        })
    }

    fn compile(language: &'static Language) -> Self {
        let mut gazetteer = Self {
            known: Vec::with_capacity(EXPECTED),
            names: HashMap::with_capacity_and_hasher(EXPECTED, rustc_hash::FxBuildHasher),
            demonyms: HashMap::default(),
            portfolios: HashMap::default(),
            genders: HashMap::default(),
            genitive: language.property("genitive-ending"),
            capitals: Table::parse(COUNTRIES)
                .rows()
                .iter()
                .filter(|row| !row.get(2).is_empty())
                .map(|row| (format!("city:{}", row.get(2)), format!("country:{}", row.get(0))))
                .collect(),
        };
        gazetteer.add_countries(language);
        for row in language.table("regions").rows() {
            let index = gazetteer.add(
                language,
                format!("region:{}", row.get(0)),
                EntityKind::Place,
                None,
                row.alternatives(1),
            );
            for form in row.alternatives(2) {
                gazetteer.demonyms.entry(recoupe_text::lower(form)).or_insert(index);
            }
        }
        for row in language.table("organisations").rows() {
            let wikidata = Some(row.get(1)).filter(|id| id.starts_with('Q'));
            gazetteer.add(
                language,
                format!("body:{}", row.get(0)),
                EntityKind::Organisation,
                wikidata,
                row.alternatives(2),
            );
        }
        gazetteer.add_cities(language);
        for row in language.table("portfolios").rows() {
            for form in row.alternatives(1) {
                let mut words = words(form, language);
                let rest = words.split_off(1);
                gazetteer.portfolios.entry(words.remove(0)).or_default().push((rest, row.get(0)));
            }
        }
        let shared = Table::parse(FIRST_NAMES);
        for row in shared.rows().iter().chain(language.table("given-names").rows()) {
            let gender = row.get(0).chars().next().unwrap_or('-');
            for name in row.alternatives(1) {
                gazetteer
                    .genders
                    .entry(fold(name))
                    .and_modify(|held| {
                        if *held != gender {
                            *held = '-';
                        }
                    })
                    .or_insert(gender);
            }
        }
        for forms in gazetteer.names.values_mut() {
            forms.sort_by_key(|(rest, known)| (std::cmp::Reverse(rest.len()), *known));
        }
        for forms in gazetteer.portfolios.values_mut() {
            forms.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
        }
        gazetteer
    }

    fn add_countries(&mut self, language: &'static Language) {
        let ids: HashMap<&str, &str> =
            Table::parse(COUNTRIES).rows().iter().map(|row| (row.get(0), row.get(1))).collect();
        for row in language.table("countries").rows() {
            let wikidata = ids.get(row.get(0)).copied().filter(|id| !id.is_empty());
            let index = self.add(
                language,
                format!("country:{}", row.get(0)),
                EntityKind::Place,
                wikidata,
                row.alternatives(1),
            );
            for form in row.alternatives(2) {
                self.demonyms.entry(recoupe_text::lower(form)).or_insert(index);
                if let Some(plural) = form.strip_suffix('n').map(|_| format!("{form}s")) {
                    self.demonyms.entry(recoupe_text::lower(&plural)).or_insert(index);
                }
            }
        }
    }

    fn add_cities(&mut self, language: &'static Language) {
        let own: HashMap<&str, &Row> =
            language.table("cities").rows().iter().map(|row| (row.get(0), row)).collect();
        for row in Table::parse(CITIES).rows() {
            let names = std::iter::once(row.get(0))
                .chain(row.alternatives(3))
                .chain(own.get(row.get(0)).into_iter().flat_map(|row| row.alternatives(1)));
            self.add(language, format!("city:{}", row.get(0)), EntityKind::Place, None, names);
        }
    }

    fn add(
        &mut self,
        language: &'static Language,
        key: String,
        kind: EntityKind,
        wikidata: Option<&str>,
        names: impl Iterator<Item = &'static str>,
    ) -> usize {
        let index = self.known.len();
        self.known.push(Known { key, kind, wikidata: wikidata.map(str::to_owned) });
        for name in names {
            let mut words = words(name, language);
            if words.is_empty() {
                continue;
            }
            let rest = words.split_off(1);
            let held = self.names.entry(words.remove(0)).or_default();
            // The first to claim a name keeps it: countries before regions, bodies and cities.
            if !held.iter().any(|(other, _)| *other == rest) {
                held.push((rest, index));
            }
        }
        index
    }
}

/// The lower-case tokens of a name. Most names are letters and spaces, which need no tokeniser where
/// nothing is written on to words.
fn words(form: &str, language: &'static Language) -> Vec<String> {
    let whole = language.table("proclitics").rows().is_empty();
    if whole && form.chars().all(|letter| letter.is_alphabetic() || letter == ' ') {
        return form.split(' ').filter(|word| !word.is_empty()).map(recoupe_text::lower).collect();
    }
    let tokens = Tokens::of(form, language);
    (0..tokens.len()).map(|index| tokens.lower(index).to_owned()).collect()
}

fn matches(syntax: &Syntax, at: usize, rest: &[String]) -> bool {
    rest.iter().enumerate().all(|(offset, word)| syntax.tokens.lower(at + offset) == word)
}
