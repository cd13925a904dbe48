//! A whole page: body, metadata, embedded posts, and the reasons of what was taken out.

use jiff::civil::date;
use recoupe_read::{Article, DateBasis, Reason, read};

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
