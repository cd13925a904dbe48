//! What changed from one version of a report to the next.

mod common;

use common::{Affair, recoupe};

const FIRST: &str = "Fire aboard the Halcyon\n\nThe ferry Halcyon burned in Norrby on Monday. The fire killed four people, the \
    harbour master said. Ada Lund will lead the inquiry into the fire.\n";

#[test]
fn changes_are_told_by_statements() {
    let affair = Affair::new();
    for text in
        [FIRST.to_owned(), FIRST.replace("four", "seven").replace("Ada Lund", "Karl Brandt")]
    {
        affair.write("a.txt", text.as_bytes());
        let added = recoupe(&affair, &["add", "a.txt"]);
        assert_eq!(added.code, 0, "{}", added.errors);
    }
    let ran = recoupe(&affair, &["versions", "1"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    // When a version was fetched is the clock's.
    let told: Vec<&str> = ran.output.lines().filter(|line| !line.starts_with("Version")).collect();
    insta::assert_snapshot!(told.join("\n"));
}
