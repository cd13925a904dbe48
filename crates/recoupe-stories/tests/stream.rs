//! What the stream promises: stories keep their numbers, evidence and a person's word change them, and what was
//! let go of or stored makes no difference to what comes.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use recoupe_annotate::Reading;
use recoupe_read::{Article, DateBasis, Dated};
use recoupe_stories::{Change, Signature, Stream, group};

fn reading(text: &str, day: Option<Date>) -> Reading {
    Reading::of(Article {
        language: Some("en".to_owned()),
        published: Dated { value: day, basis: DateBasis::Metadata },
        text: text.to_owned(),
        ..Article::default()
    })
}

fn signature(text: &str, day: i8) -> Signature {
    Signature::of(&reading(text, Some(date(2026, 3, day))))
}

const FERRY: &str = "A fire aboard the ferry Halcyon killed four people in the port of Norrby. The harbour \
    master, Ada Lund, said that the fire began on the car deck of the Halcyon.";
const FERRY_AGAIN: &str = "Four people died when fire swept the car deck of the ferry Halcyon in Norrby. Harbour \
    master Ada Lund said the Halcyon had been inspected.";
const STRIKE: &str = "Bakers in Velmar went on strike over the price of flour. The union of bakers says 900 ovens \
    in Velmar stay cold until Friday.";

#[test]
fn reports_of_one_affair_join_and_others_open_a_story() {
    let mut stream = Stream::default();
    assert_eq!(stream.add(7, signature(FERRY, 1)), [Change::Opened { story: 7 }]);
    assert_eq!(stream.add(9, signature(STRIKE, 1)), [Change::Opened { story: 9 }]);
    let changes = stream.add(12, signature(FERRY_AGAIN, 2));
    let [Change::Joined { article: 12, story: 7, from: None, reason }] = changes[..] else {
        panic!("{changes:?}");
    };
    assert!(reason.names >= 2 && reason.days == Some(1), "{reason:?}");
    assert_eq!(stream.stories(), [vec![7, 12], vec![9]]);
}

#[test]
fn a_person_binds_and_parts() {
    let mut stream = Stream::default();
    stream.add(1, signature(FERRY, 1));
    stream.add(2, signature(STRIKE, 1));
    stream.bind(1, 2, true);
    assert_eq!(stream.stories(), [[1, 2]]);
    stream.add(3, signature(FERRY_AGAIN, 1));
    assert_eq!(stream.story(3), Some(1));
    stream.bind(1, 3, false);
    assert_ne!(stream.story(3), Some(1));
}

#[test]
fn a_persons_word_holds_for_reports_to_come() {
    let mut stream = Stream::default();
    stream.bind(1, 2, false);
    stream.add(1, signature(FERRY, 1));
    stream.add(2, signature(FERRY_AGAIN, 1));
    assert_eq!(stream.stories(), [[1], [2]]);
}

#[test]
fn with_a_window_old_reports_are_let_go_of() {
    let mut stream = Stream::with_window(60);
    stream.add(1, Signature::of(&reading(FERRY, Some(date(2026, 1, 1)))));
    stream.add(2, Signature::of(&reading(STRIKE, Some(date(2026, 6, 1)))));
    assert_eq!(stream.story(1), None);
    assert_eq!(stream.stories(), [[2]]);
}

const PIECES: &[&str] = &[
    "fire",
    "ferry Halcyon",
    "Norrby",
    "Ada Lund said",
    "killed four people.",
    "strike",
    "Velmar",
    "bakers",
    "900 ovens",
    "On Monday",
    "the minister",
    "Karl Brandt",
    "signed a treaty.",
    "12 per cent",
    "storm",
    "Lagos",
];

fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(proptest::sample::select(PIECES), 0..25)
        .prop_map(|pieces| pieces.join(" "))
}

proptest! {
    #[test]
    fn one_by_one_and_all_at_once_are_the_same(texts in proptest::collection::vec(text(), 1..14)) {
        let readings: Vec<Reading> = texts.iter().map(|text| reading(text, None)).collect();
        let mut stream = Stream::default();
        for (number, reading) in readings.iter().enumerate() {
            stream.add(number as u64, Signature::of(reading));
        }
        let told: Vec<Vec<usize>> = stream
            .stories()
            .into_iter()
            .map(|story| story.into_iter().map(|number| number as usize).collect())
            .collect();
        prop_assert_eq!(told, group(&readings));
    }

    #[test]
    fn every_report_is_in_one_story_which_its_opener_names(texts in proptest::collection::vec(text(), 1..14)) {
        let mut stream = Stream::default();
        for (number, text) in texts.iter().enumerate() {
            stream.add(number as u64, Signature::of(&reading(text, None)));
        }
        let stories = stream.stories();
        let mut all: Vec<u64> = stories.iter().flatten().copied().collect();
        all.sort_unstable();
        prop_assert_eq!(all, (0..texts.len() as u64).collect::<Vec<_>>());
        for story in stories {
            for article in &story {
                prop_assert!(story.contains(&stream.story(*article).unwrap()));
            }
        }
    }
}
