//! Pieces that several pages have: a row of a story, facts in a line.

use crate::watched::Health;
use recoupe_export::html::Page;
use recoupe_export::{counted, language_name, when};
use recoupe_store::{ReportRow, StoryRow};

/// What a list shows of a story in one line.
pub(crate) fn facts(row: &StoryRow) -> String {
    let names: Vec<&str> = row.languages.iter().map(|code| language_name(code)).collect();
    let mut facts = vec![counted(row.reports as usize, "report")];
    facts.push(match row.origins {
        Some(origins) => counted(origins as usize, "independent origin"),
        None => "not compared yet".to_owned(),
    });
    facts.push(names.join(", "));
    facts.extend(days(row));
    facts.retain(|fact| !fact.is_empty());
    facts.join(" · ")
}

/// First and last day, in words.
pub(super) fn days(row: &StoryRow) -> Option<String> {
    let (first, last) = (row.first?, row.last?);
    Some(if first == last { when(&first.to_string()) } else { when(&format!("{first}/{last}")) })
}

/// Why a story has not enough evidence, as far as its row tells.
pub(super) fn lacking(row: &StoryRow) -> Option<&'static str> {
    match (row.reports, row.origins) {
        (0 | 1, _) => Some("Not enough evidence: there is one report"),
        (_, Some(0 | 1)) => Some("Not enough evidence: the reports go back to one origin"),
        _ => None,
    }
}

/// The language of a story's title, where all its reports are in one.
fn language(row: &StoryRow) -> &str {
    match row.languages.as_slice() {
        [one] => one,
        _ => "",
    }
}

/// What a story is called, for headings; never empty, so that there is something to follow.
pub(crate) fn called(row: &StoryRow) -> &str {
    match row.called().trim() {
        "" => "A story without a title",
        called => called,
    }
}

/// What a report is called, for headings and links; never empty.
pub(super) fn titled(row: &ReportRow) -> &str {
    match row.title.trim() {
        "" => "A report without a title",
        title => title,
    }
}

/// The links to the pages before and after one of a list.
pub(super) fn pages(page: &mut Page, at: u64, more: bool, address: impl Fn(u64) -> String) {
    page.element("nav", &[("class", "pages"), ("aria-label", "Pages of the list")], |page| {
        if at > 1 {
            page.words("a", &[("href", &address(at - 1)), ("rel", "prev")], "Previous page");
        }
        if more {
            page.words("a", &[("href", &address(at + 1)), ("rel", "next")], "Next page");
        }
    });
}

/// Rows of stories.
pub(super) fn stories(page: &mut Page, rows: &[StoryRow]) {
    page.element("ol", &[("class", "rows")], |page| {
        for row in rows {
            page.element("li", &[], |page| {
                let address = format!("/stories/{}", row.id);
                let attributes = [
                    ("class", "title"),
                    ("href", address.as_str()),
                    ("lang", language(row)),
                    ("dir", "auto"),
                ];
                page.words("a", &attributes, called(row));
                page.element("p", &[("class", "facts")], |page| {
                    page.text(&facts(row));
                    if let Some(disputes) = row.disputes.filter(|disputes| *disputes > 0) {
                        page.text(" ");
                        let told = counted(disputes as usize, "dispute");
                        page.words("span", &[("class", "badge disputed")], &told);
                    }
                });
                if let Some(reason) = lacking(row) {
                    page.words("p", &[("class", "facts")], &format!("{reason}."));
                }
            });
        }
    });
}

/// How a feed is, as a badge.
pub(super) fn health(page: &mut Page, health: Health) {
    let class = match health {
        Health::Failed => "badge failed",
        Health::Read => "badge read",
        Health::NeverRead => "badge",
    };
    page.words("span", &[("class", class)], health.words());
}

/// A time, to the minute.
pub(super) fn minute(time: jiff::Timestamp) -> String {
    time.to_string()
        .get(..16)
        .map_or_else(|| time.to_string(), |minute| format!("{} UTC", minute.replace('T', " ")))
}

#[cfg(test)]
mod tests {
    use super::minute;

    #[test]
    fn a_time_is_told_to_the_minute() {
        let time = "2026-03-09T10:20:30Z".parse().expect("a time");
        assert_eq!(minute(time), "2026-03-09 10:20 UTC");
    }
}
