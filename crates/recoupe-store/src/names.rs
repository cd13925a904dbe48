//! What a person decides of names: that two are one, that two are not one, that one is to be called so.
//!
//! The archive keeps the decisions and knows which stories they change; how names are linked by them is known to who
//! compares. Of the same names in the same place the last decision holds. A story that went into another takes its
//! decisions along.

use crate::archive::Archive;
use crate::engine::{NameDecision, Result};
use crate::error::StoreError;
use crate::naming::Named;
use crate::rows::{NameKind, NameRow};
use crate::writer::Writer;
use jiff::Timestamp;
use recoupe_annotate::names::name_key;
use std::collections::BTreeSet;

/// A name is no longer than this, in letters.
const LONGEST: usize = 300;

impl Archive {
    /// What a person decided of names, the first decision first.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the archive cannot be read.
    pub fn names(&mut self) -> Result<Vec<NameRow>> {
        self.engine.names()
    }

    /// Of the decisions on names those that hold in a story: first those of the whole archive, then its own.
    ///
    /// # Errors
    ///
    /// [`StoreError`] where the archive cannot be read.
    pub fn names_in(&mut self, story: u64) -> Result<Vec<NameRow>> {
        let (mut own, mut all) = (Vec::new(), Vec::new());
        for row in self.engine.names()? {
            match row.story {
                None => all.push(row),
                Some(held) if self.engine.current(held)? == Some(story) => own.push(row),
                Some(_) => {}
            }
        }
        all.append(&mut own);
        Ok(all)
    }
}

impl Writer<'_> {
    /// Decides something of two names, in a story or in the whole archive.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number, [`StoreError::Names`] where the names are none or one.
    pub fn decide_names(
        &mut self,
        story: Option<u64>,
        what: NameKind,
        names: [&str; 2],
        at: Timestamp,
    ) -> Result<NameRow> {
        let archive = self.archive();
        let story = story.map(|story| archive.story(story)).transpose()?.map(|story| story.id);
        let [one, other] = names.map(line);
        let keys = [&one, &other].map(|name| name_key(name));
        if keys.iter().any(String::is_empty) {
            return Err(StoreError::Names("a name without a letter is none; give two names"));
        }
        if keys[0] == keys[1] && what != NameKind::Called {
            return Err(StoreError::Names("both names are the same; give two"));
        }
        if [&one, &other].into_iter().any(|name| name.chars().count() > LONGEST) {
            return Err(StoreError::Names("a name has at most 300 letters; give a shorter one"));
        }
        let row = NameRow { story, what, one, other, at };
        let gone = replaced(archive, &row)?;
        let stories = stories(archive, &row)?;
        let decision = NameDecision { gone: &gone, new: Some(&row), stories: &stories };
        archive.engine.decide_names(&decision, at)?;
        Ok(row)
    }

    /// Takes back everything that was decided of two names, in a story or in the whole archive; gives what it was.
    ///
    /// # Errors
    ///
    /// [`StoreError::NoStory`] where there is none of this number.
    pub fn forget_names(
        &mut self,
        story: Option<u64>,
        names: [&str; 2],
        at: Timestamp,
    ) -> Result<Vec<NameRow>> {
        let archive = self.archive();
        let story = story.map(|story| archive.story(story)).transpose()?.map(|story| story.id);
        let pair = pair(names);
        let mut gone = archive.names()?;
        let mut held = Vec::new();
        for row in gone.drain(..) {
            if scope(archive, &row)? == story && self::pair([&row.one, &row.other]) == pair {
                held.push(row);
            }
        }
        let mut changed = BTreeSet::new();
        for row in &held {
            changed.extend(stories(archive, row)?);
        }
        let changed: Vec<u64> = changed.into_iter().collect();
        let decision = NameDecision { gone: &held, new: None, stories: &changed };
        archive.engine.decide_names(&decision, at)?;
        Ok(held)
    }
}

/// A name is one line, without blanks around it.
fn line(name: &str) -> String {
    let plain: String = name.chars().filter(|letter| !letter.is_control()).collect();
    plain.trim().to_owned()
}

/// Two names, in no order.
fn pair(names: [&str; 2]) -> [String; 2] {
    let mut pair = names.map(name_key);
    pair.sort_unstable();
    pair
}

/// The story in which a decision holds now.
fn scope(archive: &mut Archive, row: &NameRow) -> Result<Option<u64>> {
    match row.story {
        None => Ok(None),
        Some(story) => archive.engine.current(story),
    }
}

/// The decisions that a new one takes the place of.
fn replaced(archive: &mut Archive, new: &NameRow) -> Result<Vec<NameRow>> {
    let mut gone = Vec::new();
    for row in archive.engine.names()? {
        let same = match (new.what, row.what) {
            (NameKind::Called, NameKind::Called) => name_key(&new.one) == name_key(&row.one),
            (NameKind::Called, _) | (_, NameKind::Called) => false,
            _ => pair([&new.one, &new.other]) == pair([&row.one, &row.other]),
        };
        if same && scope(archive, &row)? == new.story {
            gone.push(row);
        }
    }
    Ok(gone)
}

/// The stories that a decision may change: those that have one of the names.
fn stories(archive: &mut Archive, row: &NameRow) -> Result<Vec<u64>> {
    let named = Named { names: vec![row.one.clone(), row.other.clone()], ..Named::default() };
    let scope = scope(archive, row)?;
    let stories: BTreeSet<u64> =
        archive.naming(&named)?.into_iter().map(|report| report.story).collect();
    Ok(stories.into_iter().filter(|story| scope.is_none_or(|own| own == *story)).collect())
}
