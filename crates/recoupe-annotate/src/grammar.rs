//! What each word may be, by the tables `words`, `verbs` and `inflections` of a language.
//!
//! No tagger: closed classes and the verbs that report speech are listed, every other word is open.
//! A word may have several classes ("that", "que"); the rules that read them look at neighbours.
//! Measured against a tagger this loses little on reported speech, whose verbs are few.

use recoupe_text::{Language, PerLanguage, Tokens, lower};
use rustc_hash::FxHashMap as HashMap;

/// A set of word classes, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Classes(u32);

macro_rules! classes {
    ($($(#[$doc:meta])* $name:ident = $bit:expr, $key:expr;)*) => {
        impl Classes {
            $($(#[$doc])* pub const $name: Self = Self(1 << $bit);)*

            fn named(key: &str) -> Self {
                match key { $($key => Self::$name,)* _ => Self(0) }
            }
        }
    };
}

classes! {
    /// the, un
    DETERMINER = 0, "determiner";
    /// his, leur
    POSSESSIVE = 1, "possessive";
    /// of, dans
    PREPOSITION = 2, "preposition";
    /// and, ou
    CONJUNCTION = 3, "conjunction";
    /// that, lorsque
    SUBORDINATOR = 4, "subordinator";
    /// who, dont
    RELATIVE = 5, "relative";
    /// he, il
    PRONOUN_M = 6, "pronoun-m";
    /// she, elle
    PRONOUN_F = 7, "pronoun-f";
    /// it, on
    PRONOUN_N = 8, "pronoun-n";
    /// they, ils
    PRONOUN_P = 9, "pronoun-p";
    /// I, nous
    PRONOUN_FIRST = 10, "pronoun-first";
    /// you, lui, ceux
    PRONOUN_OTHER = 11, "pronoun-other";
    /// has, sera
    AUXILIARY = 12, "auxiliary";
    /// also, hier
    ADVERB = 13, "adverb";
    /// se
    REFLEXIVE = 14, "reflexive";
    /// A finite form of a reporting verb.
    FINITE = 15, "finite";
    /// A past participle of a reporting verb.
    PARTICIPLE = 16, "participle";
    /// A present participle of a reporting verb.
    GERUND = 17, "gerund";
    /// An infinitive of a reporting verb.
    INFINITIVE = 18, "infinitive";
    /// is, était: forms of "to be".
    COPULA = 19, "copula";
    /// A word of a table of honorifics, "Mr" or "M.".
    TITLE = 20, "title";
    /// A word for an office, "minister" or "porte-parole".
    ROLE = 21, "role";
    /// An adjective of a country.
    DEMONYM = 22, "demonym";
    /// The complementizer of reported clauses, "that" or "que".
    THAT = 23, "that";
    /// not, ne ... pas
    NEGATION = 24, "negation";
    /// his, her: words that only a person owns things by.
    PERSONAL = 25, "personal";
    /// sei, habe: finite forms that only reported speech has.
    REPORTED = 26, "reported";
    /// dem, einen: what begins no subject.
    OBLIQUE = 27, "oblique";
    /// die, einen: behind a noun these begin another phrase.
    APART = 28, "apart";
    /// "sources", "ministry": what may say something, where a subject has no other mark.
    SOURCE = 29, "source";
    /// former, acting: what stands beside an office and belongs to it.
    MODIFIER = 30, "modifier";
    /// neighbour, mari, Tochter: who may say something without an office.
    PEOPLE = 31, "people";
}

impl Classes {
    /// Any subject pronoun of the third person.
    pub const PRONOUN: Self =
        Self(Self::PRONOUN_M.0 | Self::PRONOUN_F.0 | Self::PRONOUN_N.0 | Self::PRONOUN_P.0);
    /// Words of the grammar, which name and describe nothing by themselves.
    pub const CLOSED: Self = Self(
        Self::DETERMINER.0
            | Self::POSSESSIVE.0
            | Self::PREPOSITION.0
            | Self::CONJUNCTION.0
            | Self::SUBORDINATOR.0
            | Self::RELATIVE.0
            | Self::PRONOUN.0
            | Self::PRONOUN_FIRST.0
            | Self::PRONOUN_OTHER.0
            | Self::AUXILIARY.0
            | Self::ADVERB.0,
    );
    /// Any form of a reporting verb.
    pub const REPORTING: Self =
        Self(Self::FINITE.0 | Self::PARTICIPLE.0 | Self::GERUND.0 | Self::INFINITIVE.0);

    /// The classes of either.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether one of `other`'s classes is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What a reporting verb takes, as a set of bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Takes(u16);

impl Takes {
    /// Words in marks of quotation.
    pub const QUOTE: Self = Self(1);
    /// A clause with "that".
    pub const CLAUSE: Self = Self(2);
    /// A clause without "that".
    pub const BARE: Self = Self(4);
    /// A noun phrase that is said: "announced the plan".
    pub const NOUN: Self = Self(8);
    /// Somebody spoken to: "told reporters that".
    pub const ADDRESSEE: Self = Self(16);
    /// "described X as Y".
    pub const AS: Self = Self(32);
    /// "promised to go".
    pub const INFINITIVE: Self = Self(64);
    /// A thing judged, not said: "praised X".
    pub const OBJECT: Self = Self(128);

    /// A noun phrase behind a preposition: "pointed to the plan".
    pub const PREPOSITION: Self = Self(256);
    /// "a fait savoir": it reports only as an infinitive behind a verb of the property `causatives`.
    pub const CAUSED: Self = Self(512);
    /// "نقلت الصحيفة عن X": whose words are relayed stands behind the preposition of the property `relayed-from`.
    pub const RELAYED: Self = Self(1024);
    /// Quotations and clauses: what attributing phrases take.
    pub const QUOTE_AND_CLAUSE: Self = Self(1 | 2 | 4);

    /// What a verb may take that has its object written on to it.
    const WITH_OBJECT: Self = Self(1 | 2 | 16 | 32);

    /// What both take.
    const fn within(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What either takes.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn parse(words: impl Iterator<Item = &'static str>) -> Self {
        words.fold(Self(0), |set, word| {
            Self(
                set.0
                    | match word {
                        "quote" => Self::QUOTE.0,
                        "clause" => Self::CLAUSE.0,
                        "bare" => Self::BARE.0,
                        "noun" => Self::NOUN.0,
                        "addressee" => Self::ADDRESSEE.0,
                        "as" => Self::AS.0,
                        "infinitive" => Self::INFINITIVE.0,
                        "object" => Self::OBJECT.0,
                        "preposition" => Self::PREPOSITION.0,
                        "caused" => Self::CAUSED.0,
                        "relayed" => Self::RELAYED.0,
                        _ => 0,
                    },
            )
        })
    }

    /// Whether one of `other` is among these.
    #[must_use]
    pub const fn any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// What is known of one word form.
#[derive(Debug, Clone, Copy, Default)]
pub struct Word {
    /// Its classes.
    pub classes: Classes,
    /// What it takes, where it is a form of a reporting verb.
    pub takes: Takes,
    /// How many tokens behind it the rest of a split verb stands ("teilte … mit"); 0 where none does.
    pub particle: u8,
}

/// The particle that a finite form may have at the end of its clause, and what the verb takes then.
#[derive(Debug, Clone)]
struct Split {
    particle: &'static str,
    takes: Takes,
}

/// A form as it is written in front of a pronoun, by the property `joined-letters`: "يرى", "يرا-".
fn joined(language: &'static Language, form: &str) -> String {
    let pairs = language.property("joined-letters").split('|');
    let joined = pairs
        .filter_map(|pair| pair.split_once(' '))
        .find_map(|(plain, joined)| form.strip_suffix(plain).map(|stem| format!("{stem}{joined}")));
    joined.unwrap_or_else(|| form.to_owned())
}

/// The fewest letters of a verb that an object is written on to: shorter ones are nouns that somebody owns ("رده").
const WITH_OBJECT: usize = 4;

/// The word forms of one language.
pub struct Grammar {
    words: HashMap<String, Word>,
    /// By finite form, the particles that make it a reporting verb.
    splits: HashMap<String, Vec<Split>>,
    /// Forms of offices that compounds end in ("Verkehrs-minister").
    compound_roles: Vec<String>,
}

static GRAMMAR: PerLanguage<Grammar> = PerLanguage::new(Grammar::compile);

impl Grammar {
    /// The grammar of `language`, compiled once.
    #[must_use]
    pub fn of(language: &'static Language) -> &'static Self {
        GRAMMAR.get(language)
    }

    /// What is known of a lower-case form.
    #[must_use]
    pub fn word(&self, form: &str) -> Word {
        self.words.get(form).copied().unwrap_or_else(|| Word {
            classes: if self.is_compound_role(form) { Classes::ROLE } else { Classes::default() },
            ..Word::default()
        })
    }

    /// Whether a lower-case form ends in an office that compounds are made with.
    fn is_compound_role(&self, form: &str) -> bool {
        self.compound_roles.iter().any(|role| form.len() > role.len() + 2 && form.ends_with(role))
    }

    /// What makes the finite form `form` a reporting verb where `particle` ends its clause.
    pub(crate) fn split(&self, form: &str, particle: &str) -> Option<Takes> {
        self.splits
            .get(form)?
            .iter()
            .find(|split| split.particle == particle)
            .map(|split| split.takes)
    }

    /// Whether some particle makes the lower-case form a reporting verb.
    pub(crate) fn is_split(&self, form: &str) -> bool {
        self.splits.contains_key(form)
    }

    /// What is known of each token, in order.
    #[must_use]
    pub fn words(&self, tokens: &Tokens) -> Vec<Word> {
        (0..tokens.len()).map(|index| self.word(tokens.lower(index))).collect()
    }

    fn compile(language: &'static Language) -> Self {
        let mut grammar = Self {
            words: HashMap::default(),
            splits: HashMap::default(),
            compound_roles: language
                .table("roles")
                .rows()
                .iter()
                .filter(|row| row.get(3).contains("compound"))
                .flat_map(|row| row.alternatives(1))
                .map(lower)
                .collect(),
        };
        for row in language.table("words").rows() {
            for form in row.alternatives(1) {
                grammar.add(form, Classes::named(row.get(0)), Takes::default());
            }
        }
        for (table, column, class) in [
            ("titles", 0, Classes::TITLE),
            ("roles", 1, Classes::ROLE),
            ("countries", 2, Classes::DEMONYM),
            ("organisation-words", 0, Classes::SOURCE),
            ("role-modifiers", 0, Classes::MODIFIER),
        ] {
            for row in language.table(table).rows() {
                for form in row.alternatives(column).filter(|form| !form.contains(' ')) {
                    grammar.add(form, class, Takes::default());
                }
            }
        }
        let inflections = language.table("inflections");
        let objects: Vec<&str> =
            language.property("object-endings").split('|').filter(|end| !end.is_empty()).collect();
        for row in language.table("verbs").rows() {
            let takes = Takes::parse(row.alternatives(2));
            if row.get(1) == "=" {
                for (forms, class) in row.get(0).split(';').zip(FORMS) {
                    for form in forms.split('|') {
                        grammar.add_verb(form, class, takes, row.get(3));
                        let long = takes.any(Takes::AS) || form.chars().count() >= WITH_OBJECT;
                        if class == Classes::FINITE && long {
                            // What is announced stands behind such a form only as a clause: "نشرتها" hangs on what it tells of.
                            let takes = takes.within(Takes::WITH_OBJECT);
                            let stem = joined(language, form);
                            for end in &objects {
                                grammar.add_verb(&format!("{stem}{end}"), class, takes, row.get(3));
                            }
                        }
                    }
                }
            } else if let Some(endings) =
                inflections.rows().iter().find(|class| class.get(0) == row.get(1))
            {
                for (column, class) in FORMS.into_iter().enumerate() {
                    for ending in endings.alternatives(column + 1) {
                        let form = bent(row.get(0), ending);
                        grammar.add_verb(&form, class, takes, row.get(3));
                    }
                }
            }
        }
        grammar
    }

    /// Adds a form of a verb. With a particle the finite form is split ("teilt … mit") or written in one
    /// ("mitteilt"), the others have it in front ("mitgeteilt").
    fn add_verb(&mut self, form: &str, class: Classes, takes: Takes, particle: &'static str) {
        if particle.is_empty() {
            self.add(form, class, takes);
            return;
        }
        if class == Classes::FINITE {
            let split = Split { particle, takes };
            self.splits.entry(lower(form)).or_default().push(split);
        }
        self.add(&format!("{particle}{form}"), class, takes);
    }

    fn add(&mut self, form: &str, class: Classes, takes: Takes) {
        let word = self.words.entry(lower(form)).or_default();
        word.classes = word.classes.and(class);
        word.takes = Takes(word.takes.0 | takes.0);
    }
}

/// `stem` with an ending of the table: "-" is none, and a "~" in it stands for the stem ("ge~t").
fn bent(stem: &str, ending: &str) -> String {
    match ending {
        "-" => stem.to_owned(),
        _ if ending.contains('~') => ending.replacen('~', stem, 1),
        _ => format!("{stem}{ending}"),
    }
}

/// The columns of a verb's forms, in the order of the table.
const FORMS: [Classes; 4] =
    [Classes::FINITE, Classes::PARTICIPLE, Classes::GERUND, Classes::INFINITIVE];
