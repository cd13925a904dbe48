//! The words that reports are searched by: folded stems, made by the same steps when a report is filed and when it
//! is asked for.
//!
//! The database cuts nothing and folds nothing of its own: it gets stems parted by blanks. A word that is asked for
//! may be of any language, so it is looked for as each language would have kept it; what a language writes on
//! to a word (« l'incendie », « والوزير ») is cut off there as it is in reports, and the longest piece is the word.
//! Names are kept beside, unstemmed, with the keys by which the gazetteer knows them in every language.

use recoupe_annotate::Reading;
use recoupe_text::{Language, TokenKind, Tokens, fold, stem};
use std::collections::BTreeSet;
use url::Url;

/// What a report is found by.
#[derive(Debug, Clone, Default)]
pub(crate) struct Indexed {
    /// Every word of the text, as folded stems.
    pub(crate) text: String,
    /// The names in it, folded.
    pub(crate) names: String,
    /// The outlet's name and host, folded.
    pub(crate) outlet: String,
}

pub(crate) fn indexed(reading: &Reading) -> Indexed {
    let syntax = &reading.syntax;
    let mut text = String::with_capacity(reading.text().len());
    for (index, token) in syntax.tokens.items().iter().enumerate() {
        if token.kind != TokenKind::Mark {
            push(&mut text, &kept(syntax.stems.get(index)));
        }
    }
    let mut names: BTreeSet<String> = BTreeSet::new();
    for mention in &reading.names.mentions {
        names.insert(name_words(mention.span.of(reading.text())));
        names.extend(mention.known.map(|known| key_word(&known.key)));
    }
    let article = &reading.article;
    let mut outlet = article.outlet.as_deref().map(name_words).unwrap_or_default();
    let url = article.url.as_deref().and_then(|url| Url::parse(url).ok());
    if let Some(host) = url.as_ref().and_then(Url::host_str) {
        push(&mut outlet, &name_words(host));
    }
    Indexed { text, names: names.into_iter().collect::<Vec<_>>().join(" . "), outlet }
}

fn push(out: &mut String, word: &str) {
    if !out.is_empty() {
        out.push(' ');
    }
    out.push_str(word);
}

/// The form of a stem that is kept and looked for.
pub(crate) fn kept(stem: &str) -> String {
    fold(stem)
}

/// The words of a name, folded; whatever is no letter or digit parts them.
pub(crate) fn name_words(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The gazetteer's key as one word of the index.
pub(crate) fn key_word(key: &str) -> String {
    name_words(key).replace(' ', "")
}

/// The most rows that are made of words with several forms.
const ROWS: usize = 8;

/// The forms that any language, or `language` alone, would have kept `words` in: one word, or several that stand one
/// behind the other, parted by blanks; sorted.
pub(crate) fn forms(words: &str, language: Option<&str>) -> BTreeSet<String> {
    let chosen = language.and_then(Language::get);
    let all = Language::all().iter().chain([Language::undetermined()]);
    let languages = all.filter(|held| chosen.is_none_or(|chosen| chosen == *held));
    languages.flat_map(|language| rows(words, language)).filter(|row| !row.is_empty()).collect()
}

/// The words in a row, in each of their forms.
fn rows(words: &str, language: &'static Language) -> Vec<String> {
    let mut rows = vec![String::new()];
    for word in words.split_whitespace() {
        let forms = forms_of_one(word, language);
        if forms.is_empty() {
            continue;
        }
        let longer = rows.iter().flat_map(|row| {
            forms.iter().map(move |form| {
                let mut row = row.clone();
                push(&mut row, form);
                row
            })
        });
        rows = longer.take(ROWS).collect();
    }
    rows
}

/// The stem of the longest piece of `word`. Where articles are written on to words, a stemmer may take the first
/// letter of a bare one for a small word too: then the stem with the article is another form, or that without it.
fn forms_of_one(word: &str, language: &'static Language) -> BTreeSet<String> {
    let tokens = Tokens::of(word, language);
    let pieces =
        tokens.items().iter().enumerate().filter(|(_, token)| token.kind != TokenKind::Mark);
    // Of equals the last: what is written on stands in front more often than behind.
    let Some((index, _)) = pieces.max_by_key(|(_, token)| token.span.len()) else {
        return BTreeSet::new();
    };
    let piece = tokens.lower(index);
    let mut forms = vec![piece.to_owned()];
    let article = language.property("article");
    if !article.is_empty() {
        forms.push(match piece.strip_prefix(article) {
            Some(bare) => bare.to_owned(),
            None => format!("{article}{piece}"),
        });
    }
    let forms = forms.iter().map(|form| name_words(&stem(form, language)));
    forms.filter(|form| !form.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::forms;

    #[test]
    fn a_word_is_looked_for_as_each_language_would_keep_it() {
        let holds = |word: &str, form: &str| {
            let forms = forms(word, None);
            assert!(forms.contains(form), "{word}: {forms:?}");
        };
        holds("ferries", "ferri");
        holds("l’incendie", "incend");
        holds("Häfen", "haf");
        assert!(forms("«»", None).is_empty());
    }

    #[test]
    fn what_is_written_on_is_cut_off() {
        let bare = forms("وزير", Some("ar"));
        assert_eq!(forms("والوزير", Some("ar")), bare);
        assert_eq!(forms("الوزير", Some("ar")), bare);
    }

    #[test]
    fn rows_of_words_do_not_multiply_without_end() {
        assert!(forms(&"وزير ".repeat(40), Some("ar")).len() <= super::ROWS);
    }
}
