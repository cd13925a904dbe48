//! The laws of the command, over arbitrary texts: every span verifies, and neither the order of the
//! inputs nor the number of threads changes a byte of any form.

use proptest::prelude::*;
use recoupe::gather;
use recoupe::inputs::Source;
use recoupe_annotate::Reading;
use recoupe_export::record::Record;
use recoupe_export::{TextOptions, html, markdown, record, tables, text, verify::verify};

/// Words that reports are made of, and words that forms have to escape.
const PIECES: [&str; 24] = [
    "Adrian Holt said",
    "“we will not sail”",
    "« nous ne partirons pas »",
    "a déclaré Clara Renard",
    "on Monday",
    "le 6 janvier 2024",
    "12 people",
    "14 morts",
    "signed a joint declaration",
    "Velmar and Ostrana",
    "\n\n",
    "\n",
    ". ",
    "<script>alert(1)</script>",
    "]]>",
    "&amp;",
    "|",
    "# ",
    "\u{1b}[31m",
    "\u{202e}",
    "é\u{301}",
    "橋",
    "\"a,b\"",
    "=1+1",
];

fn report() -> impl Strategy<Value = String> {
    let piece = prop_oneof![6 => proptest::sample::select(&PIECES[..]).prop_map(str::to_owned), 1 => "\\PC{0,8}"];
    proptest::collection::vec(piece, 1..30).prop_map(|pieces| pieces.join(" "))
}

fn made(reports: &[String], order: &[usize], threads: usize) -> Record {
    // Sorting is the work of finding the inputs; here the order is that of the names, as it leaves it.
    let mut sources: Vec<Source> = order
        .iter()
        .map(|number| Source::of(format!("{number}.txt"), reports[*number].clone().into_bytes()))
        .collect();
    sources.sort_by(|a, b| a.name.cmp(&b.name));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
    pool.install(|| {
        let gathered = gather::articles(sources, Reading::of, || {});
        record(&gather::findings(
            gathered.items,
            gather::Grouping::ByAffair,
            &[],
            gathered.failures,
        ))
    })
}

/// Every form of a record, one after the other.
fn forms(record: &Record) -> String {
    let mut forms = serde_json::to_string(record).expect("JSON");
    for width in [20, 100] {
        forms.push_str(&text(record, TextOptions { width, all: width == 100 }));
    }
    forms.push_str(&html(record));
    forms.push_str(&markdown(record, true));
    for table in tables(record).expect("tables") {
        forms.push_str(&String::from_utf8(table.bytes).expect("UTF-8"));
    }
    forms
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_record_verifies_and_nothing_but_the_reports_decides_it(
        reports in proptest::collection::vec(report(), 1..5),
    ) {
        let order: Vec<usize> = (0..reports.len()).collect();
        let reversed: Vec<usize> = order.iter().rev().copied().collect();
        let made_once = made(&reports, &order, 1);
        let value = serde_json::to_value(&made_once).expect("JSON");
        prop_assert_eq!(verify(&value).expect("a record").failures, vec![]);
        prop_assert_eq!(forms(&made_once), forms(&made(&reports, &reversed, 3)));
    }

    #[test]
    fn every_link_of_the_page_leads_somewhere(reports in proptest::collection::vec(report(), 1..4)) {
        let order: Vec<usize> = (0..reports.len()).collect();
        let page = html(&made(&reports, &order, 1));
        let values = |before: &str| -> Vec<String> {
            page.split(before).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())).collect()
        };
        let ids = values(" id=\"");
        let unique: std::collections::BTreeSet<&String> = ids.iter().collect();
        prop_assert_eq!(unique.len(), ids.len());
        for link in values("href=\"#") {
            prop_assert!(unique.contains(&link), "nothing has the id {}", link);
        }
    }

    #[test]
    fn no_report_writes_markup_or_moves_the_cursor(reports in proptest::collection::vec(report(), 1..4)) {
        let order: Vec<usize> = (0..reports.len()).collect();
        let made = made(&reports, &order, 1);
        prop_assert!(!html(&made).contains("<script"));
        let shown = text(&made, TextOptions { width: 80, all: true });
        // Red is no colour that the text is set in.
        let red = shown.contains("\u{1b}[31m");
        prop_assert!(!red);
    }
}
