//! Lists of an archive: stories, a block of two lines each, as a terminal shows them and as JSON.

use super::flow::{plain, run};
use super::paint;
use super::sheet::Sheet;
use crate::digest::when;
use crate::words::{counted, language_name};
use serde::Serialize;

/// A story of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct StoryItem {
    /// Its number.
    pub story: u64,
    /// The headline that stands for it.
    pub title: String,
    /// The name that a person gave it; it is shown instead of the headline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many reports it has.
    pub reports: u64,
    /// How many of them are independent; none where they have not been compared.
    pub origins: Option<u64>,
    /// How many disputes they have.
    pub disputes: Option<u64>,
    /// Their languages, BCP 47.
    pub languages: Vec<String>,
    /// The first day of publication, ISO 8601.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
}

/// Stories as text, with ANSI styles, in `width` columns.
#[must_use]
pub fn stories(items: &[StoryItem], width: usize) -> String {
    let mut sheet = Sheet::new(width, false);
    let numbers: Vec<String> = items.iter().map(|item| item.story.to_string()).collect();
    let widest = Sheet::widest(numbers.iter().map(String::as_str), width);
    for (item, number) in items.iter().zip(&numbers) {
        let title = item.name.as_deref().unwrap_or(&item.title);
        let title = run(paint::TITLE, sheet.fit(title, widest + 2, 1));
        sheet.labelled(0, &run(paint::FAINT, number), widest, &[title]);
        let disputes = item.disputes.filter(|count| *count > 0);
        let mut facts = vec![run(paint::FAINT, facts(item))];
        facts.extend(disputes.map(|count| {
            run(paint::DISPUTED, format!("· {}", counted(count as usize, "dispute")))
        }));
        sheet.labelled(0, &plain(""), widest, &facts);
    }
    sheet.finish()
}

/// One line on a story.
fn facts(item: &StoryItem) -> String {
    let names: Vec<&str> = item.languages.iter().map(|code| language_name(code)).collect();
    let origins = item.origins.map(|count| counted(count as usize, "independent origin"));
    let parts = [
        Some(counted(item.reports as usize, "report")),
        origins.filter(|_| item.reports > 1),
        Some(names.join(", ")),
        days(item.first.as_deref(), item.last.as_deref()),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

/// The days from the first to the last, as words.
fn days(first: Option<&str>, last: Option<&str>) -> Option<String> {
    let (first, last) = (first?, last?);
    Some(if first == last { when(first) } else { when(&format!("{first}/{last}")) })
}
