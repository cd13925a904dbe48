//! Archives, made here: what is read, what is passed over, and what is said of it.

use flate2::Compression;
use flate2::write::GzEncoder;
use recoupe_read::{Archive, ReadError, Tally, Warning, read};
use std::io::Write as _;

const BODY: &str = "<html><head><title>Harbour opens</title></head><body><h1>Harbour opens</h1>\
    <p>The harbour of the town opened again on Tuesday, the council said, after the storm.</p></body></html>";

fn record(kind: &str, address: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

fn answer(status: &str, fields: &str, body: &[u8]) -> Vec<u8> {
    [format!("HTTP/1.1 {status}\r\n{fields}\r\n").as_bytes(), body].concat()
}

fn page(address: &str) -> Vec<u8> {
    record("response", address, &answer("200 OK", "Content-Type: text/html\r\n", BODY.as_bytes()))
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

fn tally(warnings: &[Warning]) -> Option<Tally> {
    warnings.iter().find_map(|warning| match warning {
        Warning::Archive { tally, .. } => Some(*tally),
        _ => None,
    })
}

#[test]
fn pages_are_read_and_what_is_none_is_counted() {
    let bytes = [
        record("warcinfo", "", b"software: made here\r\n"),
        page("https://gull.example/a"),
        record("request", "https://gull.example/a", b"GET / HTTP/1.1\r\n\r\n"),
        record(
            "response",
            "https://gull.example/b",
            &answer("301 Moved", "Content-Type: text/html\r\n", BODY.as_bytes()),
        ),
        record(
            "response",
            "https://gull.example/c",
            &answer("200 OK", "Content-Type: image/png\r\n", b"PNG"),
        ),
        record("revisit", "https://gull.example/a", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("resource", "https://gull.example/robots.txt", b"User-agent: *"),
    ]
    .concat();
    let input = read("made.warc", &bytes).expect("a page");
    assert_eq!(input.articles.len(), 1);
    assert_eq!(input.articles[0].source, "made.warc#2");
    assert_eq!(input.articles[0].url.as_deref(), Some("https://gull.example/a"));
    let tally = tally(&input.warnings).expect("a count");
    assert_eq!((tally.records, tally.read, tally.without_page, tally.revisits), (7, 1, 3, 1));
    assert_eq!(
        tally.to_string(),
        "1 of 7 records read; 1 revisits without a page of their own; 3 that are no page"
    );
}

#[test]
fn a_damaged_member_costs_one_record() {
    let mut members: Vec<Vec<u8>> =
        (0..5).map(|at| packed(&page(&format!("https://gull.example/{at}")))).collect();
    let middle = members[2].len() / 2;
    for byte in &mut members[2][middle..middle + 20] {
        *byte ^= 0x55;
    }
    let input = read("made.warc.gz", &members.concat()).expect("pages");
    assert_eq!(input.articles.len(), 4);
    assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
}

/// What damage does to the members of an archive.
type Damage = (&'static str, fn(&mut Vec<Vec<u8>>));

#[test]
fn damage_costs_the_damaged_record_alone() {
    const MEMBERS: usize = 7;
    const DAMAGED: usize = 3;
    let cases: [Damage; 9] = [
        ("cut in the middle", |members| {
            let half = members[DAMAGED].len() / 2;
            members[DAMAGED].truncate(half);
        }),
        ("cut in its head", |members| members[DAMAGED].truncate(5)),
        ("cut before its sum", |members| {
            let end = members[DAMAGED].len() - 6;
            members[DAMAGED].truncate(end);
        }),
        ("a wrong mark", |members| members[DAMAGED][0] = b'x'),
        ("a wrong start", |members| members[DAMAGED][10] ^= 0xff),
        ("a wrong sum", |members| {
            let end = members[DAMAGED].len() - 5;
            members[DAMAGED][end] ^= 1;
        }),
        ("bytes flipped", |members| {
            for at in (12..members[DAMAGED].len()).step_by(9) {
                members[DAMAGED][at] ^= 0x10;
            }
        }),
        ("the start of another member inside", |members| {
            let half = members[DAMAGED].len() / 2;
            members[DAMAGED][half..half + 10].copy_from_slice(b"\x1f\x8b\x08\0\0\0\0\0\0\x03");
        }),
        ("gone", |members| members[DAMAGED] = b"garbage where a record stood ".repeat(40)),
    ];
    let all: Vec<Vec<u8>> =
        (0..MEMBERS).map(|at| packed(&page(&format!("https://gull.example/{at}")))).collect();
    for (what, damage) in cases {
        let mut members = all.clone();
        damage(&mut members);
        let input = read("made.warc.gz", &members.concat()).expect("pages");
        let read: Vec<&str> =
            input.articles.iter().filter_map(|article| article.url.as_deref()).collect();
        let expected: Vec<String> = (0..MEMBERS)
            .filter(|at| *at != DAMAGED)
            .map(|at| format!("https://gull.example/{at}"))
            .collect();
        assert_eq!(read, expected, "{what}");
        assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1), "{what}");
    }
}

#[test]
fn garbage_between_members_costs_no_record() {
    let one = packed(&page("https://gull.example/a"));
    let two = packed(&page("https://gull.example/b"));
    for garbage in [
        &b"x"[..],
        b"\x1f",
        b"\x1f\x8b",
        b"\x1f\x8b\x08",
        b"\x1f\x8b\x08\x1f\x8b\x08",
        &vec![7; 70_000],
    ] {
        let input = read("made.warc.gz", &[&one, garbage, &two].concat()).expect("pages");
        assert_eq!(input.articles.len(), 2, "{garbage:?}");
        assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
    }
    let padded = [&one[..], &[0; 600], &two, &[0; 600]].concat();
    let input = read("made.warc.gz", &padded).expect("pages");
    assert_eq!((input.articles.len(), tally(&input.warnings)), (2, None));
}

#[test]
fn a_damaged_first_member_costs_one_record() {
    let mut first = packed(&page("https://gull.example/a"));
    for byte in &mut first[10..40] {
        *byte ^= 0x55;
    }
    let bytes = [first, packed(&page("https://gull.example/b"))].concat();
    let input = read("made.warc.gz", &bytes).expect("a page");
    assert_eq!(input.articles.len(), 1);
    assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
}

#[test]
fn a_record_that_says_more_than_its_member_holds_costs_no_other() {
    let mut long = page("https://gull.example/a");
    let text = String::from_utf8(long.clone())
        .expect("UTF-8")
        .replace("Content-Length: ", "Content-Length: 9");
    long = text.into_bytes();
    let bytes = [packed(&long), packed(&page("https://gull.example/b"))].concat();
    let input = read("made.warc.gz", &bytes).expect("pages");
    assert_eq!(input.articles.len(), 2);
    assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
}

#[test]
fn one_member_may_hold_all_records() {
    let all = [page("https://gull.example/a"), page("https://gull.example/b")].concat();
    assert_eq!(read("made.warc.gz", &packed(&all)).expect("pages").articles.len(), 2);
}

#[test]
fn a_wrong_length_is_passed_over_up_to_the_next_record() {
    let broken = b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: none\r\n\r\nHTTP/1.1 200 OK\r\n\r\nx\r\n\r\n";
    let bytes =
        [page("https://gull.example/a"), broken.to_vec(), page("https://gull.example/b")].concat();
    let input = read("made.warc", &bytes).expect("pages");
    assert_eq!(input.articles.len(), 2);
    assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
}

#[test]
fn the_charset_of_the_header_counts_before_that_of_the_page() {
    let body = b"<html><meta charset=utf-8><p>La r\xe9union a eu lieu \xe0 l'h\xf4tel de ville mardi, a dit le maire.</p>";
    let fields = "Content-Type: text/html; charset=\"ISO-8859-1\"\r\n";
    let bytes = record("response", "https://gull.example/a", &answer("200 OK", fields, body));
    let input = read("made.warc", &bytes).expect("a page");
    assert!(input.articles[0].text.contains("La réunion a eu lieu à l'hôtel"));
}

#[test]
fn bodies_are_unpacked_and_joined() {
    let body = packed(BODY.as_bytes());
    let (one, two) = body.split_at(40);
    let mut chunks = format!("{:x}\r\n", one.len()).into_bytes();
    chunks.extend_from_slice(one);
    chunks.extend_from_slice(format!("\r\n{:X};a=b\r\n", two.len()).as_bytes());
    chunks.extend_from_slice(two);
    chunks.extend_from_slice(b"\r\n0\r\n\r\n");
    let fields =
        "Content-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n";
    let bytes = record("response", "https://gull.example/a", &answer("200 OK", fields, &chunks));
    let input = read("made.warc", &bytes).expect("a page");
    assert!(input.articles[0].text.contains("after the storm."));
}

#[test]
fn a_record_that_breaks_off_is_read_as_far_as_it_goes() {
    let mut bytes = page("https://gull.example/a");
    bytes.truncate(bytes.len() - 20);
    let input = read("made.warc", &bytes).expect("a page");
    assert_eq!(input.articles.len(), 1);
    assert!(input.warnings.iter().any(|warning| matches!(warning, Warning::Limit { .. })));
    assert_eq!(tally(&input.warnings).map(|tally| tally.damaged), Some(1));
}

#[test]
fn an_old_archive_is_read() {
    let block = answer("200 OK", "Content-Type: text/html\r\n", BODY.as_bytes());
    let head =
        format!("https://gull.example/a b 192.0.2.1 20140216050221 text/html {}\n", block.len());
    let start =
        b"filedesc://made.arc 192.0.2.1 20140216050221 text/plain 12\n1 0 Capture\n\n".to_vec();
    let bytes = [start, head.into_bytes(), block, b"\n".to_vec()].concat();
    let input = read("made.arc", &bytes).expect("a page");
    assert_eq!(input.articles[0].url.as_deref(), Some("https://gull.example/a b"));
}

#[test]
fn an_archive_without_a_page_is_named() {
    let bytes = record("request", "https://gull.example/a", b"GET / HTTP/1.1\r\n\r\n");
    let error = read("made.warc", &bytes).expect_err("no page");
    assert!(matches!(error, ReadError::Archive { .. }));
    assert_eq!(error.to_string(), "made.warc: no page in this archive: 0 of 1 records read");
}

#[test]
fn records_come_one_at_a_time() {
    let bytes: Vec<u8> = (0..100).flat_map(|_| packed(&page("https://gull.example/a"))).collect();
    let mut archive = Archive::new("made.warc.gz", bytes.as_slice());
    assert!(Archive::is_one(&bytes[..200]));
    assert_eq!(archive.by_ref().take(3).count(), 3);
    assert_eq!(archive.tally().records, 3);
    assert_eq!(archive.count(), 97);
}
