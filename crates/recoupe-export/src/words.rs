//! The words around the reports' words: what every form says in the same way.

use crate::digest::{Agreed, Copied, Digest, Report, when};
use recoupe_text::Language;

/// "1 report", "3 reports".
#[must_use]
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// The English name of a language's code, or the code where Recoupe has no tables for it.
#[must_use]
pub fn language_name(code: &str) -> &str {
    let name = Language::get(code).map_or("", |language| language.property("name"));
    if name.is_empty() { code } else { name }
}

/// The name of a report's language.
pub(crate) fn language<'a>(report: &Report<'a>) -> &'a str {
    report.article.language.as_deref().map_or("language unknown", language_name)
}

/// When a report was published; how that is known is said unless it is the page's own word.
pub(crate) fn dated(report: &Report<'_>) -> String {
    let published = &report.article.published;
    let Some(value) = published.value.as_deref() else { return "no date".to_owned() };
    let basis = match published.basis {
        "text" => " (from its text)",
        "story" => " (from the others)",
        _ => "",
    };
    format!("{}{basis}", when(value))
}

/// Who copied whom, how much, and from which agency.
pub(crate) fn copy_words(copied: &Copied<'_>) -> String {
    let [left, right] = copied.reports;
    let percent = copied.percent();
    let agency = match &copied.copy.agency {
        Some(agency) => format!(", credited to {agency}"),
        None => String::new(),
    };
    if copied.directed {
        format!("{left} copies {right}: {percent} % of the shorter text{agency}")
    } else {
        format!("{left} and {right} share text: {percent} % of the shorter{agency}")
    }
}

/// One line on a story: how many reports, in what languages, of when, and how many origins.
pub(crate) fn summary(digest: &Digest<'_>) -> String {
    let names: Vec<&str> = digest.story.languages.iter().map(|code| language_name(code)).collect();
    let mut parts = vec![counted(digest.reports.len(), "report"), names.join(", ")];
    parts.extend(digest.days());
    parts.push(counted(digest.origins, "independent origin"));
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// Status, date and parties of an arrangement, as far as the reports tell.
pub(crate) fn agreed_facts(agreed: &Agreed<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    // "reported" is the status of an entry of which nothing better is known.
    facts.extend(agreed.entry.status.filter(|status| *status != "reported").map(str::to_owned));
    facts.extend(agreed.entry.date.as_deref().map(when));
    facts.extend((!agreed.parties.is_empty()).then(|| agreed.parties.join(", ")));
    facts
}
