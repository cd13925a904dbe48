//! Versions of a report: what changed, an older text, feeds.

mod common;

use common::Running;
use std::path::Path;

const FIRST: &str = "Fire aboard the Halcyon\n\nThe ferry Halcyon burned in Norrby on Monday. The fire killed four people, the \
    harbour master said. Ada Lund will lead the inquiry into the fire.\n";

/// A report of three versions: the second changes a figure, the third a name and adds a sentence with markup.
fn revised(place: &Path) {
    let second = FIRST.replace("four", "seven");
    let third =
        second.replace("Ada Lund", "Karl Brandt") + "The <b>owner</b> of the ferry said nothing.\n";
    let sources: Vec<(String, Vec<u8>)> = [FIRST, &second, &third]
        .into_iter()
        .map(|text| ("a.txt".to_owned(), text.as_bytes().to_vec()))
        .collect();
    common::file(place, &sources);
}

#[test]
fn every_version_tells_what_it_changed() {
    let server = Running::with("127.0.0.1:0", None, revised);
    let report = server.get("/reports/1");
    assert!(report.text().contains("<a href=\"/reports/1/versions\">3 versions</a>"));
    let twin = server.get("/reports/1/versions.json").json();
    let versions = twin["versions"].as_array().expect("versions");
    assert_eq!(versions.len(), 3);
    assert_eq!(versions[0]["changes"].as_array().map(Vec::len), Some(0));
    assert_eq!(versions[1]["changes"][0]["kind"], "figure", "{twin}");
    let kinds: Vec<&str> = versions[2]["changes"]
        .as_array()
        .expect("changes")
        .iter()
        .filter_map(|change| change["kind"].as_str())
        .collect();
    assert!(kinds.contains(&"name") && kinds.contains(&"added"), "{twin}");
    let page = server.get("/reports/1/versions");
    assert!(page.text().contains("killed four people"), "{}", page.text());
    assert!(page.text().contains("The &lt;b&gt;owner&lt;/b&gt;"));
}

#[test]
fn spans_of_changes_are_exact_and_their_links_lead_to_them() {
    let server = Running::with("127.0.0.1:0", None, revised);
    let twin = server.get("/reports/1/versions.json").json();
    for version in twin["versions"].as_array().expect("versions") {
        for change in version["changes"].as_array().expect("changes") {
            for span in [&change["before"], &change["after"]] {
                let Some(article) = span["article"].as_str() else { continue };
                let number = article.trim_start_matches('v');
                let old = server.get(&format!("/reports/1/versions/{number}.json")).json();
                let text: Vec<char> =
                    old["article"]["text"].as_str().expect("a text").chars().collect();
                let at = |field: &str| span[field].as_u64().expect("a place") as usize;
                let exact: String = text[at("start")..at("end")].iter().collect();
                assert_eq!(span["exact"], exact);
                let page = server.get(&format!("/reports/1/versions/{number}"));
                let anchor = format!(" id=\"{article}.{}\"", at("start"));
                assert!(page.text().contains(&anchor), "{anchor}: {}", page.text());
            }
        }
    }
}

#[test]
fn an_older_version_can_be_read() {
    let server = Running::with("127.0.0.1:0", None, revised);
    let first = server.get("/reports/1/versions/1");
    assert!(first.text().contains("killed four people"), "{}", first.text());
    assert!(first.text().contains("2 versions came after it"));
    assert!(first.text().contains("rel=\"next\"") && !first.text().contains("rel=\"prev\""));
    let last = server.get("/reports/1/versions/3");
    assert!(last.text().contains("Karl Brandt") && !last.text().contains("came after it"));
    assert!(last.text().contains("&lt;b&gt;owner"));
    for path in [
        "/reports/1/versions/4",
        "/reports/1/versions/0",
        "/reports/1/versions/x",
        "/reports/9/versions",
        "/reports/9/versions/1.json",
    ] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
    for path in ["/reports/x/versions", "/reports/x/versions.atom"] {
        assert_eq!(server.get(path).status, 400, "{path}");
    }
}

#[test]
fn versions_can_be_followed() {
    let server = Running::with("127.0.0.1:0", None, revised);
    for path in ["/reports/1/versions.atom", "/reports/1/versions.jsonfeed"] {
        let feed = server.get(path);
        let read = recoupe_read::read(path, &feed.bytes).expect("a feed");
        let base = format!("http://{}/reports/1/versions/", server.address);
        assert_eq!(read.addresses.len(), 3, "{path}");
        assert!(read.addresses.iter().all(|address| address.url.starts_with(&base)), "{path}");
    }
    let items = server.get("/reports/1/versions.jsonfeed").json()["items"].clone();
    assert!(
        items[1]["content_text"].as_str().is_some_and(|told| told.contains("figure: ")),
        "{items}"
    );
}
