//! What two parties have between them: page, twin and feeds.

mod common;

use common::Running;
use recoupe_store::Archive;
use serde_json::Value;
use std::path::Path;

fn line(source: &str, language: &str, day: &str, text: &str) -> (String, Vec<u8>) {
    let mut report = serde_json::json!({
        "source": source, "outlet": format!("The <{source}>"), "language": language, "text": text,
    });
    if !day.is_empty() {
        report["published"] = day.into();
    }
    (format!("{source}.jsonl"), report.to_string().into_bytes())
}

/// A treaty that is proposed, signed and suspended, told in three languages, once without a day; a firm and a body; and a
/// report that names two states and nothing between them.
fn treaty(place: &Path) {
    common::file(
        place,
        &[
            line(
                "north",
                "en",
                "2026-03-02",
                "Norway and Denmark want to propose a joint treaty on ferry safety to their parliaments.",
            ),
            line(
                "south",
                "en",
                "2026-03-09",
                "Norway and Denmark signed the joint treaty on ferry safety in Aarhus on Monday. The Norwegian and Danish ministers promised that every ferry would have fire doors by 30 June 2026.",
            ),
            line(
                "west",
                "fr",
                "2026-03-10",
                "La Norvège et le Danemark ont signé le traité conjoint sur la sécurité des ferries, a dit le ministre.",
            ),
            line(
                "east",
                "ar",
                "",
                "وقعت النرويج والدنمارك المعاهدة المشتركة بشأن سلامة العبارات، قال الوزير النرويجي.",
            ),
            line(
                "firm",
                "en",
                "2026-04-01",
                "Kestrel Lines signed a fire safety agreement with the Harbour Safety Board on Monday. Kestrel Lines has ten ships.",
            ),
            line(
                "game",
                "en",
                "2026-05-02",
                "Norway lost to Chile in the rain. Chile has a strong team, the coach said.",
            ),
        ],
    );
}

fn served() -> Running {
    Running::with("127.0.0.1:0", None, treaty)
}

fn twin(server: &Running, query: &str) -> Value {
    let answer = server.get(&format!("/relations.json?{query}"));
    assert_eq!(answer.status, 200, "{query}");
    answer.json()
}

fn words(values: &Value, field: &str) -> Vec<String> {
    let values = values.as_array().expect("a list");
    values.iter().map(|value| value[field].as_str().unwrap_or("null").to_owned()).collect()
}

#[test]
fn a_treaty_stands_once_with_its_steps_in_every_language() {
    let server = served();
    let found = twin(&server, "one=Norway&other=Dinamarca");
    assert_eq!(found["lacking"], Value::Null, "{found}");
    assert_eq!(found["reports"].as_array().map(Vec::len), Some(4));
    let treaties: Vec<&Value> = found["arrangements"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|held| {
            held["kind"] == "agreement"
                && held["steps"].as_array().is_some_and(|steps| steps.len() > 1)
        })
        .collect();
    assert_eq!(treaties.len(), 1, "{found}");
    assert_eq!(words(&treaties[0]["steps"], "status"), ["proposed", "signed"]);
    assert_eq!(words(&treaties[0]["steps"], "reported"), ["2026-03-02", "2026-03-09"]);
    // The twin's reports are those of the archive.
    let rows = found["archive"]["reports"].as_array().expect("rows");
    for (report, row) in found["reports"].as_array().expect("reports").iter().zip(rows) {
        assert_eq!(report["report"], row["id"]);
    }
    let page = server.get("/relations?one=Norway&other=Dinamarca");
    let text = page.text();
    assert!(text.contains("<q lang=\"en\" dir=\"auto\">Norway and Denmark signed"), "{text}");
    assert!(text.contains("<q lang=\"fr\" dir=\"auto\">"));
    assert!(text.contains("<q lang=\"ar\" dir=\"auto\">"));
    assert!(text.contains("The &lt;south&gt;"));
    assert!(text.contains("no date"), "an undated report says so");
    assert!(text.contains("href=\"/reports/2#a"), "{text}");
}

#[test]
fn deadlines_are_held_against_a_day_that_is_told() {
    let server = served();
    let ask = "one=Norway&other=Denmark";
    let overdue = |query: &str| {
        let found = twin(&server, query);
        let held = found["arrangements"].as_array().expect("a list").clone();
        (found["on"].clone(), held.iter().any(|held| held["overdue"] == true))
    };
    assert_eq!(overdue(ask), ("2026-03-10".into(), false));
    assert_eq!(overdue(&format!("{ask}&on=2026-06-30")), ("2026-06-30".into(), false));
    assert_eq!(overdue(&format!("{ask}&on=2026-07-01")), ("2026-07-01".into(), true));
    let page = |query: &str| server.get(&format!("/relations?{query}")).text().to_owned();
    let late = page(&format!("{ask}&on=2026-07-01"));
    assert!(late.contains("overdue on 1 July 2026"), "{late}");
    assert!(late.contains("held against 1 July 2026 (as asked)"), "{late}");
    let now = page(ask);
    assert!(now.contains("open on 10 March 2026"), "{now}");
    assert!(now.contains("(the day of the newest report)"));
}

#[test]
fn a_firm_and_a_body_are_parties_by_name() {
    let server = served();
    let found = twin(&server, "one=kestrel+lines&other=Harbour+Safety+Board");
    assert_eq!(words(&found["arrangements"], "status"), ["signed"], "{found}");
}

#[test]
fn nothing_is_told_with_why() {
    let server = served();
    for (query, reason, told) in [
        ("", "not-asked", "name two parties"),
        ("one=Norway", "not-asked", "name two parties"),
        ("one=Norway&other=norv%C3%A8ge", "one-party", "Norway and norvège are one party"),
        ("one=Norway&other=Peru", "not-named", "Peru is among the names of no report"),
        ("one=%3Cscript%3E&other=%22%27", "not-named", "is among the names of a report"),
        (
            "one=Kestrel+Lines&other=Chile",
            "not-together",
            "1 report names Kestrel Lines and 1 report names Chile, but none names both",
        ),
        (
            "one=Norway&other=Chile",
            "nothing-between",
            "1 report names both, but none tells of anything",
        ),
    ] {
        let found = twin(&server, query);
        assert_eq!(found["lacking"]["reason"], reason, "{query}: {found}");
        let page = server.get(&format!("/relations?{query}"));
        assert_eq!(page.status, 200);
        assert!(page.text().contains("role=\"status\""), "{query}");
        assert!(!page.text().contains("<script"), "{query}");
        let said = found["lacking"]["told"].as_str().expect("words");
        assert!(said.contains(told), "{query}: {said}");
        for form in ["atom", "jsonfeed"] {
            assert_eq!(server.get(&format!("/relations.{form}?{query}")).status, 200);
        }
    }
}

#[test]
fn what_cannot_be_asked_is_refused() {
    let server = served();
    let long = "x".repeat(201);
    for query in
        ["on=March".to_owned(), "one=a&one=b".to_owned(), format!("one={long}&other=Norway")]
    {
        assert_eq!(server.get(&format!("/relations?{query}")).status, 400, "{query}");
        let told = server.get(&format!("/relations.json?{query}"));
        assert_eq!((told.status, told.json()["error"]["status"].clone()), (400, 400.into()));
    }
    assert_eq!(server.get("/relations?one=Norway&other=Denmark&on=").status, 200);
}

#[test]
fn steps_are_entries_of_feeds_that_keep_their_ids() {
    let server = served();
    let ids = |server: &Running| {
        let feed = server.get("/relations.jsonfeed?one=Norway&other=Denmark").json();
        words(&feed["items"], "id")
    };
    let before = ids(&server);
    assert!(before.len() >= 3, "{before:?}");
    let atom = server.get("/relations.atom?one=Norway&other=Denmark");
    for id in &before {
        assert!(atom.text().contains(&format!("<id>{}</id>", id.replace('&', "&amp;"))), "{id}");
    }
    let read = recoupe_read::read("feed", &atom.bytes).expect("a feed");
    let reports = format!("http://{}/reports/", server.address);
    assert!(read.addresses.iter().all(|address| address.url.starts_with(&reports)));
    assert!(atom.text().contains("<title>joint treaty: signed</title>"), "{}", atom.text());
    // A later report adds a step and changes none of those that were there.
    let later = line(
        "late",
        "en",
        "2026-07-14",
        "Norway suspended the joint treaty on ferry safety with Denmark on Tuesday.",
    );
    common::file(&server.archive, &[later]);
    let after = ids(&server);
    assert!(after[0].ends_with(".agreement.suspended"), "{after:?}");
    let kept: Vec<&String> = after.iter().filter(|id| before.contains(id)).collect();
    assert_eq!(kept, before.iter().collect::<Vec<_>>());
}

#[test]
fn a_storys_register_leads_to_what_its_parties_have() {
    let server = served();
    let archive = Archive::open_existing(&server.archive);
    let story = archive.expect("the archive").report(2).expect("a report").story;
    let page = server.get(&format!("/stories/{story}"));
    let link = "href=\"/relations?one=Norway&amp;other=Denmark\"";
    let turned = "href=\"/relations?one=Denmark&amp;other=Norway\"";
    assert!(page.text().contains(link) || page.text().contains(turned), "{}", page.text());
}

#[test]
fn names_that_a_person_made_one_are_one_party() {
    let server = served();
    let ask = "one=The+ferry+firm&other=Harbour+Safety+Board";
    assert_eq!(twin(&server, ask)["lacking"]["reason"], "not-named");
    let form = "what=together&one=Kestrel+Lines&other=The+ferry+firm&everywhere=true";
    assert_eq!(server.post("/stories/5/names", form).status, 303);
    assert_eq!(words(&twin(&server, ask)["arrangements"], "status"), ["signed"]);
    let forget = "what=forget&one=Kestrel+Lines&other=The+ferry+firm&everywhere=true";
    assert_eq!(server.post("/stories/5/names", forget).status, 303);
    assert_eq!(twin(&server, ask)["lacking"]["reason"], "not-named");
}
