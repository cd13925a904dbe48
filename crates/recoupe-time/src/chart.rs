//! Matching: from pieces to every expression of time that a text could be read to hold.
//!
//! A chart in layers: first what words and digits are by themselves, then level by level what the
//! patterns build from what is there. At each place and for each class and end one reading is kept,
//! the one whose pattern stands first in the table; so the chart grows with the text only.

use crate::build::{Caught, Value, build};
use crate::lexicon::{Class, Lexicon, Word};
use crate::pattern::{Level, Patterns, Rule, Symbol, What};
use recoupe_text::TokenKind;
use recoupe_text::number::{Decimal, Number, Pieces};

/// A stretch of pieces read as something.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub(crate) end: usize,
    pub(crate) class: Class,
    pub(crate) value: Value,
    /// Whether it is no expression of time when it stands alone.
    pub(crate) joined: bool,
    /// Whether, alone, it must be a name: with a capital, not opening a sentence.
    pub(crate) name: bool,
    /// Whether a joined one stands behind a lead.
    pub(crate) lead: bool,
    order: u32,
    next: u32,
}

const NONE: u32 = u32::MAX;

pub(crate) struct Chart<'a> {
    pub(crate) pieces: &'a Pieces,
    lexicon: &'static Lexicon,
    items: Vec<Item>,
    heads: Vec<u32>,
    words: Vec<Option<u32>>,
}

impl<'a> Chart<'a> {
    pub(crate) fn new(
        pieces: &'a Pieces,
        numbers: &[Number],
        lexicon: &'static Lexicon,
        patterns: &'static Patterns,
    ) -> Self {
        let words =
            (0..pieces.len()).map(|at| patterns.words.get(pieces.folded(at)).copied()).collect();
        let mut chart =
            Self { pieces, lexicon, items: Vec::new(), heads: vec![NONE; pieces.len()], words };
        chart.read_words();
        chart.read_digits(numbers);
        chart.read_numbers(numbers);
        for level in &patterns.levels {
            chart.apply(level);
        }
        chart
    }

    /// What starts at piece `at`.
    pub(crate) fn at(&self, at: usize) -> impl Iterator<Item = &Item> {
        self.indices(at).map(|index| &self.items[index as usize])
    }

    fn indices(&self, at: usize) -> impl Iterator<Item = u32> + use<'_> {
        let mut index = self.heads.get(at).copied().unwrap_or(NONE);
        std::iter::from_fn(move || {
            let item = self.items.get(index as usize)?;
            let this = index;
            index = item.next;
            Some(this)
        })
    }

    fn add(&mut self, start: usize, mut item: Item) {
        let same = self.indices(start).find(|index| {
            let other = &self.items[*index as usize];
            other.end == item.end
                && other.class == item.class
                && !matches!(item.value, Value::Word(_))
        });
        if let Some(same) = same {
            let other = &mut self.items[same as usize];
            if item.order < other.order {
                item.next = other.next;
                *other = item;
            }
            return;
        }
        item.next = self.heads[start];
        self.heads[start] = self.items.len() as u32;
        self.items.push(item);
    }

    fn add_plain(&mut self, start: usize, end: usize, class: Class, value: Value) {
        self.add(
            start,
            Item {
                end,
                class,
                value,
                joined: false,
                name: false,
                lead: false,
                order: 0,
                next: NONE,
            },
        );
    }

    fn read_words(&mut self) {
        let (lexicon, pieces) = (self.lexicon, self.pieces);
        for at in 0..pieces.len() {
            for (length, entries) in lexicon.words.at(pieces, at) {
                for entry in entries {
                    let value = Value::Word(entry.word);
                    let item = Item {
                        end: at + length,
                        class: entry.class,
                        value,
                        joined: entry.joined,
                        name: entry.name,
                        lead: entry.lead,
                        order: 0,
                        next: NONE,
                    };
                    self.add(at, item);
                }
            }
            if let Some(value) = self.roman(at) {
                self.add_plain(at, at + 1, Class::Roman, Value::Int(value));
            }
        }
    }

    /// "XXe": a Roman numeral in capitals with an ending of the table behind it.
    fn roman(&self, at: usize) -> Option<i32> {
        let piece = self.pieces.items().get(at).filter(|piece| piece.capital)?;
        let folded = self.pieces.folded(at);
        if piece.span.len() > 12 {
            return None;
        }
        let numeral =
            self.lexicon.roman_endings.iter().find_map(|ending| folded.strip_suffix(ending))?;
        let mut total = 0;
        let mut last = 0;
        for letter in numeral.chars().rev() {
            let value = match letter {
                'i' => 1,
                'v' => 5,
                'x' => 10,
                'l' => 50,
                'c' => 100,
                _ => return None,
            };
            total += if value < last { -value } else { value };
            last = last.max(value);
        }
        (total > 0).then_some(total)
    }

    fn read_digits(&mut self, numbers: &[Number]) {
        let mut inside_number = vec![false; self.pieces.len()];
        for number in numbers {
            for at in number.pieces.clone().skip(1) {
                inside_number[at] = self.pieces.items()[at].spaced;
            }
        }
        for at in 1..self.pieces.len() {
            // …nor the "2".
            let glued = !self.pieces.items()[at].spaced;
            inside_number[at] |= glued && inside_number[at - 1];
        }
        for at in 0..self.pieces.len() {
            if self.pieces.items()[at].kind != TokenKind::Number {
                continue;
            }
            let digits = self.pieces.folded(at);
            let length = digits.len();
            let Some(value) = (length <= 4).then(|| digits.parse::<i32>().ok()).flatten() else {
                continue;
            };
            // The "1" of "3 1/2" is no month.
            let inside = inside_number.get(at).copied().unwrap_or(false);
            if length <= 2 && !inside {
                self.add_plain(at, at + 1, Class::N, Value::Int(value));
            }
            if length == 2 && !inside {
                self.add_plain(at, at + 1, Class::N2, Value::Int(value));
            }
            if length == 4 && (1000..2200).contains(&value) {
                self.add_plain(at, at + 1, Class::Y4, Value::Int(value));
            }
        }
    }

    fn read_numbers(&mut self, numbers: &[Number]) {
        for (index, number) in numbers.iter().enumerate() {
            let (start, end) = (number.pieces.start, number.pieces.end);
            let small = i32::try_from(number.value).ok().filter(|_| number.value.is_integer());
            if number.ordinal {
                let Some(value) = small else { continue };
                self.add_plain(start, end, Class::Ord, Value::Int(value));
                if (1..=31).contains(&value) {
                    self.add_plain(start, end, Class::OrdDay, Value::Int(value));
                    self.add_plain(start, end, Class::Day, Value::Int(value));
                }
                continue;
            }
            self.add_plain(start, end, Class::Num, Value::Number(number.value));
            let Some(value) = small else { continue };
            let length =
                if end == start + 1 { self.pieces.folded(start).len() } else { number.span.len() };
            if (1..=31).contains(&value) && (number.words || length <= 2) && !number.article {
                self.add_plain(start, end, Class::Day, Value::Int(value));
            }
            if !number.words && end == start + 1 && length == 4 && (1000..2200).contains(&value) {
                self.add_plain(start, end, Class::Year, Value::Int(value));
            }
            if number.words && (1000..2100).contains(&value) {
                self.add_year(start, end, value);
            }
            // "nineteen ninety-five"
            if let Some(next) = numbers.get(index + 1)
                && number.words
                && next.words
                && next.pieces.start == end
                && (10..=20).contains(&value)
                && next.value >= Decimal::from(10)
                && next.value < Decimal::from(100)
                && let Ok(low) = i32::try_from(next.value)
            {
                self.add_year(start, next.pieces.end, value * 100 + low);
            }
        }
    }

    /// A year in words, which is one only behind a lead or with other words of a date.
    fn add_year(&mut self, start: usize, end: usize, year: i32) {
        let value = Value::Int(year);
        let item = Item {
            end,
            class: Class::YearWord,
            value,
            joined: true,
            name: false,
            lead: true,
            order: 0,
            next: NONE,
        };
        self.add(start, item);
    }

    fn apply(&mut self, level: &Level) {
        let mut trail = Vec::new();
        let mut found = Vec::new();
        for start in 0..self.pieces.len() {
            if self.heads[start] == NONE && self.words[start].is_none() {
                continue;
            }
            self.walk(level, 0, start, start, &mut trail, &mut found);
        }
        for (start, item) in found {
            self.add(start, item);
        }
    }

    fn walk(
        &self,
        level: &Level,
        node: u32,
        start: usize,
        at: usize,
        trail: &mut Vec<(usize, u32)>,
        found: &mut Vec<(usize, Item)>,
    ) {
        for rule in &level.rules[node as usize] {
            let follows = self.pieces.items().get(at).filter(|piece| !piece.line);
            if rule.last && follows.is_some_and(|piece| piece.kind != TokenKind::Mark)
                || self
                    .words
                    .get(at)
                    .copied()
                    .flatten()
                    .is_some_and(|word| rule.without.contains(&Some(word)))
            {
                continue;
            }
            if let Some(item) = self.item(rule, start, at, trail) {
                found.push((start, item));
            }
        }
        let Some(piece) = self.pieces.items().get(at) else { return };
        if !level.inner[node as usize] || (piece.line && at > start) {
            return;
        }
        let glues: &[bool] = if piece.spaced { &[false] } else { &[false, true] };
        for glued in glues {
            let step = |what| level.steps.get(&(node, Symbol { what, glued: *glued })).copied();
            if let Some(next) = self.words[at].and_then(|word| step(What::Word(word))) {
                self.walk(level, next, start, at + 1, trail, found);
            }
            for index in self.indices(at) {
                let item = &self.items[index as usize];
                if let Some(next) = step(What::Class(item.class)) {
                    trail.push((at, index));
                    self.walk(level, next, start, item.end, trail, found);
                    trail.pop();
                }
            }
        }
    }

    fn item(
        &self,
        rule: &Rule,
        trail_start: usize,
        end: usize,
        trail: &[(usize, u32)],
    ) -> Option<Item> {
        let caught: Vec<Caught<'_>> = trail
            .iter()
            .map(|(at, index)| {
                let item = &self.items[*index as usize];
                Caught { class: item.class, value: &item.value, start: *at, end: item.end }
            })
            .collect();
        // "this may": a word that may be no month needs its capital or a number beside it.
        // A day in words counts behind the month ("may twenty one") or apart from it ("fourth of may"),
        // not right in front of it ("one may").
        let spelled_day = caught.iter().enumerate().any(|(index, day)| {
            let next = caught.get(index + 1);
            day.class == Class::Day
                && next.is_none_or(|next| next.class != Class::Month || next.start > day.end)
        });
        let doubtful = |(at, index): &(usize, u32)| {
            let item = &self.items[*index as usize];
            item.name && matches!(item.value, Value::Word(_)) && !self.pieces.items()[*at].capital
        };
        if caught.len() > 1
            && trail.iter().any(doubtful)
            && !caught.iter().any(|caught| matches!(caught.class, Class::OrdDay | Class::YearWord))
            && !spelled_day
            && !(trail[0].0..end).any(|at| self.pieces.items()[at].kind == TokenKind::Number)
        {
            return None;
        }
        let (action, led) =
            rule.action.strip_prefix("led ").map_or((rule.action, false), |action| (action, true));
        let value = build(action, &caught, self.lexicon)?;
        // What one word says alone keeps the conditions of the word.
        let alone = match trail {
            [(_, index)] if self.items[*index as usize].end == end && trail_start == trail[0].0 => {
                Some(&self.items[*index as usize])
            }
            _ => None,
        };
        Some(Item {
            end,
            class: rule.result,
            value,
            joined: led || alone.is_some_and(|item| item.joined),
            name: alone.is_some_and(|item| item.name),
            lead: led || alone.is_some_and(|item| item.lead),
            order: rule.order,
            next: NONE,
        })
    }
}

/// The integer a word of the calendar stands for.
pub(crate) fn int(word: Word) -> Option<i32> {
    if let Word::Int(value) = word { Some(value) } else { None }
}
