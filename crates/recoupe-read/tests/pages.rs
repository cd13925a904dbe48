//! A whole page: body, metadata, embedded posts, and the reasons of what was taken out.

use jiff::civil::date;
use recoupe_read::{Article, DateBasis, Kind, Reason, read};

fn page(name: &str, html: &str) -> Article {
    read(name, html.as_bytes()).expect("a page").articles.remove(0)
}

const PAGE: &str = r#"<!DOCTYPE html><html lang="en-GB"><head><title>Ferry line opens again | The Gull</title>
<meta property="og:site_name" content="The Gull"><meta name="author" content="Ann Lee">
<meta property="article:published_time" content="2024-05-03T22:40:00-05:00">
<link rel="canonical" href="https://gull.example/ferry"></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li><li><a href="/c">Culture</a></li></ul></nav>
<article><h1>Ferry line opens again</h1>
<p>Oslo (Reuters) – The ferry line to the northern islands opened again on Friday after four days in which the harbour was closed, the port authority said.</p>
<figure><img src="a.jpg"><figcaption>The harbour on Friday. Photo: J. Marlow</figcaption></figure>
<p>The islands had asked for a reserve ship since 2019, and the authority has promised one for the winter, as its director said before the town council.</p>
<blockquote class="twitter-tweet"><p lang="en">The line is open.<br>Thank you all for your patience.<a href="https://t.co/x1">pic.twitter.com/AbC123</a></p>&mdash; Port of Oslo (@portofoslo) <a href="https://twitter.com/p/1">May 3, 2024</a></blockquote>
<p><strong>READ: <a href="/2">Islanders ask for a second ferry between the two larger islands</a></strong></p>
<h2>What the islanders say</h2>
<p>“We ran out of flour on Wednesday,” said Mara Holt, who keeps the only bakery of the largest island. “Now the shelves are full again, and people queue.”</p>
<p>The last closure of such a length was in the winter of 2011, when ice kept the harbour shut for nine days and food was flown in by helicopter.</p>
</article>
<section class="comments"><h3>2 comments</h3><p>Bob: I still wait for my parcel.</p></section>
<div class="cookie-bar">We use cookies to improve your experience. <button>Accept all</button></div>
<footer><p>© The Gull. All rights reserved.</p></footer><script>var hidden = "words";</script></body></html>"#;

#[test]
fn a_page_gives_its_article() {
    let article = page("page", PAGE);
    let text = &article.text;
    assert_eq!(article.title.map(|title| title.of(text)), Some("Ferry line opens again"));
    assert_eq!(article.outlet.as_deref(), Some("The Gull"));
    assert_eq!(article.byline.as_deref(), Some("Ann Lee"));
    assert_eq!(article.url.as_deref(), Some("https://gull.example/ferry"));
    assert_eq!(article.language.as_deref(), Some("en"));
    assert_eq!(
        (article.published.value, article.published.basis),
        (Some(date(2024, 5, 3)), DateBasis::Metadata)
    );
    assert_eq!(article.place.map(|place| place.of(text)), Some("Oslo"));
    assert_eq!(article.agencies, ["Reuters"]);
    assert!(text.contains("\n\nWhat the islanders say\n\n"), "{text}");
    assert!(text.ends_with("by helicopter."), "{text}");
    let reason = |words: &str| {
        article
            .removed
            .iter()
            .find(|removed| removed.text.contains(words))
            .map(|removed| removed.reason)
    };
    assert_eq!(reason("Culture"), Some(Reason::Navigation));
    assert_eq!(reason("second ferry"), Some(Reason::ReadAlso));
    assert_eq!(reason("parcel"), Some(Reason::Comments));
    assert_eq!(reason("cookies"), Some(Reason::Cookies));
    assert_eq!(reason("pic.twitter.com/AbC123"), Some(Reason::Other));
    assert!(!text.contains("hidden") && reason("hidden").is_none());
}

#[test]
fn a_page_gives_its_posts() {
    let article = page("page", PAGE);
    assert_eq!(article.posts.len(), 1, "{:?}", article.posts);
    let post = &article.posts[0];
    assert_eq!(post.author.as_deref(), Some("Port of Oslo"));
    assert_eq!(post.date, Some(date(2024, 5, 3)));
    let content = post.content.of(&article.text);
    assert!(
        content.starts_with("The line is open.") && content.ends_with("patience."),
        "{content:?}"
    );
    let signature = post.signature.map(|line| line.of(&article.text));
    assert_eq!(signature, Some("— Port of Oslo (@portofoslo) May 3, 2024"));
}

#[test]
fn posts_and_credits_in_a_text() {
    let text = "Le port rouvre\n\nLe port de la ville a rouvert vendredi après quatre jours de fermeture, a indiqué l’autorité portuaire dans un message.\n\n\
        La ligne est ouverte. Merci de votre patience. — Port de Brest (@portdebrest) 3 mai 2024\n\n\
        Les îles demandent un navire de réserve depuis 2019, et l’autorité en a promis un pour l’hiver.\n\nAvec AFP";
    let article = page("text", text);
    assert_eq!(article.posts.len(), 1);
    let post = &article.posts[0];
    assert_eq!(post.content.of(&article.text), "La ligne est ouverte. Merci de votre patience.");
    assert_eq!(post.author.as_deref(), Some("Port de Brest"));
    assert_eq!(post.date, Some(date(2024, 5, 3)));
    assert_eq!(article.agencies, ["AFP"]);
}

#[test]
fn an_agency_that_is_a_source_is_no_credit() {
    let text = "Harbour opens\n\nThe harbour of the town opened again on Friday, its director told Reuters, and the first ferry left at noon with forty people.";
    assert!(page("text", text).agencies.is_empty());
}

#[test]
fn the_text_outweighs_the_declared_language() {
    let page = page(
        "page",
        "<html lang=\"en\"><body><p>Le port de la ville a rouvert vendredi après quatre jours de fermeture, a indiqué l’autorité portuaire dans un message publié le soir même, et les premiers bacs sont partis à midi avec une quarantaine de passagers.</p></body></html>",
    );
    assert_eq!(page.language.as_deref(), Some("fr"));
}

const PROSE: [&str; 3] = [
    "The bridge over the Marle was closed on Monday evening after a crack was found in its third pier, the county said.",
    "Engineers who looked at the pier by boat found that the crack had grown by two centimetres since the spring of last year.",
    "Until it is mended, lorries go by way of Norrin, and the school buses by the old ferry, which takes eleven minutes.",
];

fn paragraphs() -> String {
    PROSE.map(|text| format!("<p>{text}</p>")).concat()
}

fn reasons(article: &Article, words: &str) -> Vec<&'static str> {
    let removed = article.removed.iter().filter(|removed| removed.text.contains(words));
    removed.map(|removed| removed.reason.name()).collect()
}

#[test]
fn what_a_page_says_beside_its_text() {
    let html = format!(
        "<html lang=en-US><head><title>Bridge closed</title>\
        <meta name=description content='A crack in a pier stops the traffic on the county&#39;s busiest bridge'>\
        <link rel=alternate hreflang=fr href=https://gull.example/fr/pont><link rel=alternate hreflang=x-default href=https://gull.example/>\
        <script type='application/ld+json'>{{\"@graph\":[{{\"@type\":\"WebPage\"}},{{\"@type\":[\"NewsArticle\",\"LiveBlogPosting\"],\"headline\":\"Bridge closed\",\
        \"datePublished\":\"2024-05-04T02:10:00Z\",\"dateModified\":\"2024-05-04T09:00:00+02:00\",\"articleSection\":[\"County\",\"Roads\"],\
        \"author\":[{{\"@type\":\"Organization\",\"name\":\"The Gull\"}},{{\"@type\":\"Person\",\"name\":\"Ann Lee\"}}],\
        \"isBasedOn\":{{\"@type\":\"Report\",\"url\":\"https://county.example/pier\"}},\"isAccessibleForFree\":\"False\",\
        \"correction\":[{{\"@type\":\"CorrectionComment\",\"text\":\"An earlier version named the wrong pier.\"}}]}}]}}</script></head>\
        <body><article><h1>Bridge closed</h1><h2>A crack in a pier stops the traffic on the county's busiest bridge</h2>\
        <p class=date>May 3, 2024</p>{}</article></body></html>",
        paragraphs()
    );
    let article = page("page", &html);
    let about = &article.about;
    assert_eq!(about.kind, Kind::Live);
    assert_eq!(about.section.as_deref(), Some("County"));
    assert_eq!(about.declared_language.as_deref(), Some("en-US"));
    assert_eq!(about.published.as_deref(), Some("2024-05-04T02:10:00Z"));
    assert_eq!(about.updated.as_deref(), Some("2024-05-04T09:00:00+02:00"));
    assert!(about.restricted);
    assert_eq!(about.alternates.len(), 1);
    assert_eq!(about.alternates[0].language, "fr");
    assert_eq!(about.based_on, ["https://county.example/pier"]);
    assert_eq!(about.corrections, ["An earlier version named the wrong pier."]);
    assert_eq!(article.byline.as_deref(), Some("Ann Lee"));
    // Universal time is a day ahead of the outlet's, which its page shows.
    assert_eq!(article.published.value, Some(date(2024, 5, 3)));
    let standfirst = article.standfirst.map(|span| span.of(&article.text));
    assert_eq!(
        standfirst,
        Some("A crack in a pier stops the traffic on the county's busiest bridge")
    );
}

#[test]
fn names_that_templates_give_to_whole_pages_are_not_believed() {
    let html = format!(
        "<body class='has-sidebar no-ads'><div class='layout with-comments related-on'><h1>Bridge closed</h1>{}\
        <div class=comments><p>I drive there every day and saw it coming for years, believe me.</p></div></div></body>",
        paragraphs()
    );
    let article = page("page", &html);
    assert!(PROSE.iter().all(|text| article.text.contains(text)), "{}", article.text);
    assert_eq!(reasons(&article, "believe me"), ["comments"]);
}

#[test]
fn a_list_of_teasers_is_not_the_report() {
    let teaser = |at: usize| {
        format!(
            "<div class=c{at}><h3><a href=/{at}>Another story of the day number {at}</a></h3><p>It was told at length in the paper of that morning.</p></div>"
        )
    };
    let html = format!(
        "<main><h1>Bridge closed</h1><div>{}</div><div class=x>{}</div></main>",
        paragraphs(),
        (0..9).map(teaser).collect::<String>()
    );
    let article = page("page", &html);
    assert!(PROSE.iter().all(|text| article.text.contains(text)), "{}", article.text);
    assert!(!article.text.contains("Another story"), "{}", article.text);
}

#[test]
fn of_several_articles_the_one_that_bears_the_title() {
    let longer = paragraphs().repeat(2).replace("bridge", "tunnel").replace("pier", "wall");
    let html = format!(
        "<head><title>Bridge closed</title></head><body><article><h1>Bridge closed</h1>{}</article>\
        <article><h1>Tunnel closed</h1>{longer}</article></body>",
        paragraphs()
    );
    let article = page("page", &html);
    assert!(article.text.contains("The bridge over") && !article.text.contains("tunnel"));
}

#[test]
fn tags_in_the_wrong_order_part_paragraphs_all_the_same() {
    let html = format!(
        "<div><b><p>{}</b><p>{}<i><div>{}</i></div><ul><li>one<li>two<ul><li>three</ul><li>four",
        PROSE[0], PROSE[1], PROSE[2]
    );
    let article = page("page", &html);
    let text = article.text.split("\n\n").collect::<Vec<_>>();
    assert_eq!(text, [PROSE[0], PROSE[1], PROSE[2], "one", "two", "three", "four"]);
}
