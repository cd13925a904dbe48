//! The stream: where a new report belongs, and what that changes.
//!
//! A report first stands alone, linked to the reports it is like. Then, as long as two stories are alike enough
//! on average over their reports (average linkage), the best pair is merged; then each report that touched ones are linked to is
//! moved if another story is clearly nearer than its own. So evidence that comes late mends what
//! was decided early. A story goes by the number of the report that opened it, whatever is merged into it.
//!
//! With a window, reports that came out more than so many days before the newest one are let go of: a story that
//! goes on keeps its number, and the cost of a report does not grow with the archive. What a person decides (these two
//! belong together, those two do not) binds the two reports for good. Limits: an undated report stays as long as
//! the stream does; stories that were one for a year and part are not told apart again.

use crate::change::Change;
use crate::index::{Index, day_number};
use crate::signature::Signature;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// What a person's word counts: more than any evidence.
const BOUND: f64 = 1e6;

/// The stories of the reports so far. Reports go by numbers that the caller gives, each once.
#[derive(Debug, Default)]
pub struct Stream {
    pub(crate) index: Index,
    /// The story of each report.
    pub(crate) story_of: HashMap<u64, u64>,
    pub(crate) members: BTreeMap<u64, Vec<u64>>,
    pub(crate) links: HashMap<u64, Vec<(u64, f64)>>,
    /// Reports by day, for letting go of them.
    by_day: BTreeMap<i32, Vec<u64>>,
    /// How many days back reports are kept; all of them where there is none.
    window: Option<i32>,
    /// What a person decided of two reports, one of which may still be to come.
    bound: HashMap<u64, Vec<(u64, f64)>>,
}

impl Stream {
    /// A stream that lets go of reports older than `days` before the newest one; the default keeps all.
    #[must_use]
    pub fn with_window(days: u16) -> Self {
        Self { window: Some(i32::from(days)), ..Self::default() }
    }

    /// Takes in report `article`; gives what it changed, in order.
    pub fn add(&mut self, article: u64, signature: Signature) -> Vec<Change> {
        self.enter(article, article, signature);
        let mut changes = Vec::new();
        self.merge_from(article, &mut changes);
        self.settle(article, &mut changes);
        if self.story_of.get(&article) == Some(&article) {
            changes.insert(0, Change::Opened { story: article });
        }
        self.let_go();
        changes
    }

    /// Takes in a report whose story is known, as an archive does when it is opened again.
    pub fn restore(&mut self, article: u64, story: u64, signature: Signature) {
        self.enter(article, story, signature);
        self.let_go();
    }

    /// Binds two reports together, or apart, and gives what that changes. The two may still be to come.
    pub fn bind(&mut self, one: u64, other: u64, together: bool) -> Vec<Change> {
        let score = if together { BOUND } else { -BOUND };
        for (left, right) in [(one, other), (other, one)] {
            self.bound.entry(left).or_default().push((right, score));
        }
        let mut changes = Vec::new();
        let known = [one, other].map(|article| self.story_of.get(&article).copied());
        if let [Some(first), Some(second)] = known {
            self.link(one, other, score);
            if together && first != second {
                self.merge_from(first, &mut changes);
                self.settle(one, &mut changes);
                self.settle(other, &mut changes);
            } else if !together && first == second {
                // The later of the two begins a story of its own; what is nearer to it follows.
                let leaves = if first == one.max(other) { one.min(other) } else { one.max(other) };
                self.part(leaves, &mut changes);
            }
        }
        changes
    }

    /// The story of a report of the window.
    #[must_use]
    pub fn story(&self, article: u64) -> Option<u64> {
        self.story_of.get(&article).copied()
    }

    /// The reports of a story that are in the window, in the order in which they came to it; none where there is no
    /// such story.
    #[must_use]
    pub fn members(&self, story: u64) -> &[u64] {
        self.members.get(&story).map_or(&[], Vec::as_slice)
    }

    fn enter(&mut self, article: u64, story: u64, signature: Signature) {
        let day = signature.day.map(day_number);
        if let Some(day) = day {
            self.by_day.entry(day).or_default().push(article);
        }
        for (other, score) in self.index.add(article, signature) {
            self.link(article, other, score);
        }
        self.story_of.insert(article, story);
        self.members.entry(story).or_default().push(article);
        for (other, score) in self.bound.get(&article).cloned().unwrap_or_default() {
            if self.story_of.contains_key(&other) {
                self.link(article, other, score);
            }
        }
    }

    /// Links two reports; what is said last of the two holds.
    fn link(&mut self, one: u64, other: u64, score: f64) {
        for (left, right) in [(one, other), (other, one)] {
            let links = self.links.entry(left).or_default();
            links.retain(|(held, _)| *held != right);
            links.push((right, score));
        }
    }

    /// Lets go of the reports that are older than the window.
    fn let_go(&mut self) {
        let (Some(window), Some((newest, _))) = (self.window, self.by_day.last_key_value()) else {
            return;
        };
        let kept = self.by_day.split_off(&(newest - window));
        for article in std::mem::replace(&mut self.by_day, kept).into_values().flatten() {
            self.index.remove(article);
            for (other, _) in self.links.remove(&article).unwrap_or_default() {
                if let Some(links) = self.links.get_mut(&other) {
                    links.retain(|(held, _)| *held != article);
                }
            }
            if let Some(story) = self.story_of.remove(&article)
                && let Some(members) = self.members.get_mut(&story)
            {
                members.retain(|member| *member != article);
                if members.is_empty() {
                    self.members.remove(&story);
                }
            }
        }
    }

    /// The stories, each a sorted list of reports, in order of their first one.
    #[must_use]
    pub fn stories(&self) -> Vec<Vec<u64>> {
        let mut stories: Vec<Vec<u64>> = self.members.values().cloned().collect();
        for story in &mut stories {
            story.sort_unstable();
        }
        stories.sort_by_key(|story| story[0]);
        stories
    }
}
