//! The engine: what is read stands here, what is more than a statement in the modules beside.

use super::rows::{log, report, story};
use super::text::{maybe, maybe_number, number, parsed, time};
use super::{Sqlite, names, search, upkeep, watching, write};
use crate::columns::{REPORT, STORY, key, kind_of};
use crate::engine::{
    Decision, EachRaw, EachVersion, Engine, Kept, Known, Match, NameDecision, New, Result, Step,
    Version,
};
use crate::hits::Found;
use crate::lock::Lock;
use crate::rows::{
    FeedRow, Listing, LogRow, NameRow, Order, PageRow, ReportRow, RunRow, StoryRow, Summary,
    VersionRow,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{OptionalExtension, Params, Row, named_params, params};

impl Sqlite {
    fn list<T>(
        &self,
        sql: &str,
        values: impl Params,
        row: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        self.asked(|on| on.prepare_cached(sql)?.query_map(values, row)?.collect())
    }

    fn one<T>(
        &self,
        sql: &str,
        values: impl Params,
        row: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        self.asked(|on| on.prepare_cached(sql)?.query_row(values, row).optional())
    }
}

/// The stories in an order, read off the index of that order.
fn listed(order: Order) -> String {
    let order = match order {
        Order::Origins => "coalesce(origins, 1) DESC, ",
        Order::Reports => "reports DESC, ",
        Order::Languages => "language_count DESC, ",
        Order::Newest => "",
    };
    format!(
        "{STORY} WHERE into_story IS NULL AND reports > 0
            AND coalesce(origins, 1) >= :origins
            AND (NOT :disputed OR coalesce(disputes, 0) > 0)
        ORDER BY {order} last_day DESC NULLS LAST, id DESC LIMIT :limit OFFSET :offset"
    )
}

impl Engine for Sqlite {
    fn lock(&self) -> Result<Lock> {
        Lock::of_file(&self.place)
    }

    fn generation(&mut self) -> Result<i64> {
        self.asked(|on| on.pragma_query_value(None, "data_version", |row| row.get(0)))
    }

    fn last_report(&mut self) -> Result<u64> {
        let last = self.one("SELECT max(id) FROM reports", [], |row| maybe_number(row, 0))?;
        Ok(last.flatten().unwrap_or(0))
    }

    fn known(&mut self, key: &str) -> Result<Option<Known>> {
        let sql = "SELECT reports.id, reports.story, reports.versions, versions.hash
            FROM reports JOIN versions
                ON versions.report = reports.id AND versions.number = reports.versions
            WHERE reports.key = ?1";
        self.one(sql, [key], |row| {
            Ok(Known {
                report: number(row, 0)?,
                story: number(row, 1)?,
                versions: number(row, 2)?,
                hash: row.get(3)?,
            })
        })
    }

    fn story_of(&mut self, report: u64) -> Result<Option<u64>> {
        self.one("SELECT story FROM reports WHERE id = ?1", [key(report)], |row| number(row, 0))
    }

    fn current(&mut self, story: u64) -> Result<Option<u64>> {
        let sql = "SELECT coalesce(into_story, id) FROM stories WHERE id = ?1";
        self.one(sql, [key(story)], |row| number(row, 0))
    }

    fn newest(&mut self) -> Result<Option<Date>> {
        let sql = "SELECT max(grouped_day) FROM reports";
        Ok(self.one(sql, [], |row| maybe(row, 0))?.flatten())
    }

    fn kept(
        &mut self,
        first: Date,
        last: Date,
        undated: Timestamp,
        most: u64,
    ) -> Result<Vec<Kept>> {
        let sql = "SELECT id, story, grouped_day, signature FROM reports
            WHERE grouped_day BETWEEN ?1 AND ?2 OR id IN (
                SELECT id FROM reports WHERE grouped_day IS NULL AND first_fetched >= ?3
                ORDER BY id DESC LIMIT ?4)
            ORDER BY id";
        let values = params![first.to_string(), last.to_string(), time(undated), key(most)];
        self.list(sql, values, |row| {
            Ok(Kept {
                report: number(row, 0)?,
                story: number(row, 1)?,
                day: maybe(row, 2)?,
                signature: row.get(3)?,
            })
        })
    }

    fn decisions(&mut self) -> Result<Vec<(u64, u64, bool)>> {
        let sql = "SELECT one, other, together FROM decisions ORDER BY one, other";
        self.list(sql, [], |row| Ok((number(row, 0)?, number(row, 1)?, row.get(2)?)))
    }

    fn file(&mut self, new: &New<'_>, version: &Version<'_>, steps: &[Step]) -> Result<()> {
        self.written(|on| write::file(on, new, version, steps))
    }

    fn revise(&mut self, version: &Version<'_>) -> Result<()> {
        self.written(|on| write::revise(on, version))
    }

    fn seen(&mut self, report: u64, fetched: Timestamp) -> Result<()> {
        self.written(|on| {
            on.prepare_cached(
                "UPDATE reports SET last_fetched = max(last_fetched, ?2) WHERE id = ?1",
            )?
            .execute(params![key(report), time(fetched)])?;
            Ok(())
        })
    }

    fn decide(&mut self, steps: &[Step], decisions: &[Decision], at: Timestamp) -> Result<()> {
        self.written(|on| write::decide(on, steps, decisions, &time(at)))
    }

    fn rename(&mut self, story: u64, name: Option<&str>) -> Result<()> {
        self.written(|on| {
            on.execute("UPDATE stories SET name = ?2 WHERE id = ?1", params![key(story), name])?;
            Ok(())
        })
    }

    fn names(&mut self) -> Result<Vec<NameRow>> {
        self.asked(names::all)
    }

    fn decide_names(&mut self, decision: &NameDecision<'_>, at: Timestamp) -> Result<()> {
        self.written(|on| names::decide(on, decision, at))
    }

    fn summarise(&mut self, summaries: &[(u64, Summary)]) -> Result<()> {
        self.written(|on| {
            summaries.iter().try_for_each(|(story, summary)| write::summarise(on, *story, summary))
        })
    }

    fn note(&mut self, run: &RunRow) -> Result<()> {
        self.written(|on| watching::note(on, run))
    }

    fn watch(&mut self, feed: &FeedRow) -> Result<()> {
        self.written(|on| watching::watch(on, feed))
    }

    fn unwatch(&mut self, url: &str) -> Result<bool> {
        self.written(|on| Ok(on.execute("DELETE FROM feeds WHERE url = ?1", [url])? > 0))
    }

    fn found(&mut self, urls: &[String], at: Timestamp) -> Result<usize> {
        self.written(|on| watching::found(on, urls, &time(at)))
    }

    fn page(&mut self, page: &PageRow) -> Result<()> {
        self.written(|on| watching::page(on, page))
    }

    fn due(&mut self, at: Timestamp, limit: u64) -> Result<Vec<PageRow>> {
        let sql = "SELECT url, etag, last_modified, found, due, read, failures FROM pages
            WHERE due <= ?1 ORDER BY found DESC, url LIMIT ?2";
        self.list(sql, params![time(at), key(limit)], |row| {
            Ok(PageRow {
                url: row.get(0)?,
                etag: row.get(1)?,
                last_modified: row.get(2)?,
                found: parsed(row, 3)?,
                due: maybe(row, 4)?,
                read: maybe(row, 5)?,
                failures: number(row, 6)?,
            })
        })
    }

    fn next_due(&mut self) -> Result<Option<Timestamp>> {
        let sql = "SELECT min(due) FROM (SELECT min(due) AS due FROM feeds
            UNION ALL SELECT min(due) FROM pages WHERE due IS NOT NULL)";
        Ok(self.one(sql, [], |row| maybe(row, 0))?.flatten())
    }

    fn stories(&mut self, listing: &Listing) -> Result<Vec<StoryRow>> {
        let values = named_params! {
            ":origins": key(listing.origins),
            ":disputed": listing.disputed,
            ":limit": key(listing.limit),
            ":offset": key(listing.offset),
        };
        self.list(&listed(listing.order), values, story)
    }

    fn story(&mut self, id: u64) -> Result<Option<StoryRow>> {
        let sql = format!(
            "{STORY} WHERE id = (SELECT coalesce(into_story, id) FROM stories WHERE id = ?1)"
        );
        self.one(&sql, [key(id)], story)
    }

    fn stale(&mut self) -> Result<Vec<u64>> {
        let sql = "SELECT id FROM stories WHERE stale AND into_story IS NULL AND reports > 0
            ORDER BY id";
        self.list(sql, [], |row| number(row, 0))
    }

    fn reports(&mut self, story: u64) -> Result<Vec<ReportRow>> {
        let sql = format!("{REPORT} FROM reports WHERE story = ?1 ORDER BY id");
        self.list(&sql, [key(story)], report)
    }

    fn report(&mut self, id: u64) -> Result<Option<ReportRow>> {
        self.one(&format!("{REPORT} FROM reports WHERE id = ?1"), [key(id)], report)
    }

    fn reports_after(&mut self, after: u64, limit: u64) -> Result<Vec<ReportRow>> {
        let sql = format!("{REPORT} FROM reports WHERE id > ?1 ORDER BY id LIMIT ?2");
        self.list(&sql, [key(after), key(limit)], report)
    }

    fn versions(&mut self, report: u64) -> Result<Vec<VersionRow>> {
        let sql =
            "SELECT number, fetched, size FROM versions LEFT JOIN raw ON raw.id = versions.raw
            WHERE report = ?1 ORDER BY number";
        self.list(sql, [key(report)], |row| {
            Ok(VersionRow {
                number: number(row, 0)?,
                fetched: parsed(row, 1)?,
                size: maybe_number(row, 2)?,
            })
        })
    }

    fn article(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT article FROM versions WHERE report = ?1
            AND number = coalesce(?2, (SELECT versions FROM reports WHERE id = ?1))";
        self.one(sql, params![key(report), version.map(key)], |row| row.get(0))
    }

    fn raw(&mut self, report: u64, version: Option<u64>) -> Result<Option<Vec<u8>>> {
        let sql = "SELECT raw.packed FROM versions JOIN raw ON raw.id = versions.raw
            WHERE report = ?1
                AND number = coalesce(?2, (SELECT versions FROM reports WHERE id = ?1))";
        self.one(sql, params![key(report), version.map(key)], |row| row.get(0))
    }

    fn search(&mut self, query: &Match) -> Result<Vec<Found>> {
        self.asked(|on| search::search(on, query))
    }

    fn log(&mut self, story: u64) -> Result<Vec<LogRow>> {
        let sql = "SELECT at, what, story, report, other, person, names, likeness, days FROM log
            WHERE story = ?1 OR story IN (SELECT id FROM stories WHERE into_story = ?1)
            ORDER BY id";
        self.list(sql, [key(story)], log)
    }

    fn runs(&mut self, limit: u64) -> Result<Vec<RunRow>> {
        let sql = "SELECT at, source, message FROM runs ORDER BY id DESC LIMIT ?1";
        self.list(sql, [key(limit)], |row| {
            Ok(RunRow { at: parsed(row, 0)?, source: row.get(1)?, message: row.get(2)? })
        })
    }

    fn feeds(&mut self) -> Result<Vec<FeedRow>> {
        let sql = "SELECT url, kind, etag, last_modified, due, interval, read, failures, error
            FROM feeds ORDER BY url";
        self.list(sql, [], |row| {
            let kind: String = row.get(1)?;
            Ok(FeedRow {
                url: row.get(0)?,
                kind: kind_of(&kind),
                etag: row.get(2)?,
                last_modified: row.get(3)?,
                due: parsed(row, 4)?,
                interval: number(row, 5)?,
                read: maybe(row, 6)?,
                failures: number(row, 7)?,
                error: row.get(8)?,
            })
        })
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

    fn limit_pages(&mut self, pages: u32) -> Result<()> {
        self.asked(|on| on.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(())))
    }

    fn compact(&mut self) -> Result<()> {
        self.asked(upkeep::compact)
    }
}

#[cfg(test)]
mod tests {
    use super::{Order, Sqlite, listed};
    use rusqlite::named_params;

    #[test]
    fn no_list_is_sorted_when_it_is_asked_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = Sqlite::open(&folder.path().join("a.sqlite"), true).expect("an archive");
        for order in [Order::Newest, Order::Origins, Order::Reports, Order::Languages] {
            let sql = format!("EXPLAIN QUERY PLAN {}", listed(order));
            let plan: Vec<String> = archive
                .asked(|on| {
 let values = named_params! { ":origins": 2, ":disputed": false, ":limit": 50, ":offset": 50 };
 on.prepare(&sql)?.query_map(values, |row| row.get(3))?.collect()
})
                .expect("a plan");
            assert!(plan.iter().all(|step| !step.contains("ORDER BY")), "{order:?}: {plan:?}");
        }
    }
}
