//! OPML: lists of feeds, as readers of feeds exchange them. Folders in it are passed over; their
//! feeds are not.

use crate::address::{Address, AddressKind};
use crate::block::fold_space;
use crate::feed::Base;
use crate::limits;
use crate::xml::{Element, Xml};

/// The feeds of a list, and whether there are more than are read; `None` where it is none.
pub(crate) fn addresses(xml: &Xml, base: &Base) -> Option<(Vec<Address>, bool)> {
    let root = xml.root().filter(|root| root.name().1 == "opml")?;
    let mut feeds = root
        .descendants()
        .filter(|element| element.name().1 == "outline")
        .filter_map(|outline| address(outline, base));
    let taken: Vec<Address> = feeds.by_ref().take(limits::ADDRESSES).collect();
    let cut = xml.cut || feeds.next().is_some();
    Some((taken, cut))
}

fn address(outline: Element, base: &Base) -> Option<Address> {
    let told = |key: &str| {
        let value = fold_space(outline.attribute(key)?);
        (!value.is_empty()).then_some(value)
    };
    let url = base.resolve(outline.attribute("xmlurl")?)?;
    let title = told("title").or_else(|| told("text"));
    let language = told("language");
    let kind = AddressKind::Feed;
    Some(Address { url, kind, outlet: title.clone(), title, language, published: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn feeds_in_folders_are_found() {
        let xml = Xml::parse(
            "<opml version='2.0'><body><outline text='Ports'><outline type='rss' text='The Gull' \
             xmlUrl='https://gull.example/feed?a=1&amp;b=2' language='en'/></outline><outline text='empty'/></body></opml>",
        );
        let (found, _) = addresses(&xml, &Base::default()).expect("a list");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].url, "https://gull.example/feed?a=1&b=2");
        assert_eq!(found[0].outlet.as_deref(), Some("The Gull"));
    }
}
