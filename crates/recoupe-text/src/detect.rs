//! Which language a text is in.
//!
//! `whichlang` answers first: on news sentences it is as good as the largest detector at fifty
//! times its speed, but it knows sixteen languages and always names one. So its answer stands only
//! where `whatlang` (seventy languages, with a confidence) does not reliably say otherwise.

use crate::language::Language;

/// How much of a text is looked at, in bytes: enough for certainty, a bound for hostile input.
const LOOKED_AT: usize = 2048;

/// How much of it the second opinion looks at: it is slow, and sure within a few sentences.
const SECOND_LOOK: usize = 512;

/// The BCP 47 code of the language `text` is in, also where Recoupe has no tables for it; `None`
/// where the text is too short or in no known language.
#[must_use]
pub fn detect_language(text: &str) -> Option<&'static str> {
    let sample = start_of(text, LOOKED_AT);
    if sample.chars().filter(|letter| letter.is_alphabetic()).take(12).count() < 12 {
        return None;
    }
    let first = two_letter(whichlang::detect_language(sample).three_letter_code());
    match whatlang::detect(start_of(sample, SECOND_LOOK)) {
        Some(second) if two_letter(second.lang().code()) == first => Some(first),
        Some(second) if second.is_reliable() => Some(two_letter(second.lang().code())),
        _ => Some(first),
    }
}

/// At most so many bytes from the start, on a character boundary.
fn start_of(text: &str, bytes: usize) -> &str {
    let mut end = text.len().min(bytes);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The shorter code where BCP 47 asks for it.
fn two_letter(code: &'static str) -> &'static str {
    const CODES: [(&str, &str); 20] = [
        ("ara", "ar"),
        ("cmn", "zh"),
        ("deu", "de"),
        ("eng", "en"),
        ("fra", "fr"),
        ("hin", "hi"),
        ("ita", "it"),
        ("jpn", "ja"),
        ("kor", "ko"),
        ("nld", "nl"),
        ("por", "pt"),
        ("rus", "ru"),
        ("spa", "es"),
        ("swe", "sv"),
        ("tur", "tr"),
        ("vie", "vi"),
        ("pes", "fa"),
        ("urd", "ur"),
        ("ell", "el"),
        ("pol", "pl"),
    ];
    CODES
        .iter()
        .find(|(three, _)| *three == code)
        .map(|(_, two)| *two)
        .or_else(|| Language::get(code).map(Language::code))
        .unwrap_or(code)
}
