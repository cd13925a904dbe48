//! Where the facts of a feed stand, best place first: the short name of a namespace and a name. The
//! empty namespace is that of RSS and of Atom alike.

/// Elements by namespace and name.
pub(super) type Places = &'static [(&'static str, &'static str)];

/// The elements that are entries.
pub(super) const ENTRY: Places = &[("", "item"), ("", "entry")];

pub(super) const TITLE: Places =
    &[("", "title"), ("dc", "title"), ("itunes", "title"), ("media", "title")];

/// The text itself.
pub(super) const CONTENT: Places = &[
    ("content", "encoded"),
    ("", "content"),
    ("xhtml", "body"),
    ("xhtml", "div"),
    ("", "body"),
    ("", "fullitem"),
];

pub(super) const SUMMARY: Places = &[
    ("", "description"),
    ("", "summary"),
    ("dc", "description"),
    ("", "abstract"),
    ("itunes", "summary"),
];

/// Two that are found together where a feed has no other text: the first is the summary then.
pub(super) const TEXTS: Places = &[("", "description"), ("", "summary")];

/// What a feed says of itself.
pub(super) const DESCRIPTION: Places = &[
    ("", "description"),
    ("", "subtitle"),
    ("", "tagline"),
    ("dc", "description"),
    ("itunes", "summary"),
    ("itunes", "subtitle"),
];

pub(super) const PUBLISHED: Places = &[
    ("", "pubdate"),
    ("", "published"),
    ("", "issued"),
    ("dcterms", "issued"),
    ("dc", "date"),
    ("", "created"),
    ("dcterms", "created"),
    ("prism", "publicationdate"),
];

pub(super) const UPDATED: Places = &[
    ("", "updated"),
    ("", "modified"),
    ("dcterms", "modified"),
    ("dc", "date"),
    ("", "lastbuilddate"),
];

pub(super) const AUTHOR: Places =
    &[("", "author"), ("dc", "creator"), ("itunes", "author"), ("dc", "author"), ("", "creator")];

pub(super) const LANGUAGE: Places = &[("dc", "language"), ("", "language")];

/// The address before a service that counts readers put its own in its place.
pub(super) const ORIGINAL_LINK: Places = &[("feedburner", "origlink")];
