//! The spec files of dates: lines under a headline, and the day of publication that they tell.

use recoupe_read::read;

#[test]
fn spec() {
    recoupe_spec::run("dates", |case| {
        let (headline, body) = case.setting.split_once(" // ").expect("a headline and a paragraph");
        let lines: Vec<&str> = case.text.split(" // ").collect();
        // The report goes on, as reports do; without words, for a sentence told twice is taken out.
        let text = format!("{headline}\n\n{}\n\n{body}\n\n{body} 2.", lines.join("\n\n"));
        let article = read("spec", text.as_bytes()).expect("a text").articles.remove(0);
        let kept = lines.iter().any(|line| article.text.contains(line));
        let day = article.published.value.map_or_else(|| "none".to_owned(), |day| day.to_string());
        if kept { day + " kept" } else { day }
    });
}
