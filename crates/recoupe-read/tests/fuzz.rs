//! Arbitrary and damaged input into every reader: none may panic, and every span must fit.
//!
//! A few hundred cases each are run as a rule; `RECOUPE_FUZZ_CASES=1000000` runs as many.

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use recoupe_read::{Archive, Envelope, Lines, json_line, read, read_feed_of, read_in};
use std::io::Write as _;

fn cases() -> u32 {
    std::env::var("RECOUPE_FUZZ_CASES").ok().and_then(|count| count.parse().ok()).unwrap_or(300)
}

const PAGE: &str = "<!DOCTYPE html><html lang=en><head><meta charset=utf-8><title>Harbour opens | Gull</title>\
    <meta name=description content='The harbour opened again &amp; all are glad'><link rel=alternate hreflang=fr href=/fr>\
    <script type='application/ld+json'>{\"@type\":[\"LiveBlogPosting\"],\"datePublished\":\"2024-05-03T22:10:00Z\",\"author\":[{\"@type\":\"Person\",\"name\":\"Ann Lee\"}],\
    \"correction\":{\"text\":\"It was two.\"},\"isBasedOn\":[\"https://a.example\"],\"isAccessibleForFree\":\"False\"}</script></head>\
    <body class='with-comments'><nav><a href=/>Home</a></nav><aside><ul><li><a href=/2>A linked title of words</a> Words of it.</ul></aside>\
    <article class=post><h1>Harbour opens</h1><p class=byline>By Ann Lee <time pubdate datetime=2024-05-03>3 May 2024</time><div itemprop=articleBody>\
    <p>The harbour of the town opened again on Tuesday, &amp; the council said so.<br><br>It had been closed for three days, said the mayor.</p>\
    <table><tr><td>12<td>13</table><blockquote class=twitter-tweet>Words</blockquote><svg><title>no</title><path/></svg></div></article>\
    <textarea>x</textarea><dialog>no</dialog><p hidden>no</p></body></html>";
const RSS: &str = "<?xml version='1.0' encoding='utf-8'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' xml:base='https://gull.example/'>\
    <channel><title>Gull</title><link>/</link><item><title>One &amp; two</title><link>a</link><pubDate>Fri, 03 May 2024 10:00:00 GMT</pubDate>\
    <dc:creator>Ann Lee</dc:creator><description><![CDATA[<p>Words &eacute; of it.</p>]]></description><source url='x'>Tern</source></item></channel></rss>";
const ATOM: &str = "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='fr'><title type='html'>&lt;b&gt;Go&#235;land&lt;/b&gt;</title>\
    <entry><title>Un</title><link href='/un'/><updated>2024-05-03T10:00:00Z</updated><author><name>Anne Roy</name></author>\
    <content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>Le port.<br/></p></div></content></entry></feed>";
const JSON: &str = "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"Gull\",\"items\":[{\"url\":\"https://gull.example/a\",\"title\":\"One\",\
    \"content_html\":\"<p>Words</p>\",\"date_published\":\"2024-05-03\",\"author\":{\"name\":\"Ann\"}}]}";
const SITEMAP: &str = "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'>\
    <url><loc>https://gull.example/a</loc><lastmod>2024-05-03</lastmod><news:news><news:publication><news:name>Gull</news:name>\
    <news:language>en</news:language></news:publication><news:title>One</news:title></news:news></url></urlset>";
const OPML: &str = "<opml version='2.0'><body><outline text='Ports'><outline text='Gull' xmlUrl='https://gull.example/f'/></outline></body></opml>";
const LINES: &str = "{\"source\":\"a\",\"title\":\"One\",\"text\":\"One\\n\\nThe words.\",\"removed\":[{\"text\":\"x\",\"reason\":\"share\"}],\
    \"published\":{\"value\":\"2024-05-03\",\"basis\":\"text\"},\"place\":{\"start\":5,\"end\":8,\"exact\":\"The\"}}\n";
const WARC: &str = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <https://gull.example/a>\r\nContent-Type: application/http\r\nContent-Length: 133\r\n\r\n\
    HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n1c\r\n<p>The harbour is open.</p>\n\r\n0\r\n\r\n0123456789\r\n\r\n\
    WARC/1.0\r\nWARC-Type: revisit\r\nContent-Length: 0\r\n\r\n\r\n\r\n";
const ARC: &str = "filedesc://a.arc 192.0.2.1 20140216050221 text/plain 12\n1 0 Capture\n\n\
    https://gull.example/ 192.0.2.1 20140216050221 text/html 50\nHTTP/1.0 200 OK\r\nContent-Encoding: br\r\n\r\n<p>word</p>\n\n";

const PDF: &str = "%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
    3 0 obj\n<< /Type /Page /Parent 2 0 R /Rotate 90 /Contents 5 0 R /Resources << /Font << /F1 4 0 R /F2 7 0 R >> /XObject << /X 6 0 R >> >> >>\nendobj\n\
    4 0 obj\n<< /Type /Font /Subtype /TrueType /FirstChar 32 /Widths [278 300] /Encoding << /BaseEncoding /WinAnsiEncoding /Differences [65 /eacute /uni0042] >> >>\nendobj\n\
    5 0 obj\n<< /Length 154 >>\nstream\nq 1 0 0 1 72 700 cm BT /F1 12 Tf 14 TL 0 0 Td [(The harbour) -250 (of)] TJ T* (the town) Tj (opened) ' 1 2 (again) \" /F2 9 Tf <00010002> Tj ET Q /X Do BI /W 1 ID x EI\nendstream\nendobj\n\
    6 0 obj\n<< /Type /XObject /Subtype /Form /Matrix [1 0 0 1 0 0] /Length 42 >>\nstream\nBT /F1 30 Tf 1 0 0 1 0 99 Tm (A head) Tj ET\nendstream\nendobj\n\
    7 0 obj\n<< /Type /Font /Subtype /Type0 /ToUnicode 8 0 R /DescendantFonts [<< /DW 500 /W [1 [600 700] 3 9 400] >>] >>\nendobj\n\
    8 0 obj\n<< /Length 79 >>\nstream\n1 beginbfchar <0001> <0041> endbfchar 1 beginbfrange <0002> <0009> <0061> endbfrange\nendstream\nendobj\n\
    9 0 obj\n<< /Title (A head) /CreationDate (D:20240503) >>\nendobj\ntrailer\n<< /Size 10 /Root 1 0 R /Info 9 0 R >>\nstartxref\n0\n%%EOF\n";
const DOCX: &str = "<w:document xmlns:w='w' xmlns:mc='m'><w:body><w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>A head of words</w:t></w:r></w:p>\
    <w:p><w:r><w:t xml:space='preserve'>The harbour </w:t><w:tab/><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></mc:Choice>\
    <mc:Fallback><w:t>box</w:t></mc:Fallback></mc:AlternateContent></w:r><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>";
const ODT: &str = "<office:document-content xmlns:office='o' xmlns:text='t'><office:text><text:tracked-changes><text:p>no</text:p></text:tracked-changes>\
    <text:h>A head of words</text:h><text:p>The<text:s text:c='9'/>harbour<office:annotation><text:p>no</text:p></office:annotation></text:p>\
    <text:list><text:list-item><text:p>one</text:p></text:list-item></text:list></office:text></office:document-content>";

/// A zip file of stored parts.
fn stored(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    for (name, part) in parts {
        let mut sum = flate2::Crc::new();
        sum.update(part);
        let (size, at) = (part.len() as u32, bytes.len() as u32);
        let numbers = [sum.sum(), size, size, name.len() as u32].map(u32::to_le_bytes).concat();
        list.extend(
            [
                &b"PK\x01\x02\0\0\0\0\0\0\0\0\0\0\0\0"[..],
                &numbers,
                &[0; 10],
                &at.to_le_bytes(),
                name.as_bytes(),
            ]
            .concat(),
        );
        bytes.extend(
            [&b"PK\x03\x04\0\0\0\0\0\0\0\0\0\0"[..], &numbers, name.as_bytes(), part].concat(),
        );
    }
    let (start, count) = (bytes.len() as u32, parts.len() as u16);
    let end = [count, count].map(u16::to_le_bytes).concat();
    [
        &bytes,
        &list,
        &b"PK\x05\x06\0\0\0\0"[..],
        &end,
        &(list.len() as u32).to_le_bytes(),
        &start.to_le_bytes(),
        &[0; 2],
    ]
    .concat()
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("in memory");
    encoder.finish().expect("in memory")
}

#[test]
fn what_is_damaged_was_sound() {
    let documents = [
        stored(&[("word/document.xml", DOCX.as_bytes())]),
        stored(&[("content.xml", ODT.as_bytes())]),
    ];
    let texts = [PAGE, RSS, ATOM, JSON, LINES, WARC, ARC, PDF].map(|text| text.as_bytes().to_vec());
    for bytes in texts.iter().chain(&documents) {
        let text = String::from_utf8_lossy(bytes);
        assert!(read("fuzz", bytes).is_ok_and(|input| !input.articles.is_empty()), "{text}");
    }
    for text in [SITEMAP, OPML] {
        assert!(
            read("fuzz", text.as_bytes()).is_ok_and(|input| !input.addresses.is_empty()),
            "{text}"
        );
    }
}

/// A change of some bytes, by places from 0 to 1.
#[derive(Debug, Clone)]
enum Damage {
    Cut(f64, f64),
    Put(f64, Vec<u8>),
    Again(f64, f64),
    Flip(f64, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let place = || 0.0..1.0_f64;
    let pieces = select(vec![
        "<",
        ">",
        "&",
        "\"",
        "]]>",
        "<![CDATA[",
        "<!--",
        "\0",
        "\r\n\r\n",
        "&#x110000;",
        "<a xmlns:b='",
        "99999999999999999999",
        "WARC/1.0\r\n",
        "Content-Length: 18446744073709551615\r\n",
        "-1",
        "ffffffffffffffff\r\n",
        "\u{1f}\u{8b}\u{8}",
        "é\u{301}",
        "\u{2028}",
        "</p></b></i>",
        "<p><b><i>",
    ]);
    prop_oneof![
        2 => (place(), place()).prop_map(|(from, to)| Damage::Cut(from, to)),
        3 => (place(), pieces).prop_map(|(at, piece)| Damage::Put(at, piece.as_bytes().to_vec())),
        1 => (place(), vec(any::<u8>(), 0..12)).prop_map(|(at, bytes)| Damage::Put(at, bytes)),
        1 => (place(), place()).prop_map(|(from, to)| Damage::Again(from, to)),
        2 => (place(), any::<u8>()).prop_map(|(at, mask)| Damage::Flip(at, mask)),
    ]
}

#[expect(clippy::cast_sign_loss, reason = "places are not negative")]
fn damaged(bytes: &[u8], damages: &[Damage]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for damage in damages {
        let at = |place: &f64| (place * bytes.len() as f64) as usize;
        match damage {
            Damage::Cut(from, share) => {
                let from = at(from);
                let to = from + ((bytes.len() - from) as f64 * share * 0.3) as usize;
                bytes.drain(from..to);
            }
            Damage::Put(place, piece) => {
                let at = at(place);
                bytes.splice(at..at, piece.iter().copied());
            }
            Damage::Again(from, to) => {
                let (from, to) = (at(from), at(to));
                let part = bytes[from.min(to)..from.max(to)].to_vec();
                bytes.splice(from..from, part);
            }
            Damage::Flip(place, mask) => {
                let at = at(place);
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= mask;
                }
            }
        }
    }
    bytes
}

/// Reads `bytes` in every way there is; what is read can be written and read again unchanged.
fn check(bytes: &[u8]) {
    let envelope = Envelope { url: Some("https://gull.example/a/b"), charset: Some("utf-8") };
    let _ = read_in("fuzz", bytes, envelope);
    let _ = read_feed_of("fuzz", bytes, envelope);
    let Ok(input) = read("fuzz", bytes) else { return };
    for article in &input.articles {
        let fits = |range: std::ops::Range<usize>| article.text.get(range).is_some();
        assert!(article.title.iter().chain(&article.place).all(|span| fits(span.range())));
        let line = json_line(article);
        // An article of no word has nothing to be read again.
        if article.text.trim().is_empty() {
            continue;
        }
        let again = read("fuzz", line.as_bytes()).expect("what was written is read");
        assert_eq!(again.articles.iter().map(json_line).collect::<Vec<_>>(), [line]);
    }
}

/// An input of `base`, or bytes behind its first words.
fn input(base: &'static [u8], head: usize) -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        4 => vec(damage(), 0..6).prop_map(move |damages| damaged(base, &damages)),
        1 => vec(any::<u8>(), 0..300).prop_map(move |rest| [&base[..head.min(base.len())], &rest].concat()),
    ]
}

macro_rules! never_panics {
    ($($name:ident: $base:expr, $head:expr;)*) => {
        proptest! {
            #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]
            $(
                #[test]
                fn $name(bytes in input($base.as_bytes(), $head)) {
                    check(&bytes);
                }
            )*
        }
    };
}

never_panics! {
    pages_never_stop_the_reader: PAGE, 40;
    rss_never_stops_the_reader: RSS, 60;
    atom_never_stops_the_reader: ATOM, 6;
    json_feeds_never_stop_the_reader: JSON, 45;
    sitemaps_never_stop_the_reader: SITEMAP, 8;
    lists_of_feeds_never_stop_the_reader: OPML, 6;
    lines_never_stop_the_reader: LINES, 12;
    archives_never_stop_the_reader: WARC, 35;
    old_archives_never_stop_the_reader: ARC, 12;
    pdfs_never_stop_the_reader: PDF, 9;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn packed_archives_never_stop_the_reader(damages in vec(damage(), 0..4), first in vec(damage(), 0..3)) {
        let members = [packed(&damaged(WARC.as_bytes(), &first)), packed(WARC.as_bytes()), packed(WARC.as_bytes())];
        let bytes = damaged(&members.concat(), &damages);
        check(&bytes);
        let archive = Archive::new("fuzz", bytes.as_slice());
        for record in archive {
            let _ = record.read();
        }
    }

    #[test]
    fn documents_never_stop_the_reader(inside in vec(damage(), 0..5), outside in vec(damage(), 0..2)) {
        for (name, base) in [("word/document.xml", DOCX), ("content.xml", ODT)] {
            let part = damaged(base.as_bytes(), &inside);
            let whole = stored(&[(name, &part), ("word/header1.xml", &part), ("styles.xml", &part), ("docProps/core.xml", b"<a><title>A head</title></a>")]);
            check(&whole);
            check(&damaged(&whole, &outside));
        }
    }

    #[test]
    fn lines_as_they_come_never_stop_the_reader(damages in vec(damage(), 0..6), is_packed in any::<bool>()) {
        let text = [LINES, LINES, "no object\n", LINES].concat();
        let bytes = if is_packed {
            damaged(&[packed(text.as_bytes()), packed(text.as_bytes())].concat(), &damages)
        } else {
            damaged(text.as_bytes(), &damages)
        };
        let _ = Lines::is_one(&bytes, Envelope::default());
        for line in Lines::new("fuzz", std::io::BufReader::with_capacity(17, bytes.as_slice()), Envelope::default()) {
            let _ = line.read();
        }
    }

    #[test]
    fn bytes_alone_never_stop_the_reader(bytes in vec(any::<u8>(), 0..300)) {
        check(&bytes);
    }
}
