//! What several reports say: which of them a line lists, how many sources it has, and what stays out of it.
//!
//! The reports in `lines/` are invented. The second renders the first; the third is of somebody else, two days later.

use recoupe_annotate::Reading;
use recoupe_compare::{DisputeKind, Statement, Status, Story, compare};

const FILES: [(&str, &str); 3] = [
    ("gazette.txt", include_str!("lines/gazette.txt")),
    ("courrier.txt", include_str!("lines/courrier.txt")),
    ("tagblatt.txt", include_str!("lines/tagblatt.txt")),
];

/// The story of the reports, each changed by `change` first.
fn told(change: impl Fn(&str, &str) -> String) -> (Vec<Reading>, Story) {
    let mut readings: Vec<Reading> = FILES
        .iter()
        .flat_map(|(name, text)| {
            recoupe_read::read(name, change(name, text).as_bytes()).expect("a text").articles
        })
        .map(Reading::of)
        .collect();
    let story = compare(&mut readings.iter_mut().collect::<Vec<_>>());
    (readings, story)
}

fn as_written() -> (Vec<Reading>, Story) {
    told(|_, text| text.to_owned())
}

/// The words of a statement that stand in an article.
fn words<'a>(readings: &'a [Reading], statement: &Statement, article: usize) -> Vec<&'a str> {
    let own = statement.places.iter().filter(|place| place.article == article);
    own.map(|place| place.span.of(readings[article].text())).collect()
}

/// The statement that has these words in the article; panics where none has.
fn with<'a>(readings: &[Reading], story: &'a Story, article: usize, part: &str) -> &'a Statement {
    let has = |statement: &&Statement| {
        words(readings, statement, article).iter().any(|words| words.contains(part))
    };
    story.statements.iter().find(has).unwrap_or_else(|| panic!("nothing says “{part}”"))
}

fn articles(statement: &Statement) -> Vec<usize> {
    let mut articles: Vec<usize> = statement.places.iter().map(|place| place.article).collect();
    articles.dedup();
    articles
}

#[test]
fn a_line_lists_who_says_it_in_any_language() {
    let (readings, story) = as_written();
    let owner = with(&readings, &story, 0, "belonged to Halvor Lifts");
    assert_eq!(articles(owner), [0, 1, 2]);
    assert!(words(&readings, owner, 1)[0].contains("appartient à la société Halvor Lifts"));
    assert!(words(&readings, owner, 2)[0].contains("gehörte der Firma Halvor Lifts"));
}

#[test]
fn a_rendering_is_no_second_source() {
    let (readings, story) = as_written();
    let copied = with(&readings, &story, 0, "passed an inspection on 12 April");
    assert_eq!((articles(copied), copied.origins), (vec![0, 1], 1));
    assert_eq!(copied.status, Status::Single);
    let owner = with(&readings, &story, 0, "belonged to Halvor Lifts");
    assert_eq!((owner.origins, owner.status), (2, Status::Corroborated));
}

#[test]
fn another_day_bears_nothing_out() {
    let (readings, story) = as_written();
    let other = with(&readings, &story, 2, "am 20. April geprüft");
    assert_eq!(articles(other), [2]);
    let same = told(|_, text| text.replace("20. April", "12. April"));
    let joined = with(&same.0, &same.1, 2, "am 12. April geprüft");
    assert!(articles(joined).len() > 1, "the same day does");
}

#[test]
fn another_figure_bears_nothing_out() {
    let (readings, story) = told(|name, text| {
        if name == "courrier.txt" { text.replace("90 km/h", "130 km/h") } else { text.to_owned() }
    });
    let wind = with(&readings, &story, 0, "90 kilometres an hour");
    assert_eq!(articles(wind), [0]);
    let (readings, story) = as_written();
    assert_eq!(articles(with(&readings, &story, 0, "90 kilometres an hour")), [0, 1]);
}

#[test]
fn a_wording_stands_alone_and_is_no_headline() {
    let (readings, story) = as_written();
    let lines = story.statements.iter().filter(|statement| statement.rank.is_some());
    for line in lines {
        let place = line.places[line.wording];
        let title = readings[place.article].article.title;
        assert!(title.is_none_or(|title| !title.overlaps(place.span)));
        let text = place.span.of(readings[place.article].text());
        assert!(text.split_whitespace().count() > 3, "{text}");
    }
}

#[test]
fn ranks_count_up_from_one_and_only_lines_have_them() {
    let (_, story) = as_written();
    let mut ranks: Vec<usize> =
        story.statements.iter().filter_map(|statement| statement.rank).collect();
    ranks.sort_unstable();
    assert_eq!(ranks, (1..=ranks.len()).collect::<Vec<_>>());
    let alone = story.statements.iter().filter(|statement| articles(statement).len() == 1);
    assert!(alone.into_iter().all(|statement| statement.rank.is_none()));
}

#[test]
fn what_is_possibly_said_elsewhere_is_kept_beside_and_not_counted() {
    let (_, story) = as_written();
    for statement in &story.statements {
        let own = articles(statement);
        assert!(statement.possible.iter().all(|place| !own.contains(&place.article)));
        assert!(statement.origins <= own.len());
    }
}

#[test]
fn silence_is_told_of_reports_that_tell_their_own_later_day() {
    let (readings, story) = as_written();
    let wind = with(&readings, &story, 0, "90 kilometres an hour");
    assert_eq!(wind.silent, [2], "it came two days later");
    let (readings, story) = told(|_, text| text.replace("Norrbyer Tagblatt, 6. Mai 2026\n", ""));
    let wind = with(&readings, &story, 0, "90 kilometres an hour");
    assert_eq!(wind.silent, [0_usize; 0], "a borrowed day decides nothing");
}

#[test]
fn a_word_of_negation_makes_no_dispute() {
    let (_, story) = told(|_, text| text.replace("bis auf weiteres", ""));
    assert!(story.disputes.iter().all(|dispute| dispute.kind != DisputeKind::Negation));
}
