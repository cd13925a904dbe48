//! What is kept of feeds, of the pages they name, and of what could not be read.

mod common;

use common::{Place, noon};
use recoupe_store::{FeedKind, FeedRow, PageRow, RunRow};
use recoupe_trial::on_each_engine;

on_each_engine!(
    feeds_are_kept_and_let_go,
    pages_are_taken_down_once_and_are_due_the_newest_first,
    what_could_not_be_read_is_told_the_last_first,
);

fn feed(url: &str) -> FeedRow {
    FeedRow {
        url: url.to_owned(),
        kind: FeedKind::Feed,
        etag: Some("\"a\"".to_owned()),
        last_modified: None,
        due: noon(3),
        interval: 900,
        read: Some(noon(2)),
        failures: 0,
        error: None,
    }
}

fn feeds_are_kept_and_let_go(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    assert_eq!(writer.archive().next_due().expect("asked"), None);
    // Sorted by their bytes, of any length.
    let long = format!("https://z.example/{}", "x".repeat(9_000));
    let urls =
        ["https://A.example/feed", "https://a.example/Feed", "https://a.example/feed", &long];
    for url in urls.iter().rev() {
        writer.watch(&feed(url)).expect("watched");
    }
    let failed = FeedRow {
        kind: FeedKind::Sitemap,
        etag: None,
        due: noon(1),
        failures: 3,
        error: Some("HTTP 500".to_owned()),
        ..feed(urls[1])
    };
    writer.watch(&failed).expect("written");
    let expected = [feed(urls[0]), failed, feed(urls[2]), feed(urls[3])];
    assert_eq!(writer.archive().feeds().expect("feeds"), expected);
    assert_eq!(writer.archive().next_due().expect("asked"), Some(noon(1)));
    assert!(writer.unwatch(urls[1]).expect("let go"));
    assert!(!writer.unwatch(urls[1]).expect("let go"));
    assert_eq!(writer.archive().feeds().expect("feeds").len(), 3);
    assert_eq!(writer.archive().next_due().expect("asked"), Some(noon(3)));
}

fn pages_are_taken_down_once_and_are_due_the_newest_first(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    let long = format!("https://paper.example/{}", "x".repeat(9_000));
    let urls = ["https://paper.example/b", "https://paper.example/a", &long, &long];
    let urls = urls.map(str::to_owned);
    assert_eq!(writer.found(&urls[..2], noon(1)).expect("found"), 2);
    assert_eq!(writer.found(&urls, noon(2)).expect("found"), 1);
    assert_eq!(writer.found(&urls, noon(3)).expect("found"), 0);
    let mut due = |day, limit| -> Vec<String> {
        let pages = writer.archive().due(noon(day), limit).expect("pages");
        pages.into_iter().map(|page| page.url).collect()
    };
    assert_eq!(due(1, 9), [&*urls[1], &*urls[0]]);
    assert_eq!(due(2, 9), [&*urls[2], &*urls[1], &*urls[0]]);
    assert_eq!(due(2, 1), [&*urls[2]]);
    let read = PageRow {
        url: urls[0].clone(),
        etag: Some("\"b\"".to_owned()),
        last_modified: Some("Sun, 01 Mar 2026 12:00:00 GMT".to_owned()),
        found: noon(1),
        due: Some(noon(5)),
        read: Some(noon(2)),
        failures: 1,
    };
    writer.page(&read).expect("written");
    // Asked for no more.
    writer.page(&PageRow { url: urls[1].clone(), due: None, ..read.clone() }).expect("written");
    let due = writer.archive().due(noon(9), 9).expect("pages");
    assert_eq!(due.len(), 2);
    assert_eq!(due[1], read);
    // A page that no feed named.
    let other = PageRow { url: "https://other.example/".to_owned(), ..read };
    writer.page(&other).expect("written");
    assert!(writer.archive().due(noon(9), 9).expect("pages").contains(&other));
}

fn what_could_not_be_read_is_told_the_last_first(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    let run = |day, message: &str| RunRow {
        at: noon(day),
        source: "a.png".to_owned(),
        message: message.to_owned(),
    };
    for day in 1..=3 {
        writer.note(&run(day, "a picture")).expect("noted");
    }
    let runs = writer.archive().runs(2).expect("runs");
    assert_eq!(runs, [run(3, "a picture"), run(2, "a picture")]);
}
