//! The description of the interface (OpenAPI 3.1), made from one table of what is answered.
//!
//! The shapes of the answers stand in `schemas.json`. A test holds the table against the router.

use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// One address and what it takes and gives.
struct Operation {
    path: &'static str,
    method: &'static str,
    id: &'static str,
    summary: &'static str,
    /// Names in `PARAMETERS`.
    takes: &'static [&'static str],
    /// The fields of its form: name, schema, whether it must be there.
    form: Option<fn() -> Value>,
    /// Media type and the name of a schema, if the answer has one.
    gives: (&'static str, &'static str),
    /// What can go wrong beside what always can.
    fails: &'static [u16],
}

const STORY: &[&str] = &["story"];
const LIST: &[&str] = &["order", "origins", "disputed", "page"];
const JSON: &str = "application/json";
const HTML: &str = "text/html; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";
const FEED: &str = "application/feed+json";

#[rustfmt::skip]
const OPERATIONS: &[Operation] = &[
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
    read("/search.json", "search", "The reports that answer a query, the best first", &["q"], (JSON, "Search"), &[400]),
    read("/search.atom", "searchAtom", "The same as an Atom feed", &["q"], (ATOM, ""), &[400]),
    read("/search.jsonfeed", "searchFeed", "The same as a JSON Feed", &["q"], (FEED, "Feed"), &[400]),
    read("/search", "searchPage", "The same as a page", &["q"], (HTML, ""), &[400]),
    read("/feeds.json", "feeds", "What is watched, how it is, and what could not be read", &[], (JSON, "Feeds"), &[]),
    read("/feeds", "feedsPage", "The same as a page", &[], (HTML, ""), &[]),
    read("/openapi.json", "description", "This description", &[], (JSON, "Any"), &[]),
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

fn named() -> Value {
    json!({ "type": "object", "required": ["name"],
        "properties": { "name": { "type": "string", "maxLength": 300 } } })
}

fn merged() -> Value {
    json!({ "type": "object", "required": ["other"], "properties": { "other": number() } })
}

fn split() -> Value {
    json!({ "type": "object", "required": ["report"],
        "properties": { "report": { "type": "array", "minItems": 1, "items": number() } } })
}

/// The number of a story or a report.
fn number() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": crate::forms::LARGEST })
}

fn parameter(name: &str) -> Value {
    let (place, words, schema) = match name {
        "order" => (
            "query",
            "By what stories are ordered, the most first",
            json!({ "type": "string", "default": "newest",
                "enum": ["newest", "origins", "reports", "languages"] }),
        ),
        "origins" => (
            "query",
            "Only stories with at least so many independent origins",
            json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX, "default": 0 }),
        ),
        "disputed" => {
            ("query", "Only stories with a dispute", json!({ "type": "boolean", "default": false }))
        }
        "page" => (
            "query",
            "Which page of the list",
            json!({ "type": "integer", "minimum": 1, "maximum": crate::forms::LAST_PAGE,
                "default": 1 }),
        ),
        "q" => (
            "query",
            "Words, \"words in a row\", name:, outlet:, language:, after:, before:",
            json!({ "type": "string", "maxLength": 1000 }),
        ),
        "name" => ("path", "The number of an entity in the story's record, from 1", number()),
        "report" => ("path", "The number of a report", number()),
        _ => ("path", "The number of a story", number()),
    };
    json!({ "name": name, "in": place, "required": place == "path", "description": words,
        "schema": schema })
}

fn answer(status: u16, json: bool) -> (String, Value) {
    let words = match status {
        303 => "Done; the story that came of it is at the address in Location",
        304 => "It is as it was when it was asked for last",
        307 => "The story went into another one, which is at the address in Location",
        400 => "The request is not as it has to be",
        401 => "A token is needed",
        403 => "The form comes from another site",
        404 => "There is nothing of this number",
        405 => "This address does not take such a request",
        409 => "The story has no such report, or nothing would be left of it",
        413 => "The form is too large",
        415 => "This is no form",
        421 => "On the loopback interface only names of this machine are answered",
        _ => "Not now: load it again in some seconds",
    };
    let mut answer = json!({ "description": words });
    if status >= 400 {
        answer["content"] = if json {
            json!({ JSON: { "schema": { "$ref": "#/components/schemas/Error" } } })
        } else {
            json!({ HTML: { "schema": { "type": "string" } } })
        };
    }
    (status.to_string(), answer)
}

fn described(operation: &Operation) -> Value {
    let json = operation.path.strip_suffix(".json").is_some();
    let mut answers: Map<String, Value> = Map::new();
    let writes = operation.method == "post";
    let always: &[u16] = if writes { &[303, 401, 421, 503] } else { &[304, 401, 421, 503] };
    answers.extend(always.iter().chain(operation.fails).map(|status| answer(*status, json)));
    let (kind, schema) = operation.gives;
    if !kind.is_empty() {
        let schema = match schema {
            "" => json!({ "type": "string" }),
            "Any" => json!({ "type": "object" }),
            name => json!({ "$ref": format!("#/components/schemas/{name}") }),
        };
        let ok = json!({ "description": "What was asked for",
            "content": { kind: { "schema": schema } } });
        answers.insert("200".to_owned(), ok);
    }
    let parameters: Vec<Value> = operation.takes.iter().map(|name| parameter(name)).collect();
    let mut described = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": parameters,
        "responses": answers,
    });
    if let Some(form) = operation.form {
        described["requestBody"] = json!({ "required": true,
            "content": { "application/x-www-form-urlencoded": { "schema": form() } } });
    }
    described
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut paths: Map<String, Value> = Map::new();
    for operation in OPERATIONS {
        paths.insert(operation.path.to_owned(), json!({ operation.method: described(operation) }));
    }
    let schemas: Value = serde_json::from_str(include_str!("schemas.json")).unwrap_or_default();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Recoupe",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "An archive of reports and the stories they tell",
            "description": "Every page has a twin in JSON at the same address with .json behind it. \
                Answers have an entity tag; ask with If-None-Match.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer" },
                "password": { "type": "http", "scheme": "basic" },
            },
        },
        // Without a token on the loopback interface, unless one is set.
        "security": [{}, { "token": [] }, { "password": [] }],
    })
    .to_string()
});

/// The document.
pub(crate) fn document() -> String {
    DOCUMENT.clone()
}

#[cfg(test)]
mod tests {
    use super::{DOCUMENT, OPERATIONS};
    use serde_json::Value;

    #[test]
    fn every_shape_that_is_named_is_there() {
        let document: Value = serde_json::from_str(&DOCUMENT).expect("JSON");
        let text = DOCUMENT.as_str();
        for (at, _) in text.match_indices("#/components/schemas/") {
            let name = &text[at + "#/components/schemas/".len()..];
            let name = &name[..name.find('"').expect("an end")];
            assert!(document["components"]["schemas"][name].is_object(), "{name}");
        }
    }

    #[test]
    fn every_address_of_the_router_is_described_once() {
        let source = include_str!("routes.rs");
        let mut routed: Vec<String> = source
            .lines()
            .filter_map(|line| line.trim().strip_prefix(".route(\"")?.split('"').next())
            .filter(|path| !matches!(*path, "/" | "/style.css" | "/icon.svg"))
            .map(str::to_owned)
            .collect();
        routed.sort();
        // The router tells a page and its twin apart inside such a part.
        let mut described: Vec<String> =
            OPERATIONS.iter().map(|operation| operation.path.replace("}.json", "}")).collect();
        described.sort();
        described.dedup();
        assert_eq!(routed, described);
    }
}
