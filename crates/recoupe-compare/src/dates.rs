//! Dates of publication that an article does not tell, from the other reports of its story.
//!
//! An undated report of an affair was published no earlier than the posts and full dates it holds, and
//! at about the time of the dated reports beside it: it takes the latest of these. Only full days
//! near each other count (a fortnight), so that an anniversary in one report moves nothing.

use jiff::civil::Date;
use recoupe_annotate::Reading;
use recoupe_read::{DateBasis, Dated};
use recoupe_time::{Context, resolve};

/// Days between reports of one affair.
const FORTNIGHT: i32 = 14;

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
        let date = own.map_or(latest, |own| own.max(latest));
        reading.article.published = Dated { value: Some(date), basis: DateBasis::Story };
        resolve(&mut reading.times, &Context { published: Some(date) });
    }
}

fn days_between(left: Date, right: Date) -> i32 {
    left.since(right).map_or(i32::MAX, |span| span.get_days())
}
