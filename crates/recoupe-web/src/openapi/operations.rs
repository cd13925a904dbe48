//! The table of what is answered.

use super::parts::{decided, merged, named, split};
use serde_json::Value;

/// One address and what it takes and gives.
pub(super) struct Operation {
    pub(super) path: &'static str,
    pub(super) method: &'static str,
    pub(super) id: &'static str,
    pub(super) summary: &'static str,
    /// Names in `PARAMETERS`.
    pub(super) takes: &'static [&'static str],
    /// The fields of its form: name, schema, whether it must be there.
    pub(super) form: Option<fn() -> Value>,
    /// Media type and the name of a schema, if the answer has one.
    pub(super) gives: (&'static str, &'static str),
    /// What can go wrong beside what always can.
    pub(super) fails: &'static [u16],
}

const STORY: &[&str] = &["story"];
const LIST: &[&str] = &["order", "origins", "disputed", "page"];
const FOUND: &[&str] = &["q", "page"];
const BETWEEN: &[&str] = &["one", "other", "on"];
pub(super) const JSON: &str = "application/json";
pub(super) const HTML: &str = "text/html; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";
const FEED: &str = "application/feed+json";

#[rustfmt::skip]
pub(super) const OPERATIONS: &[Operation] = &[
    read("/stories.json", "stories", "The stories, a hundred a page", LIST, (JSON, "Stories"), &[400]),
    read("/stories.atom", "storiesAtom", "The stories as an Atom feed", LIST, (ATOM, ""), &[400]),
    read("/stories.jsonfeed", "storiesFeed", "The stories as a JSON Feed", LIST, (FEED, "Feed"), &[400]),
    read("/stories", "storiesPage", "The stories as a page", LIST, (HTML, ""), &[400]),
    read("/stories/{story}.json", "story", "One story: its record, and what the archive knows beside it", STORY, (JSON, "Story"), &[307, 404]),
    read("/stories/{story}", "storyPage", "One story as a page", STORY, (HTML, ""), &[307, 404]),
    read("/stories/{story}/history.json", "history", "How the reports of a story came to be in it", STORY, (JSON, "History"), &[400, 404]),
    read("/stories/{story}/history", "historyPage", "The same as a page", STORY, (HTML, ""), &[400, 404]),
    read("/stories/{story}/names/{name}.json", "name", "One person, body or place of a story", &["story", "name"], (JSON, "Name"), &[307, 400, 404]),
    read("/stories/{story}/names/{name}", "namePage", "The same as a page", &["story", "name"], (HTML, ""), &[307, 400, 404]),
    read("/reports/{report}.json", "report", "One report, and what it supports", &["report"], (JSON, "Report"), &[404]),
    read("/reports/{report}", "reportPage", "The same as a page", &["report"], (HTML, ""), &[404]),
    read("/reports/{report}/versions.json", "versions", "The versions of a report, and what each changed", &["report"], (JSON, "Versions"), &[400, 404]),
    read("/reports/{report}/versions.atom", "versionsAtom", "The same as an Atom feed", &["report"], (ATOM, ""), &[400, 404]),
    read("/reports/{report}/versions.jsonfeed", "versionsFeed", "The same as a JSON Feed", &["report"], (FEED, "Feed"), &[400, 404]),
    read("/reports/{report}/versions", "versionsPage", "The same as a page", &["report"], (HTML, ""), &[400, 404]),
    read("/reports/{report}/versions/{version}.json", "version", "One version of a report", &["report", "version"], (JSON, "Version"), &[400, 404]),
    read("/reports/{report}/versions/{version}", "versionPage", "The same as a page", &["report", "version"], (HTML, ""), &[400, 404]),
    read("/relations.json", "relations", "What two parties have between them through time", BETWEEN, (JSON, "Relation"), &[400]),
    read("/relations.atom", "relationsAtom", "Its steps as an Atom feed, the latest first", BETWEEN, (ATOM, ""), &[400]),
    read("/relations.jsonfeed", "relationsFeed", "Its steps as a JSON Feed", BETWEEN, (FEED, "Feed"), &[400]),
    read("/relations", "relationsPage", "The same as a page", BETWEEN, (HTML, ""), &[400]),
    read("/search.json", "search", "The reports that answer a query, the best first, fifty a page", FOUND, (JSON, "Search"), &[400]),
    read("/search.atom", "searchAtom", "The same as an Atom feed", FOUND, (ATOM, ""), &[400]),
    read("/search.jsonfeed", "searchFeed", "The same as a JSON Feed", FOUND, (FEED, "Feed"), &[400]),
    read("/search", "searchPage", "The same as a page", FOUND, (HTML, ""), &[400]),
    read("/feeds.json", "feeds", "What is watched, how it is, and what could not be read", &[], (JSON, "Feeds"), &[]),
    read("/feeds", "feedsPage", "The same as a page", &[], (HTML, ""), &[]),
    read("/openapi.json", "description", "This description", &[], (JSON, "Any"), &[]),
    write("/stories/{story}/names", "names", "Decides that two names are one, are not, or that one is called the other; or takes it back", decided),
    write("/stories/{story}/rename", "rename", "Gives a story a name; an empty one takes it back", named),
    write("/stories/{story}/merge", "merge", "Makes one story of two, for good", merged),
    write("/stories/{story}/split", "split", "Makes a story of some reports of one, for good", split),
];

const fn read(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    takes: &'static [&'static str],
    gives: (&'static str, &'static str),
    fails: &'static [u16],
) -> Operation {
    Operation { path, method: "get", id, summary, takes, form: None, gives, fails }
}

const fn write(
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    form: fn() -> Value,
) -> Operation {
    let fails = &[400, 403, 404, 409, 413, 415];
    let gives = ("", "");
    Operation { path, method: "post", id, summary, takes: STORY, form: Some(form), gives, fails }
}
