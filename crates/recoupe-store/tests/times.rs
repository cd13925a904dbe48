//! Imports that go to and fro in time: affairs of different years stay apart, those of one are one, and the archive
//! is sound after each step.

mod common;

use common::{Place, filed};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use recoupe_store::{Listing, Outcome, key};
use recoupe_trial::on_each_engine;
use std::collections::BTreeMap;

on_each_engine!(affairs_of_many_years_are_found_in_any_order,);

/// What the affairs are, one of each year, with nothing in common.
const AFFAIRS: [&str; 6] = [
    "A fire aboard the ferry Halcyon killed four people in the port of Norrby. The harbour master, Ada Lund, said \
     that the fire began on the car deck of the Halcyon.",
    "Bakers in Velmar went on strike over the price of flour. The union of Karl Brandt says 900 ovens in Velmar \
     stay cold until their wages rise.",
    "The painting Two Sisters by Ilse Voss was stolen from the museum of Ostrey at night. Guards heard a window \
     break, said the curator Tomas Rehn.",
    "Voters in Marlow chose Greta Solheim as their mayor with 61 per cent. Solheim promised a tram from Marlow to \
     the sea.",
    "A comet named Persson was seen by astronomers at the observatory of Kaldvik. It will pass the sun in a \
     distance of 40 million kilometres, said Lena Persson.",
    "Locusts ate the wheat of the valley of Tamsin. Farmers of Tamsin lost 3,000 hectares, and the minister of \
     agriculture, Omar Dris, promised seeds.",
];

fn text(affair: usize, report: usize) -> String {
    format!("{} This is report {report}.", AFFAIRS[affair])
}

fn affairs_of_many_years_are_found_in_any_order(place: &Place) {
    let years: [Date; 6] = [2015, 2018, 2019, 2022, 2024, 2026].map(|year| date(year, 3, 1));
    let place = place.another();
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
        if (random >> 20).is_multiple_of(16) {
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
