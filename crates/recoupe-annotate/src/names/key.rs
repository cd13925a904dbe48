//! When two spellings are one name: for who keeps what a person said of it.

use recoupe_text::fold;

/// A name without what may vary in writing it: its letters and digits, folded.
#[must_use]
pub fn name_key(name: &str) -> String {
    fold(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::name_key;

    #[test]
    fn case_accents_marks_and_blanks_do_not_count() {
        assert_eq!(name_key(" Jean-Luc  ÉTIENNE "), name_key("jean luc etienne"));
        assert_ne!(name_key("Ada Lund"), name_key("Adda Lund"));
        assert_eq!(name_key("«»"), "");
    }
}
