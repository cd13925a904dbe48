//! Marked stretches: what stands between marks of quotation.
//!
//! One pass over each paragraph with a stack of open marks. Typography errs often in news, so a
//! mark's neighbours decide where its shape does not: `"` opens before a word and closes behind one;
//! `»` before a word where nothing is open opens ("d' »un partenariat »"); a mark of one family closes
//! one of another where its own closer does not follow; what closes „ opens elsewhere, and »…« points
//! inwards. A stretch left open at the end of a paragraph
//! goes on in the next where that begins with a mark; otherwise it ends with its sentence.
//! An apostrophe between letters is never a mark. Linear in the length of the text.

use super::dialogue;
use recoupe_text::Span;

/// A stretch between marks of quotation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marked {
    /// With its marks.
    pub outer: Span,
    /// Without its marks and the white space next to them.
    pub inner: Span,
    /// The paragraph's number.
    pub paragraph: u32,
    /// It goes on in the next paragraph's first stretch.
    pub continues: bool,
    /// The marks were not a pair, or one was missing.
    pub repaired: bool,
}

/// Families of marks: a closer closes its own family first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Family {
    Angle,
    Curly,
    Straight,
    Single,
    SingleAngle,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Open,
    Close,
    Either,
}

#[derive(Debug, Clone, Copy)]
struct Mark {
    at: usize,
    len: usize,
    family: Family,
    role: Role,
    /// Whether it stands at the foot of the line: „ and ‚.
    low: bool,
}

/// How deep marks may nest; deeper ones are text.
const DEEPEST: usize = 4;

/// How many marks ahead a missing closer is looked for: keeps the pass linear.
const LOOKAHEAD: usize = 16;

/// The marked stretches of `text` in order; none holds another (marks inside marks are words of the
/// outer stretch). `sentences` tells where an unclosed stretch ends; `dashes` are those that set off
/// speech.
#[must_use]
pub fn marked(text: &str, paragraphs: &[Span], sentences: &[Span], dashes: &str) -> Vec<Marked> {
    let mut found = Vec::new();
    for (number, paragraph) in paragraphs.iter().enumerate() {
        if let Some(speech) = dialogue::speech(text, *paragraph, number as u32, dashes) {
            found.extend(speech);
            continue;
        }
        let marks = marks_of(text, *paragraph);
        let open = closed_stretches(text, number as u32, &marks, &mut found);
        let Some(open) =
            open.filter(|open| !matches!(open.family, Family::Single | Family::SingleAngle))
        else {
            continue;
        };
        let continues =
            paragraphs.get(number + 1).is_some_and(|next| opens_with_a_mark(next.of(text)));
        let limit = paragraph.end as usize;
        let end = if continues { limit } else { sentence_end(sentences, open.at).min(limit) };
        let outer = Span::new(open.at, end);
        push(text, outer, Span::new(open.at + open.len, end), number as u32, true, &mut found);
        if let Some(last) = found.last_mut() {
            last.continues = continues;
        }
    }
    found
}

/// Collects the stretches that close inside their paragraph; gives the mark left open at its end.
fn closed_stretches(
    text: &str,
    paragraph: u32,
    marks: &[Mark],
    found: &mut Vec<Marked>,
) -> Option<Mark> {
    let mut stack: Vec<Mark> = Vec::new();
    let mut repaired = false;
    for (index, mark) in marks.iter().enumerate() {
        let is_open = stack.iter().any(|open| open.family == mark.family);
        if mark.role == Role::Open || (mark.role == Role::Either && !is_open) {
            if stack.len() < DEEPEST {
                stack.push(*mark);
            }
            continue;
        }
        let Some(outermost) = stack.first().copied() else {
            // `she said:" … "`: of two closers in a row with nothing open, the first was meant to open.
            let next = marks.get(index + 1).filter(|next| next.role == Role::Close);
            if mark.family == Family::Straight
                && next.is_some_and(|next| next.family == Family::Straight)
            {
                stack.push(*mark);
                repaired = true;
            }
            continue;
        };
        if let Some(depth) = stack.iter().rposition(|open| open.family == mark.family) {
            stack.truncate(depth);
        } else {
            // A closer of another family ends the stretch only where its own does not follow.
            let own_follows = marks[index + 1..].iter().take(LOOKAHEAD).any(|later| {
                later.role != Role::Open && stack.iter().any(|open| open.family == later.family)
            });
            if own_follows || matches!(mark.family, Family::Single | Family::SingleAngle) {
                continue;
            }
            repaired = true;
            stack.clear();
        }
        if stack.is_empty() {
            let outer = Span::new(outermost.at, mark.at + mark.len);
            let inner = Span::new(outermost.at + outermost.len, mark.at);
            push(text, outer, inner, paragraph, repaired, found);
            repaired = false;
        }
    }
    stack.first().copied()
}

fn push(
    text: &str,
    outer: Span,
    inner: Span,
    paragraph: u32,
    repaired: bool,
    found: &mut Vec<Marked>,
) {
    let inner = inner.trim(text);
    if inner.of(text).chars().any(char::is_alphanumeric) {
        found.push(Marked { outer, inner, paragraph, continues: false, repaired });
    }
}

fn opens_with_a_mark(paragraph: &str) -> bool {
    paragraph.starts_with(['«', '»', '“', '"', '„', '”', '‘'])
}

fn sentence_end(sentences: &[Span], at: usize) -> usize {
    let index = sentences.partition_point(|sentence| (sentence.end as usize) <= at);
    sentences.get(index).map_or(usize::MAX, |sentence| sentence.end as usize)
}

/// The marks of one paragraph with the role that shape and neighbours give them.
fn marks_of(text: &str, paragraph: Span) -> Vec<Mark> {
    let words = paragraph.of(text);
    let mut marks: Vec<Mark> = Vec::new();
    let mut before = ' ';
    let mut skip = 0;
    for (at, letter) in words.char_indices() {
        let previous = std::mem::replace(&mut before, letter);
        if at < skip {
            continue;
        }
        let Some((family, shape)) = shape_of(letter, &words[at..]) else { continue };
        let len = if family == Family::Straight && letter != '"' { 2 } else { letter.len_utf8() };
        skip = at + len;
        let after = words[at + len..].chars().next().unwrap_or(' ');
        let hugs_next = is_inside(after);
        // Behind a mark that closes, as “ and ‘ do in „…‚…‘“, another one closes too.
        let behind_closer = marks.last().is_some_and(|mark| {
            mark.role == Role::Close && mark.at + mark.len == paragraph.start as usize + at
        });
        let hugs_previous = behind_closer
            || !previous.is_whitespace() && !is_opening(previous) && !is_apostrophe(previous);
        if family == Family::Single && previous.is_alphanumeric() && after.is_alphanumeric() {
            continue;
        }
        let role = match (family, shape) {
            (Family::Straight, _) => match (hugs_previous, hugs_next) {
                (false, true) => Role::Open,
                (true, false) => Role::Close,
                _ => Role::Either,
            },
            (Family::Single, Role::Open) if hugs_previous && low(&marks, Family::Single) => {
                Role::Close
            }
            (Family::Single, Role::Open) if !hugs_next || hugs_previous => continue,
            (Family::Single, Role::Close) if !hugs_previous => continue,
            // A closer right before a word, with white space or an elision behind it, was meant to open.
            (_, Role::Close) if hugs_next && !hugs_previous => Role::Either,
            // What closes a low mark is shaped as an opener elsewhere: „…“, ‚…‘; »…« points inwards.
            (Family::Curly, Role::Open) if letter == '“' && low(&marks, Family::Curly) => {
                if hugs_previous {
                    Role::Close
                } else {
                    Role::Open
                }
            }
            // An opener between a word and white space was meant to close.
            (Family::Curly, Role::Open) if hugs_previous && !hugs_next && previous != '-' => {
                Role::Either
            }
            (Family::Angle | Family::SingleAngle, Role::Open)
                if hugs_previous && !after.is_alphanumeric() =>
            {
                Role::Either
            }
            (_, shape) => shape,
        };
        let low = matches!(letter, '„' | '‚');
        marks.push(Mark { at: paragraph.start as usize + at, len, family, role, low });
    }
    marks
}

/// Whether the last mark of a family is a low one, which its high counterpart closes.
fn low(marks: &[Mark], family: Family) -> bool {
    marks.iter().rev().find(|mark| mark.family == family).is_some_and(|mark| mark.low)
}

fn shape_of(letter: char, rest: &str) -> Option<(Family, Role)> {
    Some(match letter {
        '«' => (Family::Angle, Role::Open),
        '»' => (Family::Angle, Role::Close),
        '“' | '„' | '‟' => (Family::Curly, Role::Open),
        '”' => (Family::Curly, Role::Close),
        '"' => (Family::Straight, Role::Either),
        '\'' if rest.starts_with("\'\'") => (Family::Straight, Role::Either),
        '`' if rest.starts_with("``") => (Family::Straight, Role::Either),
        '‘' | '‚' | '‛' => (Family::Single, Role::Open),
        '‹' => (Family::SingleAngle, Role::Open),
        '›' => (Family::SingleAngle, Role::Close),
        '’' => (Family::Single, Role::Close),
        _ => return None,
    })
}

const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | 'ʼ')
}

const fn is_opening(letter: char) -> bool {
    matches!(
        letter,
        '(' | '[' | '—' | '–' | '-' | '/' | '«' | '“' | '‘' | '"' | '¿' | '¡' | '„' | '‚'
    )
}

fn is_inside(letter: char) -> bool {
    letter.is_alphanumeric()
        || is_opening(letter)
        || matches!(letter, '$' | '€' | '£' | '#' | '@' | '…' | '\'' | '’')
}
