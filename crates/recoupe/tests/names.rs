//! What a person decides of names, on the command line.

mod common;

use common::{Affair, recoupe};

const ONE: &str = "Fire in Norrby\n\nNorrby, 2 March 2026 – Ada Lund led the inquiry into the fire in Norrby. Ada Lund spoke on Monday.\n";
const OTHER: &str = "Fire in Norrby\n\nNorrby, 2 March 2026 – Adda Lund led the inquiry into the fire in Norrby. Adda Lund spoke on Monday.\n";

fn entities(affair: &Affair) -> Vec<String> {
    let shown = recoupe(affair, &["show", "1", "--format", "json"]);
    assert_eq!(shown.code, 0, "{}", shown.errors);
    let record: serde_json::Value = serde_json::from_str(&shown.output).expect("JSON");
    let entities = record["stories"][0]["entities"].as_array().expect("entities").clone();
    let called = |entity: &serde_json::Value| {
        entity["called"].as_str().or_else(|| entity["names"]["en"].as_str()).map(str::to_owned)
    };
    let mut names: Vec<String> = entities.iter().filter_map(called).collect();
    names.retain(|name| name.contains("Lund"));
    names
}

#[test]
fn decisions_hold_are_listed_and_taken_back() {
    let affair = Affair::new();
    affair.write("a.txt", ONE.as_bytes());
    affair.write("b.txt", OTHER.as_bytes());
    assert_eq!(recoupe(&affair, &["add", "a.txt", "b.txt"]).code, 0);
    assert_eq!(entities(&affair), ["Adda Lund"]);
    let done = recoupe(&affair, &["names", "apart", "ada lund", "Adda Lund", "--story", "1"]);
    assert_eq!(done.code, 0, "{}", done.errors);
    assert_eq!(entities(&affair), ["Ada Lund", "Adda Lund"]);
    assert_eq!(recoupe(&affair, &["names", "call", "Adda Lund", "A. Lund"]).code, 0);
    assert_eq!(entities(&affair), ["Ada Lund", "A. Lund"]);
    let listed = recoupe(&affair, &["names", "list"]).output;
    assert!(listed.contains("apart  ada lund  Adda Lund  story 1, "), "{listed}");
    assert!(listed.contains("call  Adda Lund  A. Lund  everywhere, "), "{listed}");
    let gone = recoupe(&affair, &["names", "forget", "Adda Lund", "Ada Lund", "--story", "1"]);
    assert_eq!(gone.code, 0, "{}", gone.errors);
    assert_eq!(entities(&affair), ["A. Lund"]);
    let none = recoupe(&affair, &["names", "forget", "Adda Lund", "Ada Lund", "--story", "1"]);
    assert_eq!(none.code, 2);
    assert!(none.errors.contains("nothing was decided there"), "{}", none.errors);
}

#[test]
fn what_is_no_pair_of_names_is_refused() {
    let affair = Affair::new();
    affair.write("a.txt", ONE.as_bytes());
    assert_eq!(recoupe(&affair, &["add", "a.txt"]).code, 0);
    for (args, told) in [
        (["names", "same", "Ada Lund", "ADA LUND"], "both names are the same"),
        (["names", "same", "", "Ada Lund"], "a name without a letter"),
    ] {
        let ran = recoupe(&affair, &args);
        assert_eq!(ran.code, 2);
        assert!(ran.errors.contains(told), "{}", ran.errors);
    }
}
