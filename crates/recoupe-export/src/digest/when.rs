//! Dates as a reader says them: `2025-04-14` is "14 April 2025", `2024-22` "summer 2024".
//!
//! What is not understood is shown as the record writes it.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

/// An EDTF date in words.
#[must_use]
pub fn when(edtf: &str) -> String {
    match edtf.split_once('/') {
        None => point(edtf),
        Some(("..", last)) => format!("until {}", point(last)),
        Some((first, "..")) => format!("since {}", point(first)),
        Some((first, last)) => {
            let (first, last) = (point(first), point(last));
            // "13–14 April 2025": the words that both end in are said once.
            match (first.split_once(' '), last.split_once(' ')) {
                (Some((from, left)), Some((to, right))) if left == right && from != to => {
                    format!("{from}–{to} {right}")
                }
                _ => format!("{first} – {last}"),
            }
        }
    }
}

fn point(edtf: &str) -> String {
    let bare = edtf.trim_end_matches(['~', '?', '%']);
    let words = words(bare).unwrap_or_else(|| bare.to_owned());
    match edtf.strip_prefix(bare) {
        Some("~") => format!("about {words}"),
        Some("?") => format!("{words} (uncertain)"),
        Some("%") => format!("about {words} (uncertain)"),
        _ => words,
    }
}

fn words(edtf: &str) -> Option<String> {
    let mut parts = edtf.split('-');
    let year = parts.next()?;
    let part: Option<usize> = parts.next().map(str::parse).transpose().ok()?;
    let day: Option<u8> = parts.next().map(str::parse).transpose().ok()?;
    match (part, day) {
        (None, _) => Some(match (year.strip_suffix("XX"), year.strip_suffix('X')) {
            (Some(century), _) => format!("{century}00 to {century}99"),
            (None, Some(decade)) => format!("the {decade}0s"),
            (None, None) => year.to_owned(),
        }),
        (Some(month @ 1..=12), Some(day)) => Some(format!("{day} {} {year}", MONTHS[month - 1])),
        (Some(month @ 1..=12), None) => Some(format!("{} {year}", MONTHS[month - 1])),
        (Some(season @ 21..=24), None) => Some(format!("{} {year}", SEASONS[season - 21])),
        (Some(quarter @ 33..=36), None) => Some(format!("Q{} {year}", quarter - 32)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::when;

    #[test]
    fn dates_are_said_in_words() {
        for (edtf, words) in [
            ("2025-04-14", "14 April 2025"),
            ("2025-04-13/2025-04-14", "13–14 April 2025"),
            ("2025-03-30/2025-04-14", "30 March 2025 – 14 April 2025"),
            ("2024-22", "summer 2024"),
            ("2024-34", "Q2 2024"),
            ("2021/2022", "2021 – 2022"),
            ("2025/..", "since 2025"),
            ("../2025-02", "until February 2025"),
            ("199X", "the 1990s"),
            ("19XX", "1900 to 1999"),
            ("2010~", "about 2010"),
            ("whenever", "whenever"),
        ] {
            assert_eq!(when(edtf), words, "{edtf}");
        }
    }
}
