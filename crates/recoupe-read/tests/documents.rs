//! Documents, made here: what is read of PDF, DOCX and ODT, and how each kind of broken one is told.

use flate2::Compression;
use flate2::write::{DeflateEncoder, ZlibEncoder};
use recoupe_read::{DateBasis, Input, ReadError, Reason, read};
use std::fmt::Write as _;
use std::io::Write as _;

const ONE: &str = "The harbour of Sudrey will be widened, the ministry said.";
const TWO: &str = "The work begins in the autumn with two dredgers.";

/// A zip file of parts, each name with its text.
fn zip(parts: &[(&str, &str)], locked: bool) -> Vec<u8> {
    let (mut bytes, mut list) = (Vec::new(), Vec::new());
    let flags = u16::from(locked);
    for (name, text) in parts {
        let mut encoder = DeflateEncoder::new(Vec::new(), Compression::best());
        encoder.write_all(text.as_bytes()).expect("in memory");
        let packed = encoder.finish().expect("in memory");
        let mut sum = flate2::Crc::new();
        sum.update(text.as_bytes());
        let mut fields = Vec::new();
        for number in [20, flags, 8, 0, 0] {
            fields.extend(number.to_le_bytes());
        }
        for number in [sum.sum(), packed.len() as u32, text.len() as u32] {
            fields.extend(number.to_le_bytes());
        }
        fields.extend((name.len() as u16).to_le_bytes());
        fields.extend(0_u16.to_le_bytes());
        list.extend(b"PK\x01\x02\x14\0");
        list.extend(&fields);
        list.extend([0; 10]);
        list.extend((bytes.len() as u32).to_le_bytes());
        list.extend(name.as_bytes());
        bytes.extend(b"PK\x03\x04");
        bytes.extend(&fields);
        bytes.extend(name.as_bytes());
        bytes.extend(packed);
    }
    let (start, count) = (bytes.len() as u32, parts.len() as u16);
    bytes.extend(&list);
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend((list.len() as u32).to_le_bytes());
    bytes.extend(start.to_le_bytes());
    bytes.extend([0; 2]);
    bytes
}

fn docx(body: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let text = format!(
        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>{body}</w:body></w:document>"
    );
    zip(&[&[("word/document.xml", text.as_str())], more].concat(), false)
}

fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// A PDF of pages, each what it draws; with a title and a day.
fn pdf(pages: &[String], packed: bool) -> Vec<u8> {
    let mut objects: Vec<Vec<u8>> = Vec::new();
    let kids: String =
        (0..pages.len()).fold(String::new(), |kids, at| kids + &format!("{} 0 R ", 5 + 2 * at));
    objects.push(b"<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>".to_vec());
    objects.push(format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()).into_bytes());
    objects.push(
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
            .to_vec(),
    );
    objects.push(b"<< /Title (Press release.docx) /CreationDate (D:20260504101500Z) >>".to_vec());
    for (at, page) in pages.iter().enumerate() {
        objects.push(
            format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                6 + 2 * at
            )
            .into_bytes(),
        );
        let (filter, content) = if packed {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
            encoder.write_all(page.as_bytes()).expect("in memory");
            ("/Filter /FlateDecode", encoder.finish().expect("in memory"))
        } else {
            ("", page.clone().into_bytes())
        };
        let head = format!("<< /Length {} {filter} >>\nstream\n", content.len());
        objects.push([head.as_bytes(), &content, b"\nendstream"].concat());
    }
    let mut bytes = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(places, "{:010} 00000 n ", bytes.len());
        bytes.extend(format!("{} 0 obj\n", at + 1).as_bytes());
        bytes.extend(object);
        bytes.extend(b"\nendobj\n");
    }
    let (start, count) = (bytes.len(), objects.len() + 1);
    let end = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R /Info 4 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    bytes.extend(end.as_bytes());
    bytes
}

/// What draws lines of text, each with its size and its height on the page.
fn lines(lines: &[(f32, f32, &str)]) -> String {
    lines.iter().fold(String::new(), |mut page, (size, y, text)| {
        let _ = writeln!(page, "BT /F1 {size} Tf 72 {y} Td ({text}) Tj ET");
        page
    })
}

fn words(input: &Input) -> &str {
    &input.articles[0].text
}

fn fault(bytes: &[u8]) -> String {
    let error = read("sent", bytes).expect_err("an error");
    assert!(matches!(error, ReadError::Document { .. }), "{error}");
    let line = error.to_string();
    assert!(line.starts_with("sent: this ") && !line.contains('\n'), "{line}");
    line
}

#[test]
fn a_docx_is_its_paragraphs() {
    let body = [
        "<w:p><w:pPr><w:pStyle w:val='Title'/></w:pPr><w:r><w:t>Harbour of Sudrey to be widened</w:t></w:r></w:p>",
        "<w:p><w:r><w:t>The harbour of Sudrey</w:t></w:r><w:del><w:r><w:delText>gone</w:delText></w:r></w:del>\
         <w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r><w:r><w:tab/><w:t>will be widened, the ministry said.</w:t></w:r></w:p>",
        &paragraph(TWO),
    ]
    .concat();
    let core = "<cp:coreProperties xmlns:cp='c' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:dcterms='http://purl.org/dc/terms/'>\
        <dc:title>Draft.docx</dc:title><dcterms:modified>2026-05-04T10:00:00Z</dcterms:modified></cp:coreProperties>";
    let header = format!("<w:hdr xmlns:w='w'>{}</w:hdr>", paragraph("Ministry of Ports"));
    let more = [
        ("word/header1.xml", header.as_str()),
        ("word/header2.xml", &header),
        ("docProps/core.xml", core),
    ];
    let input = read("sent", &docx(&body, &more)).expect("a document");
    assert_eq!(words(&input), format!("Harbour of Sudrey to be widened\n\n{ONE}\n\n{TWO}"));
    let article = &input.articles[0];
    assert_eq!(
        article.title.map(|title| title.of(&article.text)),
        Some("Harbour of Sudrey to be widened")
    );
    assert_eq!(article.published.value, Some(jiff::civil::date(2026, 5, 4)));
    assert_eq!(article.removed.len(), 1);
    assert_eq!(
        (article.removed[0].text.as_str(), article.removed[0].reason),
        ("Ministry of Ports", Reason::Navigation)
    );
}

#[test]
fn a_box_in_a_paragraph_is_read_once() {
    let inner = paragraph("Words in a box beside the text.");
    let body = format!(
        "<w:p><w:r><w:t>The harbour of Sudrey</w:t></w:r><w:r><mc:AlternateContent xmlns:mc='m'><mc:Choice><w:txbxContent>{inner}</w:txbxContent></mc:Choice>\
         <mc:Fallback><w:txbxContent>{inner}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t> will be widened, the ministry said.</w:t></w:r></w:p>"
    );
    let text = read("sent", &docx(&body, &[])).expect("a document").articles[0].text.clone();
    assert_eq!(text.matches("Words in a box").count(), 1, "{text}");
    assert!(text.contains(ONE), "{text}");
}

#[test]
fn an_odt_is_its_paragraphs() {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:text='t'><office:body><office:text>\
         <text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:h>Harbour of Sudrey to be widened</text:h>\
         <text:p>The harbour of<text:s text:c='3'/>Sudrey<office:annotation><text:p>a remark</text:p></office:annotation> will be widened, the ministry said.</text:p>\
         <text:list><text:list-item><text:p>{TWO}</text:p></text:list-item></text:list></office:text></office:body></office:document-content>"
    );
    let styles = "<office:document-styles xmlns:style='s' xmlns:text='t'><style:footer><text:p>Ministry of Ports</text:p></style:footer></office:document-styles>";
    let meta = "<office:document-meta xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:title>Harbour of Sudrey to be widened</dc:title><dc:date>2026-05-04T10:00:00</dc:date></office:document-meta>";
    let parts = [("content.xml", content.as_str()), ("styles.xml", styles), ("meta.xml", meta)];
    let input = read("sent", &zip(&parts, false)).expect("a document");
    assert_eq!(words(&input), format!("Harbour of Sudrey to be widened\n\n{ONE}\n\n{TWO}"));
    assert_eq!(input.articles[0].published.value, Some(jiff::civil::date(2026, 5, 4)));
    assert_eq!(input.articles[0].removed[0].text, "Ministry of Ports");
}

#[test]
fn a_pdf_is_its_paragraphs() {
    let page = |number: &str, top: f32, text: &str| {
        let body = lines(&[
            (11.0, top, text),
            (11.0, top - 14.0, "and goes on to a second line, the ministry said on Monday."),
        ]);
        lines(&[(8.0, 800.0, "Ministry of Ports - Press office")])
            + &body
            + &lines(&[(8.0, 40.0, number)])
    };
    let head = lines(&[(20.0, 740.0, "Harbour of Sudrey to be widened")]);
    let pages = [
        head + &page(
            "Page 1 of 3",
            700.0,
            "The harbour of Sudrey will be widened over the next two years",
        ),
        page(
            "Page 2 of 3",
            740.0,
            "The towns of the coast have waited for the work for eleven years",
        ),
        page(
            "Page 3 of 3",
            740.0,
            "\\223Nobody believed in it,\\224 said the mayor, who came to the quay",
        ),
    ];
    for packed in [false, true] {
        let input = read("sent", &pdf(&pages, packed)).expect("a document");
        let paragraphs: Vec<&str> = words(&input).split("\n\n").collect();
        assert_eq!(paragraphs.len(), 4, "{paragraphs:?}");
        assert_eq!(paragraphs[0], "Harbour of Sudrey to be widened");
        assert_eq!(
            paragraphs[3],
            "“Nobody believed in it,” said the mayor, who came to the quay and goes on to a second line, the ministry said on Monday."
        );
        let article = &input.articles[0];
        assert_eq!(article.removed.len(), 6, "{:?}", article.removed);
        assert!(article.removed.iter().all(|removed| removed.reason == Reason::Navigation));
        assert_eq!(
            (article.published.value, article.published.basis),
            (Some(jiff::civil::date(2026, 5, 4)), DateBasis::Metadata)
        );
    }
}

#[test]
fn a_paragraph_goes_on_over_the_page_and_a_parted_word_is_put_together() {
    let pages = [
        lines(&[
            (
                11.0,
                700.0,
                "The harbour of Sudrey will be widened over the next two years by a com-",
            ),
            (11.0, 686.0, "pany that has its seat in the north and builds with"),
        ]),
        lines(&[(11.0, 740.0, "stone of the islands, the ministry said.")]),
    ];
    let input = read("sent", &pdf(&pages, true)).expect("a document");
    assert!(
        words(&input).contains(
            "by a company that has its seat in the north and builds with stone of the islands"
        ),
        "{}",
        words(&input)
    );
}

#[test]
fn what_cannot_be_read_is_one_line_that_says_what_to_do() {
    let picture = "q 100 0 0 100 0 0 cm BI /W 1 /H 1 /BPC 8 /CS /G ID x EI Q".to_owned();
    let letters = "BT /F9 12 Tf 72 700 Td (text) Tj ET".to_owned();
    let whole = docx(&paragraph(ONE), &[]);
    let cases = [
        (pdf(&[String::new()], true), "has no text in it"),
        (pdf(&[picture], false), "only pictures"),
        (pdf(&[letters], false), "has no text in it"),
        (b"%PDF-1.7\nnothing of a document".to_vec(), "damaged"),
        (whole[..whole.len() / 2].to_vec(), "damaged"),
        (b"PK\x03\x04rest".to_vec(), "damaged"),
        (docx("", &[]), "has no text in it"),
        (zip(&[("word/document.xml", ONE)], true), "locked by a password"),
        (
            zip(
                &[("content.xml", ONE), ("META-INF/manifest.xml", "<manifest:encryption-data/>")],
                false,
            ),
            "locked by a password",
        ),
        (zip(&[("a.txt", ONE)], false), "holds no text document"),
        (docx(&"<w:p><w:r><w:t>words</w:t></w:r></w:p>".repeat(1_200_000), &[]), "unpacks to more"),
    ];
    for (bytes, expected) in cases {
        let line = fault(&bytes);
        assert!(line.contains(expected), "{line} / {expected}");
    }
}

#[test]
fn a_damaged_part_gives_no_wrong_words() {
    let mut bytes = docx(&paragraph(ONE), &[]);
    let middle = 30 + "word/document.xml".len() + 40;
    bytes[middle] ^= 0x10;
    assert!(fault(&bytes).contains("damaged"));
    let page = lines(&[(11.0, 700.0, ONE), (11.0, 686.0, TWO)]);
    let whole = pdf(&[page.clone(), page], true);
    let start = whole.windows(7).position(|part| part == b"stream\n").expect("a stream") + 7;
    for at in start + 4..start + 60 {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x04;
        if let Ok(input) = read("sent", &bytes) {
            let text = words(&input);
            assert!(
                text == format!("{ONE} {TWO}") || text == format!("{ONE} {TWO}\n\n{ONE} {TWO}"),
                "{text}"
            );
        }
    }
}

/// A bomb: what a page draws is a stream that unpacks to a thousand times its size.
#[test]
fn bombs_are_cut() {
    let start = std::time::Instant::now();
    let blank = " ".repeat(100 << 20);
    assert!(fault(&pdf(std::slice::from_ref(&blank), true)).contains("unpacks to more"));
    let many = "BT /F1 12 Tf (a) Tj ET ".repeat(3_000_000);
    let read = read("sent", &pdf(&[many], true));
    assert!(read.is_err() || read.is_ok_and(|input| !input.warnings.is_empty()));
    assert!(start.elapsed() < std::time::Duration::from_mins(1));
}

/// Streams of objects that unpack to many small ones: the loading ends at the bound.
#[test]
fn bombs_of_objects_are_cut() {
    let start = std::time::Instant::now();
    let mut bytes = b"%PDF-1.5\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n".to_vec();
    for stream in 0..12 {
        let list = (0..100_000).fold(String::new(), |mut list, at| {
            let _ = write!(list, "{} 0 ", 1000 + stream * 100_000 + at);
            list
        });
        let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all((list.clone() + "0 ").as_bytes()).expect("in memory");
        let packed = encoder.finish().expect("in memory");
        let head = format!(
            "{} 0 obj\n<< /Type /Obj#53tm /N 100000 /First {} /Filter /FlateDecode /Length {} >>\nstream\n",
            10 + stream,
            list.len(),
            packed.len()
        );
        bytes.extend([head.as_bytes(), &packed, b"\nendstream\nendobj\n"].concat());
    }
    bytes.extend(b"trailer\n<< /Root 1 0 R /Size 2000000 >>\nstartxref\n0\n%%EOF\n");
    assert!(fault(&bytes).contains("unpacks to more"));
    assert!(start.elapsed() < std::time::Duration::from_mins(1));
}

/// Thousands of headers, each far larger than its packed form.
#[test]
fn bombs_of_parts_are_cut() {
    let header = format!("<w:hdr xmlns:w='w'>{}</w:hdr>", paragraph(&"words ".repeat(400_000)));
    let names: Vec<String> = (0..200).map(|at| format!("word/header{at}.xml")).collect();
    let more: Vec<(&str, &str)> =
        names.iter().map(|name| (name.as_str(), header.as_str())).collect();
    assert!(fault(&docx(&paragraph(ONE), &more)).contains("unpacks to more"));
}

#[test]
fn a_title_over_several_lines_is_one_line() {
    let page = lines(&[(11.0, 700.0, ONE), (11.0, 686.0, TWO)]);
    let bytes = pdf(&[page], false);
    let text =
        String::from_utf8_lossy(&bytes).replace("(Press release.docx)", "(The harbour\n\nis wide)");
    let article = read("sent", text.as_bytes()).expect("a document").articles.remove(0);
    assert_eq!(article.title.map(|title| title.of(&article.text)), Some("The harbour is wide"));
}

/// Two hundred damaged copies of each: an article or an error, never a panic, and soon.
#[test]
fn damaged_copies_never_stop_the_reader() {
    let page = lines(&[
        (18.0, 740.0, "Harbour of Sudrey to be widened"),
        (11.0, 700.0, ONE),
        (11.0, 686.0, TWO),
    ]);
    let documents = [
        pdf(&[page.clone(), page.clone()], true),
        pdf(&[page.clone(), page], false),
        docx(
            &(paragraph(ONE) + &paragraph(TWO)),
            &[("word/footer1.xml", "<w:ftr><w:p><w:r><w:t>edge</w:t></w:r></w:p></w:ftr>")],
        ),
    ];
    let mut seed = 0x2545_f491_4f6c_dd1d_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let start = std::time::Instant::now();
    for whole in &documents {
        for copy in 0..200 {
            let mut bytes = whole.clone();
            match copy % 4 {
                0 => bytes.truncate(random(bytes.len())),
                1 => (0..=random(8)).for_each(|_| {
                    let at = random(bytes.len());
                    bytes[at] ^= 1 << random(8);
                }),
                2 => {
                    let (from, length) = (random(bytes.len()), random(60));
                    let to = (from + length).min(bytes.len());
                    bytes.drain(from..to);
                }
                _ => {
                    let (from, at) = (random(bytes.len()), random(bytes.len()));
                    let part = bytes[from..(from + 80).min(bytes.len())].to_vec();
                    bytes.splice(at..at, part);
                }
            }
            if let Err(error) = read("sent", &bytes) {
                assert!(!error.to_string().contains('\n'), "{error}");
            }
        }
    }
    assert!(start.elapsed() < std::time::Duration::from_mins(1));
}
