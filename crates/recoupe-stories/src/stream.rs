//! The stream: where a new report belongs, and what that changes.
//!
//! A report first stands alone, linked to the reports it is like. Then, as long as two stories are alike enough
//! on average over their reports (average linkage), the best pair is merged; then each report that touched ones are linked to is
//! moved if another story is clearly nearer than its own. So evidence that comes late mends what
//! was decided early. A story keeps the number of its oldest report's, whatever is merged into it.

use crate::index::Index;
use crate::signature::Signature;
use rustc_hash::FxHashMap as HashMap;
use std::collections::BTreeMap;

/// Stories at least as alike as this on average tell of one affair.
const SAME_AFFAIR: f64 = 0.30;

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
        story: usize,
    },
    /// A report came to a story, from being alone or from another one.
    Joined {
        /// The report.
        article: usize,
        /// The story.
        story: usize,
        /// The story that it was in before.
        from: Option<usize>,
        /// Why.
        reason: Reason,
    },
    /// Two stories became one.
    Merged {
        /// The story that is no more.
        story: usize,
        /// The one that it is in now.
        into: usize,
        /// Why.
        reason: Reason,
    },
}

/// The stories of the reports so far.
#[derive(Debug, Default)]
pub struct Stream {
    index: Index,
    /// The story of each report.
    story_of: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
    links: HashMap<usize, Vec<(usize, f64)>>,
}

impl Stream {
    /// Takes in a report; gives its number, counted from 0, and what it changed, in order.
    pub fn add(&mut self, signature: Signature) -> (usize, Vec<Change>) {
        let article = self.story_of.len();
        let links = self.index.add(article, signature);
        for (other, score) in &links {
            self.links.entry(*other).or_default().push((article, *score));
        }
        self.links.insert(article, links);
        let story = article;
        self.story_of.push(story);
        self.members.insert(story, vec![article]);
        let mut changes = Vec::new();
        let story = self.merge_from(story, &mut changes);
        self.settle(story, &mut changes);
        if self.story_of[article] == article {
            changes.insert(0, Change::Opened { story: article });
        }
        (article, changes)
    }

    /// The stories, each a sorted list of reports, in order of their first one.
    #[must_use]
    pub fn stories(&self) -> Vec<Vec<usize>> {
        let mut stories: Vec<Vec<usize>> = self.members.values().cloned().collect();
        for story in &mut stories {
            story.sort_unstable();
        }
        stories.sort_by_key(|story| story[0]);
        stories
    }

    /// How alike a report is to each story that it is linked to.
    fn nearness(&self, article: usize) -> BTreeMap<usize, f64> {
        let mut found: BTreeMap<usize, (f64, usize)> = BTreeMap::new();
        let mut links: Vec<(usize, f64)> = self.links.get(&article).cloned().unwrap_or_default();
        links.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        for (other, score) in links {
            let held = found.entry(self.story_of[other]).or_default();
            if held.1 < HELD_AGAINST {
                held.0 += score;
                held.1 += 1;
            }
        }
        found
            .into_iter()
            .map(|(story, (sum, _))| {
                let own = usize::from(story == self.story_of[article]);
                let size = (self.members[&story].len() - own).clamp(1, HELD_AGAINST);
                (story, sum / size as f64)
            })
            .collect()
    }

    /// Merges `story` with the stories it is like, best first; gives the story it is then.
    fn merge_from(&mut self, mut story: usize, changes: &mut Vec<Change>) -> usize {
        loop {
            let mut sums: BTreeMap<usize, f64> = BTreeMap::new();
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
                return story;
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
                self.story_of[*article] = into;
            }
            self.members.entry(into).or_default().extend(moved);
            story = into;
        }
    }

    /// Moves reports around `story` to where they are clearly nearer.
    fn settle(&mut self, story: usize, changes: &mut Vec<Change>) {
        let mut around: Vec<usize> = self.members[&story].clone();
        around.extend(
            self.members[&story]
                .iter()
                .flat_map(|member| self.links.get(member).into_iter().flatten())
                .map(|(other, _)| *other),
        );
        around.sort_unstable();
        around.dedup();
        for article in around {
            let own = self.story_of[article];
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
            self.story_of[article] = into;
            changes.push(Change::Joined { article, story: into, from: Some(own), reason });
        }
    }

    /// Why `moved` belongs to `story`, which it is as alike to as `likeness`.
    fn reason(&self, moved: &[usize], story: usize, likeness: f64) -> Reason {
        let strongest = moved
            .iter()
            .flat_map(|article| {
                self.links
                    .get(article)
                    .into_iter()
                    .flatten()
                    .map(|(other, score)| (*article, *other, *score))
            })
            .filter(|(_, other, _)| self.story_of[*other] == story)
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
