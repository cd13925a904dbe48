//! Sitemaps: lists of pages, with the days and languages that the news extension tells, and lists of
//! such lists. Also a list of addresses in plain text, one a line, which the protocol allows.

use crate::address::{Address, AddressKind};
use crate::feed::{Base, host, stamp};
use crate::limits;
use crate::xml::{Element, Xml};

/// The addresses of a sitemap, and whether there are more than are read; `None` where it is none.
pub(crate) fn addresses(xml: &Xml, base: &Base) -> Option<(Vec<Address>, bool)> {
    let root = xml.root()?;
    let (item, kind) = match root.name().1 {
        "urlset" => ("url", AddressKind::Page),
        "sitemapindex" => ("sitemap", AddressKind::Sitemap),
        _ => return None,
    };
    let mut items = root.children().filter(|child| child.name().1 == item);
    let taken: Vec<Element> = items.by_ref().take(limits::ADDRESSES).collect();
    let cut = xml.cut || items.next().is_some();
    Some((taken.into_iter().filter_map(|item| address(item, kind, base)).collect(), cut))
}

fn address(item: Element, kind: AddressKind, base: &Base) -> Option<Address> {
    let own = |name: &str| {
        let child = item.children().find(|child| child.name().1 == name)?;
        filled(&child.text())
    };
    let news = item.child("news", "news");
    let told = |name: &str| filled(&news?.child("news", name)?.text());
    let publication = news.and_then(|news| news.child("news", "publication"));
    let of_outlet = |name: &str| filled(&publication?.child("news", name)?.text());
    let language = of_outlet("language");
    let url = base.resolve(&own("loc")?)?;
    let written = told("publication_date").or_else(|| own("lastmod"));
    let published = written.and_then(|date| stamp(&date, language.as_deref())?.day);
    let outlet = of_outlet("name").or_else(|| host(&url));
    Some(Address { kind, title: told("title"), outlet, language, published, url })
}

fn filled(text: &str) -> Option<String> {
    let text = crate::block::fold_space(text);
    (!text.is_empty()).then_some(text)
}

/// The addresses of a text that is nothing but addresses, one a line; `None` where it is not.
pub(crate) fn list(text: &str) -> Option<Vec<Address>> {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let is_address = |line: &str| {
        (line.starts_with("https://") || line.starts_with("http://"))
            && !line.contains(char::is_whitespace)
            && line.len() <= limits::ADDRESS
    };
    if lines().next().is_none() || !lines().all(is_address) {
        return None;
    }
    let address = |line: &str| Address {
        url: line.to_owned(),
        kind: AddressKind::Page,
        title: None,
        outlet: host(line),
        language: None,
        published: None,
    };
    Some(lines().take(limits::ADDRESSES).map(address).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_news_extension_tells_outlet_day_title_and_language() {
        let xml = Xml::parse(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>\
             <url><loc>https://gull.example/a?b=1&amp;c=2</loc><lastmod>2024-06-01</lastmod><n:news><n:publication><n:name>The Gull</n:name>\
             <n:language>en</n:language></n:publication><n:publication_date>2024-05-03T10:00:00Z</n:publication_date>\
             <n:title>Harbour opens</n:title></n:news></url><url><loc>https://www.gull.example/b</loc><lastmod>2024-06-01</lastmod></url></urlset>",
        );
        let (found, cut) = addresses(&xml, &Base::default()).expect("a sitemap");
        assert!(!cut);
        assert_eq!(found[0].url, "https://gull.example/a?b=1&c=2");
        assert_eq!(found[0].outlet.as_deref(), Some("The Gull"));
        assert_eq!(found[0].title.as_deref(), Some("Harbour opens"));
        assert_eq!(found[0].language.as_deref(), Some("en"));
        assert_eq!(found[0].published, Some(date(2024, 5, 3)));
        assert_eq!(found[1].published, Some(date(2024, 6, 1)));
        assert_eq!(found[1].outlet.as_deref(), Some("gull.example"));
    }

    #[test]
    fn an_index_names_sitemaps() {
        let xml = Xml::parse(
            "<sitemapindex><sitemap><loc>https://gull.example/s.xml.gz</loc></sitemap></sitemapindex>",
        );
        let (found, _) = addresses(&xml, &Base::default()).expect("an index");
        assert_eq!(found[0].kind, AddressKind::Sitemap);
    }

    #[test]
    fn a_list_of_addresses_is_nothing_else() {
        assert_eq!(
            list("https://gull.example/a\r\n\nhttp://tern.example/b\n").map(|all| all.len()),
            Some(2)
        );
        assert_eq!(list("https://gull.example/a is a page\n"), None);
        assert_eq!(list(""), None);
    }
}
