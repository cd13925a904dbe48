//! What a person decides of names is kept, replaced and taken back, and the stories that it changes are compared again.

mod common;

use common::{FERRY, FERRY_AGAIN, Place, STRIKE, add, noon};
use recoupe_store::{Archive, NameKind, StoreError, Summary};
use recoupe_trial::on_each_engine;

on_each_engine!(
    a_decision_is_kept_where_it_was_made,
    the_last_decision_holds_and_can_be_taken_back,
    the_stories_that_have_a_name_are_compared_again,
    decisions_go_along_when_stories_are_merged,
    what_is_no_name_is_refused,
);

/// A story of a ferry, 1, and one of a strike, 3.
fn archive(place: &Place) -> Archive {
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    add(&mut writer, "a", 9, FERRY);
    add(&mut writer, "b", 9, FERRY_AGAIN);
    let strike = add(&mut writer, "c", 9, STRIKE);
    assert_eq!(strike.story, 3);
    drop(writer);
    archive
}

/// What holds in a story.
fn told(archive: &mut Archive, story: u64) -> Vec<(NameKind, String, String)> {
    let rows = archive.names_in(story).expect("read");
    rows.into_iter().map(|row| (row.what, row.one, row.other)).collect()
}

fn row(what: NameKind, one: &str, other: &str) -> (NameKind, String, String) {
    (what, one.to_owned(), other.to_owned())
}

fn a_decision_is_kept_where_it_was_made(place: &Place) {
    let mut archive = archive(place);
    let mut writer = archive.write().expect("a writer");
    writer
        .decide_names(Some(1), NameKind::Together, [" Ada\u{7} Lund", "آدا لوند"], noon(10))
        .expect("decided");
    writer
        .decide_names(None, NameKind::Called, ["Norrby", "Norrby; 'port'"], noon(11))
        .expect("decided");
    drop(writer);
    let mut again = place.open();
    let called = row(NameKind::Called, "Norrby", "Norrby; 'port'");
    let together = row(NameKind::Together, "Ada Lund", "آدا لوند");
    assert_eq!(told(&mut again, 1), [called.clone(), together]);
    assert_eq!(told(&mut again, 3), [called]);
    assert_eq!(again.names().expect("read")[0].at, noon(10));
}

fn the_last_decision_holds_and_can_be_taken_back(place: &Place) {
    let mut archive = archive(place);
    let mut writer = archive.write().expect("a writer");
    let mut decide = |what, names| writer.decide_names(None, what, names, noon(10)).map(drop);
    decide(NameKind::Together, ["Ada Lund", "A. Lund"]).expect("decided");
    decide(NameKind::Apart, ["A LUND", "Ada Lund"]).expect("decided");
    decide(NameKind::Called, ["Ada Lund", "A. Lund"]).expect("decided");
    decide(NameKind::Called, ["ada lund", "Mrs Lund"]).expect("decided");
    let held = told(writer.archive(), 1);
    let apart = row(NameKind::Apart, "A LUND", "Ada Lund");
    assert_eq!(held.len(), 2, "{held:?}");
    assert!(held.contains(&apart) && held.contains(&row(NameKind::Called, "ada lund", "Mrs Lund")));
    // In the story itself nothing was decided.
    assert!(
        writer.forget_names(Some(1), ["Ada Lund", "A. Lund"], noon(11)).expect("none").is_empty()
    );
    let gone = writer.forget_names(None, ["ada lund", "a lund"], noon(11)).expect("taken back");
    assert_eq!(gone.len(), 1);
    assert_eq!(told(writer.archive(), 1), [row(NameKind::Called, "ada lund", "Mrs Lund")]);
}

fn the_stories_that_have_a_name_are_compared_again(place: &Place) {
    let mut archive = archive(place);
    let mut writer = archive.write().expect("a writer");
    let all = [(1, Summary::default()), (3, Summary::default())];
    writer.summarise(&all).expect("written");
    assert!(writer.archive().stale().expect("read").is_empty());
    writer
        .decide_names(None, NameKind::Together, ["Ada Lund", "Adda Lund"], noon(10))
        .expect("decided");
    assert_eq!(writer.archive().stale().expect("read"), [1]);
    writer.summarise(&all).expect("written");
    writer.forget_names(None, ["Ada Lund", "Adda Lund"], noon(11)).expect("taken back");
    assert_eq!(writer.archive().stale().expect("read"), [1]);
    writer.summarise(&all).expect("written");
    // A decision on another story leaves this one alone.
    writer
        .decide_names(Some(3), NameKind::Called, ["Ada Lund", "A. Lund"], noon(12))
        .expect("decided");
    assert!(writer.archive().stale().expect("read").is_empty());
}

fn decisions_go_along_when_stories_are_merged(place: &Place) {
    let mut archive = archive(place);
    let mut writer = archive.write().expect("a writer");
    writer
        .decide_names(Some(3), NameKind::Called, ["Velmar", "Velmar town"], noon(10))
        .expect("decided");
    writer.merge(1, 3, noon(11)).expect("merged");
    let called = row(NameKind::Called, "Velmar", "Velmar town");
    assert_eq!(told(writer.archive(), 1), [called]);
    let gone = writer.forget_names(Some(3), ["Velmar", "Velmar town"], noon(12)).expect("known");
    assert_eq!(gone.len(), 1);
}

fn what_is_no_name_is_refused(place: &Place) {
    let mut archive = archive(place);
    let mut writer = archive.write().expect("a writer");
    let long = "x".repeat(301);
    for names in [["", "Ada"], ["«»", "Ada"], ["Ada", "ADA!"], [long.as_str(), "Ada"]] {
        let error = writer.decide_names(None, NameKind::Apart, names, noon(10)).expect_err("none");
        assert!(matches!(error, StoreError::Names(_)), "{error}");
    }
    let error = writer.decide_names(Some(99), NameKind::Apart, ["Ada", "Eve"], noon(10));
    assert!(matches!(error, Err(StoreError::NoStory(99))));
    assert!(writer.archive().names().expect("read").is_empty());
}
