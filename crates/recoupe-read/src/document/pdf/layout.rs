//! Lines to paragraphs, headings, and what the pages repeat at their edges.
//!
//! A paragraph ends where more room follows than between most lines, where the size changes, where a line is short
//! and ends a sentence, or where the next one is moved in. Over the border of pages it goes on where no sentence ends.
//! A line at the edge of a page, parted from the text by more room than its lines have between them, leads through the
//! document if it stands at the edge of half of the pages, but for its digits; it is taken out, and so is a page's
//! number.

use super::lines::Line;
use crate::article::Reason;
use crate::block::{Block, Role, ends_sentence, fold_space};
use std::collections::{HashMap, HashSet};

/// How many lines from the top and from the bottom of a page are its edges.
const EDGE: usize = 3;
/// How much larger than most of the text a heading is.
const LARGER: f32 = 1.15;
/// How much more room than between most lines parts paragraphs.
const ROOM: f32 = 1.3;
/// How much more room than between most lines parts the edges of a page from its text.
const APART: f32 = 1.5;
/// The room between lines where nothing tells it, as a multiple of the size.
const USUAL: f32 = 1.3;
/// Signs that begin an item of a list.
const ITEMS: [char; 8] = ['•', '‣', '▪', '●', '◦', '–', '■', '➢'];

/// The blocks of `lines`.
pub(super) fn blocks(lines: &[Line]) -> Vec<Block> {
    let size = most(lines.iter().map(|line| (line.size, line.text.len())));
    let room = room(lines);
    let furniture = furniture(lines, room);
    let right = right(lines);
    let mut blocks: Vec<(Block, f32, usize)> = Vec::new();
    let mut words: HashSet<String> = HashSet::new();
    for line in lines {
        words.extend(
            line.text
                .split(|letter: char| !letter.is_alphanumeric() && letter != '-')
                .map(str::to_lowercase),
        );
    }
    let mut last: Option<&Line> = None;
    for (at, line) in lines.iter().enumerate() {
        if furniture.contains(&at) {
            let mut block = Block::paragraph(fold_space(&line.text));
            block.remove(Reason::Navigation);
            // It stands before what it interrupts.
            let before = blocks.len() - usize::from(!blocks.is_empty() && last.is_some());
            blocks.insert(before, (block, line.size, line.page));
            continue;
        }
        match (last, blocks.last_mut()) {
            (Some(last), Some((block, ..))) if goes_on(last, line, &block.text, room, right) => {
                join(&mut block.text, &line.text, &words);
            }
            _ => blocks.push((Block::paragraph(line.text.trim().to_owned()), line.size, line.page)),
        }
        last = Some(line);
    }
    let first = blocks.first().map(|(.., page)| *page);
    let mut headline = false;
    blocks
        .into_iter()
        .map(|(mut block, own, page)| {
            block.text = fold_space(&block.text);
            let is_large = own > size * LARGER && block.kept();
            if is_large && !headline && Some(page) == first && block.words() >= 2 {
                (block.role, headline) = (Role::Headline, true);
            } else if is_large {
                block.role = Role::Heading;
            } else if block.text.starts_with(ITEMS) {
                block.role = Role::Item;
            }
            block
        })
        .filter(|block| !block.text.is_empty())
        .collect()
}

/// Whether `line` goes on with the paragraph that `last` ends so far.
fn goes_on(last: &Line, line: &Line, text: &str, room: f32, right: f32) -> bool {
    let (size, ended) = (last.size.max(line.size), ends_sentence(text));
    if (last.size - line.size).abs() > 0.12 * size || line.text.trim_start().starts_with(ITEMS) {
        return false;
    }
    let down = last.y - line.y;
    if last.page != line.page || down < -size {
        return !ended && line.text.trim_start().starts_with(char::is_lowercase);
    }
    let is_near = down <= room * ROOM * size;
    let is_short = last.end < right - 0.25 * (right - last.x).abs();
    let moved_in =
        line.x > last.x + 0.8 * size && line.x < last.x + 8.0 * size && down > 0.5 * size;
    is_near && !(is_short && ended) && !(moved_in && ended)
}

/// Adds a line to a paragraph; a word that was parted at the end of the line is put together, unless the document
/// has it with its hyphen elsewhere.
fn join(text: &mut String, line: &str, words: &HashSet<String>) {
    let line = line.trim();
    let start: String = line.chars().take_while(|letter| letter.is_alphanumeric()).collect();
    let before = text.trim_end().strip_suffix(['-', '\u{ad}', '\u{2010}']);
    let end = before.and_then(|before| {
        let end = before.rsplit(|letter: char| !letter.is_alphanumeric()).next()?;
        (!end.is_empty() && start.starts_with(char::is_lowercase)).then(|| end.to_owned())
    });
    match end {
        Some(end) => {
            let kept = words.contains(&format!("{end}-{start}").to_lowercase());
            text.truncate(text.trim_end().len());
            if !kept {
                text.pop();
            }
        }
        None => text.push(' '),
    }
    text.push_str(line);
}

/// The numbers of the lines that lead through the document.
fn furniture(lines: &[Line], room: f32) -> HashSet<usize> {
    let mut pages: Vec<Vec<usize>> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match pages.last_mut() {
            Some(page) if lines[page[0]].page == line.page => page.push(at),
            _ => pages.push(vec![at]),
        }
    }
    for page in &mut pages {
        page.sort_by(|a, b| lines[*b].y.total_cmp(&lines[*a].y));
    }
    let mut counts: HashMap<String, usize> = HashMap::new();
    for page in &pages {
        let edges = page.iter().take(EDGE).chain(page.iter().rev().take(EDGE));
        let forms: HashSet<String> = edges.map(|at| form(&lines[*at].text)).collect();
        for form in forms {
            *counts.entry(form).or_default() += 1;
        }
    }
    let enough = pages.len().div_ceil(2).max(2);
    let leads = |at: usize| {
        let form = form(&lines[at].text);
        is_number(&form) || counts.get(&form).is_some_and(|count| *count >= enough)
    };
    let mut found = HashSet::new();
    for page in &pages {
        let inwards: Vec<usize> = page.clone();
        let outwards: Vec<usize> = page.iter().rev().copied().collect();
        for order in [inwards, outwards] {
            let edge = order.iter().take(EDGE).take_while(|at| leads(**at)).count();
            let apart = |count: &usize| {
                let (Some(last), Some(next)) = (order.get(count - 1), order.get(*count)) else {
                    return true;
                };
                let (last, next) = (&lines[*last], &lines[*next]);
                (last.y - next.y).abs() > APART * room * last.size.max(next.size)
            };
            let count = (1..=edge).rev().find(apart).unwrap_or_default();
            found.extend(&order[..count]);
        }
    }
    found
}

/// A line with its digits made alike.
fn form(text: &str) -> String {
    let mut form = String::new();
    for letter in fold_space(text).to_lowercase().chars() {
        match letter {
            _ if !letter.is_ascii_digit() => form.push(letter),
            _ if !form.ends_with('#') => form.push('#'),
            _ => {}
        }
    }
    form
}

/// Whether a line is a page's number alone.
fn is_number(form: &str) -> bool {
    let bare: String = form.chars().filter(|letter| !letter.is_whitespace()).collect();
    matches!(bare.as_str(), "#" | "-#-" | "–#–" | "#/#" | "page#" | "(#)" | "—#—")
}

/// The value that weighs most, values near each other taken for one.
fn most(values: impl Iterator<Item = (f32, usize)>) -> f32 {
    let mut weights: HashMap<i64, usize> = HashMap::new();
    for (value, weight) in values {
        *weights.entry((value * 4.0).round() as i64).or_default() += weight;
    }
    let best = weights.into_iter().max_by_key(|(value, weight)| (*weight, *value));
    best.map_or(0.0, |(value, _)| value as f32 / 4.0)
}

/// The room between most lines, as a multiple of their size.
fn room(lines: &[Line]) -> f32 {
    let steps = lines.iter().zip(lines.iter().skip(1)).filter_map(|(one, two)| {
        let step = (one.y - two.y) / one.size.max(0.1);
        let of_text = one.page == two.page && (one.size - two.size).abs() < 0.1 * one.size;
        (of_text && (0.8..3.0).contains(&step)).then_some((step * 4.0, one.text.len()))
    });
    let room = most(steps) / 4.0;
    if room > 0.0 { room } else { USUAL }
}

/// Where most of the long lines end.
fn right(lines: &[Line]) -> f32 {
    let mut ends: Vec<f32> = lines.iter().map(|line| line.end).collect();
    ends.sort_by(f32::total_cmp);
    ends.get(ends.len() * 9 / 10).copied().unwrap_or(0.0)
}
