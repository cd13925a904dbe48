//! One version of a report: its text, with what it changed of the one before and what the next one changed of it.

use super::{Frame, framed, lists};
use recoupe_export::html::Page;
use recoupe_export::record::{ArticleOut, SpanOut};
use recoupe_export::{VersionOut, counted, language_name, when};
use recoupe_store::ReportRow;
use std::collections::BTreeSet;

/// A version of a report, among the others.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Version<'a> {
    pub(crate) row: &'a ReportRow,
    pub(crate) versions: &'a [VersionOut],
    /// Its place among the versions.
    pub(crate) at: usize,
    pub(crate) article: &'a ArticleOut,
}

impl<'a> Version<'a> {
    fn own(&self) -> &'a VersionOut {
        &self.versions[self.at]
    }

    /// What the version changed, as it says it.
    fn brought(&self) -> Vec<&'a SpanOut> {
        self.own().changes.iter().filter_map(|change| change.after.as_ref()).collect()
    }

    /// What the next version changed, as this one says it.
    fn dropped(&self) -> Vec<&'a SpanOut> {
        let next = self.versions.get(self.at + 1);
        let changes = next.into_iter().flat_map(|next| &next.changes);
        changes.filter_map(|change| change.before.as_ref()).collect()
    }
}

pub(crate) fn page(version: &Version<'_>) -> String {
    let Version { row, versions, article, .. } = *version;
    let number = version.own().version;
    let report = format!("/reports/{}", row.id);
    let title = match article.title.as_deref().unwrap_or_default().trim() {
        "" => "A report without a title",
        title => title,
    };
    let frame = Frame {
        title,
        place: "",
        others: vec![("application/json", format!("{report}/versions/{number}.json"))],
    };
    let language = article.language.as_deref().unwrap_or_default();
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[("lang", language), ("dir", "auto")], title);
            page.element("p", &[("class", "summary")], |page| {
                let told = format!("Version {number} of {} ", versions.len());
                page.text(&told);
                page.words(
                    "a",
                    &[("href", &format!("{report}/versions#v{number}"))],
                    "What each version changed",
                );
                page.text(" · ");
                page.words("a", &[("href", &report)], "The report as it is");
            });
            let mut facts = vec![format!("fetched {}", lists::minute(version.own().fetched))];
            facts.extend(
                article.published.value.as_deref().map(|day| format!("published {}", when(day))),
            );
            facts.extend((!language.is_empty()).then(|| language_name(language).to_owned()));
            let later = versions.len() - version.at - 1;
            facts.extend(
                (later > 0).then(|| format!("{} came after it", counted(later, "version"))),
            );
            page.words("p", &[("class", "facts")], &facts.join(" · "));
        });
        let (new, old) = (version.brought(), version.dropped());
        page.element("section", &[("class", "part"), ("aria-labelledby", "text")], |page| {
            page.words("h2", &[("id", "text")], "Text");
            if !new.is_empty() || !old.is_empty() {
                page.fixed("<p class=\"legend\"><span><mark class=\"new\">not in the version before</mark></span> <span><mark class=\"old\">not in the next version</mark></span></p>");
            }
            let attributes = [("lang", language), ("dir", "auto"), ("class", "body")];
            page.element("div", &attributes, |page| text(page, number, &article.text, &new, &old));
        });
        page.element("nav", &[("class", "pages"), ("aria-label", "Versions")], |page| {
            let beside = |at: Option<usize>| at.and_then(|at| versions.get(at));
            for (at, rel, words) in [
                (version.at.checked_sub(1), "prev", "The version before"),
                (Some(version.at + 1), "next", "The next version"),
            ] {
                if let Some(held) = beside(at) {
                    let address = format!("{report}/versions/{}", held.version);
                    page.words("a", &[("href", &address), ("rel", rel)], words);
                }
            }
        });
    })
}

/// The lines of a text; cut wherever a change begins or ends, so that changes may overlap.
fn text(page: &mut Page, number: u64, text: &str, new: &[&SpanOut], old: &[&SpanOut]) {
    let anchors: BTreeSet<usize> = new.iter().chain(old).map(|span| span.start).collect();
    let ends = new.iter().chain(old).map(|span| span.end);
    let cuts: BTreeSet<usize> = anchors.iter().copied().chain(ends).collect();
    let within =
        |spans: &[&SpanOut], at: usize| spans.iter().any(|span| span.start <= at && at < span.end);
    let mut start = 0;
    for line in text.split('\n') {
        let letters: Vec<char> = line.chars().collect();
        let end = start + letters.len();
        if !letters.is_empty() {
            page.element("p", &[], |page| {
                let inner = cuts.range(start..end).copied().filter(|cut| *cut > start);
                let mut from = start;
                for to in inner.chain([end]) {
                    let words: String = letters[from - start..to - start].iter().collect();
                    let classes: Vec<&str> = [("new", new), ("old", old)]
                        .into_iter()
                        .filter(|(_, spans)| within(spans, from))
                        .map(|(class, _)| class)
                        .collect();
                    let id = if anchors.contains(&from) {
                        format!("v{number}.{from}")
                    } else {
                        String::new()
                    };
                    let tag = if classes.is_empty() { "span" } else { "mark" };
                    page.words(tag, &[("class", &classes.join(" ")), ("id", &id)], &words);
                    from = to;
                }
            });
        }
        start = end + 1;
    }
}
