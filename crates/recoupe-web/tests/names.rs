//! What a person decides of names: forms, the page of a name, and taking it back.

mod common;

use common::Running;
use serde_json::Value;

/// The number of the entity of the first story that has a name.
fn number(server: &Running, name: &str) -> Option<usize> {
    let story = server.get("/stories/1.json").json()["stories"][0].clone();
    let entities = story["entities"].as_array().expect("entities");
    let has = |entity: &Value| {
        let names = entity["names"].as_object().expect("names");
        names.values().any(|held| held == name)
    };
    entities.iter().position(has).map(|index| index + 1)
}

fn decide(server: &Running, form: &str) -> (u16, String) {
    let answer = server.post("/stories/1/names", form);
    (answer.status, answer.header("location").to_owned())
}

#[test]
fn two_names_are_made_one_and_parted_again() {
    let server = Running::start();
    let count = || {
        let story = server.get("/stories/1.json").json();
        story["stories"][0]["entities"].as_array().map_or(0, Vec::len)
    };
    let before = count();
    assert_ne!(number(&server, "Martin Keane"), number(&server, "Declan Hurley"));
    let form = "what=together&one=Martin+Keane&other=declan+HURLEY";
    assert_eq!(decide(&server, form), (303, "/stories/1#s1-names".to_owned()));
    assert_eq!(count(), before - 1);
    let both = |name| number(&server, name);
    let name = both("Martin Keane").or_else(|| both("Declan Hurley")).expect("the entity");
    let page = server.get(&format!("/stories/1/names/{name}"));
    let text = page.text();
    assert!(
        text.contains("<bdi>Martin Keane</bdi> and <bdi>declan HURLEY</bdi> are one"),
        "{text}"
    );
    assert!(text.contains("in this story; a person decided it"), "{text}");
    let twin = server.get(&format!("/stories/1/names/{name}.json")).json();
    assert_eq!(twin["by_hand"][0]["what"], "together");
    assert_eq!(twin["by_hand"][0]["everywhere"], false);
    // The form on the page takes it back.
    let forget = "what=forget&one=Martin+Keane&other=declan+HURLEY&everywhere=false";
    assert_eq!(decide(&server, forget).0, 303);
    assert_eq!(count(), before);
    let name = number(&server, "Martin Keane").expect("the entity");
    assert!(!server.get(&format!("/stories/1/names/{name}")).text().contains("</bdi> are one"));
}

#[test]
fn a_name_is_called_what_a_person_says_and_that_is_told() {
    let server = Running::start();
    let form = "what=called&one=Martin+Keane&other=%3Cb%3EM.+Keane&everywhere=true";
    assert_eq!(decide(&server, form).0, 303);
    let name = number(&server, "Martin Keane").expect("its own name stays in the record");
    let page = server.get(&format!("/stories/1/names/{name}"));
    let text = page.text();
    assert!(text.contains("<h1 dir=\"auto\">&lt;b&gt;M. Keane</h1>"), "{text}");
    assert!(text.contains("called so by a person"));
    assert!(text.contains("in the whole archive; a person decided it"));
    assert!(!text.contains("<b>M."));
    let record = server.get("/stories/1.json").json();
    assert_eq!(record["stories"][0]["entities"][name - 1]["called"], "<b>M. Keane");
    let verified = recoupe_export::verify::verify(&record).expect("a record");
    assert!(verified.failures.is_empty(), "{:?}", verified.failures);
    assert!(server.get("/stories/1").text().contains("&lt;b&gt;M. Keane"));
}

#[test]
fn what_cannot_be_decided_is_told() {
    let server = Running::start();
    for (path, form, status) in [
        ("/stories/1/names", "what=together&one=Ada&other=ada", 409),
        ("/stories/1/names", "what=called&one=&other=Ada", 409),
        ("/stories/1/names", "what=apart&one=%C2%AB&other=Ada", 409),
        ("/stories/1/names", "what=marry&one=Ada&other=Eve", 400),
        ("/stories/1/names", "what=apart&one=Ada", 400),
        ("/stories/99/names", "what=apart&one=Ada&other=Eve", 404),
        ("/stories/99/names", "what=forget&one=Ada&other=Eve", 404),
    ] {
        let told = server.post(path, form);
        assert_eq!(told.status, status, "{path} {form}: {}", told.text());
    }
    // Nothing was decided of them, so that nothing is taken back.
    assert_eq!(decide(&server, "what=forget&one=Ada&other=Eve").0, 303);
}
