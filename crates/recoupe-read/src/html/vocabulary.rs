//! What the names of elements, classes and identifiers tell. English words, whatever the page's
//! language: they are what the makers of web templates write.

use super::facts::Mark;
use super::tag::{Attributes, Key};
use crate::article::Reason;
use rustc_hash::FxHashMap;
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

/// Words for what is reported, and words for its text: a class that has one of each names the body
/// ("article-body", "entryContent").
const WHOLE: [&str; 14] = [
    "article", "articulo", "artikel", "blog", "detail", "entry", "field", "news", "node", "nota",
    "noticia", "post", "single", "story",
];
const TEXT: [&str; 12] = [
    "body",
    "content",
    "contents",
    "copy",
    "corps",
    "cuerpo",
    "fulltext",
    "inhalt",
    "paragraphs",
    "text",
    "texte",
    "texto",
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

/// Classes of elements that hold the author's name, by how sure they are; names that sites use for nothing else.
const AUTHOR: [(&str, u8); 15] = [
    ("article-author", 4),
    ("article__author", 4),
    ("auteur", 4),
    ("auteur-nom", 3),
    ("author", 4),
    ("author-name", 3),
    ("author__name", 3),
    ("autor", 4),
    ("autore", 4),
    ("byline", 4),
    ("byline-name", 3),
    ("byline__name", 3),
    ("entry-author", 4),
    ("post-author", 4),
    ("signature", 4),
];

/// Classes of elements that hold the day of publication.
const PUBLISHED: [(&str, u8); 14] = [
    ("article-date", 2),
    ("article__date", 2),
    ("data", 3),
    ("date", 3),
    ("date-published", 2),
    ("datum", 3),
    ("entry-date", 2),
    ("fecha", 3),
    ("post-date", 2),
    ("posted-on", 2),
    ("pubdate", 2),
    ("publish-date", 2),
    ("published", 2),
    ("published-date", 2),
];

/// What one word of a class or an id tells, and what a whole class does.
#[derive(Debug, Clone, Copy)]
enum Word {
    /// The place of a row of [`SECTIONS`].
    Section(usize),
    Whole,
    Text,
}

#[derive(Debug, Clone, Copy)]
enum Class {
    Marked(Mark),
    Post,
}

static WORDS: LazyLock<FxHashMap<&str, Word>> = LazyLock::new(|| {
    let whole = WHOLE.iter().map(|word| (*word, Word::Whole));
    let text = TEXT.iter().map(|word| (*word, Word::Text));
    let sections = SECTIONS.iter().enumerate().map(|(at, (word, _))| (*word, Word::Section(at)));
    whole.chain(text).chain(sections).collect()
});

static CLASSES: LazyLock<FxHashMap<&str, Class>> = LazyLock::new(|| {
    let authors = AUTHOR.iter().map(|(class, grade)| (*class, Class::Marked(Mark::Author(*grade))));
    let dates =
        PUBLISHED.iter().map(|(class, grade)| (*class, Class::Marked(Mark::Published(*grade))));
    authors.chain(dates).chain(POSTS.iter().map(|class| (*class, Class::Post))).collect()
});

/// The longest class or id that is looked at, in bytes.
const LONGEST: usize = 1024;

/// What an element's names tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Names {
    pub(super) hints: Hints,
    /// What it is marked as.
    pub(super) mark: Option<Mark>,
    /// It embeds a post.
    pub(super) post: bool,
}

/// What an element's names tell of its place on the page.
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

/// What the names of the element `name` tell.
pub(super) fn names(name: &str, attributes: &Attributes<'_>) -> Names {
    let mut hints = Hints {
        section: match name {
            "nav" | "footer" | "menu" => Some(Reason::Navigation),
            "figcaption" => Some(Reason::Other),
            _ => None,
        },
        beside: matches!(name, "aside" | "form" | "dialog"),
        body: false,
        whole: matches!(name, "article" | "main"),
    };
    if attributes.none() {
        return Names { hints, mark: (name == "time").then_some(Mark::Time), post: false };
    }
    hints.body = attributes.has(Key::ItemProp, "articleBody");
    match attributes.get(Key::Role) {
        Some("navigation" | "contentinfo" | "menu" | "menubar") if hints.section.is_none() => {
            hints.section = Some(Reason::Navigation);
        }
        Some("complementary" | "search" | "dialog" | "form") => hints.beside = true,
        Some("main" | "article") => hints.whole = true,
        _ => {}
    }
    let mut mark = told(name, attributes);
    let (mut post, mut first, mut lower) = (false, SECTIONS.len(), String::new());
    for key in [Key::Class, Key::Id] {
        let Some(value) = attributes.get(key).filter(|value| value.len() <= LONGEST) else {
            continue;
        };
        for class in value.split_ascii_whitespace() {
            match CLASSES.get(class).filter(|_| key == Key::Class) {
                Some(Class::Post) => post = true,
                Some(Class::Marked(other)) => {
                    mark = Some(mark.map_or(*other, |mark| mark.surer(*other)));
                }
                None => {}
            }
            let (mut whole, mut text) = (false, false);
            for part in parts(class) {
                lower.clear();
                lower.push_str(part);
                lower.make_ascii_lowercase();
                match WORDS.get(lower.as_str()) {
                    Some(Word::Section(at)) => first = first.min(*at),
                    Some(Word::Whole) => whole = true,
                    Some(Word::Text) => text = true,
                    None => {}
                }
            }
            hints.body |= whole && text;
        }
    }
    // A heading of the body may be named for the menu that leads to it.
    if !matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6") {
        hints.section = hints.section.or_else(|| SECTIONS.get(first).map(|(_, reason)| *reason));
    }
    Names { hints, mark, post }
}

/// Whether the property or the classes of the element hold `part`.
fn says_part(attributes: &Attributes<'_>, part: &str) -> bool {
    [Key::ItemProp, Key::Class].into_iter().any(|key| {
        attributes.get(key).is_some_and(|value| value.to_ascii_lowercase().contains(part))
    })
}

/// What the element is marked as by other attributes than its class.
fn told(name: &str, attributes: &Attributes<'_>) -> Option<Mark> {
    if name == "time" {
        let says = |key| {
            attributes
                .get(key)
                .is_some_and(|value: &str| value.to_ascii_lowercase().contains("publi"))
        };
        let published =
            attributes.get(Key::PubDate).is_some() || says(Key::ItemProp) || says(Key::Class);
        let updated = says_part(attributes, "modif") || says_part(attributes, "updat");
        return Some(if published {
            Mark::Published(0)
        } else if updated {
            Mark::Updated
        } else {
            Mark::Time
        });
    }
    if attributes.has(Key::ItemProp, "author") {
        return Some(Mark::Author(1));
    }
    if attributes.has(Key::ItemProp, "datePublished") {
        return Some(Mark::Published(1));
    }
    if attributes.has(Key::ItemProp, "dateModified") {
        return Some(Mark::Updated);
    }
    if name == "a" && attributes.has(Key::Rel, "author") {
        return Some(Mark::Author(2));
    }
    attributes.has(Key::ItemProp, "name").then_some(Mark::Name)
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

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn names_have_words() {
        let all = parts("c-articleBody__main--XL2").collect::<Vec<_>>();
        assert_eq!(all, ["c", "article", "Body", "main", "XL2"]);
    }
}
