//! The table `calendar` of a language: which words are months, weekdays, units and so on.
//!
//! Rows: class, words (alternatives), value, flags. Flags: `joined` for words that are a time only
//! together with another ("mar", "été"); `name` for words that stand alone only with a capital and
//! not as the first of a sentence ("May"); with `lead` a joined word stands behind "in" and its like.

use crate::expression::Open;
use crate::holiday::Holiday;
use crate::period::Unit;
use recoupe_text::number::Phrases;
use recoupe_text::{Language, PerLanguage};

/// The type of a stretch of text: of words by the tables, of digits, or built by a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[repr(u8)]
pub(crate) enum Class {
    Month,
    Weekday,
    Unit,
    Season,
    /// Part of day.
    Part,
    Holiday,
    /// last -1, this 0, next 1.
    Dir,
    /// The same, counted from the narrative: "following".
    NarrativeDir,
    /// this 0, where a language has words of its own for it that stand elsewhere.
    This,
    /// A day so many from the last one told: "le lendemain".
    NarrativeDeictic,
    /// A day so many from publication: "yesterday".
    Deictic,
    /// "now", "recently".
    Now,
    /// early, mid, late, about.
    Mod,
    /// more than, almost: in front of lengths.
    QuantityMod,
    /// Units in the plural: lengths without a number.
    Units,
    /// A unit in a form that means two of it.
    Dual,
    /// What looks like a time and is none: an age.
    Skip,
    /// "several": a number without a value.
    Vague,
    /// "daily".
    Frequency,
    Meridiem,
    Zone,
    Noon,
    Every,
    DecadeWord,
    /// Cardinal number.
    Num,
    /// Ordinal number.
    Ord,
    /// 1 to 31, in digits or words.
    Day,
    /// 1st to 31st.
    OrdDay,
    /// One or two digits.
    N,
    /// Two digits exactly.
    N2,
    /// Four digits, 1000 to 2199.
    Y4,
    /// A year that stands as a number of its own.
    Year,
    /// A year in words.
    YearWord,
    Roman,
    Point,
    Duration,
    Time,
    Set,
    Range,
}

const NAMES: [(&str, Class); 39] = [
    ("MONTH", Class::Month),
    ("WEEKDAY", Class::Weekday),
    ("UNIT", Class::Unit),
    ("SEASON", Class::Season),
    ("PART", Class::Part),
    ("HOLIDAY", Class::Holiday),
    ("DIR", Class::Dir),
    ("NDIR", Class::NarrativeDir),
    ("THIS", Class::This),
    ("NDEICTIC", Class::NarrativeDeictic),
    ("DEICTIC", Class::Deictic),
    ("NOW", Class::Now),
    ("MOD", Class::Mod),
    ("QMOD", Class::QuantityMod),
    ("UNITS", Class::Units),
    ("DUAL", Class::Dual),
    ("SKIP", Class::Skip),
    ("VAGUE", Class::Vague),
    ("FREQUENCY", Class::Frequency),
    ("MERIDIEM", Class::Meridiem),
    ("ZONE", Class::Zone),
    ("NOON", Class::Noon),
    ("EVERY", Class::Every),
    ("DECADE", Class::DecadeWord),
    ("NUM", Class::Num),
    ("ORD", Class::Ord),
    ("DAY", Class::Day),
    ("ORDDAY", Class::OrdDay),
    ("N", Class::N),
    ("N2", Class::N2),
    ("Y4", Class::Y4),
    ("YEAR", Class::Year),
    ("YEARWORD", Class::YearWord),
    ("ROMAN", Class::Roman),
    ("POINT", Class::Point),
    ("DURATION", Class::Duration),
    ("TIME", Class::Time),
    ("SET", Class::Set),
    ("RANGE", Class::Range),
];

impl Class {
    /// The class a table names, in any case.
    pub(crate) fn named(name: &str) -> Option<Self> {
        NAMES.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, class)| *class)
    }
}

/// What a word of the calendar means.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Word {
    Int(i32),
    Name(&'static str),
    /// A unit and how many of it the word is: a fortnight is two weeks.
    Unit(Unit, i32),
    Holiday(Holiday),
}

/// One row's meaning.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry {
    pub(crate) class: Class,
    pub(crate) word: Word,
    pub(crate) joined: bool,
    pub(crate) name: bool,
    pub(crate) lead: bool,
}

/// Words that open an interval at the date behind them, or stand before a bare year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lead {
    After,
    Before,
    /// What counts a length from now on: "within".
    Ahead,
    /// From now until a length is over: "within".
    Within,
    /// The same, where a language says so only of what is to come: "d'ici".
    AheadSurely,
    /// Before a bare year, but not before a doubtful name: "and".
    AtNumber,
    /// None of these: "of".
    At,
    /// What shows that digits are no year: "$", "No.".
    NotYear,
}

pub(crate) struct Lexicon {
    pub(crate) words: Phrases<Entry>,
    pub(crate) leads: Phrases<Lead>,
    /// Words behind an expression that open it: "or later".
    pub(crate) trails: Phrases<Open>,
    pub(crate) after_year: Phrases<()>,
    pub(crate) joins: Phrases<()>,
    pub(crate) roman_endings: Vec<&'static str>,
    pub(crate) next_is_of_next_week: bool,
    /// Whether every noun has a capital: a word without one is none.
    pub(crate) noun_capitals: bool,
}

pub(crate) static LEXICON: PerLanguage<Lexicon> = PerLanguage::new(compile);

fn compile(language: &'static Language) -> Lexicon {
    let mut lexicon = Lexicon {
        words: Phrases::default(),
        leads: Phrases::default(),
        trails: Phrases::default(),
        after_year: Phrases::default(),
        joins: Phrases::default(),
        roman_endings: Vec::new(),
        next_is_of_next_week: false,
        noun_capitals: !language.property("noun-capitals").is_empty(),
    };
    for row in language.table("calendar").rows() {
        let lead = match row.get(0) {
            "after" => Some(Lead::After),
            "before" => Some(Lead::Before),
            "at" => Some(Lead::At),
            "at-number" => Some(Lead::AtNumber),
            "within" => Some(Lead::Within),
            "ahead-surely" => Some(Lead::AheadSurely),
            "ahead" => Some(Lead::Ahead),
            "not-year" => Some(Lead::NotYear),
            _ => None,
        };
        match row.get(0) {
            // "-" is no ending.
            "roman-ending" => lexicon
                .roman_endings
                .extend(row.alternatives(1).map(|ending| if ending == "-" { "" } else { ending })),
            "next-weekday" => lexicon.next_is_of_next_week = row.get(1) == "week",
            "not-year-before" => {
                row.alternatives(1)
                    .for_each(|phrase| lexicon.after_year.insert(phrase, language, ()));
            }
            "after-behind" => row
                .alternatives(1)
                .for_each(|phrase| lexicon.trails.insert(phrase, language, Open::After)),
            "before-behind" => row
                .alternatives(1)
                .for_each(|phrase| lexicon.trails.insert(phrase, language, Open::Before)),
            "join" => {
                row.alternatives(1).for_each(|phrase| lexicon.joins.insert(phrase, language, ()));
            }
            name => {
                for phrase in row.alternatives(1) {
                    if let Some(lead) = lead {
                        lexicon.leads.insert(phrase, language, lead);
                    } else if let Some(class) = Class::named(name)
                        && let Some(word) = word(class, row.get(2))
                    {
                        let flags = row.get(3);
                        let entry = Entry {
                            class,
                            word,
                            joined: flags.contains("joined"),
                            name: flags.contains("name"),
                            lead: flags.contains("lead"),
                        };
                        lexicon.words.insert(phrase, language, entry);
                    }
                }
            }
        }
    }
    lexicon
}

fn word(class: Class, value: &'static str) -> Option<Word> {
    Some(match class {
        Class::Unit | Class::Units | Class::Dual => {
            let (unit, count) = value.split_once(' ').unwrap_or((value, "1"));
            Word::Unit(Unit::named(unit)?, count.parse().ok()?)
        }
        Class::Holiday => Word::Holiday(Holiday::parse(value)?),
        _ => value.parse().map_or(Word::Name(value), Word::Int),
    })
}
