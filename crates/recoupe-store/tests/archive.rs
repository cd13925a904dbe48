//! What an archive promises: what was filed is given back, stories keep their numbers, and what a person decided
//! outlives the program.

mod common;

use common::{FERRY, FERRY_AGAIN, FERRY_LATER, Place, STRIKE, add, filed, noon};
use jiff::civil::date;
use recoupe_store::{
    Archive, Because, Listing, Order, Outcome, Raw, StoreError, Summary, Why, key,
};
use recoupe_trial::{Home, on_each_engine};

on_each_engine!(
    what_was_filed_is_given_back,
    another_text_is_another_version_and_the_same_text_is_none,
    opening_anew_changes_nothing_in_what_comes,
    an_old_report_joins_its_like_across_the_window,
    a_day_in_the_future_empties_no_window,
    what_a_person_merges_is_one_under_either_number,
    what_a_person_parts_stays_parted,
    the_report_that_opened_a_story_keeps_it_when_it_is_parted,
    stories_are_listed_in_every_order,
    one_writes_at_a_time_and_readers_do_not_wait,
    what_is_not_there_is_missing,
    damage_is_found,
);

fn what_was_filed_is_given_back(place: &Place) {
    let mut archive = place.open();
    let report = filed("a.txt", "en", Some(date(2026, 3, 1)), FERRY);
    let raw = Raw::of(b"<p>as it was fetched</p>");
    let taken = archive
        .write()
        .and_then(|mut writer| writer.add("place a", &report, Some(&raw), noon(2)))
        .expect("filed");
    assert_eq!((taken.report, taken.story, taken.outcome), (1, 1, Outcome::New));
    drop(archive);
    let mut archive = place.open();
    let article = archive.article(1, None).expect("an article");
    assert_eq!((article.text.as_str(), article.source.as_str()), (FERRY, "a.txt"));
    assert_eq!(article.published.value, Some(date(2026, 3, 1)));
    let raw = archive.raw(1, None).expect("readable");
    assert_eq!(raw.as_deref(), Some(&b"<p>as it was fetched</p>"[..]));
    let row = archive.report(1).expect("a row");
    assert_eq!((row.day, row.first_fetched, row.versions), (Some(date(2026, 3, 1)), noon(2), 1));
    assert!(matches!(archive.report(2), Err(StoreError::NoReport(2))));
}

fn another_text_is_another_version_and_the_same_text_is_none(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    assert_eq!(add(&mut writer, "a", 1, FERRY).outcome, Outcome::New);
    assert_eq!(add(&mut writer, "a", 2, FERRY).outcome, Outcome::Same);
    let changed = add(&mut writer, "a", 3, FERRY_LATER);
    assert_eq!((changed.outcome, changed.report), (Outcome::Changed, 1));
    drop(writer);
    let numbers: Vec<u64> =
        archive.versions(1).expect("versions").iter().map(|version| version.number).collect();
    assert_eq!(numbers, [1, 2]);
    assert_eq!(archive.article(1, None).expect("the latest").text, FERRY_LATER);
    assert_eq!(archive.article(1, Some(1)).expect("the first").text, FERRY);
    let row = archive.report(1).expect("a row");
    assert_eq!((row.first_fetched, row.last_fetched), (noon(1), noon(3)));
    assert_eq!(archive.check().expect("checked").0, Vec::<String>::new());
}

fn opening_anew_changes_nothing_in_what_comes(place: &Place) {
    let texts = [FERRY, STRIKE, FERRY_AGAIN, FERRY_LATER];
    for (number, text) in (1..).zip(texts) {
        // Each by a writer of its own, with nothing in memory.
        let mut archive = place.open();
        add(&mut archive.write().expect("a writer"), &format!("{number}"), number, text);
    }
    let other = place.another();
    let mut at_once = other.open();
    let mut writer = at_once.write().expect("a writer");
    for (number, text) in (1..).zip(texts) {
        add(&mut writer, &format!("{number}"), number, text);
    }
    drop(writer);
    let stories = |archive: &mut Archive| -> Vec<(u64, u64)> {
        let stories = archive.stories(&Listing::default()).expect("stories");
        stories.into_iter().map(|story| (story.id, story.reports)).collect()
    };
    assert_eq!(stories(&mut place.open()), stories(&mut at_once));
    assert_eq!(stories(&mut at_once), [(1, 3), (2, 1)]);
}

fn an_old_report_joins_its_like_across_the_window(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    let mut file = |name: &str, day, text| {
        let filed = filed(name, "en", Some(day), text);
        writer.add(&key(None, name), &filed, None, noon(20)).expect("filed").story
    };
    let ferry = file("old", date(2024, 5, 1), FERRY);
    assert_ne!(file("new", date(2026, 3, 19), STRIKE), ferry);
    // More than a year before the newest: the window of today knows nothing of it.
    assert_eq!(file("import", date(2024, 5, 3), FERRY_AGAIN), ferry);
    assert_eq!(file("import 2", date(2024, 5, 4), FERRY_LATER), ferry);
    assert_ne!(file("later", date(2026, 3, 20), FERRY_LATER), ferry);
}

fn a_day_in_the_future_empties_no_window(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    let far = filed("far", "en", Some(date(2199, 1, 1)), STRIKE);
    writer.add("far", &far, None, noon(2)).expect("filed");
    assert_eq!(add(&mut writer, "b", 2, FERRY_AGAIN).story, 1);
}

fn what_a_person_merges_is_one_under_either_number(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    add(&mut writer, "b", 1, STRIKE);
    writer.rename(2, Some("The ovens")).expect("renamed");
    let story = writer.merge(2, 1, noon(2)).expect("merged");
    assert_eq!((story.id, story.reports, story.called()), (1, 2, "The ovens"));
    drop(writer);
    drop(archive);
    let mut archive = place.open();
    assert_eq!(archive.story(2).expect("redirected").id, 1);
    assert_eq!(archive.reports(2).expect("its reports").len(), 2);
    let mut writer = archive.write().expect("a writer");
    // The word holds for what comes.
    assert_eq!(add(&mut writer, "c", 3, FERRY_AGAIN).story, 1);
    let log = writer.archive().log(1).expect("a log");
    assert!(log.iter().any(|row| {
        row.because == Because::Person && row.why == Why::Merged { story: 2, into: 1 }
    }));
    assert_eq!(writer.archive().check().expect("checked").0, Vec::<String>::new());
}

fn what_a_person_parts_stays_parted(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    add(&mut writer, "b", 1, FERRY_AGAIN);
    assert!(matches!(writer.split(1, &[1, 2], noon(2)), Err(StoreError::WholeStory(1))));
    assert!(matches!(
        writer.split(1, &[9], noon(2)),
        Err(StoreError::NotInStory { report: 9, story: 1 })
    ));
    let story = writer.split(1, &[2], noon(2)).expect("parted");
    assert_eq!((story.id, story.reports), (2, 1));
    drop(writer);
    drop(archive);
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "c", 2, FERRY_LATER);
    let mut story = |report| writer.archive().report(report).expect("a report").story;
    assert_ne!(story(1), story(2));
    // And what was said last holds.
    writer.merge(1, 2, noon(3)).expect("merged");
    drop(writer);
    drop(archive);
    let mut archive = place.open();
    add(&mut archive.write().expect("a writer"), "d", 3, STRIKE);
    let mut story = |report| archive.report(report).expect("a report").story;
    assert_eq!((story(1), story(2)), (1, 1));
    assert_eq!(archive.check().expect("checked").0, Vec::<String>::new());
}

fn the_report_that_opened_a_story_keeps_it_when_it_is_parted(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    add(&mut writer, "b", 1, FERRY_AGAIN);
    add(&mut writer, "c", 1, FERRY_LATER);
    let story = writer.split(1, &[1], noon(2)).expect("parted");
    assert_eq!((story.id, story.reports), (2, 2));
    assert_eq!(writer.archive().story(1).expect("there").reports, 1);
}

fn stories_are_listed_in_every_order(place: &Place) {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    add(&mut writer, "b", 2, FERRY_AGAIN);
    add(&mut writer, "c", 9, STRIKE);
    assert_eq!(writer.archive().stale().expect("stale"), [1]);
    let summary = Summary {
        title: "Fire".to_owned(),
        origins: 2,
        disputes: 1,
        first: Some(date(2026, 3, 1)),
        last: Some(date(2026, 3, 2)),
    };
    writer.summarise(&[(1, summary)]).expect("written");
    assert_eq!(writer.archive().stale().expect("stale"), Vec::<u64>::new());
    let mut ids = |listing: Listing| -> Vec<u64> {
        let stories = writer.archive().stories(&listing).expect("stories");
        stories.into_iter().map(|story| story.id).collect()
    };
    for (order, expected) in [
        (Order::Newest, [3, 1]),
        (Order::Origins, [1, 3]),
        (Order::Reports, [1, 3]),
        (Order::Languages, [3, 1]),
    ] {
        assert_eq!(ids(Listing { order, ..Listing::default() }), expected, "{order:?}");
    }
    assert_eq!(ids(Listing { disputed: true, ..Listing::default() }), [1]);
    assert_eq!(ids(Listing { origins: 2, ..Listing::default() }), [1]);
    assert_eq!(ids(Listing { limit: 1, offset: 1, ..Listing::default() }), [1]);
}

fn one_writes_at_a_time_and_readers_do_not_wait(place: &Place) {
    let (mut one, mut other) = (place.open(), place.open());
    let mut writer = one.write().expect("a writer");
    assert!(matches!(other.write(), Err(StoreError::Busy(_))));
    add(&mut writer, "a", 1, FERRY);
    assert_eq!(other.stories(&Listing::default()).expect("stories").len(), 1);
    drop(writer);
    // The other has learned of what was written in between.
    assert_eq!(add(&mut other.write().expect("a writer"), "b", 2, FERRY_AGAIN).story, 1);
    assert_eq!(add(&mut one.write().expect("a writer"), "c", 3, FERRY_LATER).story, 1);
}

fn what_is_not_there_is_missing(place: &Place) {
    let name = place.0.name();
    assert!(matches!(Archive::open_existing(name.as_str()), Err(StoreError::Missing(_))));
}

#[test]
fn a_file_that_is_no_archive_is_told_and_left_alone() {
    let home = Home::file();
    let file = home.path().expect("a file");
    let page = b"<html>a page of some length, and no archive at all</html>".repeat(40);
    std::fs::write(&file, &page).expect("written");
    assert!(matches!(Archive::open(&file), Err(StoreError::Foreign(_))));
    assert_eq!(std::fs::read(&file).expect("there"), page);
    let folder = file.with_extension("folder");
    std::fs::create_dir(&folder).expect("made");
    assert!(Archive::open(&folder).is_err());
}

#[test]
fn an_address_of_another_kind_is_refused() {
    let refused = Archive::open("mysql://desk@db.example/news");
    assert!(matches!(refused, Err(StoreError::Engine(scheme)) if scheme == "mysql"));
}

fn damage_is_found(place: &Place) {
    let mut archive = place.open();
    let report = filed("a", "en", None, FERRY);
    let raw = Raw::of(&FERRY.as_bytes().repeat(3));
    let mut writer = archive.write().expect("a writer");
    writer.add("a", &report, Some(&raw), noon(1)).expect("filed");
    assert_eq!(writer.archive().check().expect("checked"), (Vec::new(), 1, 1));
    // Past the archive, through a connection of its own.
    if let Some(file) = place.0.path() {
        let other = rusqlite::Connection::open(file).expect("opened");
        let damage = "UPDATE versions SET hash = zeroblob(32);
            UPDATE raw SET packed = x'00';
            UPDATE stories SET reports = 7;
            DELETE FROM words;";
        other.execute_batch(damage).expect("damaged");
    } else {
        place.0.run(
            "UPDATE recoupe.versions SET hash = '';
            UPDATE recoupe.raw SET packed = '\\x00';
            UPDATE recoupe.stories SET reports = 7;
            DELETE FROM recoupe.words;",
        );
    }
    let (found, ..) = writer.archive().check().expect("checked");
    let all = found.join("\n");
    for told in [
        "report 1, version 1: its text is not the one that was filed",
        "page 1:",
        "a story that counts its reports wrong: 1",
        "a report that no search finds: 1",
    ] {
        assert!(all.contains(told), "{told} in {all}");
    }
}
