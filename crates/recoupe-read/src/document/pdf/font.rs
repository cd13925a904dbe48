//! Which letters the codes of a font stand for, and how wide they are.
//!
//! The letters are told by the font's own table (`ToUnicode`), then by its encoding with the names of its signs. A
//! code that none of them tells has no letter. The widths serve to see where a blank stands between two words, so
//! those of fonts that tell none (the ones that every reader has) are near enough by one table.

use super::table;
use crate::limits;
use lopdf::{Dictionary, Document, Object};
use std::collections::HashMap;

/// Widths of the letters from the blank on, in thousandths of the size.
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556,
    556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667,
    611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667,
    667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500,
    222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// A letter of a string.
#[derive(Debug, Clone, Copy)]
pub(super) struct Letter<'font> {
    /// What it says; `None` where that is not known.
    pub(super) text: Option<&'font str>,
    /// Its width as a share of the size.
    pub(super) width: f32,
    /// Whether it is the code of the blank, which may be widened.
    pub(super) blank: bool,
}

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    /// How many bytes a code has.
    bytes: usize,
    letters: HashMap<u32, String>,
    widths: HashMap<u32, f32>,
    width: Option<f32>,
    /// What its widths are shares of.
    unit: f32,
}

impl Font {
    /// The font of `dictionary`.
    pub(super) fn of(dictionary: &Dictionary, pdf: &Document) -> Self {
        let name = |key: &[u8]| {
            dictionary.get_deref(key, pdf).and_then(Object::as_name).unwrap_or_default()
        };
        let composite = name(b"Subtype") == b"Type0";
        let mut font = Self {
            bytes: if composite { 2 } else { 1 },
            letters: HashMap::new(),
            widths: HashMap::new(),
            width: None,
            unit: 1000.0,
        };
        if composite {
            font.wide(dictionary, pdf);
        } else {
            font.simple(dictionary, pdf);
            if name(b"Subtype") == b"Type3" {
                font.unit = unit(dictionary, pdf);
            }
        }
        font
    }

    /// The letters of `string`.
    pub(super) fn letters<'font>(
        &'font self,
        string: &'font [u8],
    ) -> impl Iterator<Item = Letter<'font>> {
        string.chunks(self.bytes).map(|code| {
            let blank = code == b" ";
            let code = code.iter().fold(0, |code, byte| code << 8 | u32::from(*byte));
            let text = self.letters.get(&code).map(String::as_str);
            let known = self.widths.get(&code).copied().or(self.width);
            let width = known.map_or_else(|| usual(text), |width| width / self.unit);
            Letter { text, width: if width.is_finite() { width } else { 0.5 }, blank }
        })
    }

    /// A font of one byte a letter.
    fn simple(&mut self, dictionary: &Dictionary, pdf: &Document) {
        let encoding = dictionary.get_deref(b"Encoding", pdf).ok();
        let base = match encoding {
            Some(Object::Name(name)) => Some(name.as_slice()),
            Some(Object::Dictionary(told)) => {
                told.get_deref(b"BaseEncoding", pdf).and_then(Object::as_name).ok()
            }
            _ => None,
        };
        let base = base.unwrap_or(b"StandardEncoding");
        let base = Object::Name(base.to_vec());
        for code in 0..=u8::MAX {
            self.letter(code.into(), encoded(pdf, base.clone(), code));
        }
        let differences = encoding
            .and_then(|encoding| encoding.as_dict().ok()?.get_deref(b"Differences", pdf).ok())
            .and_then(|list| list.as_array().ok());
        let mut code = 0;
        for entry in differences.into_iter().flatten().take(1024) {
            match entry {
                Object::Integer(number) => code = u32::try_from(*number).unwrap_or_default(),
                Object::Name(name) => {
                    self.letters.remove(&code);
                    self.letter(code, of_name(name, pdf));
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
        self.told(dictionary, pdf);
        let number = |key: &[u8]| dictionary.get_deref(key, pdf).and_then(Object::as_i64).ok();
        let first = number(b"FirstChar").and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
        if let Ok(widths) = dictionary.get_deref(b"Widths", pdf).and_then(Object::as_array) {
            for (code, width) in (first..256).zip(widths) {
                let width =
                    pdf.dereference(width).ok().and_then(|(_, width)| width.as_float().ok());
                self.widths.extend(width.map(|width| (code, width)));
            }
        }
    }

    /// A font of two bytes a letter.
    fn wide(&mut self, dictionary: &Dictionary, pdf: &Document) {
        self.told(dictionary, pdf);
        self.width = Some(1000.0);
        let Some(descendant) = dictionary
            .get_deref(b"DescendantFonts", pdf)
            .and_then(Object::as_array)
            .ok()
            .and_then(|fonts| pdf.dereference(fonts.first()?).ok())
            .and_then(|(_, font)| font.as_dict().ok())
        else {
            return;
        };
        if let Ok(width) = descendant.get_deref(b"DW", pdf).and_then(Object::as_float) {
            self.width = Some(width);
        }
        let Ok(told) = descendant.get_deref(b"W", pdf).and_then(Object::as_array) else { return };
        let code = |object: &Object| {
            object
                .as_i64()
                .ok()
                .and_then(|code| u32::try_from(code).ok())
                .filter(|code| *code <= 0xffff)
        };
        let mut told =
            told.iter().filter_map(|entry| pdf.dereference(entry).ok()).map(|(_, entry)| entry);
        // `first [width …]`, or `first last width`.
        while let (Some(first), Some(second)) = (told.next(), told.next()) {
            let Some(first) = code(first) else { continue };
            match second {
                Object::Array(widths) => {
                    for (code, width) in (first..=0xffff).zip(widths) {
                        self.widths.extend(width.as_float().ok().map(|width| (code, width)));
                    }
                }
                last => {
                    let (Some(last), Some(Ok(width))) =
                        (code(last), told.next().map(Object::as_float))
                    else {
                        continue;
                    };
                    // Each code once, however often ranges name it.
                    if self.widths.len() <= 0xffff {
                        self.widths.extend((first..=last).map(|code| (code, width)));
                    }
                }
            }
        }
    }

    /// Notes the letters that the font's own table tells.
    fn told(&mut self, dictionary: &Dictionary, pdf: &Document) {
        let stream = dictionary.get_deref(b"ToUnicode", pdf).and_then(Object::as_stream);
        let table = stream.and_then(|stream| stream.get_plain_content_with_limit(limits::TABLE));
        for (code, text) in table.map(|table| table::letters(&table)).unwrap_or_default() {
            self.letter(code, Some(text));
        }
    }

    /// Notes a letter, if it is one.
    fn letter(&mut self, code: u32, text: Option<String>) {
        let Some(text) = text else { return };
        let is_letter = !text.is_empty()
            && text.len() <= 32
            && !text
                .chars()
                .any(|letter| letter.is_control() || letter == '\u{fffd}' || is_private(letter));
        if is_letter {
            self.letters.insert(code, text);
        }
    }
}

/// Whether `letter` means something to its font alone.
fn is_private(letter: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&letter)
}

/// The letter that `code` has in an encoding.
fn encoded(pdf: &Document, encoding: Object, code: u8) -> Option<String> {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", encoding);
    font.get_font_encoding_with_limit(pdf, limits::TABLE).ok()?.bytes_to_string(&[code]).ok()
}

/// The letter that a name of a sign stands for.
fn of_name(name: &[u8], pdf: &Document) -> Option<String> {
    let mut encoding = Dictionary::new();
    encoding.set("Differences", vec![Object::Integer(0), Object::Name(name.to_vec())]);
    let known = encoded(pdf, Object::Dictionary(encoding), 0).filter(|text| !text.is_empty());
    known.or_else(|| {
        let name = std::str::from_utf8(name).ok()?.split('.').next()?;
        let digits = name.strip_prefix("uni").or_else(|| name.strip_prefix('u'))?;
        let digits = digits.get(..4).filter(|_| name.starts_with("uni")).unwrap_or(digits);
        u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).map(String::from)
    })
}

/// How many units of a font of drawings make its size.
fn unit(dictionary: &Dictionary, pdf: &Document) -> f32 {
    let matrix = dictionary.get_deref(b"FontMatrix", pdf).and_then(Object::as_array).ok();
    let scale = matrix.and_then(|matrix| matrix.first()?.as_float().ok()).unwrap_or(0.001);
    if scale.abs() > 1e-6 { 1.0 / scale.abs() } else { 1000.0 }
}

/// The width that a letter usually has.
fn usual(text: Option<&str>) -> f32 {
    let letter = text.and_then(|text| text.chars().next()).unwrap_or('n');
    let at = (letter as usize).checked_sub(32);
    f32::from(at.and_then(|at| WIDTHS.get(at)).copied().unwrap_or(556)) / 1000.0
}
