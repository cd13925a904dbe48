//! The table `numbers` of a language, compiled: which words are what in a number.
//!
//! A row is a kind, words, a value and, for some kinds, a flag. What differs between languages is a
//! row, never a branch of the reader.
//!
//! | kind | what it is |
//! | --- | --- |
//! | `unit`, `teen`, `ten` | below ten, below twenty, the tens |
//! | `hundred`, `multiplier` | what a number in front is multiplied by; flags `alone` where none need stand there, `dual` where one word says two of it: a half behind it is of one |
//! | `hundred-plural`, `multiplier-plural` | the same behind words only ("two thousands"): behind digits a new phrase may begin, "in 2024 thousands left" |
//! | `count` | "dozen": multiplies once more |
//! | `ordinal-unit` … `ordinal-multiplier` | places in a row; flag `alone` on a unit that ends no compound unless a hyphen ties it |
//! | `ordinal-suffix` | letters written onto digits: "3rd"; flag `stop` where it is a full stop ("3. März") |
//! | `ordinal-chain` | ordinals stand one behind another, the smaller last: "vigésimo quinto" |
//! | `part` | a part behind its numerator: "thirds" |
//! | `part-one` | a part behind one only: "one fifth" |
//! | `part-ending` | what makes the number it is written on to a part: "veintiun-avos", "zwanzig-stel" |
//! | `part-behind-ten` | the end of a compound denominator: "thirty-fifths" |
//! | `of` | a word behind a part in the singular that shows it to be one |
//! | `half` | a part that needs no numerator |
//! | `article` | what counts as one before "hundred", "dozen", "half" |
//! | `pronoun`, `pronoun-lead` | no number where the second stands before the first: "this one" |
//! | `join-unit` | between a unit and the ten behind it, in one word with both: "ein-und-zwanzig"; flag `spaced` where a blank may stand before it |
//! | `join-ten`, `join-hundred`, `join-part` | words between a ten and its unit, behind a hundred or a multiplier, before a part |
//! | `join-groups` | the joiner behind a multiplier stands before any smaller group: "a million and two thousand and three hundred" |
//! | `over`, `over-whole` | between the sides of a fraction; the second only where it is below one: "two out of three" |
//! | `point` | before spoken decimals |
//! | `negative`, `negative-not` | before a number, but not behind the second: "au moins 40" |
//! | `suffix`, `suffix-capital` | letters behind digits that multiply, the second in capitals only; flags `spaced` (a blank may stand between), `ten-up` ("10G", but "5G" is a name) |
//! | `group`, `group-pairs`, `group-blank` | marks between groups of three digits, of two before a last three, and that a blank may stand there |
//! | `decimal` | marks before the decimals |
//! | `written-together` | number words are written in one: "dreihundertzwei" |
//! | `multiplied-whole` | a larger multiplier multiplies all smaller groups in front: "dos mil trescientos millones" |
//!
//! Limits: kinds it does not know are passed over, so that a table may be ahead of the program; a row
//! of digits in any script is read already.

use super::phrases::Phrases;
use super::pieces::Pieces;
use crate::language::Language;
use crate::ordinal_stop::{ORDINAL_STOP, OrdinalStop};
use rust_decimal::Decimal;

/// What a word is in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Unit,
    Teen,
    Ten,
    Hundred,
    HundredPlural,
    Multiplier,
    MultiplierPlural,
    Count,
    OrdinalUnit,
    OrdinalTeen,
    OrdinalTen,
    OrdinalHundred,
    OrdinalMultiplier,
    OrdinalSuffix,
    Part,
    PartOne,
    PartEnding,
    PartBehindTen,
    Of,
    Pronoun,
    PronounLead,
    Half,
    Article,
    JoinUnit,
    JoinTen,
    JoinHundred,
    JoinPart,
    Over,
    OverWhole,
    Point,
    Negative,
    NegativeNot,
    Suffix,
    SuffixCapital,
}

impl Kind {
    /// Whether a number may begin with such a word.
    const fn opens(self) -> bool {
        !matches!(
            self,
            Self::HundredPlural
                | Self::MultiplierPlural
                | Self::Count
                | Self::OrdinalSuffix
                | Self::PartOne
                | Self::PartEnding
                | Self::PartBehindTen
                | Self::Of
                | Self::Pronoun
                | Self::PronounLead
                | Self::JoinUnit
                | Self::JoinTen
                | Self::JoinHundred
                | Self::JoinPart
                | Self::Over
                | Self::OverWhole
                | Self::Point
                | Self::NegativeNot
                | Self::Suffix
                | Self::SuffixCapital
        )
    }
}

const KINDS: [(&str, Kind); 34] = [
    ("unit", Kind::Unit),
    ("teen", Kind::Teen),
    ("ten", Kind::Ten),
    ("hundred", Kind::Hundred),
    ("hundred-plural", Kind::HundredPlural),
    ("multiplier", Kind::Multiplier),
    ("multiplier-plural", Kind::MultiplierPlural),
    ("count", Kind::Count),
    ("ordinal-unit", Kind::OrdinalUnit),
    ("ordinal-teen", Kind::OrdinalTeen),
    ("ordinal-ten", Kind::OrdinalTen),
    ("ordinal-hundred", Kind::OrdinalHundred),
    ("ordinal-multiplier", Kind::OrdinalMultiplier),
    ("ordinal-suffix", Kind::OrdinalSuffix),
    ("part", Kind::Part),
    ("part-one", Kind::PartOne),
    ("part-ending", Kind::PartEnding),
    ("part-behind-ten", Kind::PartBehindTen),
    ("of", Kind::Of),
    ("pronoun", Kind::Pronoun),
    ("pronoun-lead", Kind::PronounLead),
    ("half", Kind::Half),
    ("article", Kind::Article),
    ("join-unit", Kind::JoinUnit),
    ("join-ten", Kind::JoinTen),
    ("join-hundred", Kind::JoinHundred),
    ("join-part", Kind::JoinPart),
    ("over", Kind::Over),
    ("over-whole", Kind::OverWhole),
    ("point", Kind::Point),
    ("negative", Kind::Negative),
    ("negative-not", Kind::NegativeNot),
    ("suffix", Kind::Suffix),
    ("suffix-capital", Kind::SuffixCapital),
];

/// What a row says of a word.
#[derive(Debug, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "flags of a row, read one by one")]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) value: Decimal,
    /// The flag `alone`.
    pub(super) alone: bool,
    /// The flag `spaced`.
    pub(super) spaced: bool,
    /// The flag `ten-up`.
    pub(super) ten_up: bool,
    /// The flag `dual`.
    pub(super) dual: bool,
    /// The flag `stop`.
    pub(super) stop: bool,
}

#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "rows that are simply so, read one by one")]
pub(super) struct Lexicon {
    pub(super) phrases: Phrases<Word>,
    /// Whether a plain blank parts groups of three digits.
    pub(super) group_blank: bool,
    /// Whether ordinals stand one behind another.
    pub(super) ordinal_chain: bool,
    /// Whether the joiner behind a multiplier stands before every smaller group.
    pub(super) join_groups: bool,
    /// Whether a larger multiplier multiplies all smaller groups in front.
    pub(super) multiplied_whole: bool,
    /// What a full stop behind digits means.
    pub(super) stop: Option<&'static OrdinalStop>,
    groups: Vec<&'static str>,
    pairs: Vec<&'static str>,
    decimals: Vec<&'static str>,
}

impl Lexicon {
    pub(super) fn compile(language: &'static Language) -> Self {
        let mut lexicon = Self { stop: ORDINAL_STOP.get(language).as_ref(), ..Self::default() };
        for row in language.table("numbers").rows() {
            match row.get(0) {
                "group" => lexicon.groups.extend(row.alternatives(1)),
                "group-pairs" => lexicon.pairs.extend(row.alternatives(1)),
                "decimal" => lexicon.decimals.extend(row.alternatives(1)),
                "group-blank" => lexicon.group_blank = true,
                "ordinal-chain" => lexicon.ordinal_chain = true,
                "join-groups" => lexicon.join_groups = true,
                "multiplied-whole" => lexicon.multiplied_whole = true,
                name => {
                    let Some((_, kind)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
                        continue;
                    };
                    let flag = |flag: &str| row.alternatives(3).any(|other| other == flag);
                    let word = Word {
                        kind: *kind,
                        value: Decimal::from_str_exact(row.get(2)).unwrap_or_default(),
                        alone: flag("alone"),
                        spaced: flag("spaced"),
                        ten_up: flag("ten-up"),
                        dual: flag("dual"),
                        stop: flag("stop"),
                    };
                    for phrase in row.alternatives(1) {
                        lexicon.phrases.insert(phrase, language, word);
                    }
                }
            }
        }
        lexicon
    }

    /// Whether a number may begin with the word at `at`; most words of a text are settled by this.
    pub(super) fn may_begin(&self, pieces: &Pieces, at: usize) -> bool {
        self.phrases.at(pieces, at).any(|(_, words)| words.iter().any(|word| word.kind.opens()))
    }

    pub(super) fn is_group(&self, mark: &str) -> bool {
        self.groups.contains(&mark)
    }

    pub(super) fn is_group_of_pairs(&self, mark: &str) -> bool {
        self.pairs.contains(&mark)
    }

    pub(super) fn is_decimal(&self, mark: &str) -> bool {
        self.decimals.contains(&mark)
    }
}
