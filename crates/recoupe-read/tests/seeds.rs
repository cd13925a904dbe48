//! The example reports and what their hand-made gold says of their text. Neither is part of the
//! project; where they are absent the test says so and passes.

use recoupe_read::{Article, DateBasis, read};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn shared() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared");
    if folder.join("seeds").is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no folder {}", folder.display());
    None
}

fn article(folder: &Path, name: &str) -> Article {
    let path = folder.join(format!("seeds/{name}.txt"));
    let bytes = fs::read(&path).expect("an example report");
    read(&path.display().to_string(), &bytes).expect("a readable report").articles.remove(0)
}

/// The lists of strings of the table `name`, by article.
fn strings(gold: &str, name: &str) -> BTreeMap<String, Vec<String>> {
    let start = gold.find(&format!("\n{name} = {{")).expect("the table");
    let table = &gold[start..start + gold[start..].find("\n}").expect("its end")];
    let mut lists: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut key = String::new();
    for (at, part) in table.split('"').enumerate() {
        if at % 2 == 1 {
            key = if table[offset(table, part) + part.len() + 1..].starts_with(':') {
                part.to_owned()
            } else {
                key
            };
            if key != part {
                lists.entry(key.clone()).or_default().push(part.to_owned());
            }
        }
    }
    lists
}

fn offset(table: &str, part: &str) -> usize {
    part.as_ptr() as usize - table.as_ptr() as usize
}

fn squeeze(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn furniture_goes_and_the_body_stays() {
    let Some(folder) = shared() else { return };
    let gold = fs::read_to_string(folder.join("gold/rabat.py")).expect("the gold");
    for (name, lines) in strings(&gold, "FURNITURE") {
        let article = article(&folder, &name);
        for line in lines {
            assert!(!squeeze(&article.text).contains(&line), "{name}: {line} stands in the text");
            let removed =
                article.removed.iter().any(|removed| squeeze(&removed.text).contains(&line));
            assert!(
                removed,
                "{name}: {line} is not among what was removed: {:#?}",
                article.removed
            );
        }
    }
    for (name, lines) in strings(&gold, "BODY") {
        let article = article(&folder, &name);
        for line in lines {
            assert!(squeeze(&article.text).contains(&line), "{name}: {line} is lost");
        }
    }
}

#[test]
fn metadata_is_read() {
    let Some(folder) = shared() else { return };
    for (name, language) in [("a", "en"), ("b", "en"), ("c", "fr"), ("d", "en"), ("e", "fr")] {
        let article = article(&folder, name);
        assert_eq!(article.language.as_deref(), Some(language), "{name}");
        let expected = if name == "b" { Some(jiff::civil::date(2025, 4, 13)) } else { None };
        assert_eq!(article.published.value, expected, "{name}");
        assert_eq!(
            article.published.basis,
            if name == "b" { DateBasis::Text } else { DateBasis::None }
        );
        let place = article.place.map(|place| place.of(&article.text));
        assert_eq!(place, if matches!(name, "a" | "b") { Some("Rabat") } else { None }, "{name}");
        assert_eq!(article.title.is_some(), matches!(name, "b" | "c" | "e"), "{name}");
        assert_eq!(article.posts.len(), usize::from(name == "d"), "{name}");
    }
    let article = article(&folder, "d");
    let post = &article.posts[0];
    assert_eq!(post.date, Some(jiff::civil::date(2025, 4, 14)));
    assert!(post.author.as_deref().is_some_and(|author| author.contains(' ')));
    assert!(post.signature.is_some_and(|line| line.of(&article.text).starts_with('—')));
    assert!(post.content.of(&article.text).ends_with('.'), "{}", post.content.of(&article.text));
}
