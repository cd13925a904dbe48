//! Lists of an archive: stories, reports that were found, and the steps by which they came to where they are; as a
//! terminal shows them and as JSON.

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

/// A report of a list.
#[derive(Debug, Clone, Default, Serialize)]
pub struct ReportItem {
    /// Its number.
    pub report: u64,
    /// Its story.
    pub story: u64,
    /// What its story is called.
    pub story_title: String,
    /// Its title, or its first line.
    pub title: String,
    /// Its path, address or name, as given.
    pub source: String,
    /// Its canonical address.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Its outlet.
    pub outlet: Option<String>,
    /// Its language, BCP 47.
    pub language: Option<String>,
    /// Its day of publication, ISO 8601.
    pub published: Option<String>,
    /// Words of it, to the letter.
    pub excerpt: String,
    /// Where in the excerpt the words stand that were looked for: first code point, and one past the last.
    pub marked: Vec<[usize; 2]>,
}

/// Reports as text, with ANSI styles, in `width` columns.
#[must_use]
pub fn reports(items: &[ReportItem], width: usize) -> String {
    let mut sheet = Sheet::new(width, false);
    let numbers: Vec<String> = items.iter().map(|item| item.story.to_string()).collect();
    let widest = Sheet::widest(numbers.iter().map(String::as_str), width);
    for (item, number) in items.iter().zip(&numbers) {
        let title = run(paint::TITLE, sheet.fit(&item.title, widest + 2, 1));
        sheet.labelled(0, &run(paint::FAINT, number), widest, &[title]);
        let facts = [
            Some(format!("report {}", item.report)),
            Some(item.outlet.clone().unwrap_or_else(|| item.source.clone())),
            item.language.as_deref().map(|code| language_name(code).to_owned()),
            item.published.as_deref().map(when),
        ];
        let facts: Vec<String> = facts.into_iter().flatten().collect();
        sheet.labelled(0, &plain(""), widest, &[run(paint::FAINT, facts.join(" · "))]);
        if !item.excerpt.is_empty() {
            sheet.labelled(0, &plain(""), widest, &[plain(format!("… {} …", item.excerpt))]);
        }
    }
    sheet.finish()
}

/// A step by which reports came to where they are.
#[derive(Debug, Clone, Default, Serialize)]
pub struct LogItem {
    /// When, RFC 3339.
    pub at: String,
    /// What happened.
    pub what: String,
    /// On what grounds.
    pub because: String,
}

/// Steps as text, with ANSI styles, in `width` columns.
#[must_use]
pub fn steps(items: &[LogItem], width: usize) -> String {
    let mut sheet = Sheet::new(width, false);
    for item in items {
        let mark = if item.because.is_empty() { "" } else { ":" };
        let runs = [plain(format!("{}{mark}", item.what)), run(paint::FAINT, &item.because)];
        sheet.labelled(0, &run(paint::FAINT, &item.at), 20, &runs);
    }
    sheet.finish()
}
