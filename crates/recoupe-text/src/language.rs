//! The languages Recoupe reads, each a folder of tables under `languages/`, embedded in the binary.
//!
//! No code names a language: what a language knows stands in its tables, and what a detector needs
//! it compiles from them once, with [`PerLanguage`]. Adding a language is adding a folder.

use crate::table::Table;
use include_dir::{Dir, include_dir};
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

static FOLDERS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/../../languages");

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let mut folders: Vec<_> = FOLDERS.dirs().collect();
    folders.sort_by_key(|folder| folder.path());
    let mut languages: Vec<Language> = folders
        .into_iter()
        .enumerate()
        .map(|(index, folder)| Language::load(index, folder))
        .collect();
    languages.push(Language { index: languages.len(), code: "und", ..Language::default() });
    languages
});

/// One language: its code and its tables.
#[derive(Debug, Default)]
pub struct Language {
    index: usize,
    code: &'static str,
    tables: BTreeMap<&'static str, Table>,
    /// The rows of the table `properties` by their key: rules ask for them at every word.
    properties: HashMap<&'static str, &'static str>,
}

impl Language {
    fn load(index: usize, folder: &'static Dir<'static>) -> Self {
        let code = folder.path().file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let tables: BTreeMap<&'static str, Table> = folder
            .files()
            .filter_map(|file| {
                let name = file.path().file_stem()?.to_str()?;
                Some((name, Table::parse(file.contents_utf8()?)))
            })
            .collect();
        let mut properties = HashMap::default();
        for row in tables.get("properties").into_iter().flat_map(Table::rows) {
            properties.entry(row.get(0)).or_insert(row.get(1));
        }
        Self { index, code, tables, properties }
    }

    /// Every language, ordered by code.
    #[must_use]
    pub fn all() -> &'static [Language] {
        &LANGUAGES[..LANGUAGES.len() - 1]
    }

    /// The language of texts in none that Recoupe has tables for: marks, digits and capitals are
    /// read, words are not.
    #[must_use]
    pub fn undetermined() -> &'static Language {
        &LANGUAGES[LANGUAGES.len() - 1]
    }

    /// The language of a BCP 47 tag; regions and scripts are passed over (`fr-MA` is `fr`).
    #[must_use]
    pub fn get(tag: &str) -> Option<&'static Language> {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        Self::all().iter().find(|language| language.code.eq_ignore_ascii_case(primary))
    }

    /// Its BCP 47 code.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        self.code
    }

    /// Its place in [`Language::all`].
    #[must_use]
    pub const fn index(&self) -> usize {
        self.index
    }

    /// The table `name` (the file's name without its ending); an empty one where there is none.
    #[must_use]
    pub fn table(&self, name: &str) -> &Table {
        static EMPTY: LazyLock<Table> = LazyLock::new(Table::default);
        self.tables.get(name).unwrap_or(&EMPTY)
    }

    /// The names of the tables it has rows in, in alphabetical order.
    pub fn tables(&self) -> impl Iterator<Item = &'static str> {
        self.tables.iter().filter(|(_, table)| !table.rows().is_empty()).map(|(name, _)| *name)
    }

    /// What the table `properties` gives for `key` (its first row with that key), or `""`.
    #[must_use]
    pub fn property(&self, key: &str) -> &'static str {
        self.properties.get(key).copied().unwrap_or_default()
    }
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}

impl Eq for Language {}

/// What one detector compiled from a language's tables, made once a language and kept.
///
/// ```ignore
/// static VERBS: PerLanguage<Verbs> = PerLanguage::new(Verbs::compile);
/// let verbs = VERBS.get(language);
/// ```
pub struct PerLanguage<T: 'static> {
    compile: fn(&'static Language) -> T,
    compiled: OnceLock<Vec<OnceLock<T>>>,
}

impl<T> PerLanguage<T> {
    /// Compiles with `compile`, at the first use of each language.
    #[must_use]
    pub const fn new(compile: fn(&'static Language) -> T) -> Self {
        Self { compile, compiled: OnceLock::new() }
    }

    /// The compiled form for `language`.
    pub fn get(&'static self, language: &'static Language) -> &'static T {
        let slots =
            self.compiled.get_or_init(|| LANGUAGES.iter().map(|_| OnceLock::new()).collect());
        slots[language.index].get_or_init(|| (self.compile)(language))
    }
}
