//! PDF: the text that its pages draw.
//!
//! `lopdf` reads the objects; it forbids unsafe code and bounds what it unpacks. What is drawn is followed here
//! (`draw`, with the letters of the fonts by `font`), laid out to lines (`lines`) and to paragraphs (`layout`). Text
//! is taken in the order in which it is drawn, which is the order of reading in what office programs write; a page
//! that draws its columns line by line comes mixed, and text from right to left may come backwards, which a note
//! says. Pictures of text are not read: a document that has nothing else is an error that says so.

mod draw;
mod font;
mod layout;
mod lines;
mod place;
mod table;

use super::{BOUND, DAMAGED, Document, Fault, LOCKED};
use crate::limits;
use draw::Drawing;
use lopdf::{Dictionary, LoadOptions, Object, ObjectId, decode_text_string};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

const PICTURES: Fault = "has no text, only pictures of it; make a text of them (OCR) first";
const NO_LETTERS: Fault =
    "does not tell which letters its fonts draw; make a text of it (OCR) first";

/// Reads a PDF.
pub(super) fn read(bytes: &[u8]) -> Result<Document, Fault> {
    // In a broken file some state may be reached that the reader of objects holds to be impossible.
    catch_unwind(AssertUnwindSafe(|| of(bytes)))
        .unwrap_or_else(|ended| Err(if ended.is::<Over>() { BOUND } else { DAMAGED }))
}

fn of(bytes: &[u8]) -> Result<Document, Fault> {
    let mut pdf = load(bytes, false)?;
    if pdf.page_iter().next().is_none() && !pdf.is_encrypted() {
        pdf = load(bytes, true)?;
    }
    if pdf.is_encrypted() {
        return Err(LOCKED);
    }
    let mut drawing = Drawing::new(&pdf);
    let mut pages = 0;
    for page in pdf.page_iter().take(limits::PAGES + 1) {
        pages += 1;
        if pages > limits::PAGES || !drawing.page(page) {
            break;
        }
    }
    if pages == 0 {
        return Err(DAMAGED);
    }
    if drawing.letters == 0 {
        return Err(match drawing {
            _ if drawing.over => BOUND,
            _ if drawing.damaged => DAMAGED,
            Drawing { unknown: 1.., .. } => NO_LETTERS,
            Drawing { pictures: 1.., .. } => PICTURES,
            // What had to be searched for was not all found.
            _ if pdf.xref_recovery.is_some() => DAMAGED,
            _ => super::EMPTY,
        });
    }
    if drawing.unknown > drawing.letters {
        return Err(NO_LETTERS);
    }
    let mut document = Document::default();
    if drawing.over || pages > limits::PAGES {
        document.notes.push("read as far as the bounds on a PDF let; the rest was passed over");
    }
    if drawing.damaged {
        document.notes.push("some of its text is damaged and left out");
    }
    if drawing.unknown > 0 {
        document.notes.push("some letters of it could not be told; they are left out");
    }
    if drawing.backwards * 3 > drawing.letters {
        document.notes.push("text from right to left may be in the wrong order; check the text");
    }
    document.blocks = layout::blocks(&lines::lines(drawing.runs));
    properties(&pdf, &mut document);
    Ok(document)
}

/// What ends the loading of objects once there are too many.
struct Over;

thread_local! {
    /// How many objects were loaded, and how much their packed streams unpacked to.
    static LOADED: Cell<(usize, usize)> = const { Cell::new((0, 0)) };
}

/// Lets objects through up to the bounds. Each is seen before what is packed in it is read, and the reader of objects
/// can be ended in no other way from here.
#[expect(clippy::unnecessary_wraps, reason = "the reader of objects asks in this form")]
fn counted(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
    let (objects, unpacked) = LOADED.get();
    let inside = object.as_stream().ok().filter(|stream| stream.dict.has_type(b"ObjStm"));
    let size = inside.map_or(Ok(0), |stream| {
        stream.get_plain_content_with_limit(limits::OBJECT_STREAM).map(|content| content.len())
    });
    // One that cannot be unpacked gives no objects.
    let loaded = (objects + 1, unpacked + size.unwrap_or_default());
    LOADED.set(loaded);
    if loaded.0 > limits::OBJECTS || loaded.1 > limits::OBJECT_STREAMS {
        resume_unwind(Box::new(Over));
    }
    // Of what stands by itself, which a stream always does, the reader keeps the object that it showed; of what is
    // packed, the one it is given.
    Some((id, if object.as_stream().is_ok() { Object::Null } else { object.clone() }))
}

/// Loads the objects by the list that the file has of them, or by a search of the whole file.
fn load(bytes: &[u8], search: bool) -> Result<lopdf::Document, Fault> {
    LOADED.set((0, 0));
    let options = LoadOptions {
        filter: Some(counted),
        max_decompressed_size: Some(limits::OBJECT_STREAM),
        force_reconstruct: search,
        ..LoadOptions::default()
    };
    lopdf::Document::load_mem_with_options(bytes, options).map_err(|error| match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => LOCKED,
        lopdf::Error::Decompress(_) => BOUND,
        _ => DAMAGED,
    })
}

/// Title, day and language, as far as the document tells them.
fn properties(pdf: &lopdf::Document, document: &mut Document) {
    let text = |dictionary: &Dictionary, key: &[u8]| {
        let text = decode_text_string(dictionary.get_deref(key, pdf).ok()?).ok()?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    };
    document.language = pdf.catalog().ok().and_then(|catalog| text(catalog, b"Lang"));
    let Ok(info) = pdf.trailer.get_deref(b"Info", pdf).and_then(Object::as_dict) else { return };
    document.title = text(info, b"Title");
    let written = text(info, b"CreationDate").or_else(|| text(info, b"ModDate"));
    document.published = written.and_then(|time| day(&time));
}

/// The day of a time as PDF writes it: `D:20240503…`.
fn day(written: &str) -> Option<jiff::civil::Date> {
    let digits = written.strip_prefix("D:").unwrap_or(written);
    let part = |from: usize, to: usize| {
        let part = digits.get(from..to)?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<i16>().ok())?
    };
    let (month, day) = (part(4, 6)?.try_into().ok()?, part(6, 8)?.try_into().ok()?);
    jiff::civil::Date::new(part(0, 4)?, month, day).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_properties() {
        let expected = Some(jiff::civil::date(2024, 5, 3));
        assert_eq!(day("D:20240503101500+02'00'"), expected);
        assert_eq!(day("20240503"), expected);
        for written in ["D:2024", "D:20241303", "D:-1240503", "today", "é"] {
            assert_eq!(day(written), None, "{written}");
        }
    }
}
