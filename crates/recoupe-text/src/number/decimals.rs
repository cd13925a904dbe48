//! Digits to decimals: of any script, and the signs of parts.
//!
//! Exact or nothing: what needs more than 28 digits has no value. Limits: scripts whose ten digits
//! do not stand in a row of Unicode, and Roman numerals, are not read.

use rust_decimal::Decimal;

/// The zeros of the scripts that are read: European, Arabic-Indic, Persian, Devanagari, Bengali and
/// full-width digits.
const ZEROS: [char; 6] = ['0', '٠', '۰', '०', '০', '０'];

/// Digits before and after the decimal mark, to a value.
pub(super) fn decimal(whole: &str, below: &str) -> Option<Decimal> {
    let mut digits = String::with_capacity(whole.len() + below.len() + 1);
    for letter in whole.chars() {
        digits.push(plain_digit(letter)?);
    }
    if !below.is_empty() {
        digits.push('.');
        for letter in below.chars() {
            digits.push(plain_digit(letter)?);
        }
    }
    if digits.len() > 29 {
        return None;
    }
    Decimal::from_str_exact(&digits).ok()
}

/// How many digits a piece has; those of other scripts are longer in bytes.
pub(super) fn digit_count(digits: &str) -> usize {
    digits.chars().count()
}

pub(super) fn divide(above: Option<Decimal>, below: Option<Decimal>) -> Option<Decimal> {
    above?.checked_div(below?)
}

fn plain_digit(letter: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| {
        let value = (letter as u32).checked_sub(*zero as u32)?;
        char::from_digit(value, 10)
    })
}

/// "½" and its like.
pub(super) fn sign_of_part(sign: &str) -> Option<Decimal> {
    if sign.is_ascii() {
        return None;
    }
    let (above, below) = match sign {
        "½" => (1, 2),
        "⅓" => (1, 3),
        "⅔" => (2, 3),
        "¼" => (1, 4),
        "¾" => (3, 4),
        "⅕" => (1, 5),
        "⅖" => (2, 5),
        "⅗" => (3, 5),
        "⅘" => (4, 5),
        "⅙" => (1, 6),
        "⅚" => (5, 6),
        "⅛" => (1, 8),
        "⅜" => (3, 8),
        "⅝" => (5, 8),
        "⅞" => (7, 8),
        _ => return None,
    };
    Decimal::from(above).checked_div(Decimal::from(below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_other_scripts_have_their_value() {
        assert_eq!(decimal("٢٥", "٥"), decimal("25", "5"));
        assert_eq!(digit_count("٢٥٠"), 3);
    }

    #[test]
    fn what_does_not_fit_has_no_value() {
        assert_eq!(decimal(&"9".repeat(40), ""), None);
        assert_eq!(decimal("½", ""), None);
    }
}
