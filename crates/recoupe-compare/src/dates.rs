//! Dates of publication that an article does not tell, from the other reports of its story.
//!
//! An undated report of an affair was published no earlier than the posts and full dates it holds, and
//! at about the time of the dated reports beside it: it takes the latest of these. Only full days
//! near each other count (a fortnight), so that an anniversary in one report moves nothing. A dateline that gives day and
//! month alone ("Oslo, 3 May –") takes the year that the others bear out.

use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_read::{DateBasis, Dated, day_without_year};
use recoupe_time::{Context, resolve};

/// Days between reports of one affair.
const FORTNIGHT: i32 = 14;

/// How far a dateline's day may stand from the reports beside it, in days: a quarter of a year, so that no other year
/// is as near.
const SEASON: i32 = 91;

/// Dates the undated readings and resolves their times anew.
pub(crate) fn date_from_story(readings: &mut [&mut Reading]) {
    let told = readings.iter().filter_map(|reading| reading.article.published.value);
    let posted = readings
        .iter()
        .flat_map(|reading| reading.article.posts.iter().filter_map(|post| post.date));
    let Some(latest) = told.clone().max().or_else(|| posted.clone().max()) else { return };
    let near = |day: &Date| days_between(latest, *day).abs() <= FORTNIGHT;
    let latest = told.chain(posted).filter(near).max().unwrap_or(latest);
    for reading in readings.iter_mut().filter(|reading| reading.article.published.value.is_none()) {
        let own = reading.article.posts.iter().filter_map(|post| post.date).filter(near).max();
        let told = day_without_year(&reading.article).and_then(|day| in_year_of(latest, day));
        let date = told.unwrap_or_else(|| own.map_or(latest, |own| own.max(latest)));
        reading.article.published = Dated { value: Some(date), basis: DateBasis::Story };
        resolve(&mut reading.times, &Context { published: Some(date) });
    }
}

/// The day of a month in the year that brings it near `latest`; `None` where none does.
fn in_year_of(latest: Date, (month, day): (i8, i8)) -> Option<Date> {
    let years = [latest.year(), latest.year() - 1, latest.year() + 1];
    let days = years.into_iter().filter_map(|year| Date::new(year, month, day).ok());
    days.min_by_key(|day| days_between(latest, *day).abs())
        .filter(|day| days_between(latest, *day).abs() <= SEASON)
}

fn days_between(left: Date, right: Date) -> i32 {
    left.since(right).map_or(i32::MAX, |span| span.get_days())
}

#[cfg(test)]
mod tests {
    use super::in_year_of;
    use jiff::civil::date;

    #[test]
    fn years_of_datelines() {
        let cases = [
            (date(2024, 5, 4), (5, 3), Some(date(2024, 5, 3))),
            (date(2024, 1, 2), (12, 30), Some(date(2023, 12, 30))),
            (date(2023, 12, 31), (1, 2), Some(date(2024, 1, 2))),
            (date(2024, 5, 4), (11, 3), None),
            (date(2023, 3, 1), (2, 29), None),
        ];
        for (latest, day, expected) in cases {
            assert_eq!(in_year_of(latest, day), expected, "{day:?}");
        }
    }
}
