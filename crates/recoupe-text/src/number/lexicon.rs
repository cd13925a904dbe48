//! The table `numbers` of a language, compiled.

use super::phrases::Phrases;
use crate::language::Language;
use rust_decimal::Decimal;

/// What a word is in a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Unit,
    Teen,
    Ten,
    Hundred,
    Multiplier,
    Count,
    OrdinalUnit,
    OrdinalTeen,
    OrdinalTen,
    OrdinalHundred,
    OrdinalMultiplier,
    OrdinalSuffix,
    Part,
    PartOne,
    Of,
    Pronoun,
    PronounLead,
    Half,
    Article,
    JoinTen,
    JoinHundred,
    JoinPart,
    Over,
    Point,
    Negative,
    NegativeNot,
    Suffix,
    SuffixCapital,
}

const KINDS: [(&str, Kind); 28] = [
    ("unit", Kind::Unit),
    ("teen", Kind::Teen),
    ("ten", Kind::Ten),
    ("hundred", Kind::Hundred),
    ("multiplier", Kind::Multiplier),
    ("count", Kind::Count),
    ("ordinal-unit", Kind::OrdinalUnit),
    ("ordinal-teen", Kind::OrdinalTeen),
    ("ordinal-ten", Kind::OrdinalTen),
    ("ordinal-hundred", Kind::OrdinalHundred),
    ("ordinal-multiplier", Kind::OrdinalMultiplier),
    ("ordinal-suffix", Kind::OrdinalSuffix),
    ("part", Kind::Part),
    ("part-one", Kind::PartOne),
    ("of", Kind::Of),
    ("pronoun", Kind::Pronoun),
    ("pronoun-lead", Kind::PronounLead),
    ("half", Kind::Half),
    ("article", Kind::Article),
    ("join-ten", Kind::JoinTen),
    ("join-hundred", Kind::JoinHundred),
    ("join-part", Kind::JoinPart),
    ("over", Kind::Over),
    ("point", Kind::Point),
    ("negative", Kind::Negative),
    ("negative-not", Kind::NegativeNot),
    ("suffix", Kind::Suffix),
    ("suffix-capital", Kind::SuffixCapital),
];

#[derive(Debug, Clone, Copy)]
pub(super) struct Word {
    pub(super) kind: Kind,
    pub(super) value: Decimal,
    pub(super) alone: bool,
}

pub(super) struct Lexicon {
    pub(super) phrases: Phrases<Word>,
    /// Whether a plain blank parts groups of three digits.
    pub(super) group_blank: bool,
    groups: Vec<&'static str>,
    decimals: Vec<&'static str>,
}

impl Lexicon {
    pub(super) fn compile(language: &'static Language) -> Self {
        let mut lexicon = Self {
            phrases: Phrases::default(),
            group_blank: false,
            groups: Vec::new(),
            decimals: Vec::new(),
        };
        for row in language.table("numbers").rows() {
            match row.get(0) {
                "group" => lexicon.groups.extend(row.alternatives(1)),
                "decimal" => lexicon.decimals.extend(row.alternatives(1)),
                "group-blank" => lexicon.group_blank = true,
                name => {
                    let Some((_, kind)) = KINDS.iter().find(|(kind, _)| *kind == name) else {
                        continue;
                    };
                    let value = Decimal::from_str_exact(row.get(2)).unwrap_or_default();
                    for phrase in row.alternatives(1) {
                        let word = Word { kind: *kind, value, alone: row.get(3) == "alone" };
                        lexicon.phrases.insert(phrase, language, word);
                    }
                }
            }
        }
        lexicon
    }

    pub(super) fn is_group(&self, mark: &str) -> bool {
        self.groups.contains(&mark)
    }

    pub(super) fn is_decimal(&self, mark: &str) -> bool {
        self.decimals.contains(&mark)
    }
}
