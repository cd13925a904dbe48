//! What the names of elements, classes and identifiers tell. English words, whatever the page's
//! language: they are what the makers of web templates write.

use crate::article::Reason;
use crate::block::Role;

/// Elements that stand inside a line; every other one parts paragraphs.
const INLINE: [&str; 47] = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em",
    "font", "g", "i", "img", "ins", "kbd", "mark", "nobr", "picture", "q", "rb", "rp", "rt",
    "ruby", "s", "samp", "small", "source", "span", "strike", "strong", "sub", "sup", "svg", "td",
    "th", "time", "tspan", "tt", "u", "use", "var", "wbr", "path",
];

/// Elements that nobody sees.
const HIDDEN: [&str; 15] = [
    "head", "script", "style", "template", "noscript", "iframe", "noembed", "noframes", "canvas",
    "audio", "video", "datalist", "area", "desc", "metadata",
];

/// Words of class and id, and what stands in elements that bear them. The first that fits counts.
const SECTIONS: [(&str, Reason); 44] = [
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

/// Whether the element `name` stands inside a line.
pub(super) fn is_inline(name: &str) -> bool {
    INLINE.contains(&name) || name.contains('-')
}

/// Whether nobody sees what stands in the element `name`.
pub(super) fn is_hidden(name: &str) -> bool {
    HIDDEN.contains(&name)
}

/// What a block in the element `name` is.
pub(super) fn role(name: &str) -> Option<Role> {
    Some(match name {
        "h1" => Role::Headline,
        "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading,
        "li" | "dt" | "dd" => Role::Item,
        "figcaption" | "caption" => Role::Caption,
        "tr" => Role::Row,
        "button" | "option" | "label" | "select" | "textarea" => Role::Control,
        _ => return None,
    })
}

/// What the element `name` with these classes and this id holds, where it is not the report.
pub(super) fn section(name: &str, class: &str, id: &str) -> Option<Reason> {
    match name {
        "nav" | "footer" | "menu" => return Some(Reason::Navigation),
        "figcaption" => return Some(Reason::Other),
        _ => {}
    }
    let parts = |text: &str| -> Vec<String> {
        let parts = text.split(|letter: char| !letter.is_ascii_alphanumeric());
        parts.filter(|part| !part.is_empty()).take(40).map(str::to_ascii_lowercase).collect()
    };
    let (class, id) = (parts(class), parts(id));
    let words = || class.iter().chain(&id);
    SECTIONS.iter().find(|(word, _)| words().any(|part| part == word)).map(|(_, reason)| *reason)
}

/// Whether an element with these classes embeds a post.
pub(super) fn is_post(class: &str) -> bool {
    class.split_ascii_whitespace().any(|word| POSTS.contains(&word))
}
