//! Imports that go to and fro in time: affairs of different years stay apart, those of one are one, and the archive
//! is sound after each step.

mod common;

use common::{Place, filed};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use recoupe_store::{Listing, Outcome, key};
use std::collections::BTreeMap;

/// An affair of a year: names that no other one has.
fn text(affair: usize, report: usize) -> String {
    let name = ["Halcyon", "Merrow", "Tamsin", "Corrie", "Wendell", "Ostrey"][affair % 6];
    format!(
        "A fire aboard the ferry {name}{affair} killed {affair}4 people in the port of Nor{affair}by. The harbour \
         master, Ada Lund{affair}, said that the fire began on the car deck of the {name}{affair}, report {report} says."
    )
}

#[test]
fn affairs_of_many_years_are_found_in_any_order() {
    let years: [Date; 6] = [2015, 2018, 2019, 2022, 2024, 2026].map(|year| date(year, 3, 1));
    let place = Place::new();
    let mut archive = place.open();
    let mut stories: BTreeMap<usize, u64> = BTreeMap::new();
    let mut random = 2_463_534_242_u32;
    for report in 0..150_usize {
        random ^= random << 13;
        random ^= random >> 17;
        random ^= random << 5;
        let affair = random as usize % years.len();
        let day = years[affair] + i64::from(random >> 8 & 7).days();
        // Some tell no day; some come when the program has been started anew.
        let day = (random >> 16 & 7 > 0).then_some(day);
        if random >> 20 & 15 == 0 {
            drop(archive);
            archive = place.open();
        }
        let name = report.to_string();
        let filed = filed(&name, "en", day, &text(affair, report));
        let fetched = "2026-03-20T12:00:00Z".parse().expect("a time");
        let taken = archive
            .write()
            .and_then(|mut writer| writer.add(&key(None, &name), &filed, None, fetched))
            .expect("filed");
        assert_eq!(taken.outcome, Outcome::New);
        if day.is_some() {
            let story = *stories.entry(affair).or_insert(taken.story);
            let now = archive.story(story).expect("there").id;
            assert_eq!(now, taken.story, "report {report} of affair {affair}");
        }
    }
    assert_eq!(archive.check().expect("checked").0, Vec::<String>::new());
    let listed = archive.stories(&Listing::default()).expect("stories");
    assert_eq!(listed.iter().map(|story| story.reports).sum::<u64>(), 150);
    assert_eq!(listed.len(), years.len(), "{listed:#?}");
}
