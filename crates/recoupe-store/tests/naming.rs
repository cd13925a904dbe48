//! Who is named where, and the pages of a search.

mod common;

use common::{Place, add, filed, noon};
use recoupe_store::{Named, Query, key};
use recoupe_trial::on_each_engine;
use std::collections::BTreeSet;

on_each_engine!(
    a_party_is_found_under_all_its_names,
    a_name_without_a_word_finds_nothing,
    the_pages_of_a_search_have_every_report_once,
);

fn a_party_is_found_under_all_its_names(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    for (source, language, text) in [
        ("key", "en", "Ministers met in Norway on Monday."),
        ("script", "ar", "قال الوزير إن النرويج ستوقع المعاهدة."),
        ("adjective", "en", "The Norwegian minister spoke of ferries."),
        ("of another language", "es", "Norwegian es una empresa."),
        ("firm", "en", "The ferry of Kestrel Lines left the port."),
        ("nobody", "en", "Bakers went on strike over the price of flour."),
    ] {
        let report = filed(source, language, None, text);
        writer.add(&key(None, source), &report, None, noon(9)).expect("filed");
    }
    drop(writer);
    let mut naming = |named: &Named| -> Vec<String> {
        let rows = archive.naming(named).expect("asked");
        rows.into_iter().map(|row| row.source).collect()
    };
    let norway = Named {
        key: Some("country:NO".to_owned()),
        names: vec!["norway".to_owned()],
        adjectives: vec![("en", "norwegian".to_owned())],
    };
    assert_eq!(naming(&norway)[..3], ["key", "script", "adjective"]);
    let firm = Named { names: vec!["Kestrel \"Lines\"".to_owned()], ..Named::default() };
    assert_eq!(naming(&firm), ["firm"]);
}

fn a_name_without_a_word_finds_nothing(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 9, common::FERRY);
    drop(writer);
    for name in ["", " \" ", "«»"] {
        let named = Named { names: vec![name.to_owned()], ..Named::default() };
        assert!(archive.naming(&named).expect("asked").is_empty(), "{name}");
    }
    assert!(archive.naming(&Named::default()).expect("asked").is_empty());
}

fn the_pages_of_a_search_have_every_report_once(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    for number in 1..=25 {
        let text = format!("The harbour of Norrby counted {number} ships on Monday.");
        add(&mut writer, &number.to_string(), 9, &text);
    }
    drop(writer);
    for query in ["harbour", "language:en"] {
        let mut seen = BTreeSet::new();
        for (offset, count) in [(0, 10), (10, 10), (20, 5), (30, 0)] {
            let query = Query { limit: 10, offset, ..Query::parse(query).expect("a query") };
            let hits = archive.search(&query).expect("searched");
            assert_eq!(hits.len(), count, "{offset}");
            seen.extend(hits.into_iter().map(|hit| hit.report.id));
        }
        assert_eq!(seen.len(), 25, "{query}");
    }
}
