//! When a request is made again, and after how long.
//!
//! A wait doubles with each failure and is never shorter than what `Retry-After` asks for. There is no jitter:
//! the queue of a host already keeps requests to it apart.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use std::time::Duration;

/// Statuses that may be another one on the next request.
const PASSING: &[u16] = &[429, 500, 502, 503, 504];

/// The three forms of an HTTP date (RFC 9110, section 5.6.7); all are in UTC.
const DATES: &[&str] =
    &["%a, %d %b %Y %H:%M:%S GMT", "%A, %d-%b-%y %H:%M:%S GMT", "%a %b %e %H:%M:%S %Y"];

pub(crate) fn passes(status: u16) -> bool {
    PASSING.contains(&status)
}

/// The wait after the failure number `attempt`, counted from 0.
pub(crate) fn backoff(first: Duration, attempt: u32) -> Duration {
    first.saturating_mul(2_u32.saturating_pow(attempt))
}

/// What a `Retry-After` asks for, in seconds or as a date (RFC 9110, section 10.2.3); `None` where it has neither
/// form. A date that has passed asks for no wait.
pub(crate) fn retry_after(value: &str, now: Timestamp) -> Option<Duration> {
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(value.parse().unwrap_or(u64::MAX)));
    }
    let date = DATES.iter().find_map(|form| DateTime::strptime(form, value).ok())?;
    let then = date.to_zoned(TimeZone::UTC).ok()?.timestamp();
    Some(Duration::try_from(then.duration_since(now)).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::{backoff, retry_after};
    use jiff::Timestamp;
    use std::time::Duration;

    fn asked(value: &str) -> Option<u64> {
        let now: Timestamp = "1994-11-06T08:49:00Z".parse().expect("a time");
        retry_after(value, now).map(|wait| wait.as_secs())
    }

    #[test]
    fn seconds_are_read() {
        assert_eq!(asked("120"), Some(120));
        assert_eq!(asked(" 0 "), Some(0));
        assert_eq!(asked("99999999999999999999999"), Some(u64::MAX));
    }

    #[test]
    fn the_three_forms_of_a_date_are_read() {
        for date in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(asked(date), Some(37), "{date}");
        }
        assert_eq!(asked("Sun, 06 Nov 1994 08:40:00 GMT"), Some(0));
    }

    #[test]
    fn what_is_neither_asks_for_nothing() {
        for value in ["", "soon", "-5", "1.5", "Mon, 99 Foo 1994 08:49:37 GMT"] {
            assert_eq!(asked(value), None, "{value}");
        }
    }

    #[test]
    fn waits_double_and_do_not_overflow() {
        assert_eq!(backoff(Duration::from_secs(1), 3), Duration::from_secs(8));
        backoff(Duration::MAX, 99);
    }
}
