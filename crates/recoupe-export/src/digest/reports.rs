//! The reports of a story, who copied whom, and how many of them are origins of their own.
//!
//! Two reports count as one origin here when at least half of the shorter one stands in the other. That is
//! about whole reports; what stands behind a single statement is counted on that statement's own
//! words, so a report that is half copy still counts for what it alone tells.

use super::Lookup;
use crate::record::{ArticleOut, CopyOut};

/// From this share of common text, two reports are one origin.
const ONE_ORIGIN: f64 = 0.5;

/// A report.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    /// Its number in the story, from 1.
    pub(crate) number: usize,
    /// Its outlet, else its source without the folders that all sources have in common.
    pub(crate) label: &'a str,
    pub(crate) article: &'a ArticleOut,
    /// How many words its text has, as white space parts them.
    pub(crate) words: usize,
}

/// Text that two reports share.
#[derive(Debug)]
pub(crate) struct Copied<'a> {
    pub(crate) copy: &'a CopyOut,
    /// The reports' numbers: the one that copied first, where that shows.
    pub(crate) reports: [usize; 2],
    /// Whether it shows which of the two copied.
    pub(crate) directed: bool,
}

impl Copied<'_> {
    /// The shared part of the shorter report, in hundredths.
    pub(crate) fn percent(&self) -> u32 {
        #[expect(clippy::cast_sign_loss, reason = "a share lies between 0 and 1")]
        let percent = (self.copy.share * 100.0).round() as u32;
        percent
    }
}

/// The reports in the story's order.
pub(crate) fn reports<'a>(lookup: &Lookup<'a>) -> Vec<Report<'a>> {
    let sources: Vec<&str> =
        lookup.articles.iter().map(|article| article.source.as_str()).collect();
    let common = common_folder(&sources);
    let report = |(article, number): (&&'a ArticleOut, usize)| Report {
        number,
        label: article.outlet.as_deref().unwrap_or_else(|| &article.source[common..]),
        article,
        words: article.text.split_whitespace().count(),
    };
    lookup.articles.iter().zip(1..).map(report).collect()
}

/// The length of the folder that all sources begin with.
fn common_folder(sources: &[&str]) -> usize {
    let Some((first, rest)) = sources.split_first() else { return 0 };
    let mut folder = first.rfind('/').map_or(0, |slash| slash + 1);
    for source in rest {
        while !source.starts_with(&first[..folder]) {
            folder = first[..folder - 1].rfind('/').map_or(0, |slash| slash + 1);
        }
    }
    folder
}

/// The copies, the fullest first.
pub(crate) fn copies<'a>(lookup: &Lookup<'a>) -> Vec<Copied<'a>> {
    let mut copies: Vec<Copied<'a>> = lookup
        .story
        .copies
        .iter()
        .map(|copy| {
            let [left, right] = [0, 1].map(|side: usize| lookup.number(&copy.articles[side]));
            let second_copied = copy.copier.as_ref() == Some(&copy.articles[1]);
            let reports = if second_copied { [right, left] } else { [left, right] };
            Copied { copy, reports, directed: copy.copier.is_some() }
        })
        .collect();
    copies.sort_by(|a, b| b.copy.share.total_cmp(&a.copy.share).then(a.reports.cmp(&b.reports)));
    copies
}

/// How many of the reports are origins of their own.
pub(crate) fn origins(lookup: &Lookup<'_>) -> usize {
    let mut origin: Vec<usize> = (0..=lookup.articles.len()).collect();
    for copy in lookup.story.copies.iter().filter(|copy| copy.share >= ONE_ORIGIN) {
        let [left, right] = [0, 1].map(|side: usize| origin[lookup.number(&copy.articles[side])]);
        origin.iter_mut().filter(|held| **held == right).for_each(|held| *held = left);
    }
    let mut origins = origin.split_off(1);
    origins.sort_unstable();
    origins.dedup();
    origins.len()
}

/// Reports' numbers as a reader sees them: `[1,3]`.
pub(crate) fn reports_list(numbers: &[usize]) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!("[{}]", numbers.join(","))
}

#[cfg(test)]
mod tests {
    use super::common_folder;

    #[test]
    fn the_common_folder_is_whole_folders() {
        assert_eq!(
            common_folder(&["reports/north/a.txt", "reports/northern/a.txt"]),
            "reports/".len()
        );
        assert_eq!(common_folder(&["a.txt", "reports/a.txt"]), 0);
        assert_eq!(common_folder(&["/a/b.txt"]), "/a/".len());
    }
}
