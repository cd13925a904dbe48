//! The description of the interface (OpenAPI 3.1), made from one table of what is answered.
//!
//! The table is `operations`; what parameters, forms and answers are like, `parts`; the shapes of the answers stand in
//! `schemas.json`. A test holds the table against the router.

mod operations;
mod parts;

use operations::{OPERATIONS, Operation};
use parts::{answer, parameter};
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

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
        let source = include_str!("../routes/mod.rs");
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
