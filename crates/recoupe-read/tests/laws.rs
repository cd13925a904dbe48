//! The laws of reading, over generated input: nothing is lost, spans fit, nothing panics.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use recoupe_read::{Article, Input, read};
use recoupe_text::Span;
use std::collections::BTreeMap;

/// The runs of letters and digits of `text` with their counts: what a reader calls words, whatever
/// white space and marks stand between.
fn bag<'text>(texts: impl IntoIterator<Item = &'text str>) -> BTreeMap<String, usize> {
    let mut bag = BTreeMap::new();
    for text in texts {
        for word in
            text.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty())
        {
            *bag.entry(word.to_owned()).or_insert(0) += 1;
        }
    }
    bag
}

fn given(article: &Article) -> BTreeMap<String, usize> {
    bag([article.text.as_str()]
        .into_iter()
        .chain(article.removed.iter().map(|removed| removed.text.as_str())))
}

fn check_spans(article: &Article) {
    let text = &article.text;
    let fits = |span: &Span| {
        text.get(span.range()).is_some_and(|words| !words.is_empty() && words.trim() == words)
    };
    assert!(article.title.iter().all(fits), "title of {text:?}");
    assert!(article.place.iter().all(fits), "place of {text:?}");
    for post in &article.posts {
        assert!(fits(&post.content) && post.signature.iter().all(fits), "post of {text:?}");
    }
    if let Some(title) = article.title {
        assert_eq!(title.start, 0);
    }
    assert!(!text.contains("\n\n\n") && text.trim_matches('\n') == text);
    assert!(text.split("\n\n").all(|paragraph| !paragraph.contains('\n')));
}

/// Lines as they stand in reports and around them.
fn line() -> impl Strategy<Value = String> {
    let known = select(vec![
        "Read also: Another story of the same day",
        "Lire aussi : Une autre histoire",
        "Related Articles",
        "Sur le même sujet",
        "Leave a comment",
        "Laisser un commentaire",
        "PoliticsWorldOpinion",
        "© Somebody",
        "Photo: AFP",
        "AFP/Someone",
        "2/5",
        "Share",
        "By Ann Lee in Oslo",
        "Published on May 3, 2024",
        "Oslo, May 3, 2024 (AFP) – The council of the town met on Tuesday and spoke of the harbour.",
        "The harbour opens again. pic.twitter.com/AbC123",
        "— Ann Lee (@annlee) May 3, 2024",
        "pic.twitter.com/AbC123",
        "A first line that could be a title",
        "The town closed its harbour for three days, the council said on Tuesday, because a ship had lost its cargo of timber in the storm of the night before.",
        "",
        "\u{a0}",
        "Home > World > Europe",
    ])
    .prop_map(str::to_owned);
    prop_oneof![4 => known, 3 => "[ \\PC]{0,60}", 1 => "[a-zA-Zéàü«»“”.,:;!? \u{a0}\u{202f}\t'’—–()@/#0-9-]{0,120}", 1 => any::<String>()]
}

fn text() -> impl Strategy<Value = String> {
    vec((line(), select(vec!["\n", "\n\n", "\r\n", "\u{2028}", "\n \n"])), 0..14)
        .prop_map(|lines| lines.into_iter().map(|(line, end)| line + end).collect())
}

fn read_text(text: &str) -> Option<Input> {
    read("generated", text.as_bytes()).ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_word_of_a_text_is_lost(text in text()) {
        // What looks like a page or like JSON is not read as text.
        prop_assume!(!text.trim_start_matches(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\u{feff}').starts_with(['<', '{', '[']));
        if let Some(reading) = read_text(&text) {
            prop_assert_eq!(reading.articles.len(), 1);
            let article = &reading.articles[0];
            prop_assert_eq!(given(article), bag([text.as_str()]), "{:?}", article);
            check_spans(article);
        }
    }

    #[test]
    fn bytes_never_stop_the_reader(bytes in vec(any::<u8>(), 0..400)) {
        if let Ok(reading) = read("generated", &bytes) {
            reading.articles.iter().for_each(check_spans);
        }
    }
}

/// A tree of markup with words of its own in every text; the words that are visible beside it.
#[derive(Debug, Clone)]
enum Node {
    Text(String),
    Element(&'static str, Vec<Node>),
    Hidden(&'static str, String),
    Void(&'static str),
}

fn node() -> impl Strategy<Value = Node> {
    let words = prop_oneof![
        3 => line().prop_map(|line| line.replace(['<', '>', '&', '\0'], " ")),
        1 => "[a-z]{1,8}( [a-z]{1,8}){0,30}\\.",
    ];
    // A control character in a page is dropped or replaced by the parser, as the standard asks.
    let words = words.prop_map(|words: String| {
        format!(" {} ", words.replace(|letter: char| letter.is_control(), " "))
    });
    let leaf = prop_oneof![
        6 => words.prop_map(Node::Text),
        1 => (select(vec!["script", "style", "template", "noscript"]), "[a-z]{1,9}").prop_map(|(name, words)| Node::Hidden(name, words)),
        1 => select(vec!["br", "hr", "img"]).prop_map(Node::Void),
    ];
    leaf.prop_recursive(5, 60, 6, |inner| {
        let names = select(vec![
            "div",
            "section",
            "article",
            "main",
            "aside",
            "nav",
            "header",
            "footer",
            "blockquote",
            "ul",
            "span",
            "em",
            "strong",
            "b",
            "i",
            "div class=\"related\"",
            "div class=\"comments\"",
            "blockquote class=\"twitter-tweet\"",
            "figure",
            "figcaption",
            "my-card",
            "ins",
        ]);
        (names, vec(inner, 0..6)).prop_map(|(name, children)| Node::Element(name, children))
    })
}

fn write(node: &Node, page: &mut String, visible: &mut Vec<String>) {
    match node {
        Node::Text(words) => {
            page.push_str(words);
            visible.push(words.clone());
        }
        Node::Hidden(name, words) => page.extend(["<", name, ">", words, "</", name, ">"]),
        Node::Void(name) => page.extend(["<", name, ">"]),
        Node::Element(tag, children) => {
            page.extend(["<", tag, ">"]);
            for child in children {
                write(child, page, visible);
            }
            page.extend(["</", tag.split(' ').next().unwrap_or_default(), ">"]);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 10_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_visible_word_of_a_page_is_lost(nodes in vec(node(), 1..8), headline in "[A-Z][a-z]{1,8}( [a-z]{1,8}){1,6}") {
        let (mut page, mut visible) = (format!("<!DOCTYPE html><html><body><h1>{headline}</h1>"), vec![headline]);
        for node in &nodes {
            write(node, &mut page, &mut visible);
        }
        page.push_str("</body></html>");
        let reading = read_text(&page).expect("a page");
        let article = &reading.articles[0];
        prop_assert_eq!(given(article), bag(visible.iter().map(String::as_str)), "{}\n{:?}", page, article);
        check_spans(article);
    }
}
