//! The table `patterns` of a language: how its typed words make expressions of time.
//!
//! Rows: level, class of the result, action, pattern. A pattern is a row of elements: a class in
//! capitals (`MONTH`), a word or mark as it stands, `[…]` for what may be missing, `(…|…)` for
//! alternatives (`\` before a bracket or bar that is meant); `~` in front of an element forbids white space
//! before it. ` $` at the end asks that no word follows, ` !than` that this word does not (` !de|del`: neither of the two). Patterns of a level see what the lower levels built, so `POINT PART` of level 2 takes
//! any date of level 1.
//!
//! An action with `led ` in front makes what stands only behind a lead of the calendar ("on 4-22").
//!
//! All patterns of a level are spelled out into one trie, so that a place of a text is matched
//! against all at once, in time bounded by the longest pattern.

use crate::lexicon::Class;
use recoupe_text::number::Pieces;
use recoupe_text::{Language, PerLanguage};
use rustc_hash::FxHashMap as HashMap;

/// What is done with what a pattern caught; see `build`.
pub(crate) type Action = &'static str;

/// One step of the trie: a class or a word, and whether it must be written on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Symbol {
    pub(crate) what: What,
    pub(crate) glued: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum What {
    Class(Class),
    Word(u32),
}

/// A complete pattern.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rule {
    /// Its place in the table: the first of two readings stands.
    pub(crate) order: u32,
    /// Whether no word may follow.
    pub(crate) last: bool,
    /// The words that may not follow.
    pub(crate) without: [Option<u32>; 2],
    pub(crate) result: Class,
    pub(crate) action: Action,
}

#[derive(Debug, Default)]
pub(crate) struct Level {
    pub(crate) steps: HashMap<(u32, Symbol), u32>,
    pub(crate) rules: Vec<Vec<Rule>>,
    /// Whether anything follows a node: most walks end here.
    pub(crate) inner: Vec<bool>,
}

#[derive(Debug, Default)]
pub(crate) struct Patterns {
    pub(crate) words: HashMap<String, u32>,
    pub(crate) levels: Vec<Level>,
}

pub(crate) static PATTERNS: PerLanguage<Patterns> = PerLanguage::new(compile);

/// More spellings of one pattern than this are a mistake in a table.
const SPELLINGS: usize = 4096;

fn compile(language: &'static Language) -> Patterns {
    let mut patterns = Patterns::default();
    for (order, row) in language.table("patterns").rows().iter().enumerate() {
        let level = row.get(0).parse::<usize>().unwrap_or(1).clamp(1, 9);
        let Some(result) = Class::named(row.get(1)) else { continue };
        while patterns.levels.len() < level {
            patterns.levels.push(Level {
                rules: vec![Vec::new()],
                inner: vec![false],
                ..Level::default()
            });
        }
        let mut pattern = row.get(3);
        let last = pattern.ends_with(" $");
        pattern = pattern.trim_end_matches(" $");
        let mut without = [None; 2];
        if let Some((before, words)) = pattern.rsplit_once(" !") {
            for (held, word) in without.iter_mut().zip(words.split('|')) {
                let fresh = patterns.words.len() as u32;
                *held = Some(*patterns.words.entry(recoupe_text::fold(word)).or_insert(fresh));
            }
            pattern = before;
        }
        let mut parser =
            Parser { rest: pattern.chars().peekable(), language, words: &mut patterns.words };
        for spelling in parser.choice() {
            if !spelling.is_empty() {
                patterns.levels[level - 1].add(
                    &spelling,
                    Rule { order: order as u32, last, without, result, action: row.get(2) },
                );
            }
        }
    }
    patterns
}

impl Level {
    fn add(&mut self, spelling: &[Symbol], rule: Rule) {
        let mut node = 0;
        for symbol in spelling {
            let fresh = self.rules.len() as u32;
            self.inner[node as usize] = true;
            node = *self.steps.entry((node, *symbol)).or_insert(fresh);
            if node == fresh {
                self.rules.push(Vec::new());
                self.inner.push(false);
            }
        }
        self.rules[node as usize].push(rule);
    }
}

struct Parser<'a, 'words> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    language: &'static Language,
    words: &'words mut HashMap<String, u32>,
}

type Spelling = Vec<Symbol>;

impl Parser<'_, '_> {
    /// Alternatives up to a closing bracket or the end.
    fn choice(&mut self) -> Vec<Spelling> {
        let mut all = Vec::new();
        let mut current: Vec<Spelling> = vec![Vec::new()];
        while let Some(letter) = self.rest.next() {
            let parts = match letter {
                ' ' => continue,
                '|' => {
                    all.append(&mut current);
                    current.push(Vec::new());
                    continue;
                }
                ']' | ')' => break,
                '[' => {
                    let mut parts = self.choice();
                    parts.push(Vec::new());
                    parts
                }
                '(' => self.choice(),
                '~' if matches!(self.rest.peek(), Some('(' | '[')) => {
                    let optional = self.rest.next() == Some('[');
                    let mut parts = self.choice();
                    for first in parts.iter_mut().filter_map(|part| part.first_mut()) {
                        first.glued = true;
                    }
                    if optional {
                        parts.push(Vec::new());
                    }
                    parts
                }
                _ => vec![self.element(letter)],
            };
            let mut longer = Vec::new();
            for before in &current {
                for part in &parts {
                    longer.push(before.iter().chain(part).copied().collect());
                }
            }
            longer.truncate(SPELLINGS);
            current = longer;
        }
        all.append(&mut current);
        all
    }

    fn element(&mut self, first: char) -> Spelling {
        let mut name = String::new();
        let mut letter = Some(first);
        let glued = first == '~';
        if glued {
            letter = self.rest.next();
        }
        if letter == Some('\\') {
            letter = self.rest.next();
        }
        name.extend(letter);
        while let Some(next) =
            self.rest.next_if(|next| !matches!(next, ' ' | '[' | ']' | '(' | ')' | '|'))
        {
            name.push(next);
        }
        let class =
            name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit());
        if class && let Some(class) = Class::named(&name) {
            return vec![Symbol { what: What::Class(class), glued }];
        }
        let pieces = Pieces::of_phrase(&name, self.language);
        let mut spelling = Vec::new();
        for (index, piece) in pieces.into_iter().enumerate() {
            let fresh = self.words.len() as u32;
            let word = *self.words.entry(piece).or_insert(fresh);
            spelling.push(Symbol { what: What::Word(word), glued: glued && index == 0 });
        }
        spelling
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What has more spellings is cut short without a word: such a pattern must be parted.
    #[test]
    fn every_pattern_is_spelled_out_in_full() {
        for language in Language::all() {
            for row in language.table("patterns").rows() {
                let pattern = row.get(3).trim_end_matches(" $");
                let pattern = pattern.rsplit_once(" !").map_or(pattern, |(before, _)| before);
                let mut words = HashMap::default();
                let mut parser =
                    Parser { rest: pattern.chars().peekable(), language, words: &mut words };
                let spellings = parser.choice().len();
                assert!(
                    spellings < SPELLINGS,
                    "{}: {spellings} spellings: {pattern}",
                    language.code()
                );
            }
        }
    }
}
