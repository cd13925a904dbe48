//! Small words written on to the front of a word without a mark: "and", "by", "for" in scripts that
//! join them.
//!
//! Nothing in the letters tells such a word from the first letter of a longer one, so it is cut
//! off only where what remains is known: a word of any of the language's tables, digits, a name that the caller
//! knows, or a word with the article where the row says that the article is sure enough. A word
//! that is known whole is never cut. Several may stand one on another.
//!
//! Rows of `proclitics`: the word; how the rest begins as written and as read (where the two differ); flags
//! (`article`: also before any longer word with the article; `always`: before any rest that begins as written;
//! `digits`: before digits alone); words behind which it is cut off before any rest. A stroke
//! that only lengthens the line, right behind the word, cuts too. Limits: a name that neither table nor caller knows keeps
//! what is written on to it.

use crate::fold::{is_unread, lower};
use crate::language::{Language, PerLanguage};
use rustc_hash::FxHashSet as HashSet;

/// How many may stand one on another.
const MOST: usize = 3;

/// How many letters behind an article make a word that is no other by chance.
const AFTER_ARTICLE: usize = 4;

/// The shortest rest behind a row's own words, in letters.
const SHORTEST_REST: usize = 3;

/// The shortest word, in letters, that is known with a pronoun written on to it.
const SHORTEST_OWNED: usize = 3;

/// The tables whose words are known.
const TABLES: [&str; 29] = [
    "words",
    "verbs",
    "roles",
    "titles",
    "role-modifiers",
    "countries",
    "cities",
    "regions",
    "organisations",
    "organisation-words",
    "place-words",
    "portfolios",
    "calendar",
    "numbers",
    "figures",
    "given-names",
    "attribution",
    "modality",
    "polarity",
    "lexicon",
    "arrangements",
    "statuses",
    "events",
    "quotation-nouns",
    "tense",
    "common-nouns",
    "agencies",
    "name-particles",
    "abbreviations",
];

#[derive(Debug)]
struct Row {
    form: String,
    written: String,
    read: String,
    article: bool,
    always: bool,
    digits: bool,
    behind: Vec<String>,
}

/// What a language writes on to the front of its words.
#[derive(Debug)]
pub(crate) struct Proclitics {
    rows: Vec<Row>,
    known: HashSet<String>,
    article: String,
    /// Pronouns that are written on to the end of a word, by the property `object-endings`.
    endings: Vec<String>,
    /// Last letters that are others in front of these, by the property `joined-letters`: "ة ت".
    joined: Vec<(String, String)>,
}

/// Where a word is cut.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cut {
    /// The ends of the small words, in bytes of the word.
    pub(crate) ends: Vec<usize>,
    /// How the rest is read, where it is not as it is written.
    pub(crate) read: Option<String>,
}

/// What remains behind the small words.
struct Rest {
    /// How it is read, where it is not as it is written.
    read: Option<String>,
}

/// Compiled once a language; `None` where it writes none.
pub(crate) static PROCLITICS: PerLanguage<Option<Proclitics>> = PerLanguage::new(|language| {
    let rows: Vec<Row> = language
        .table("proclitics")
        .rows()
        .iter()
        .map(|row| {
            let plain = |column: usize| lower(row.get(column).trim_matches('-'));
            Row {
                form: plain(0),
                written: plain(1),
                read: plain(2),
                article: row.get(3).contains("article"),
                always: row.get(3).contains("always"),
                digits: row.get(3).contains("digits"),
                behind: row.alternatives(4).map(lower).collect(),
            }
        })
        .collect();
    (!rows.is_empty()).then(|| {
        let mut proclitics = Proclitics {
            rows,
            known: HashSet::default(),
            article: lower(language.property("article")),
            endings: alternatives(language.property("object-endings")).map(lower).collect(),
            joined: alternatives(language.property("joined-letters"))
                .filter_map(|pair| pair.split_once(' '))
                .map(|(plain, joined)| (plain.to_owned(), joined.to_owned()))
                .collect(),
        };
        proclitics.learn(language);
        proclitics
    })
});

impl Proclitics {
    /// Where `word`, behind the lower-case word `before`, is cut; `None` where it stays whole.
    pub(crate) fn cut(&self, word: &str, before: &str, names: &HashSet<String>) -> Option<Cut> {
        let form = lower(word);
        if self.is_known(&form, names) {
            return None;
        }
        let mut lengths = Vec::new();
        let Rest { read } = self.split(word, &form, before, names, &mut lengths)?;
        let read_letters: Vec<usize> = word
            .char_indices()
            .filter(|(_, letter)| !is_unread(*letter))
            .map(|(at, _)| at)
            .collect();
        let mut letters = 0;
        let mut ends = Vec::with_capacity(lengths.len());
        for length in lengths {
            letters += length;
            ends.push(*read_letters.get(letters)?);
        }
        Some(Cut { ends, read })
    }

    fn split(
        &self,
        word: &str,
        form: &str,
        before: &str,
        names: &HashSet<String>,
        lengths: &mut Vec<usize>,
    ) -> Option<Rest> {
        if lengths.len() == MOST {
            return None;
        }
        for row in &self.rows {
            let Some(rest) = form.strip_prefix(row.form.as_str()) else { continue };
            if rest.is_empty() || !rest.starts_with(row.written.as_str()) {
                continue;
            }
            let read = (!row.read.is_empty())
                .then(|| format!("{}{}", row.read, &rest[row.written.len()..]));
            let whole = read.as_deref().unwrap_or(rest);
            let digits = rest.bytes().all(|byte| byte.is_ascii_digit());
            let long = |letters: usize| rest.chars().nth(letters - 1).is_some();
            let article = row.article
                && !self.article.is_empty()
                && rest
                    .strip_prefix(self.article.as_str())
                    .is_some_and(|bare| bare.chars().count() >= AFTER_ARTICLE);
            let stands = if row.digits {
                digits
            } else {
                digits
                    || self.is_known(whole, names)
                    || article
                    || row.always && long(SHORTEST_REST)
                    || row.behind.iter().any(|word| word == before) && long(SHORTEST_REST)
                    || lengths.is_empty() && long(SHORTEST_REST) && is_stretched(word, &row.form)
            };
            lengths.push(row.form.chars().count());
            if stands {
                return Some(Rest { read });
            }
            if row.written.is_empty()
                && !row.digits
                && let Some(rest) = self.split(word, rest, before, names, lengths)
            {
                return Some(rest);
            }
            lengths.pop();
        }
        None
    }

    /// Whether a lower-case word is known, as it stands, behind the article, or with a pronoun written on to its end.
    fn is_known(&self, form: &str, names: &HashSet<String>) -> bool {
        let owned = || self.endings.iter().filter_map(|end| form.strip_suffix(end.as_str()));
        self.is_plain(form, names) || owned().any(|bare| self.is_owned(bare))
    }

    /// Whether a word is known to which a pronoun may be written on: its last letter may be another one then.
    fn is_owned(&self, bare: &str) -> bool {
        let long = bare.chars().count() >= SHORTEST_OWNED;
        long && (self.known.contains(bare)
            || self.joined.iter().any(|(plain, joined)| {
                bare.strip_suffix(joined.as_str())
                    .is_some_and(|stem| self.known.contains(&format!("{stem}{plain}")))
            }))
    }

    fn is_plain(&self, form: &str, names: &HashSet<String>) -> bool {
        let bare = form.strip_prefix(self.article.as_str()).filter(|bare| bare.len() < form.len());
        self.known.contains(form)
            || names.contains(form)
            || bare.is_some_and(|bare| bare.chars().count() > 2 && self.known.contains(bare))
    }

    fn learn(&mut self, language: &'static Language) {
        let mut inner: Vec<String> = Vec::new();
        for table in TABLES {
            for row in language.table(table).rows() {
                // The first column is a key in some tables; keys are in no script of their own, or words.
                for column in 0..4 {
                    let words = row.alternatives(column).flat_map(|form| form.split(';'));
                    for form in words.flat_map(|form| form.split('|')) {
                        let mut parts = form.split_whitespace().map(lower);
                        self.known.extend(parts.next());
                        inner.extend(parts);
                    }
                }
            }
        }
        // "X and Y" in a table does not make "andY" a word.
        let names = HashSet::default();
        let fresh: Vec<String> =
            inner.into_iter().filter(|form| self.cut(form, "", &names).is_none()).collect();
        self.known.extend(fresh);
    }
}

fn alternatives(property: &str) -> impl Iterator<Item = &str> {
    property.split('|').filter(|part| !part.is_empty())
}

/// Whether a stroke that lengthens the line stands behind the letters of `form`: they are set off.
fn is_stretched(word: &str, form: &str) -> bool {
    let mut letters = form.chars().count();
    word.chars().any(|letter| {
        let stroke = letters == 0 && letter == '\u{0640}';
        if !is_unread(letter) {
            letters = letters.wrapping_sub(1);
        }
        stroke
    })
}
