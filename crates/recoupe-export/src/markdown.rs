//! Markdown: a note that a desk can paste.
//!
//! The same digest as in the terminal, short unless `all`. Words of the reports are escaped: they can make
//! no heading, link, image or HTML in the note.

use crate::digest::{Cited, Claimed, Digest, Disputed, Shared, claims, reports_list, when};
use crate::record::Record;
use crate::words::{agreed_facts, copy_words, counted, dated, language, summary};
use std::fmt::Write;

const FIRST: usize = 10;

/// The record as Markdown (CommonMark with tables).
#[must_use]
pub fn markdown(record: &Record, all: bool) -> String {
    let mut note = Note { out: String::new(), most: if all { usize::MAX } else { FIRST } };
    note.claims(&claims(record));
    for story in &record.stories {
        note.story(&Digest::of(record, story));
    }
    if !record.errors.is_empty() {
        note.heading("Not read");
        for error in &record.errors {
            note.item(&format!("{}: {}", escape(&error.source), escape(&error.message)));
        }
    }
    note.out
}

struct Note {
    out: String,
    most: usize,
}

impl Note {
    fn line(&mut self, words: &str) {
        self.out.push_str(words);
        self.out.push('\n');
    }

    fn heading(&mut self, name: &str) {
        self.line(&format!("\n## {name}\n"));
    }

    fn item(&mut self, words: &str) {
        self.line(&format!("- {words}"));
    }

    /// A section of items, if there are any.
    fn section<T>(&mut self, name: &str, items: &[T], item: impl Fn(&T) -> String) {
        if items.is_empty() {
            return;
        }
        self.heading(name);
        self.list("", items, item);
    }

    fn list<T>(&mut self, indent: &str, items: &[T], item: impl Fn(&T) -> String) {
        for held in items.iter().take(self.most) {
            self.line(&format!("{indent}- {}", item(held)));
        }
        if items.len() > self.most {
            self.line(&format!("{indent}- … and {} more", items.len() - self.most));
        }
    }

    fn claims(&mut self, claims: &[Claimed<'_>]) {
        if claims.is_empty() {
            return;
        }
        self.line("# What you asked\n");
        for claimed in claims {
            let claim = escape(&claimed.claim.text);
            self.item(&format!("“{claim}”: **{}**", claimed.verdict()));
            self.list("  ", &claimed.against, |(kind, words)| {
                format!("{kind}: {}", with_report(words, &[words.report]))
            });
            self.list("  ", &claimed.evidence, |words| with_report(words, &[words.report]));
        }
    }

    fn story(&mut self, digest: &Digest<'_>) {
        if !self.out.is_empty() {
            self.line("");
        }
        self.line(&format!("# {}\n", escape(digest.title())));
        self.line(&format!("{}\n", summary(digest)));
        self.reports(digest);
        self.section("In brief", &digest.brief, |words| with_report(words, &[words.report]));
        self.voices(digest);
        self.section("What was agreed", &digest.agreed, |agreed| {
            let names: Vec<String> = agreed.names.iter().map(|name| escape(name)).collect();
            let mut parts = vec![format!("**{}** ({})", names.join(" / "), agreed.entry.kind)];
            parts.extend(agreed_facts(agreed).iter().map(|fact| escape(fact)));
            format!("{} {}", parts.join(" · "), list(&agreed.reports))
        });
        self.section("What happened", &digest.happened, |event| {
            let date = event.date.map_or_else(|| "no date".to_owned(), when);
            format!("**{date}**: {}", with_report(&event.words, &event.reports))
        });
        self.section("What is disputed", &digest.disputes, dispute);
        if let Some(reason) = &digest.lacking {
            self.heading("What independent reports share");
            self.line(&format!("{reason}."));
        }
        self.section("What independent reports share", &digest.shared, |shared| {
            format!("{} ({})", statement(shared), counted(shared.statement.origins, "origin"))
        });
        self.section("What several reports have from one source", &digest.one_source, statement);
        if !digest.alone.is_empty() {
            self.heading("What only one report says");
        }
        for alone in &digest.alone {
            self.item(&format!("**{}** {}", label(digest, alone.report), list(&[alone.report])));
            self.list("  ", &alone.statements, |words| quoted(words));
        }
        if !digest.silences.is_empty() {
            self.heading("What a later report is silent about");
        }
        for silence in &digest.silences {
            self.item(&format!(
                "**{}** {}",
                label(digest, silence.report),
                list(&[silence.report])
            ));
            self.list("  ", &silence.statements, statement);
        }
    }

    fn reports(&mut self, digest: &Digest<'_>) {
        self.line("| | Report | Language | Published | Words |");
        self.line("| ---: | --- | --- | --- | ---: |");
        for report in &digest.reports {
            let (label, language) = (escape(report.label), language(report));
            let (number, words) = (report.number, report.words);
            self.line(&format!(
                "| {number} | {label} | {language} | {} | {words} |",
                dated(report)
            ));
        }
        if !digest.copies.is_empty() {
            self.line("");
        }
        for copied in &digest.copies {
            self.item(&escape(&copy_words(copied)));
        }
    }

    fn voices(&mut self, digest: &Digest<'_>) {
        if digest.voices.is_empty() {
            return;
        }
        self.heading("Who said what");
        for voice in &digest.voices {
            let name = if voice.name.is_empty() {
                "Speaker not named".to_owned()
            } else {
                escape(voice.name)
            };
            let role = voice.role.map(|role| format!(", {}", escape(role))).unwrap_or_default();
            self.item(&format!("**{name}**{role}"));
            self.list("  ", &voice.sayings, |saying| {
                let pieces: Vec<String> =
                    saying.words.iter().map(|piece| escape(&piece.span.exact)).collect();
                let words = pieces.join(" … ");
                let words = if saying.direct { format!("“{words}”") } else { words };
                format!("{words} {}", list(&saying.reports))
            });
        }
    }
}

fn label(digest: &Digest<'_>, number: usize) -> String {
    number
        .checked_sub(1)
        .and_then(|index| digest.reports.get(index))
        .map(|report| escape(report.label))
        .unwrap_or_default()
}

fn dispute(disputed: &Disputed<'_>) -> String {
    let mut words = format!("{}: ", disputed.dispute.kind);
    for (number, side) in disputed.sides.iter().enumerate() {
        let against = if number > 0 { " against " } else { "" };
        // Writing to a String cannot fail.
        let _ = write!(words, "{against}**{}** {}", escape(side.value), list(&side.reports));
    }
    words
}

fn statement(shared: &Shared<'_>) -> String {
    with_report(&shared.words, &shared.reports)
}

fn with_report(words: &Cited<'_>, reports: &[usize]) -> String {
    format!("{} {}", quoted(words), list(reports))
}

fn quoted(words: &Cited<'_>) -> String {
    let exact = escape(&words.span.exact);
    if words.cut { format!("… {exact}") } else { exact }
}

fn list(numbers: &[usize]) -> String {
    // No report can define a link of that name, since its brackets are escaped.
    reports_list(numbers)
}

/// Words as Markdown that shows them as they are: in one line, with every mark that has a meaning escaped.
fn escape(words: &str) -> String {
    let mut escaped = String::with_capacity(words.len());
    for word in words.split([' ', '\n', '\t', '\r']).filter(|word| !word.is_empty()) {
        if !escaped.is_empty() {
            escaped.push(' ');
        }
        for (at, letter) in word.char_indices() {
            let first = at == 0 && escaped.is_empty();
            let special =
                matches!(letter, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '&' | '~')
                    || (first && matches!(letter, '-' | '+' | '=' | '#' | '>'))
                    || (matches!(letter, '.' | ')')
                        && escaped.chars().all(|held| held.is_ascii_digit())
                        && !escaped.is_empty());
            if special {
                escaped.push('\\');
            }
            if !letter.is_control() {
                escaped.push(letter);
            }
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn words_can_make_no_markup() {
        assert_eq!(
            escape("# A <b>bold</b>\n[link](x) *now*"),
            r"\# A \<b>bold\</b> \[link\](x) \*now\*"
        );
        assert_eq!(escape("- 1. item"), r"\- 1. item");
        assert_eq!(escape("12. May"), r"12\. May");
    }
}
