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

use crate::index::{Index, day_number};
use crate::signature::Signature;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// What a person's word counts: more than any evidence.
const BOUND: f64 = 1e6;

/// Stories at least as alike as this on average tell of one affair.
const SAME_AFFAIR: f64 = 0.30;

/// Reports linked at least so much to a new one are looked at again.
const LINKED: f64 = 0.1;

/// Another story must be nearer by this much for a report to be moved to it.
const CLEARLY: f64 = 0.05;

/// A report is held against so many of a story's reports, those it is most like.
const HELD_AGAINST: usize = 32;

/// Why a report is where it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// How many names it shares with the report it is most like.
    pub names: usize,
    /// How alike it and the story are, 0 to 1.
    pub likeness: f64,
    /// The days between it and the report it is most like, where both are dated.
    pub days: Option<u32>,
}

/// What a new report changed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Change {
    /// It is the first of a story.
    Opened {
        /// The story.
        story: u64,
    },
    /// A report came to a story, from being alone or from another one.
    Joined {
        /// The report.
        article: u64,
        /// The story.
        story: u64,
        /// The story that it was in before.
        from: Option<u64>,
        /// Why.
        reason: Reason,
    },
    /// Two stories became one.
    Merged {
        /// The story that is no more.
        story: u64,
        /// The one that it is in now.
        into: u64,
        /// Why.
        reason: Reason,
    },
}

/// The stories of the reports so far. Reports go by numbers that the caller gives, each once.
#[derive(Debug, Default)]
pub struct Stream {
    index: Index,
    /// The story of each report.
    story_of: HashMap<u64, u64>,
    members: BTreeMap<u64, Vec<u64>>,
    links: HashMap<u64, Vec<(u64, f64)>>,
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

    /// Makes `article` a story of its own, and moves to it what is nearer to it.
    fn part(&mut self, article: u64, changes: &mut Vec<Change>) {
        let Some(from) = self.story_of.insert(article, article) else { return };
        if let Some(members) = self.members.get_mut(&from) {
            members.retain(|member| *member != article);
        }
        self.members.insert(article, vec![article]);
        changes.push(Change::Opened { story: article });
        self.settle(article, changes);
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

    /// How alike a report is to each story that it is linked to.
    fn nearness(&self, article: u64) -> BTreeMap<u64, f64> {
        let mut found: BTreeMap<u64, Vec<f64>> = BTreeMap::new();
        for (other, score) in self.links.get(&article).into_iter().flatten() {
            found.entry(self.story_of[other]).or_default().push(*score);
        }
        let own_story = self.story_of[&article];
        found
            .into_iter()
            .map(|(story, mut scores)| {
                if scores.len() > HELD_AGAINST {
                    scores.sort_unstable_by(|a, b| b.total_cmp(a));
                    scores.truncate(HELD_AGAINST);
                }
                let others = self.members[&story].len() - usize::from(story == own_story);
                let size = others.clamp(1, HELD_AGAINST);
                (story, scores.iter().sum::<f64>() / size as f64)
            })
            .collect()
    }

    /// Merges `story` with the stories it is like, best first.
    fn merge_from(&mut self, mut story: u64, changes: &mut Vec<Change>) {
        loop {
            let mut sums: BTreeMap<u64, f64> = BTreeMap::new();
            let members = &self.members[&story];
            for article in members {
                for (other, score) in self.nearness(*article) {
                    *sums.entry(other).or_default() += score;
                }
            }
            let size = members.len() as f64;
            let best = sums
                .into_iter()
                .filter(|(other, _)| *other != story)
                .map(|(other, sum)| (other, sum / size))
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let Some((other, likeness)) = best.filter(|(_, likeness)| *likeness >= SAME_AFFAIR)
            else {
                return;
            };
            let (from, into) = (story.max(other), story.min(other));
            let moved = self.members.remove(&from).unwrap_or_default();
            let reason = self.reason(&moved, into, likeness);
            changes.push(if let [article] = moved[..] {
                Change::Joined { article, story: into, from: None, reason }
            } else {
                Change::Merged { story: from, into, reason }
            });
            for article in &moved {
                self.story_of.insert(*article, into);
            }
            self.members.entry(into).or_default().extend(moved);
            story = into;
        }
    }

    /// Moves a report, and those that it is linked to, to where they are clearly nearer.
    fn settle(&mut self, article: u64, changes: &mut Vec<Change>) {
        let linked = self.links.get(&article).into_iter().flatten();
        let mut around: Vec<u64> = linked
            .filter(|(_, score)| *score >= LINKED)
            .map(|(other, _)| *other)
            .chain([article])
            .collect();
        around.sort_unstable();
        for article in around {
            let own = self.story_of[&article];
            if self.members[&own].len() == 1 {
                continue;
            }
            let near = self.nearness(article);
            let held = near.get(&own).copied().unwrap_or(0.0);
            let best = near
                .into_iter()
                .filter(|(other, _)| *other != own)
                .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let Some((into, likeness)) = best else { continue };
            if likeness < SAME_AFFAIR || likeness < held + CLEARLY || own == article {
                continue;
            }
            let reason = self.reason(&[article], into, likeness);
            if let Some(members) = self.members.get_mut(&own) {
                members.retain(|member| *member != article);
            }
            self.members.entry(into).or_default().push(article);
            self.story_of.insert(article, into);
            changes.push(Change::Joined { article, story: into, from: Some(own), reason });
        }
    }

    /// Why `moved` belongs to `story`, which it is as alike to as `likeness`.
    fn reason(&self, moved: &[u64], story: u64, likeness: f64) -> Reason {
        let strongest = moved
            .iter()
            .flat_map(|article| {
                self.links
                    .get(article)
                    .into_iter()
                    .flatten()
                    .map(|(other, score)| (*article, *other, *score))
            })
            .filter(|(_, other, _)| self.story_of[other] == story)
            .max_by(|a, b| a.2.total_cmp(&b.2).then(b.1.cmp(&a.1)));
        let pair = strongest
            .and_then(|(one, other, _)| Some((self.index.entry(one)?, self.index.entry(other)?)));
        let names = pair.map_or(0, |(one, other)| {
            one.names.iter().filter(|name| other.names.binary_search(name).is_ok()).count()
        });
        let days = pair.and_then(|(one, other)| Some(one.day?.abs_diff(other.day?)));
        Reason { names, likeness, days }
    }
}
