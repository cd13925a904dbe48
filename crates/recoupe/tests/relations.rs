//! What two parties have between them, from reports of three days in an archive.

mod common;

use common::{Affair, recoupe};

const PROPOSED: &str = "Velmar looks north\n\nOslo, 2 March 2026 – Norway and Denmark want to propose a joint treaty on \
    ferry safety to their parliaments this month. The Danish minister spoke of a first step.\n";
const SIGNED: &str = "Ministers sign in Aarhus\n\nAarhus, 9 March 2026 – Norway and Denmark signed the joint treaty on ferry \
    safety on Monday. The Norwegian and Danish ministers promised that every ferry would have fire doors by 30 June 2026.\n";
const SUSPENDED: &str = "Oslo steps back\n\nOslo, 14 July 2026 – Norway suspended the joint treaty on ferry safety with \
    Denmark on Tuesday.\n";

fn archive() -> Affair {
    let affair = Affair::new();
    affair.write("a.txt", PROPOSED.as_bytes());
    affair.write("b.txt", SIGNED.as_bytes());
    affair.write("c.txt", SUSPENDED.as_bytes());
    let added = recoupe(&affair, &["add", "a.txt", "b.txt", "c.txt"]);
    assert_eq!(added.code, 0, "{}", added.errors);
    affair
}

#[test]
fn an_arrangement_stands_once_with_its_history() {
    let ran = recoupe(&archive(), &["relations", "Norway", "Dinamarca"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    insta::assert_snapshot!(ran.output);
}

#[test]
fn deadlines_are_held_against_a_day() {
    let affair = archive();
    let day = |day: &str| {
        recoupe(&affair, &["relations", "Norway", "Denmark", "--on", day, "--format", "json"])
            .output
    };
    assert!(day("2026-06-30").contains("\"overdue\": false"));
    assert!(!day("2026-06-30").contains("\"overdue\": true"));
    assert!(day("2026-07-01").contains("\"overdue\": true"));
}

#[test]
fn nothing_is_told_with_why() {
    let affair = archive();
    for (one, other, why) in [
        ("Norway", "Chile", "Nothing found: Chile is among the names of no report."),
        ("Norway", "Noruega", "Nothing was asked: Norway and Noruega are one party."),
    ] {
        let ran = recoupe(&affair, &["relations", one, other]);
        assert_eq!(ran.code, 0, "{}", ran.errors);
        assert!(ran.output.contains(why), "{}", ran.output);
    }
}
