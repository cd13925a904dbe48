//! Pages, feeds and archives made to hold or stop the reader: two hundred of them, from a seeded
//! generator. None may stop it, take more than a second, or make memory grow out of proportion.

use crate::random::Seeded;
use crate::row::Row;
use anyhow::Result;
use recoupe_read::read;
use std::fmt::Write as _;
use std::panic::catch_unwind;
use std::path::Path;
use std::time::Instant;

/// How many inputs are made.
const COUNT: usize = 200;
/// How large each is, in bytes, and up to how much more.
const SIZE: (usize, usize) = (200_000, 1_800_000);

/// A maker of inputs: its name, and what it makes of a size and a generator.
type Maker = (&'static str, fn(usize, &mut Seeded) -> Vec<u8>);

const MAKERS: [Maker; 16] = [
    ("nested", |size, random| {
        let names = ["div", "b", "span", "table", "ul><li", "font", "blockquote", "a", "svg", "p"];
        page(&format!("<{}>", names[random.below(names.len())]).repeat(size / 6))
    }),
    ("closed in the wrong order", |size, _| page(&"<b><i><p>word</b></i></p>".repeat(size / 25))),
    ("formatting opened again", |size, _| {
        let open = (0..size / 100)
            .fold(String::new(), |text, at| text + "<div><b id=x" + &at.to_string() + "></div>");
        page(&(open + &"<p>word".repeat(size / 10)))
    }),
    ("truncated", |size, random| {
        let mut bytes = page(
            &"<p class='lead' title=\"a word\">Words of a report, said twice.</p>"
                .repeat(size / 65),
        );
        bytes.truncate(random.below(size));
        bytes
    }),
    ("an open attribute", |size, _| {
        page(&format!("<p>word</p><p class=\"{}", "x ".repeat(size / 2)))
    }),
    ("endless attributes", |size, _| {
        let all =
            (0..size / 10).fold(String::new(), |text, at| text + "a" + &at.to_string() + "=\"x\" ");
        page(&format!("<p {all}>word</p>"))
    }),
    ("null bytes", |size, random| {
        let mut bytes = page(&"<p>The council spoke of the harbour.</p>".repeat(size / 40));
        for _ in 0..size / 200 {
            let at = random.below(bytes.len());
            bytes[at] = 0;
        }
        bytes
    }),
    ("a wrong charset", |size, random| {
        let charsets = ["utf-16", "shift_jis", "iso-2022-jp", "gbk", "utf-7", "x-user-defined"];
        let head = format!("<html><meta charset={}><p>", charsets[random.below(charsets.len())]);
        let bytes = (0..size).map(|_| random.below(256) as u8 | 0x20);
        head.into_bytes().into_iter().chain(bytes).collect()
    }),
    ("entities", |size, _| page(&"&amp;&#x1F600;&nosuch;&#xFFFFFFFF;&lt;".repeat(size / 40))),
    ("an entity bomb in a feed", |size, _| {
        let mut text =
            String::from("<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\">");
        for (one, two) in ["b", "c", "d", "e", "f"].iter().zip(["a", "b", "c", "d", "e"]) {
            let ten = ["&", two, ";"].concat().repeat(10);
            text.extend(["<!ENTITY ", one, " \"", &ten, "\">"]);
        }
        text += "]><rss><channel><title>T</title>";
        text +=
            &"<item><title>&f;</title><description>&e;&e;</description></item>".repeat(size / 65);
        text.into_bytes()
    }),
    ("a nested feed", |size, _| {
        format!("<rss><channel>{}", "<item><title>T".repeat(size / 14)).into_bytes()
    }),
    ("a feed of broken tags", |size, _| {
        format!("<rss><channel>{}", "<item <title>T</ttl><a b='>&&<![CDATA[ ".repeat(size / 40))
            .into_bytes()
    }),
    ("a sitemap", |size, _| {
        format!("<urlset>{}", "<url><loc>https://gull.example/a</loc>".repeat(size / 38))
            .into_bytes()
    }),
    ("comments", |size, _| page(&"<!-- --!> <!--> <p>word".repeat(size / 24))),
    ("tables", |size, _| page(&"<table><tr><td><table><tr>word".repeat(size / 30))),
    ("an archive of broken records", |size, random| {
        let mut text = String::new();
        while text.len() < size {
            let length = random.below(40_000);
            let _ = write!(
                text,
                "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {length}\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n{}\r\n\r\n",
                "<p>word</p>".repeat(2000)
            );
        }
        text.into_bytes()
    }),
];

fn page(body: &str) -> Vec<u8> {
    format!("<!DOCTYPE html><html><head><title>A page</title></head><body>{body}").into_bytes()
}

/// Makes the inputs and reads them. Nothing of `data` is read.
///
/// # Errors
///
/// None.
#[expect(clippy::unnecessary_wraps, reason = "jobs have one form")]
pub(crate) fn run(_data: &Path, show: &str) -> Result<Vec<Row>> {
    let mut random = Seeded::new(0x9E37_79B9_7F4A_7C15);
    let (mut stops, mut slowest, mut slowest_name) = (0, 0.0_f64, "");
    let (mut read_bytes, before) = (0, peak());
    for at in 0..COUNT {
        let (name, make) = MAKERS[at % MAKERS.len()];
        let bytes = make(SIZE.0 + random.below(SIZE.1), &mut random);
        read_bytes += bytes.len();
        let start = Instant::now();
        stops += u32::from(catch_unwind(|| read(name, &bytes)).is_err());
        let taken = start.elapsed().as_secs_f64();
        if show == "misses" && taken > 0.5 {
            eprintln!("{name}: {taken:.2} s for {} bytes", bytes.len());
        }
        if taken > slowest {
            (slowest, slowest_name) = (taken, name);
        }
    }
    let mean = read_bytes / COUNT;
    Ok(vec![
        Row::new("hostile input", "panics", f64::from(stops))
            .at_most(Some(0.0))
            .note(format!("{COUNT} generated inputs of {mean} bytes on average")),
        Row::new("hostile input", "slowest, in seconds", slowest)
            .at_most(Some(1.0))
            .note(slowest_name),
        Row::new("hostile input", "memory at most, in MB", peak() as f64 / 1e6)
            .note(format!("{:.0} MB before", before as f64 / 1e6)),
    ])
}

/// The most memory that this process held, in bytes, where the system tells it; else nought.
fn peak() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}
