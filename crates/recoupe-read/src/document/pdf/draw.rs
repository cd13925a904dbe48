//! What the pages draw, followed as far as text goes: where each string stands, and how large it is.

use super::font::Font;
use super::place::Map;
use crate::limits;
use flate2::bufread::ZlibDecoder;
use lopdf::content::{Content, Operation};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream};
use std::collections::HashMap;
use std::io::{ErrorKind, Read};
use std::rc::Rc;

/// How deep drawings may stand in drawings.
const DEPTH: usize = 8;
/// How many states of drawing may be kept.
const KEPT: usize = 64;

/// A string where it stands: to the right and upwards, in the page's units.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    pub(super) page: usize,
    pub(super) x: f32,
    pub(super) y: f32,
    /// Where it ends to the right.
    pub(super) end: f32,
    pub(super) size: f32,
    /// Whether it is written along the line.
    pub(super) level: bool,
    pub(super) text: String,
}

/// The state of drawing text.
#[derive(Debug, Clone)]
struct State {
    page: Map,
    font: Option<Rc<Font>>,
    size: f32,
    between: f32,
    blank: f32,
    wide: f32,
    leading: f32,
    rise: f32,
}

/// What the pages have drawn so far.
pub(super) struct Drawing<'pdf> {
    pdf: &'pdf Document,
    fonts: HashMap<*const Dictionary, Rc<Font>>,
    pages: usize,
    unpacked: usize,
    instructions: usize,
    text: usize,
    pub(super) runs: Vec<Run>,
    /// How many letters are known, how many are not, how many run from right to left; how many pictures there are.
    pub(super) letters: usize,
    pub(super) unknown: usize,
    pub(super) backwards: usize,
    pub(super) pictures: usize,
    /// Whether a bound was met.
    pub(super) over: bool,
    /// Whether packed text was damaged.
    pub(super) damaged: bool,
}

impl<'pdf> Drawing<'pdf> {
    pub(super) fn new(pdf: &'pdf Document) -> Self {
        Self {
            pdf,
            fonts: HashMap::new(),
            pages: 0,
            unpacked: 0,
            instructions: 0,
            text: 0,
            runs: Vec::new(),
            letters: 0,
            unknown: 0,
            backwards: 0,
            pictures: 0,
            over: false,
            damaged: false,
        }
    }

    /// Draws a page; `false` where a bound is met.
    pub(super) fn page(&mut self, page: ObjectId) -> bool {
        self.pages += 1;
        let streams = self.pdf.get_page_contents(page);
        let mut streams =
            streams.into_iter().filter_map(|id| self.pdf.get_object(id).ok()?.as_stream().ok());
        if streams.any(|stream| !self.is_sound(stream)) {
            self.damaged = true;
            return true;
        }
        let left = limits::DRAWN.saturating_sub(self.unpacked);
        let Ok(content) = self.pdf.get_page_content_with_limit(page, left) else {
            self.over = true;
            return false;
        };
        self.unpacked += content.len();
        let (own, others) = self.pdf.get_page_resources(page).unwrap_or_default();
        let others = others.into_iter().filter_map(|id| self.pdf.get_dictionary(id).ok());
        let resources: Vec<&Dictionary> = own.into_iter().chain(others).collect();
        let state = State {
            page: self.turn(page),
            font: None,
            size: 0.0,
            between: 0.0,
            blank: 0.0,
            wide: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        self.follow(&content, &resources, state, 0);
        !self.over
    }

    /// Whether what is packed unpacks to what was written: wrong words are worse than none. One that ends early is
    /// right as far as it goes.
    fn is_sound(&mut self, stream: &Stream) -> bool {
        let packed =
            stream.filters().is_ok_and(|filters| filters.first() == Some(&&b"FlateDecode"[..]));
        if !packed {
            return true;
        }
        let left = limits::DRAWN.saturating_sub(self.unpacked) as u64;
        let unpacked = std::io::copy(
            &mut ZlibDecoder::new(&stream.content[..]).take(left),
            &mut std::io::sink(),
        );
        match unpacked {
            Ok(_) => true,
            Err(error) => error.kind() == ErrorKind::UnexpectedEof,
        }
    }

    /// How the page is turned.
    fn turn(&self, page: ObjectId) -> Map {
        let mut node = self.pdf.get_dictionary(page).ok();
        for _ in 0..DEPTH {
            let Some(dictionary) = node else { break };
            if let Ok(turn) = dictionary.get_deref(b"Rotate", self.pdf).and_then(Object::as_i64) {
                return match turn.rem_euclid(360) {
                    90 => Map { a: 0.0, b: -1.0, c: 1.0, d: 0.0, ..Map::SAME },
                    180 => Map { a: -1.0, d: -1.0, ..Map::SAME },
                    270 => Map { a: 0.0, b: 1.0, c: -1.0, d: 0.0, ..Map::SAME },
                    _ => Map::SAME,
                };
            }
            node = dictionary.get_deref(b"Parent", self.pdf).and_then(Object::as_dict).ok();
        }
        Map::SAME
    }

    fn follow(
        &mut self,
        content: &[u8],
        resources: &[&'pdf Dictionary],
        mut state: State,
        depth: usize,
    ) {
        let mut kept: Vec<State> = Vec::new();
        let (mut line, mut at) = (Map::SAME, Map::SAME);
        for operation in Content::decode_iter(content) {
            self.instructions += 1;
            if self.instructions > limits::INSTRUCTIONS || self.text > limits::DRAWN_TEXT {
                self.over = true;
                return;
            }
            let Ok(Operation { operator, operands }) = operation else { return };
            let number = |at: usize| {
                operands
                    .get(at)
                    .and_then(|number| number.as_float().ok())
                    .filter(|number| number.is_finite())
            };
            let numbers = || -> Option<Map> {
                let at = number;
                Some(Map { a: at(0)?, b: at(1)?, c: at(2)?, d: at(3)?, e: at(4)?, f: at(5)? })
            };
            match operator.as_str() {
                "q" if kept.len() < KEPT => kept.push(state.clone()),
                "Q" => state = kept.pop().unwrap_or(state),
                "cm" => state.page = numbers().map_or(state.page, |map| map.then(state.page)),
                "BT" => (line, at) = (Map::SAME, Map::SAME),
                "Tf" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    state.font = name.and_then(|name| self.font(name, resources));
                    state.size = number(1).unwrap_or(state.size);
                }
                "Tc" => state.between = number(0).unwrap_or(0.0),
                "Tw" => state.blank = number(0).unwrap_or(0.0),
                "Tz" => state.wide = number(0).unwrap_or(100.0) / 100.0,
                "TL" => state.leading = number(0).unwrap_or(0.0),
                "Ts" => state.rise = number(0).unwrap_or(0.0),
                "Tm" => {
                    line = numbers().unwrap_or(line);
                    at = line;
                }
                "Td" | "TD" => {
                    let (x, y) = (number(0).unwrap_or(0.0), number(1).unwrap_or(0.0));
                    if operator == "TD" {
                        state.leading = -y;
                    }
                    line = Map::by(x, y).then(line);
                    at = line;
                }
                "T*" => {
                    line = Map::by(0.0, -state.leading).then(line);
                    at = line;
                }
                "Tj" => self.show(operands.first(), &state, &mut at),
                "'" | "\"" => {
                    if operator == "\"" {
                        state.blank = number(0).unwrap_or(0.0);
                        state.between = number(1).unwrap_or(0.0);
                    }
                    line = Map::by(0.0, -state.leading).then(line);
                    at = line;
                    self.show(operands.last(), &state, &mut at);
                }
                "TJ" => {
                    let parts = operands.first().and_then(|parts| parts.as_array().ok());
                    for part in parts.into_iter().flatten() {
                        match part.as_float() {
                            Ok(back) if back.is_finite() => {
                                let on = -back / 1000.0 * state.size * state.wide;
                                at = Map::by(on, 0.0).then(at);
                            }
                            _ => self.show(Some(part), &state, &mut at),
                        }
                    }
                }
                "Do" => {
                    let name = operands.first().and_then(|name| name.as_name().ok());
                    if let Some(name) = name {
                        self.inside(name, resources, &state, depth);
                    }
                }
                "BI" | "EI" => self.pictures += 1,
                _ => {}
            }
        }
    }

    /// Draws what stands in a drawing of its own, or counts a picture.
    fn inside(&mut self, name: &[u8], resources: &[&'pdf Dictionary], state: &State, depth: usize) {
        let Some(stream) =
            named(self.pdf, b"XObject", name, resources).and_then(|object| object.as_stream().ok())
        else {
            return;
        };
        let kind = stream.dict.get_deref(b"Subtype", self.pdf).and_then(Object::as_name);
        if kind.is_ok_and(|kind| kind == b"Image") {
            self.pictures += 1;
            return;
        }
        if depth >= DEPTH {
            return;
        }
        if !self.is_sound(stream) {
            self.damaged = true;
            return;
        }
        let left = limits::DRAWN.saturating_sub(self.unpacked);
        let Ok(content) = stream.get_plain_content_with_limit(left) else {
            self.over = true;
            return;
        };
        // The same drawing costs anew wherever it is drawn.
        self.unpacked += content.len();
        let own = stream.dict.get_deref(b"Resources", self.pdf).and_then(Object::as_dict).ok();
        let resources: Vec<&Dictionary> = own.map_or_else(|| resources.to_vec(), |own| vec![own]);
        let mut state = state.clone();
        if let Ok(numbers) = stream.dict.get_deref(b"Matrix", self.pdf).and_then(Object::as_array) {
            let numbers: Vec<f32> =
                numbers.iter().filter_map(|number| number.as_float().ok()).collect();
            if let [a, b, c, d, e, f] = numbers[..] {
                state.page = Map { a, b, c, d, e, f }.then(state.page);
            }
        }
        self.follow(&content, &resources, state, depth + 1);
    }

    fn font(&mut self, name: &[u8], resources: &[&'pdf Dictionary]) -> Option<Rc<Font>> {
        let dictionary = named(self.pdf, b"Font", name, resources)?.as_dict().ok()?;
        let known = std::ptr::from_ref(dictionary);
        if self.fonts.len() >= limits::FONTS && !self.fonts.contains_key(&known) {
            self.over = true;
            return None;
        }
        let font =
            self.fonts.entry(known).or_insert_with(|| Rc::new(Font::of(dictionary, self.pdf)));
        Some(Rc::clone(font))
    }

    /// Draws a string from `at` on, and moves `at` to its end.
    fn show(&mut self, string: Option<&Object>, state: &State, at: &mut Map) {
        let (Some(Object::String(string, _)), Some(font)) = (string, &state.font) else { return };
        let place = |at: Map| {
            let own = Map { a: state.size * state.wide, d: state.size, f: state.rise, ..Map::SAME };
            own.then(at).then(state.page)
        };
        let start = place(*at);
        let mut text = String::new();
        for letter in font.letters(string) {
            match letter.text {
                Some(letter) => {
                    text.push_str(letter);
                    self.letters += 1;
                    self.backwards += usize::from(letter.chars().any(is_backwards));
                }
                None => self.unknown += 1,
            }
            let blank = if letter.blank { state.blank } else { 0.0 };
            let on = (letter.width * state.size + state.between + blank) * state.wide;
            *at = Map::by(on, 0.0).then(*at);
        }
        self.text += text.len() + 1;
        let end = place(*at);
        let size = start.c.hypot(start.d);
        let fits = [start.e, start.f, end.e, size].iter().all(|number| number.is_finite());
        if !text.is_empty() && fits {
            self.runs.push(Run {
                page: self.pages,
                x: start.e,
                y: start.f,
                end: end.e,
                size,
                level: start.a.abs() >= start.b.abs(),
                text,
            });
        }
    }
}

/// Whether a letter is of a script that runs from right to left.
fn is_backwards(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}')
}

/// The object that the first of `resources` has under `kind` and `name`.
fn named<'pdf>(
    pdf: &'pdf Document,
    kind: &[u8],
    name: &[u8],
    resources: &[&'pdf Dictionary],
) -> Option<&'pdf Object> {
    resources.iter().find_map(|resources| {
        resources.get_deref(kind, pdf).ok()?.as_dict().ok()?.get_deref(name, pdf).ok()
    })
}
