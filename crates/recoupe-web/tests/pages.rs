//! What is on the pages: every link leads somewhere, nothing from outside is markup, twins say the same.

mod common;

use common::{Answer, Running};
use recoupe_export::verify::verify;
use std::collections::{BTreeMap, BTreeSet};

/// Values of an attribute, unescaped.
fn values(html: &str, attribute: &str) -> Vec<String> {
    let begin = format!(" {attribute}=\"");
    html.split(&begin)
        .skip(1)
        .filter_map(|piece| piece.split_once('"'))
        .map(|(value, _)| {
            value
                .replace("&quot;", "\"")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
        })
        .collect()
}

/// Every page and file that links lead to, from the list of stories on.
fn walked(server: &Running) -> BTreeMap<String, Answer> {
    let mut seen: BTreeMap<String, Answer> = BTreeMap::new();
    let mut ahead = vec!["/stories".to_owned(), "/feeds".to_owned(), "/nothing".to_owned()];
    while let Some(address) = ahead.pop() {
        if seen.contains_key(&address) {
            continue;
        }
        let answer = server.get(&address);
        if answer.header("content-type").starts_with("text/html") {
            for link in values(answer.text(), "href") {
                let page = link.split('#').next().unwrap_or_default();
                if page.starts_with('/') {
                    ahead.push(page.to_owned());
                }
            }
        }
        seen.insert(address, answer);
    }
    seen
}

#[test]
fn every_link_leads_to_what_it_names() {
    let server = Running::start();
    let pages = walked(&server);
    assert!(pages.len() > 40, "{:?}", pages.keys());
    for (address, answer) in &pages {
        let expected = if address == "/nothing" { 404 } else { 200 };
        assert_eq!(answer.status, expected, "{address}");
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        for link in values(answer.text(), "href") {
            let Some((page, anchor)) = link.split_once('#') else { continue };
            let page = if page.is_empty() { address } else { page };
            let target = pages[page].text();
            assert!(target.contains(&format!(" id=\"{anchor}\"")), "{address}: {link}");
        }
        let ids = values(answer.text(), "id");
        let once: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), once.len(), "{address}: an id stands twice");
    }
}

#[test]
fn nothing_from_outside_is_markup_and_nothing_comes_from_elsewhere() {
    let server = Running::start();
    let pages = walked(&server);
    let html = |answer: &&Answer| answer.header("content-type").starts_with("text/html");
    let told: Vec<&Answer> = pages.values().filter(html).collect();
    assert!(told.iter().any(|page| page.text().contains("&lt;script&gt;alert(4)")));
    for (address, answer) in &pages {
        let policy = answer.header("content-security-policy");
        assert!(policy.starts_with("default-src 'none';"), "{address}: {policy}");
        assert!(!policy.contains("script-src") && !policy.contains("unsafe"), "{policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{address}");
    }
    for page in told {
        let text = page.text();
        for markup in ["<script", "<iframe", "<img", "<b>Mira", "<i>HTTP", " onerror=\"", " style="]
        {
            assert!(!text.contains(markup), "{markup}: {text}");
        }
        assert!(!text.contains('\u{1b}'));
        let sent_for = values(text, "src").into_iter().chain(values(text, "action"));
        assert!(sent_for.into_iter().all(|address| address.starts_with('/')), "{text}");
        assert!(values(text, "href").iter().all(|link| !link.starts_with("javascript:")), "{text}");
    }
}

#[test]
fn pages_have_landmarks_one_first_heading_and_no_heading_left_out() {
    let server = Running::start();
    for (address, answer) in walked(&server) {
        if !answer.header("content-type").starts_with("text/html") {
            continue;
        }
        let text = answer.text();
        for part in
            ["<html lang=\"en\"", "<nav ", "<main ", "<footer>", "class=\"skip\"", "<title>"]
        {
            assert!(text.contains(part), "{address}: {part}");
        }
        let levels: Vec<u32> = text
            .match_indices("<h")
            .filter_map(|(at, _)| text[at + 2..].chars().next()?.to_digit(10))
            .collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{address}");
        assert_eq!(levels.first(), Some(&1), "{address}");
        let falls = levels.windows(2).all(|pair| pair[1] <= pair[0] + 1);
        assert!(falls, "{address}: {levels:?}");
        let hidden = text.matches("<input type=\"hidden\"").count();
        let fields = text.matches("<input ").count() - hidden + text.matches("<select ").count();
        assert!(text.matches("<label").count() >= fields, "{address}: a field without a label");
    }
}

#[test]
fn twins_say_what_pages_say() {
    let server = Running::start();
    for (address, answer) in walked(&server) {
        if !answer.header("content-type").starts_with("text/html") || answer.status != 200 {
            continue;
        }
        let (path, query) = address
            .split_once('?')
            .map_or((&*address, String::new()), |parts| (parts.0, format!("?{}", parts.1)));
        let twin = server.get(&format!("{path}.json{query}"));
        assert_eq!(twin.status, 200, "{address}");
        assert_eq!(twin.header("content-type"), "application/json", "{address}");
        assert!(twin.json().is_object(), "{address}");
    }
    let list = server.get("/stories.json").json();
    let stories = list["stories"].as_array().expect("stories");
    assert_eq!(stories.len(), 2, "{list}");
    for story in stories {
        let address = story["address"].as_str().expect("an address");
        let record = server.get(&format!("{address}.json")).json();
        let verified = verify(&record).expect("a record");
        assert!(verified.failures.is_empty(), "{:?}", verified.failures);
        assert!(verified.spans > 0);
        assert_eq!(record["archive"]["story"]["id"], story["id"]);
        assert_eq!(
            record["archive"]["reports"].as_array().map(Vec::len),
            record["articles"].as_array().map(Vec::len)
        );
    }
    let report = server.get("/reports/1.json").json();
    assert!(report["statements"].as_array().is_some_and(|held| held.len() > 3), "{report}");
}

#[test]
fn evidence_that_is_lacking_is_told_with_its_reason() {
    let server = Running::start();
    let list = server.get("/stories.json").json();
    let alone =
        list["stories"].as_array().expect("stories").iter().find(|story| story["reports"] == 1);
    let address = alone.expect("a story of one report")["address"].as_str().expect("an address");
    assert!(server.get("/stories").text().contains("Not enough evidence: there is one report."));
    assert!(server.get(address).text().contains("Not enough evidence: there is one report."));
    assert!(!server.get("/stories/1").text().contains("Not enough evidence"));
}

#[test]
fn an_outlet_that_is_silent_is_told_from_one_that_could_not_be_read() {
    let server = Running::start();
    let missing = server.get("/stories/1.json").json()["archive"]["missing"].clone();
    let known = |feed: &str| {
        let found = missing.as_array().expect("a list").iter().find(|held| held["feed"] == feed);
        found.expect("the feed")["known"].as_str().expect("a word").to_owned()
    };
    assert_eq!(known("https://silent.example/feed"), "absent");
    assert_eq!(known("https://failing.example/feed"), "unknown");
    assert_eq!(known("https://new.example/<feed>"), "unknown");
    let page = server.get("/stories/1");
    assert!(page.text().contains("1 feed absent"), "{}", page.text());
    assert!(page.text().contains("2 feeds not known"));
    let feeds = server.get("/feeds");
    assert!(feeds.text().contains("3 feeds watched: 1 read, 1 failed, 1 not read yet"));
}

#[test]
fn a_report_from_right_to_left_says_so() {
    let server = Running::start();
    let hits = server.get("/search.json?q=language:ar").json();
    let address =
        hits["hits"][0]["report"]["address"].as_str().expect("an Arabic report").to_owned();
    let page = server.get(&address);
    assert!(page.text().contains("<div lang=\"ar\" dir=\"auto\" class=\"body noted\""));
}
