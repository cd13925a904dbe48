//! The engine: what is read stands here, what is more than a statement in the modules beside.

use super::fault::told;
use super::lock::Turn;
use super::rows::{feed, log, page, report, story};
use super::session::Values;
use super::values::{bound, maybe_number, number, text, time};
use super::{Postgres, counted, fault, names, search, upkeep, watching, write};
use crate::columns::{REPORT, STORY, key};
use crate::engine::{
    Decision, EachRaw, EachVersion, Engine, Kept, Known, Match, NameDecision, New, Result, Step,
    Version,
};
use crate::error::StoreError;
use crate::hits::Found;
use crate::lock::Lock;
use crate::rows::{
    FeedRow, Listing, LogRow, NameRow, Order, PageRow, ReportRow, RunRow, StoryRow, Summary,
    VersionRow,
};
use jiff::Timestamp;
use jiff::civil::Date;
use tokio_postgres::Row;
use tokio_postgres::types::FromSqlOwned;

impl Postgres {
    fn list<T>(
        &mut self,
        sql: &str,
        values: Values<'_>,
        row: impl FnMut(&Row) -> fault::Result<T>,
    ) -> Result<Vec<T>> {
        self.asked(|on| on.list(sql, values)?.iter().map(row).collect())
    }

    fn one<T>(
        &mut self,
        sql: &str,
        values: Values<'_>,
        row: impl FnOnce(&Row) -> fault::Result<T>,
    ) -> Result<Option<T>> {
        self.asked(|on| on.one(sql, values)?.as_ref().map(row).transpose())
    }
}

/// The only column, as it is.
fn column<T: FromSqlOwned>(row: &Row) -> fault::Result<T> {
    Ok(row.try_get(0)?)
}

impl Engine for Postgres {
    fn lock(&self) -> Result<Lock> {
        let turn = Turn::take(&self.address, &self.spare);
        Ok(Lock::of(turn.map_err(|fault| told(&self.place, fault))?))
    }

    fn generation(&mut self) -> Result<i64> {
        let written = self.asked(counted)?;
        self.written = Some(written);
        Ok(written - self.own)
    }

    fn last_report(&mut self) -> Result<u64> {
        let last = self.one("SELECT max(id) FROM reports", &[], |row| maybe_number(row, 0))?;
        Ok(last.flatten().unwrap_or(0))
    }

    fn known(&mut self, key: &str) -> Result<Option<Known>> {
        let sql = "SELECT reports.id, reports.story, reports.versions, versions.hash
            FROM reports JOIN versions
                ON versions.report = reports.id AND versions.number = reports.versions
            WHERE reports.key = $1";
        self.one(sql, &[&text(key)], |row| {
            Ok(Known {
                report: number(row, 0)?,
                story: number(row, 1)?,
                versions: number(row, 2)?,
                hash: row.try_get(3)?,
            })
        })
    }

    fn story_of(&mut self, report: u64) -> Result<Option<u64>> {
        let sql = "SELECT story FROM reports WHERE id = $1";
        self.one(sql, &[&key(report)], |row| number(row, 0))
    }

    fn current(&mut self, story: u64) -> Result<Option<u64>> {
        let sql = "SELECT coalesce(into_story, id) FROM stories WHERE id = $1";
        self.one(sql, &[&key(story)], |row| number(row, 0))
    }

    fn newest(&mut self) -> Result<Option<Date>> {
        Ok(self.one("SELECT max(grouped_day) FROM reports", &[], column)?.flatten())
    }

    fn kept(
        &mut self,
        first: Date,
        last: Date,
        undated: Timestamp,
        most: u64,
    ) -> Result<Vec<Kept>> {
        let sql = "SELECT id, story, grouped_day, signature FROM reports
            WHERE grouped_day BETWEEN $1 AND $2 OR id IN (
                SELECT id FROM reports WHERE grouped_day IS NULL AND first_fetched >= $3
                ORDER BY id DESC LIMIT $4)
            ORDER BY id";
        let values: Values<'_> = &[&bound(first), &bound(last), &time(undated), &key(most)];
        self.list(sql, values, |row| {
            Ok(Kept {
                report: number(row, 0)?,
                story: number(row, 1)?,
                day: row.try_get(2)?,
                signature: row.try_get(3)?,
            })
        })
    }

    fn decisions(&mut self) -> Result<Vec<(u64, u64, bool)>> {
        let sql = "SELECT one, other, together FROM decisions ORDER BY one, other";
        self.list(sql, &[], |row| Ok((number(row, 0)?, number(row, 1)?, row.try_get(2)?)))
    }

    fn file(&mut self, new: &New<'_>, version: &Version<'_>, steps: &[Step]) -> Result<()> {
        self.transact(|on| write::file(on, new, version, steps))
    }

    fn revise(&mut self, version: &Version<'_>) -> Result<()> {
        self.transact(|on| write::revise(on, version))
    }

    fn seen(&mut self, report: u64, fetched: Timestamp) -> Result<()> {
        let sql = "UPDATE reports SET last_fetched = greatest(last_fetched, $2) WHERE id = $1";
        self.transact(|on| on.execute(sql, &[&key(report), &time(fetched)]).map(drop))
    }

    fn decide(&mut self, steps: &[Step], decisions: &[Decision], at: Timestamp) -> Result<()> {
        self.transact(|on| write::decide(on, steps, decisions, at))
    }

    fn rename(&mut self, story: u64, name: Option<&str>) -> Result<()> {
        let sql = "UPDATE stories SET name = $2 WHERE id = $1";
        self.transact(|on| on.execute(sql, &[&key(story), &name.map(text)]).map(drop))
    }

    fn names(&mut self) -> Result<Vec<NameRow>> {
        self.asked(names::all)
    }

    fn decide_names(&mut self, decision: &NameDecision<'_>, at: Timestamp) -> Result<()> {
        self.transact(|on| names::decide(on, decision, at))
    }

    fn summarise(&mut self, summaries: &[(u64, Summary)]) -> Result<()> {
        self.transact(|on| {
            summaries.iter().try_for_each(|(story, summary)| write::summarise(on, *story, summary))
        })
    }

    fn note(&mut self, run: &RunRow) -> Result<()> {
        self.transact(|on| watching::note(on, run))
    }

    fn watch(&mut self, feed: &FeedRow) -> Result<()> {
        self.transact(|on| watching::watch(on, feed))
    }

    fn unwatch(&mut self, url: &str) -> Result<bool> {
        let sql = "DELETE FROM feeds WHERE url = $1";
        self.transact(|on| Ok(on.execute(sql, &[&text(url)])? > 0))
    }

    fn found(&mut self, urls: &[String], at: Timestamp) -> Result<usize> {
        self.transact(|on| watching::found(on, urls, at))
    }

    fn page(&mut self, page: &PageRow) -> Result<()> {
        self.transact(|on| watching::page(on, page))
    }

    fn due(&mut self, at: Timestamp, limit: u64) -> Result<Vec<PageRow>> {
        let sql = "SELECT url, etag, last_modified, found, due, read, failures FROM pages
            WHERE due <= $1 ORDER BY found DESC, url LIMIT $2";
        self.list(sql, &[&time(at), &key(limit)], page)
    }

    fn next_due(&mut self) -> Result<Option<Timestamp>> {
        let sql = "SELECT least((SELECT min(due) FROM feeds),
            (SELECT min(due) FROM pages WHERE due IS NOT NULL))";
        Ok(self.one(sql, &[], column)?.flatten())
    }

    fn stories(&mut self, listing: &Listing) -> Result<Vec<StoryRow>> {
        let order = match listing.order {
            Order::Origins => "coalesce(origins, 1) DESC, ",
            Order::Reports => "reports DESC, ",
            Order::Languages => "language_count DESC, ",
            Order::Newest => "",
        };
        let sql = format!(
            "{STORY} WHERE into_story IS NULL AND reports > 0
                AND coalesce(origins, 1) >= $1 AND (NOT $2 OR coalesce(disputes, 0) > 0)
            ORDER BY {order} last_day DESC NULLS LAST, id DESC LIMIT $3 OFFSET $4"
        );
        let (origins, limit) = (key(listing.origins), key(listing.limit));
        self.list(&sql, &[&origins, &listing.disputed, &limit, &key(listing.offset)], story)
    }

    fn story(&mut self, id: u64) -> Result<Option<StoryRow>> {
        let sql = format!(
            "{STORY} WHERE id = (SELECT coalesce(into_story, id) FROM stories WHERE id = $1)"
        );
        self.one(&sql, &[&key(id)], story)
    }

    fn stale(&mut self) -> Result<Vec<u64>> {
        let sql = "SELECT id FROM stories WHERE stale AND into_story IS NULL AND reports > 0
            ORDER BY id";
        self.list(sql, &[], |row| number(row, 0))
    }

    fn reports(&mut self, story: u64) -> Result<Vec<ReportRow>> {
        let sql = format!("{REPORT} FROM reports WHERE story = $1 ORDER BY id");
        self.list(&sql, &[&key(story)], report)
    }

    fn report(&mut self, id: u64) -> Result<Option<ReportRow>> {
        self.one(&format!("{REPORT} FROM reports WHERE id = $1"), &[&key(id)], report)
    }

    fn reports_after(&mut self, after: u64, limit: u64) -> Result<Vec<ReportRow>> {
        let sql = format!("{REPORT} FROM reports WHERE id > $1 ORDER BY id LIMIT $2");
        self.list(&sql, &[&key(after), &key(limit)], report)
    }

    fn versions(&mut self, report: u64) -> Result<Vec<VersionRow>> {
        let sql =
            "SELECT number, fetched, size FROM versions LEFT JOIN raw ON raw.id = versions.raw
            WHERE report = $1 ORDER BY number";
        self.list(sql, &[&key(report)], |row| {
            Ok(VersionRow {
                number: number(row, 0)?,
                fetched: row.try_get(1)?,
                size: maybe_number(row, 2)?,
            })
        })
    }

    fn article(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT article FROM versions WHERE report = $1
            AND number = coalesce($2, (SELECT versions FROM reports WHERE id = $1))";
        self.one(sql, &[&key(report), &version.map(key)], column)
    }

    fn raw(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT raw.packed FROM versions JOIN raw ON raw.id = versions.raw
            WHERE report = $1
                AND number = coalesce($2, (SELECT versions FROM reports WHERE id = $1))";
        self.one(sql, &[&key(report), &version.map(key)], column)
    }

    fn search(&mut self, query: &Match) -> Result<Vec<Found>> {
        self.asked(|on| search::search(on, query))
    }

    fn log(&mut self, story: u64) -> Result<Vec<LogRow>> {
        let sql = "SELECT at, what, story, report, other, person, names, likeness, days FROM log
            WHERE story = $1 OR story IN (SELECT id FROM stories WHERE into_story = $1)
            ORDER BY id";
        self.list(sql, &[&key(story)], log)
    }

    fn runs(&mut self, limit: u64) -> Result<Vec<RunRow>> {
        let sql = "SELECT at, source, message FROM runs ORDER BY id DESC LIMIT $1";
        self.list(sql, &[&key(limit)], |row| {
            Ok(RunRow { at: row.try_get(0)?, source: row.try_get(1)?, message: row.try_get(2)? })
        })
    }

    fn feeds(&mut self) -> Result<Vec<FeedRow>> {
        let sql = "SELECT url, kind, etag, last_modified, due, interval, read, failures, error
            FROM feeds ORDER BY url";
        self.list(sql, &[], feed)
    }

    fn check(&mut self) -> Result<Vec<String>> {
        self.asked(upkeep::check)
    }

    fn every_version(&mut self, each: EachVersion<'_>) -> Result<u64> {
        self.asked(|on| upkeep::every_version(on, each))
    }

    fn every_raw(&mut self, each: EachRaw<'_>) -> Result<u64> {
        self.asked(|on| upkeep::every_raw(on, each))
    }

    fn limit_pages(&mut self, _: u32) -> Result<()> {
        let reason = "this engine has no limit of its own".to_owned();
        Err(StoreError::File { place: self.place.clone(), reason })
    }

    fn compact(&mut self) -> Result<()> {
        self.asked(upkeep::compact)
    }
}
