//! A home for an archive in either engine, and invented reports to file in it.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

use jiff::Timestamp;
use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_store::{Archive, Filed, Taken, Writer};
use recoupe_trial::Home;

/// A home for an archive.
pub struct Place(pub Home);

impl From<Home> for Place {
    fn from(home: Home) -> Self {
        Self(home)
    }
}

impl Place {
    pub fn another(&self) -> Self {
        Self(self.0.another())
    }

    pub fn open(&self) -> Archive {
        Archive::open(self.0.name().as_str()).expect("an archive")
    }
}

/// Noon of a day of March 2026.
pub fn noon(day: i8) -> Timestamp {
    format!("2026-03-{day:02}T12:00:00Z").parse().expect("a time")
}

pub fn filed(source: &str, language: &str, day: Option<Date>, text: &str) -> Filed {
    Filed::of(&Reading::of(Article {
        source: source.to_owned(),
        language: Some(language.to_owned()),
        published: Dated { value: day, basis: DateBasis::Metadata },
        text: text.to_owned(),
        ..Article::default()
    }))
}

/// Files an English report of a day of March 2026, fetched at noon.
pub fn add(writer: &mut Writer<'_>, source: &str, day: i8, text: &str) -> Taken {
    let filed = filed(source, "en", Some(jiff::civil::date(2026, 3, day)), text);
    writer.add(&recoupe_store::key(None, source), &filed, None, noon(day)).expect("filed")
}

pub const FERRY: &str = "A fire aboard the ferry Halcyon killed four people in the port of Norrby. The harbour \
    master, Ada Lund, said that the fire began on the car deck of the Halcyon.";
pub const FERRY_AGAIN: &str = "Four people died when fire swept the car deck of the ferry Halcyon in Norrby. Harbour \
    master Ada Lund said the Halcyon had been inspected.";
pub const FERRY_LATER: &str = "The ferry Halcyon, on which a fire killed four people in Norrby, was towed away. Ada \
    Lund, the harbour master, said the car deck of the Halcyon had burned out.";
pub const STRIKE: &str = "Bakers in Velmar went on strike over the price of flour. The union of bakers says 900 ovens \
    in Velmar stay cold until Friday.";
