//! Placing: which stories are one, and to which a report belongs.
//!
//! As long as two stories are alike enough on average over their reports (average linkage), the best pair is merged;
//! then each report that is linked to a new one is moved if another story is clearly nearer than its own.

use crate::change::{Change, Reason};
use crate::stream::Stream;
use std::collections::BTreeMap;

/// Stories at least as alike as this on average tell of one affair.
const SAME_AFFAIR: f64 = 0.30;

/// Reports linked at least so much to a new one are looked at again.
const LINKED: f64 = 0.1;

/// Another story must be nearer by this much for a report to be moved to it.
const CLEARLY: f64 = 0.05;

/// A report is held against so many of a story's reports, those it is most like.
const HELD_AGAINST: usize = 32;

impl Stream {
    /// Makes `article` a story of its own, and moves to it what is nearer to it.
    pub(crate) fn part(&mut self, article: u64, changes: &mut Vec<Change>) {
        let Some(from) = self.story_of.insert(article, article) else { return };
        if let Some(members) = self.members.get_mut(&from) {
            members.retain(|member| *member != article);
        }
        self.members.insert(article, vec![article]);
        changes.push(Change::Opened { story: article });
        self.settle(article, changes);
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
    pub(crate) fn merge_from(&mut self, mut story: u64, changes: &mut Vec<Change>) {
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
    pub(crate) fn settle(&mut self, article: u64, changes: &mut Vec<Change>) {
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
