//! Texts that come as tokens (CAT XML): put back together as running text.
//!
//! No space before closing marks and behind opening ones; a sentence ends a line where the next
//! begins a new one of its own, so that titles stay apart. The offsets are ours, not the original's.

use anyhow::{Context, Result};
use recoupe_text::Span;
use std::collections::HashMap;
use std::path::Path;

/// A text made from tokens.
pub(crate) struct Tokenised {
    /// The text.
    pub(crate) text: String,
    /// Where each token stands, by its id.
    pub(crate) tokens: HashMap<String, Span>,
    /// The sentence of each token, by its id.
    pub(crate) sentences: HashMap<String, usize>,
}

/// Puts the tokens of a CAT file together.
///
/// # Errors
/// Where the file cannot be read or is not XML.
pub(crate) fn read(path: &Path) -> Result<(Tokenised, String)> {
    let xml = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let document = roxmltree::Document::parse(&xml).with_context(|| path.display().to_string())?;
    let mut made =
        Tokenised { text: String::new(), tokens: HashMap::new(), sentences: HashMap::new() };
    let mut last_sentence = None;
    let mut open_quote = false;
    let mut glue = true;
    for token in document.descendants().filter(|node| node.has_tag_name("token")) {
        let word = token.text().unwrap_or_default();
        let sentence: usize =
            token.attribute("sentence").and_then(|number| number.parse().ok()).unwrap_or(0);
        let new_sentence = last_sentence.is_some_and(|last| last != sentence);
        if new_sentence {
            // A sentence without a final stop is a heading: it stands alone.
            let closed = made.text.ends_with(['.', '!', '?', '"', '”', ':']);
            made.text.push_str(if closed { " " } else { "\n\n" });
            glue = true;
        }
        last_sentence = Some(sentence);
        let closes =
            matches!(word, "." | "," | ";" | ":" | "!" | "?" | ")" | "]" | "%" | "''" | "”" | "…")
                || word.starts_with('\'') && word.len() > 1
                || matches!(word, "n't" | "’s")
                || word == "\"" && open_quote;
        if !glue && !closes {
            made.text.push(' ');
        }
        let start = made.text.len();
        made.text.push_str(match word {
            "``" | "''" => "\"",
            other => other,
        });
        if matches!(word, "\"" | "``" | "''") {
            open_quote = !open_quote;
        }
        glue = matches!(word, "(" | "[" | "$" | "``" | "“" | "#") || word == "\"" && open_quote;
        if let Some(id) = token.attribute("t_id") {
            made.tokens.insert(id.to_owned(), Span::new(start, made.text.len()));
            made.sentences.insert(id.to_owned(), sentence);
        }
    }
    Ok((made, xml))
}
