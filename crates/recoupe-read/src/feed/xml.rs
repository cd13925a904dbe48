//! RSS and Atom off the tree.

use super::table::{self, Places};
use super::value::{Base, body, name, stamp, words};
use super::{Body, Entry, Feed, Stamp};
use crate::limits;
use crate::xml::{Element, Xml};

/// The feed that `xml` is; `base` is the address that it came from. `None` where it is none.
pub(crate) fn feed(xml: &Xml, base: &Base) -> Option<Feed> {
    let root = xml.root()?;
    let channel = match root.name().1 {
        "feed" | "channel" => root,
        "rss" | "rdf" => root.children().find(|child| child.name().1 == "channel").unwrap_or(root),
        _ => return None,
    };
    let (mut entries, over) = entries(root);
    let link = link(channel, base);
    // Feeds with relative links that say nothing of their base mean their outlet's.
    let outlets = Base::new(link.as_deref());
    let base = if base.is_known() { base } else { &outlets };
    let language = language(channel).or_else(|| lang(channel));
    let authors = if channel.name().1 == "feed" { authors(channel) } else { Vec::new() };
    let entries = entries
        .drain(..)
        .map(|element| {
            let mut entry = entry(element, base, language.as_deref());
            if entry.authors.is_empty() && entry.source.is_none() {
                entry.authors.clone_from(&authors);
            }
            entry
        })
        .collect();
    Some(Feed {
        title: first(channel, table::TITLE).and_then(words),
        description: first(channel, table::DESCRIPTION).and_then(words),
        link,
        language,
        entries,
        cut: xml.cut || over,
    })
}

/// The entries, wherever they stand, but for those inside another; whether there are too many.
fn entries(root: Element) -> (Vec<Element>, bool) {
    let mut found: Vec<Element> = Vec::new();
    for element in root.descendants() {
        if table::ENTRY.contains(&element.name())
            && !found.last().is_some_and(|last| last.holds(element))
        {
            if found.len() == limits::ENTRIES {
                return (found, true);
            }
            found.push(element);
        }
    }
    (found, false)
}

fn entry(element: Element, base: &Base, language_of_feed: Option<&str>) -> Entry {
    let language =
        lang(element).or_else(|| language(element)).or_else(|| language_of_feed.map(str::to_owned));
    let time =
        |places| -> Option<Stamp> { stamp(&first(element, places)?.text(), language.as_deref()) };
    let (mut summary, mut content) = (text(element, table::SUMMARY), text(element, table::CONTENT));
    if content.is_none() {
        let texts = element.children().filter(|child| table::TEXTS.contains(&child.name()));
        let mut texts = texts.filter_map(body);
        if let (Some(first), Some(second)) = (texts.next(), texts.next()) {
            (summary, content) = (Some(first), Some(second));
        }
    }
    Entry {
        title: first(element, table::TITLE).and_then(words),
        link: link(element, base),
        authors: authors(element),
        published: time(table::PUBLISHED),
        updated: time(table::UPDATED),
        content,
        summary,
        source: element.child("", "source").and_then(source),
        language,
    }
}

/// The first element inside `element` that holds something, by the order of `places`.
fn first(element: Element<'_>, places: Places) -> Option<Element<'_>> {
    places.iter().find_map(|place| {
        let mut there = element.children().filter(|child| child.name() == *place);
        there.find(|child| child.children().next().is_some() || !child.text().trim().is_empty())
    })
}

fn text(element: Element, places: Places) -> Option<Body> {
    places
        .iter()
        .find_map(|place| element.children().filter(|child| child.name() == *place).find_map(body))
}

/// The outlet: the text itself in RSS, the title of the feed that it comes from in Atom.
fn source(element: Element) -> Option<String> {
    match element.child("", "title") {
        Some(title) => words(title),
        None if element.children().next().is_none() => words(element),
        None => None,
    }
}

/// The page: a link that is not for machines, or an identifier that is one.
fn link(element: Element, base: &Base) -> Option<String> {
    let original = first(element, table::ORIGINAL_LINK).map(Element::text);
    if let Some(link) = original.and_then(|link| base.resolve(&link)) {
        return Some(link);
    }
    let links = || element.children().filter(|child| child.name() == ("", "link"));
    let relation = |link: &Element| link.attribute("rel").unwrap_or("alternate").trim().to_owned();
    let for_readers = |link: &Element| {
        let page = link.attribute("type").is_none_or(|kind| kind.contains("html"));
        relation(link).eq_ignore_ascii_case("alternate") && page
    };
    let address = |link: Element| {
        let base = base.inside(link);
        match link.attribute("href") {
            Some(address) => base.resolve(address),
            None => base.resolve(&link.text()),
        }
    };
    let alternate = |link: &Element| relation(link).eq_ignore_ascii_case("alternate");
    links()
        .filter(for_readers)
        .find_map(address)
        .or_else(|| links().filter(alternate).find_map(address))
        .or_else(|| {
            let id = element.child("", "guid").or_else(|| element.child("", "id"))?;
            let says_no = id.attribute("ispermalink").is_some_and(|says| says.trim() == "false");
            let address = id.text();
            let whole = address.trim().starts_with("http") && id.name().1 == "guid";
            (!says_no && whole).then(|| base.inside(id).resolve(&address)).flatten()
        })
        .or_else(|| base.inside(element).resolve(element.attribute("rdf:about")?))
}

fn authors(element: Element) -> Vec<String> {
    for place in table::AUTHOR {
        let mut names: Vec<String> = Vec::new();
        for author in element.children().filter(|child| child.name() == *place) {
            let written = match author.children().find(|child| child.name().1 == "name") {
                Some(name) => words(name),
                None if author.children().next().is_none() => words(author),
                None => None,
            };
            let name = written.as_deref().and_then(name);
            names.extend(name.filter(|name| !names.contains(name)));
        }
        if !names.is_empty() {
            return names;
        }
    }
    Vec::new()
}

fn language(element: Element) -> Option<String> {
    tag(&first(element, table::LANGUAGE)?.text())
}

/// The nearest `xml:lang` that holds for `element`.
fn lang(element: Element) -> Option<String> {
    let outwards = std::iter::successors(Some(element), |element| element.parent());
    let mut tags = outwards.filter_map(|element| element.attribute("xml:lang"));
    tags.next().and_then(tag)
}

/// The tag as the standard writes it.
fn tag(written: &str) -> Option<String> {
    let tag = written.trim().replace('_', "-");
    (!tag.is_empty()).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Feed {
        feed(&Xml::parse(text), &Base::default()).expect("a feed")
    }

    #[test]
    fn rss_with_a_real_publisher() {
        let feed = read(
            "<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>\
             <title>Port news</title><link>https://all.example/</link><language>en</language>\
             <item><title>Harbour &amp;amp; tea</title><link>/a</link><author>x@y.example (Ann Lee)</author>\
             <source url='https://gull.example/f'>The Gull</source><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>\
             <description>Short.</description><content:encoded><![CDATA[<p>The harbour opened.</p>]]></content:encoded>\
             </item></channel></rss>",
        );
        assert_eq!(feed.title.as_deref(), Some("Port news"));
        let entry = &feed.entries[0];
        assert_eq!(entry.title.as_deref(), Some("Harbour & tea"));
        assert_eq!(entry.link.as_deref(), Some("https://all.example/a"));
        assert_eq!(entry.source.as_deref(), Some("The Gull"));
        assert_eq!(entry.authors, ["Ann Lee"]);
        assert_eq!(entry.content, Some(Body::Html("<p>The harbour opened.</p>".to_owned())));
        assert_eq!(entry.language.as_deref(), Some("en"));
        assert_eq!(
            entry.published.as_ref().and_then(|stamp| stamp.day),
            Some(jiff::civil::date(2024, 5, 3))
        );
    }

    #[test]
    fn atom_with_bases_and_languages() {
        let feed = read(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='https://gull.example/n/' xml:lang='fr'>\
             <title type='html'>Le &lt;b&gt;Go\u{eb}land&lt;/b&gt;</title><author><name>Anne Roy</name></author>\
             <entry xml:base='x/'><title>Un</title><link rel='self' href='self'/><link href='un.html'/>\
             <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Le port.</p></div></content></entry>\
             <entry xml:lang='en'><title>Two</title><updated>2024-05-03T10:00:00Z</updated><source><title>Tern</title></source></entry></feed>",
        );
        assert_eq!(feed.title.as_deref(), Some("Le Goëland"));
        let [one, two] = &feed.entries[..] else { panic!("two entries") };
        assert_eq!(one.link.as_deref(), Some("https://gull.example/n/x/un.html"));
        assert_eq!(one.authors, ["Anne Roy"]);
        assert_eq!(one.language.as_deref(), Some("fr"));
        assert_eq!(one.content.as_ref().map(Body::words).as_deref(), Some("Le port."));
        assert_eq!(two.language.as_deref(), Some("en"));
        assert_eq!(two.source.as_deref(), Some("Tern"));
        assert!(two.authors.is_empty());
    }

    #[test]
    fn a_cut_feed_gives_what_it_has() {
        let feed =
            read("<rss><channel><title>T</title><item><title>One</title></item><item><title>Tw");
        assert!(feed.cut);
        assert_eq!(feed.entries.len(), 2);
    }
}
