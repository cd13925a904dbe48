//! What the names of elements, classes and identifiers tell. English words, whatever the page's
//! language: they are what the makers of web templates write.

use super::tokens::{Attributes, Key};
use crate::article::Reason;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Words of class and id, and what stands in elements that bear them. The first that fits counts.
const SECTIONS: [(&str, Reason); 55] = [
    ("cookie", Reason::Cookies),
    ("consent", Reason::Cookies),
    ("gdpr", Reason::Cookies),
    ("comment", Reason::Comments),
    ("comments", Reason::Comments),
    ("respond", Reason::Comments),
    ("disqus", Reason::Comments),
    ("related", Reason::Related),
    ("recirc", Reason::Related),
    ("recommended", Reason::Related),
    ("recommendations", Reason::Related),
    ("trending", Reason::Related),
    ("popular", Reason::Related),
    ("mostread", Reason::Related),
    ("teaser", Reason::Related),
    ("teasers", Reason::Related),
    ("more", Reason::Related),
    ("share", Reason::Share),
    ("sharing", Reason::Share),
    ("social", Reason::Share),
    ("newsletter", Reason::Share),
    ("subscribe", Reason::Share),
    ("signup", Reason::Share),
    ("follow", Reason::Share),
    ("ad", Reason::Advertising),
    ("ads", Reason::Advertising),
    ("advert", Reason::Advertising),
    ("advertisement", Reason::Advertising),
    ("sponsored", Reason::Advertising),
    ("outbrain", Reason::Advertising),
    ("taboola", Reason::Advertising),
    ("promo", Reason::Advertising),
    ("subscription", Reason::Share),
    ("caption", Reason::Other),
    ("captions", Reason::Other),
    ("gallery", Reason::Other),
    ("slideshow", Reason::Other),
    ("carousel", Reason::Other),
    ("bio", Reason::Other),
    ("modal", Reason::Other),
    ("popup", Reason::Other),
    ("tags", Reason::Related),
    ("topics", Reason::Related),
    ("credit", Reason::Credit),
    ("credits", Reason::Credit),
    ("copyright", Reason::Credit),
    ("nav", Reason::Navigation),
    ("navbar", Reason::Navigation),
    ("navigation", Reason::Navigation),
    ("menu", Reason::Navigation),
    ("breadcrumb", Reason::Navigation),
    ("breadcrumbs", Reason::Navigation),
    ("footer", Reason::Navigation),
    ("sidebar", Reason::Navigation),
    ("masthead", Reason::Navigation),
];

static RANKS: LazyLock<HashMap<&str, usize>> =
    LazyLock::new(|| SECTIONS.iter().enumerate().map(|(at, (word, _))| (*word, at)).collect());

/// Words for what is reported, and words for its text: a class that has one of each names the body
/// ("article-body", "entryContent").
const WHOLE: [&str; 14] = [
    "article", "articulo", "artikel", "blog", "detail", "entry", "field", "news", "node", "noticia", "nota", "post",
    "single", "story",
];
const TEXT: [&str; 12] = [
    "body", "content", "contents", "copy", "fulltext", "inhalt", "paragraphs", "text", "texte", "texto", "cuerpo", "corps",
];

/// Classes of the blocks in which posts of social networks are embedded.
const POSTS: [&str; 8] = [
    "twitter-tweet",
    "twitter-video",
    "instagram-media",
    "tiktok-embed",
    "bluesky-embed",
    "mastodon-embed",
    "fb-post",
    "threads-embed",
];

/// The longest class or id that is looked at, in bytes.
const LONGEST: usize = 1024;

/// What an element's names tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Hints {
    /// It holds something that is not the report.
    pub(super) section: Option<Reason>,
    /// It stands beside the report (`aside`, a form, a dialogue).
    pub(super) beside: bool,
    /// It holds the report's body.
    pub(super) body: bool,
    /// It holds the report with all that belongs to it (`article`, `main`).
    pub(super) whole: bool,
}

impl Hints {
    /// Whether the names tell anything.
    pub(super) fn tell(self) -> bool {
        self != Self::default()
    }

    /// How much more an element weighs for its names.
    pub(super) const fn favour(self) -> f64 {
        if self.body {
            1.25
        } else if self.whole {
            1.1
        } else {
            1.0
        }
    }
}

/// What the names of an element tell.
pub(super) fn hints(name: &str, attributes: &Attributes) -> Hints {
    let mut hints = Hints {
        section: match name {
            "nav" | "footer" | "menu" => Some(Reason::Navigation),
            "figcaption" => Some(Reason::Other),
            _ => None,
        },
        beside: matches!(name, "aside" | "form" | "dialog"),
        body: attributes.has(Key::ItemProp, "articleBody"),
        whole: matches!(name, "article" | "main"),
    };
    match attributes.get(Key::Role) {
        Some("navigation" | "contentinfo" | "menu" | "menubar") if hints.section.is_none() => {
            hints.section = Some(Reason::Navigation);
        }
        Some("complementary" | "search" | "dialog" | "form") => hints.beside = true,
        Some("main" | "article") => hints.whole = true,
        _ => {}
    }
    let (mut rank, mut word) = (usize::MAX, String::new());
    for key in [Key::Class, Key::Id] {
        let Some(value) = attributes.get(key).filter(|value| value.len() <= LONGEST) else { continue };
        for name in value.split_ascii_whitespace() {
            let (mut whole, mut text) = (false, false);
            for part in parts(name) {
                word.clear();
                word.extend(part.chars().map(|letter| letter.to_ascii_lowercase()));
                rank = rank.min(RANKS.get(word.as_str()).copied().unwrap_or(usize::MAX));
                whole |= WHOLE.contains(&word.as_str());
                text |= TEXT.contains(&word.as_str());
            }
            hints.body |= whole && text;
        }
    }
    // A heading of the body may be named for the menu that leads to it.
    if matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        return hints;
    }
    hints.section = hints.section.or_else(|| SECTIONS.get(rank).map(|(_, reason)| *reason));
    hints
}

/// The words of a name: parted by anything but letters and digits, and where a capital follows a
/// small letter.
fn parts(name: &str) -> impl Iterator<Item = &str> {
    let pieces = name.split(|letter: char| !letter.is_ascii_alphanumeric());
    pieces.filter(|piece| !piece.is_empty()).flat_map(|piece| {
        let bytes = piece.as_bytes();
        let starts = (1..bytes.len())
            .filter(|at| bytes[*at].is_ascii_uppercase() && bytes[*at - 1].is_ascii_lowercase());
        let mut from = 0;
        starts.chain([bytes.len()]).map(move |to| {
            let part = &piece[from..to];
            from = to;
            part
        })
    })
}

/// Whether an element with these classes embeds a post.
pub(super) fn is_post(attributes: &Attributes) -> bool {
    POSTS.iter().any(|class| attributes.has(Key::Class, class))
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_have_words() {
        let all = parts("c-articleBody__main--XL2").collect::<Vec<_>>();
        assert_eq!(all, ["c", "article", "Body", "main", "XL2"]);
    }
}
