//! A full disk: what was acknowledged is there, what was not is not, and the archive is sound.
//!
//! The stand-in for the disk is SQLite's own limit on the pages of a file (`PRAGMA max_page_count`), which is a
//! matter of the connection and not of the file: it gives the same error at the same place of a transaction as a disk
//! that has no room for a page of the file, on any machine. Disks that are full indeed, under either engine, are tried
//! with the command, where one can be mounted.

mod common;

use common::{Place, filed, noon};
use recoupe_store::{Listing, StoreError};
use recoupe_trial::Home;

#[test]
fn a_full_disk_takes_back_nothing_that_was_acknowledged() {
    let place = Place::from(Home::file());
    let mut archive = place.open();
    let mut writer = archive.write().expect("a writer");
    writer.limit_pages(120).expect("limited");
    let (mut acknowledged, mut refused) = (0, 0);
    for number in 0..200_u32 {
        // Words that do not pack to nothing.
        let word = |word: u32| format!("w{}x", (number * 7919 + word * 104_729) % 99_991);
        let text = (0..300).map(word).collect::<Vec<_>>().join(" ");
        let report = filed(&number.to_string(), "en", None, &text);
        match writer.add(&number.to_string(), &report, None, noon(1)) {
            Ok(_) => acknowledged += 1,
            Err(StoreError::Full(_)) => refused += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(acknowledged > 5 && refused > 5, "{acknowledged} and {refused}");
    drop(writer);
    drop(archive);
    let mut archive = place.open();
    let (faults, versions, _) = archive.check().expect("checked");
    assert_eq!((faults, versions), (Vec::new(), acknowledged));
    let reports: u64 = archive
        .stories(&Listing::default())
        .expect("stories")
        .iter()
        .map(|story| story.reports)
        .sum();
    assert_eq!(reports, acknowledged);
    // With room again, what was refused is filed.
    let mut writer = archive.write().expect("a writer");
    let report = filed("199", "en", None, "The last of them.");
    assert!(writer.add("199", &report, None, noon(1)).is_ok());
}
