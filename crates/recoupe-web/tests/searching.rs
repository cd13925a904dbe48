//! A search of more reports than a page holds.

mod common;

use common::Running;
use std::collections::BTreeSet;

#[test]
fn the_pages_of_a_search_have_every_report_once() {
    let server = Running::with("127.0.0.1:0", None, |place| {
        let sources: Vec<(String, Vec<u8>)> = (1..=120)
            .map(|number| {
                let text = format!("Harbour note {number}\n\nThe harbour of Norrby counted {number} ships on Monday.\n");
                (format!("{number}.txt"), text.into_bytes())
            })
            .collect();
        common::file(place, &sources);
    });
    for query in ["q=harbour", "q=language:en"] {
        let mut seen = BTreeSet::new();
        for (page, count, more) in [(1, 50, true), (2, 50, true), (3, 20, false), (4, 0, false)] {
            let twin = server.get(&format!("/search.json?{query}&page={page}")).json();
            let hits = twin["hits"].as_array().expect("hits");
            assert_eq!((hits.len(), &twin["more"]), (count, &more.into()), "{query} {page}");
            seen.extend(hits.iter().map(|hit| hit["report"]["id"].as_u64()));
            let html = server.get(&format!("/search?{query}&page={page}"));
            assert_eq!(html.text().contains("rel=\"next\""), more, "{query} {page}");
            assert_eq!(html.text().contains("rel=\"prev\""), page > 1, "{query} {page}");
        }
        assert_eq!(seen.len(), 120, "{query}");
    }
    assert!(server.get("/search?q=harbour&page=2").text().contains("Reports 51 to 100"));
    let next = "href=\"/search?q=harbour&amp;page=2\"";
    assert!(server.get("/search?q=harbour").text().contains(next));
    for page in ["0", "10001", "-1", "x"] {
        assert_eq!(server.get(&format!("/search?q=harbour&page={page}")).status, 400, "{page}");
    }
}
