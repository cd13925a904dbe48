//! The spec files of the languages: which lines of a copied text stay, and why the others go.

use recoupe_read::{Reason, read};
use std::fs;
use std::path::Path;

#[test]
fn lines_stay_and_go_as_the_specs_say() {
    let languages = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../languages");
    let mut texts = 0;
    for folder in fs::read_dir(languages).expect("the languages").map(|entry| entry.expect("one")) {
        let Ok(spec) = fs::read_to_string(folder.path().join("spec/furniture.txt")) else {
            continue;
        };
        let spec: Vec<&str> = spec.lines().filter(|line| !line.starts_with('#')).collect();
        for text in spec.split(|line| line.is_empty()).filter(|text| !text.is_empty()) {
            check(text);
            texts += 1;
        }
    }
    assert!(texts >= 10, "only {texts} texts");
}

fn check(lines: &[&str]) {
    let lines: Vec<(&str, &str)> = lines.iter().filter_map(|line| line.split_once('\t')).collect();
    let text = lines.iter().map(|(_, line)| *line).collect::<Vec<_>>().join("\n\n");
    let article = read("spec", text.as_bytes()).expect("a text").articles.remove(0);
    let paragraphs: Vec<&str> = article.text.split("\n\n").collect();
    for (expected, line) in lines {
        if expected == "keep" {
            assert!(paragraphs.contains(&line), "gone: {line}\nremoved: {:#?}", article.removed);
        } else {
            let reason = Reason::named(expected).expect("a reason of the contract");
            let removed = article
                .removed
                .iter()
                .find(|removed| removed.text == line && removed.reason == reason);
            assert!(
                removed.is_some(),
                "not removed as {expected}: {line}\nremoved: {:#?}",
                article.removed
            );
        }
    }
}
