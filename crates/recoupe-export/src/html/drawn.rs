//! The timeline, drawn: day by day how many events are told above the line, and how many reports came out below it.
//!
//! It shows at a glance whether reports came while things happened or long after. Days are drawn around those of the
//! reports alone; what is told of other years stands in the list below, which has all of it. Where it would be one
//! day, or more days than can be seen, there is no drawing.

use super::writer::Page;
use crate::digest::{Digest, when};
use crate::words::counted;
use jiff::ToSpan;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// The most days that can be told apart.
const MOST: usize = 180;
/// Around the days of the reports, so many more are drawn at least.
const AROUND: i64 = 7;
/// The highest bar stands for so many; more are drawn like it.
const TALLEST: usize = 8;
/// Sizes of the drawing.
const WIDTH: usize = 720;
const MIDDLE: usize = 62;
const STEP: usize = 6;

const LEGEND: &str = "<p class=\"legend\"><span>above the line: events told</span> \
<span>below it: reports published</span></p>";

/// How many events and how many reports a day has.
type Counts = BTreeMap<Date, (usize, usize)>;

pub(super) fn days(page: &mut Page, digest: &Digest<'_>) {
    let counts = counts(digest);
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return;
    };
    let all = between(*first, *last) + 1;
    if !(2..=MOST).contains(&all) {
        return;
    }
    let [from, to] = [first, last].map(|day| when(&day.to_string()));
    let label = format!(
        "Events told, above the line, and reports published, below it, by day from {from} to {to}"
    );
    let height = MIDDLE + TALLEST * STEP + 24;
    let view = format!("0 0 {WIDTH} {height}");
    let attributes =
        [("class", "drawn"), ("viewBox", &*view), ("role", "img"), ("aria-label", &*label)];
    page.fixed(LEGEND);
    page.element("svg", &attributes, |page| {
        let middle = (MIDDLE + 1).to_string();
        let width = WIDTH.to_string();
        let line = [("x1", "0"), ("x2", &*width), ("y1", &*middle), ("y2", &*middle)];
        page.element("line", &line, |_| {});
        let room = WIDTH / all;
        for (day, (told, published)) in &counts {
            let left = between(*first, *day) * WIDTH / all;
            let said = when(&day.to_string());
            if *told > 0 {
                let tall = (*told).min(TALLEST) * STEP;
                let words = format!("{said}: {}", counted(*told, "event"));
                bar(page, "told", [left, MIDDLE - tall, room, tall], &words);
            }
            if *published > 0 {
                let tall = (*published).min(TALLEST) * STEP;
                let words = format!("{said}: {} published", counted(*published, "report"));
                bar(page, "published", [left, MIDDLE + 2, room, tall], &words);
            }
        }
        let bottom = (height - 4).to_string();
        page.words("text", &[("x", "0"), ("y", &bottom)], &from);
        page.words("text", &[("x", &width), ("y", &bottom), ("text-anchor", "end")], &to);
    });
}

/// A bar at left, top, with the room of a day, and its height.
fn bar(page: &mut Page, class: &str, [left, top, room, tall]: [usize; 4], words: &str) {
    // A wide day is no larger event.
    let wide = room.saturating_sub(2).clamp(2, 18);
    let [x, y, width, height] =
        [left + (room - wide.min(room)) / 2, top, wide, tall].map(|size| size.to_string());
    let attributes =
        [("class", class), ("x", &*x), ("y", &*y), ("width", &*width), ("height", &*height)];
    page.element("rect", &attributes, |page| page.words("title", &[], words));
}

fn counts(digest: &Digest<'_>) -> Counts {
    let mut counts = Counts::new();
    let published = digest
        .reports
        .iter()
        .filter_map(|report| day(report.article.published.value.as_deref()?));
    for day in published {
        counts.entry(day).or_default().1 += 1;
    }
    let (Some(first), Some(last)) = (counts.keys().next(), counts.keys().next_back()) else {
        return counts;
    };
    let wide = i64::from((*last - *first).get_days()).max(AROUND).days();
    let (first, last) = (first.saturating_sub(wide), last.saturating_add(wide));
    for event in &digest.happened {
        if let Some(day) = event.date.and_then(day).filter(|day| (first..=last).contains(day)) {
            counts.entry(day).or_default().0 += 1;
        }
    }
    counts
}

/// The days from one to a later one.
fn between(first: Date, last: Date) -> usize {
    usize::try_from((last - first).get_days()).unwrap_or(0)
}

/// The day of a date that tells one; of several days the first.
fn day(edtf: &str) -> Option<Date> {
    let point = edtf.split('/').next()?;
    (point.len() == 10).then(|| point.parse().ok()).flatten()
}
