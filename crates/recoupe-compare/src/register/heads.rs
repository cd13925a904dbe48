//! The head words of the register, from the tables `arrangements` and `statuses`.

use recoupe_text::{Language, PerLanguage, Tokens, stem};
use rustc_hash::FxHashMap as HashMap;

/// How a head word is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// Counts by itself.
    Plain,
    /// Needs words that narrow it.
    Modified,
    /// Needs a word such as "joint".
    Joint,
    /// Needs a complement ("the arrest of").
    Complement,
    /// Its name goes on with the clause.
    Clause,
    /// A verb whose clause is the entry.
    Verb,
    /// A verb that changes a quantity.
    Change,
}

/// The further stems of a head, the kind of its entry, and how it is used.
pub(super) type Head = (Vec<String>, &'static str, Use);

pub(super) struct Heads {
    /// By first stem: the other stems, the kind, the use.
    pub(super) forms: HashMap<String, Vec<Head>>,
    pub(super) statuses: HashMap<String, &'static str>,
    pub(super) joint: Vec<&'static str>,
    pub(super) genitives: Vec<&'static str>,
    /// Phrases that end in a head word and arrange nothing: "dans le cadre".
    pub(super) idioms: Vec<&'static str>,
}

pub(super) static HEADS: PerLanguage<Heads> = PerLanguage::new(|language: &'static Language| {
    let mut forms: HashMap<String, Vec<Head>> = HashMap::default();
    for row in language.table("arrangements").rows() {
        let used = match row.get(2) {
            "modified" => Use::Modified,
            "joint" => Use::Joint,
            "complement" => Use::Complement,
            "clause" => Use::Clause,
            "verb" => Use::Verb,
            "change" => Use::Change,
            _ => Use::Plain,
        };
        for form in row.alternatives(1) {
            let tokens = Tokens::of(form, language);
            let mut stems: Vec<String> =
                (0..tokens.len()).map(|index| stem(tokens.lower(index), language)).collect();
            let rest = stems.split_off(1);
            forms.entry(stems.remove(0)).or_default().push((rest, row.get(0), used));
        }
    }
    for held in forms.values_mut() {
        held.sort_by_key(|(rest, ..)| std::cmp::Reverse(rest.len()));
    }
    Heads {
        forms,
        statuses: language
            .table("statuses")
            .rows()
            .iter()
            .flat_map(|row| row.alternatives(1).map(move |form| (stem(form, language), row.get(0))))
            .collect(),
        joint: language.property("joint-words").split('|').collect(),
        genitives: language.property("genitive").split('|').collect(),
        idioms: language
            .property("register-idioms")
            .split('|')
            .filter(|idiom| !idiom.is_empty())
            .collect(),
    }
});
