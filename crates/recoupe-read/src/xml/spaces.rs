//! Namespaces of feeds and sitemaps: their addresses, and the short names that the code has for them.

use std::borrow::Cow;

/// Short names and the starts of addresses, in lower case, without their scheme. What has the empty
/// name is the feed's own.
const SPACES: [(&str, &str); 29] = [
    ("", "backend.userland.com/rss"),
    ("", "blogs.law.harvard.edu/tech/rss"),
    ("", "cyber.law.harvard.edu/rss"),
    ("", "my.netscape.com/rdf/simple/0.9"),
    ("", "my.netscape.com/publish/formats/rss-0.91"),
    ("", "channel.netscape.com/rdf/simple/0.9"),
    ("", "purl.org/rss/"),
    ("", "www.w3.org/2005/atom"),
    ("", "purl.org/atom/ns"),
    ("", "purl.org/net/rss1.1"),
    ("", "www.sitemaps.org/schemas/sitemap"),
    ("", "www.google.com/schemas/sitemap/"),
    ("content", "purl.org/rss/1.0/modules/content"),
    ("dc", "purl.org/dc/elements/"),
    ("dcterms", "purl.org/dc/terms/"),
    ("feedburner", "rssnamespace.org/feedburner/ext/1.0"),
    ("itunes", "www.itunes.com/dtds/podcast-1.0.dtd"),
    ("media", "search.yahoo.com/mrss"),
    ("media", "www.rssboard.org/media-rss"),
    ("image", "www.google.com/schemas/sitemap-image/"),
    ("news", "www.google.com/schemas/sitemap-news/"),
    ("rdf", "www.w3.org/1999/02/22-rdf-syntax-ns"),
    ("slash", "purl.org/rss/1.0/modules/slash"),
    ("wfw", "wellformedweb.org/commentapi"),
    ("xhtml", "www.w3.org/1999/xhtml"),
    ("xhtml", "www.w3.org/tr/xhtml1"),
    ("xml", "www.w3.org/xml/1998/namespace"),
    ("thr", "purl.org/syndication/thread"),
    ("prism", "prismstandard.org/namespaces"),
];

/// The short name of the namespace at `address`; the longest start that fits decides. An address
/// that is not known is its own name, unless it is the whole document's, as it is for the drafts of
/// a format.
pub(super) fn named(address: &str, of_document: bool) -> Cow<'static, str> {
    let lower = address.trim().to_ascii_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let fits = SPACES.iter().filter(|(_, start)| bare.starts_with(start));
    match fits.max_by_key(|(_, start)| start.len()) {
        Some((name, _)) => Cow::Borrowed(*name),
        None if bare.is_empty() || of_document => Cow::Borrowed(""),
        None => Cow::Owned(lower),
    }
}

/// The short name for a prefix that its document does not declare: the prefix itself, where one
/// would declare it so.
pub(super) fn of_prefix(prefix: &str) -> Cow<'static, str> {
    let known = SPACES.iter().find(|(name, _)| *name == prefix);
    known.map_or_else(|| Cow::Owned(prefix.to_owned()), |(name, _)| Cow::Borrowed(*name))
}
