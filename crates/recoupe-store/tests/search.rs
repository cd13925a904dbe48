//! Words are found in every form and language they are kept in.

mod common;

use common::{Place, filed, noon};
use jiff::civil::date;
use recoupe_store::{Archive, Filed, Query, key};

const REPORTS: [(&str, &str, &str); 5] = [
    (
        "en",
        "gazette",
        "Fires burned aboard two ferries in Norrby.\n\nThe harbour master, Ada Lund, closed the port.",
    ),
    (
        "fr",
        "journal",
        "L’incendie d’un ferry à Norrby.\n\nLes pompiers ont éteint l’incendie à l’aube.",
    ),
    (
        "de",
        "bote",
        "Brand auf der Fähre in Norrby.\n\nDie Fährverbindungen ruhen, die Häfen bleiben geschlossen.",
    ),
    ("ar", "maraya", "حريق في العبارة بميناء نوربي.\n\nوقال الوزير إن العبارات لن تغادر الميناء."),
    (
        "es",
        "faro",
        "Incendio en un ferry en Norrby.\n\nLos bomberos apagaron los incendios al alba.",
    ),
];

fn archive(place: &Place) -> Archive {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    for (number, (language, source, text)) in (1..).zip(REPORTS) {
        let report: Filed = filed(source, language, Some(date(2026, 3, number)), text);
        writer.add(&key(None, source), &report, None, noon(9)).expect("filed");
    }
    drop(writer);
    archive
}

/// The sources that a query finds, sorted.
fn found(query: &str) -> Vec<String> {
    let place = Place::new();
    let query = Query::parse(query).expect("a query");
    let hits = archive(&place).search(&query).expect("searched");
    let mut sources: Vec<String> = hits.into_iter().map(|hit| hit.report.source).collect();
    sources.sort();
    sources
}

#[test]
fn every_form_of_a_word_finds_it() {
    for (query, sources) in [
        ("fire", vec!["gazette"]),
        ("incendies", vec!["faro", "journal"]),
        ("l'incendie", vec!["faro", "journal"]),
        ("Hafen", vec!["bote"]),
        ("Fährverbindung", vec!["bote"]),
        ("وزير", vec!["maraya"]),
        ("والوزير", vec!["maraya"]),
        ("عبارة", vec!["maraya"]),
        ("bombero", vec!["faro"]),
        ("volcano", vec![]),
    ] {
        assert_eq!(found(query), sources, "{query}");
    }
}

#[test]
fn a_part_of_a_compound_does_not_find_it() {
    // What stems do not part is not parted: told in the README as a limit.
    assert_eq!(found("Verbindung"), Vec::<String>::new());
}

#[test]
fn all_that_is_asked_for_must_hold() {
    for (query, sources) in [
        ("fire ferry", vec!["gazette"]),
        ("fire volcano", vec![]),
        ("\"harbour master\"", vec!["gazette"]),
        ("\"master harbour\"", vec![]),
        ("ferry", vec!["faro", "gazette", "journal"]),
        ("ferry language:fr", vec!["journal"]),
        ("ferry after:2026-03-02 before:2026-03-04", vec!["journal"]),
        ("name:lund", vec!["gazette"]),
        ("name:\"Ada Lund\"", vec!["gazette"]),
        ("name:fire", vec![]),
        ("language:de", vec!["bote"]),
    ] {
        assert_eq!(found(query), sources, "{query}");
    }
}

#[test]
fn nothing_in_a_query_is_an_operator() {
    for query in [
        "fire OR volcano",
        "text:fire*",
        "NEAR(fire",
        "fire\" AND \"",
        "-fire",
        "'; DROP",
        "^fire ( )",
    ] {
        let place = Place::new();
        let query = Query::parse(query).expect("a query");
        archive(&place).search(&query).expect("searched");
    }
}

#[test]
fn an_excerpt_is_to_the_letter_and_its_marks_stand_on_the_words() {
    let place = Place::new();
    let query = Query::parse("incendie").expect("a query");
    for hit in archive(&place).search(&query).expect("searched") {
        let words = hit.marked.iter().map(|span| span.of(&hit.excerpt).to_lowercase());
        let marked: Vec<String> = words.collect();
        let text = REPORTS.iter().find(|report| report.1 == hit.report.source).expect("it").2;
        assert!(text.contains(&hit.excerpt), "{}", hit.excerpt);
        assert!(
            marked.iter().all(|word| word.starts_with("incendi")) && !marked.is_empty(),
            "{marked:?} in {}",
            hit.excerpt
        );
    }
}

#[test]
fn a_later_version_is_what_is_searched() {
    let place = Place::new();
    let mut archive = archive(&place);
    let report = filed("gazette", "en", None, "The bridge of Norrby was opened.");
    let mut writer = archive.write().expect("a writer");
    writer.add(&key(None, "gazette"), &report, None, noon(10)).expect("filed");
    let mut count = |query: &str| {
        let query = Query::parse(query).expect("a query");
        writer.archive().search(&query).expect("searched").len()
    };
    assert_eq!((count("bridge"), count("harbour")), (1, 0));
}
