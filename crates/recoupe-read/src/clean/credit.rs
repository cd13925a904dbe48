//! Who took the photograph, by the line's shape: "© Name", "AFP/Name", "Name / Reuters".

use crate::agencies::agency_named;
use crate::article::Reason;
use crate::block::words;

/// The longest credit, in words.
const LONGEST: usize = 14;

/// Why the line `text` is a credit.
pub(super) fn reason(text: &str) -> Option<Reason> {
    let text = text.trim_matches(|letter: char| {
        letter.is_whitespace() || matches!(letter, '(' | ')' | '[' | ']' | '.')
    });
    if text.len() > 300 || words(text) > LONGEST {
        return None;
    }
    let sign = ["©", "Ⓒ", "(c)", "(C)", "Copyright"].iter().any(|sign| text.starts_with(sign));
    let parts: Vec<&str> = text.split(['/', '|']).map(str::trim).collect();
    let shared = (2..=4).contains(&parts.len())
        && words(text) <= 8
        && parts.iter().any(|part| agency_named(part).is_some());
    (sign || shared || agency_named(text).is_some()).then_some(Reason::Credit)
}
