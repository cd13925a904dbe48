//! Parameters, forms and answers, as the description has them.

use super::operations::{HTML, JSON};
use serde_json::{Value, json};

pub(super) fn named() -> Value {
    json!({ "type": "object", "required": ["name"],
        "properties": { "name": { "type": "string", "maxLength": 300 } } })
}

pub(super) fn merged() -> Value {
    json!({ "type": "object", "required": ["other"], "properties": { "other": number() } })
}

pub(super) fn decided() -> Value {
    let name = || json!({ "type": "string", "minLength": 1, "maxLength": 300 });
    json!({ "type": "object", "required": ["what", "one", "other"], "properties": {
        "what": { "enum": ["together", "apart", "called", "forget"] },
        "one": name(), "other": name(),
        "everywhere": { "type": "boolean", "default": false,
            "description": "In the whole archive, not in the story alone" } } })
}

pub(super) fn split() -> Value {
    json!({ "type": "object", "required": ["report"],
        "properties": { "report": { "type": "array", "minItems": 1, "items": number() } } })
}

/// The number of a story or a report.
fn number() -> Value {
    json!({ "type": "integer", "minimum": 1, "maximum": crate::forms::LARGEST })
}

pub(super) fn parameter(name: &str) -> Value {
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
        "one" | "other" => (
            "query",
            "The name of a party, in any language where the gazetteer knows it",
            json!({ "type": "string", "maxLength": crate::forms::PARTY }),
        ),
        "on" => (
            "query",
            "The day against which deadlines are held; without it, that of the newest report",
            json!({ "type": "string", "anyOf": [{ "format": "date" }, { "maxLength": 0 }] }),
        ),
        "version" => ("path", "The number of a version, from 1", number()),
        "name" => ("path", "The number of an entity in the story's record, from 1", number()),
        "report" => ("path", "The number of a report", number()),
        _ => ("path", "The number of a story", number()),
    };
    json!({ "name": name, "in": place, "required": place == "path", "description": words,
        "schema": schema })
}

pub(super) fn answer(status: u16, json: bool) -> (String, Value) {
    let words = match status {
        303 => "Done; the story that came of it is at the address in Location",
        304 => "It is as it was when it was asked for last",
        307 => "The story went into another one, which is at the address in Location",
        400 => "The request is not as it has to be",
        401 => "A token is needed",
        403 => "The form comes from another site",
        404 => "There is nothing of this number",
        405 => "This address does not take such a request",
        409 => {
            "The story has no such report, nothing would be left of it, or the names are none or one"
        }
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
