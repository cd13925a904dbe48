//! One person in two scripts is one speaker.

mod common;

use common::{Affair, recoupe};

const ARABIC: &str = "جسر جديد في نوربي\n\n\
    نوربي، 9 مارس/آذار 2026 - أكدت وزيرة النقل الفرنسية كلير فاسور أن باريس ستدعم مشروع الجسر الجديد في المدينة.\n\n\
    وقالت فاسور للصحافيين: «الجسر يربط المدينة بالميناء».\n";

const FRENCH: &str = "Un nouveau pont à Norrby\n\n\
    Norrby, 9 mars 2026 - La ministre française des Transports, Claire Vasseur, a affirmé que Paris soutiendrait le projet \
    du nouveau pont dans la ville.\n\n\
    « Le pont relie la ville au port », a déclaré Claire Vasseur aux journalistes.\n";

#[test]
fn one_person_in_two_scripts_is_one_speaker() {
    let affair = Affair::new();
    affair.write("bridge/a.txt", ARABIC.as_bytes());
    affair.write("bridge/b.txt", FRENCH.as_bytes());
    let ran = recoupe(&affair, &["check", "bridge", "--all"]);
    assert_eq!(ran.code, 0, "{}", ran.errors);
    let said: Vec<&str> = ran
        .output
        .lines()
        .skip_while(|line| *line != "Who said what")
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .collect();
    assert_eq!(said.len(), 1, "{}", ran.output);
    assert!(said[0].contains("فاسور") || said[0].contains("Vasseur"), "{}", ran.output);
}
