//! Blocks and metadata to the article: the last step of reading, the same for every format.

use crate::agencies::{agencies_listed, credited};
use crate::article::{Article, DateBasis, Dated, Reason, Removed};
use crate::block::Block;
use crate::clean::{clean, form, repeats};
use crate::dateline::dateline;
use crate::metadata::Metadata;
use crate::posts::posts;
use crate::signing;
use crate::title::{Title, take};
use jiff::civil::Date;
use recoupe_text::{Language, Span, detect_language};

/// From how many letters on the text's own language outweighs the one that is declared.
const SURE: usize = 200;
/// A summary stands in the first paragraphs; the least length of one, in bytes.
const STANDFIRST_NEAR: usize = 3;
const STANDFIRST: usize = 30;
/// Datelines stand in the first paragraphs.
const NEAR: usize = 8;

/// What reading a format gives.
pub(crate) struct Parts<'claim> {
    pub(crate) source: String,
    pub(crate) blocks: Vec<Block>,
    pub(crate) metadata: Metadata,
    pub(crate) title: Title<'claim>,
}

/// The article of `parts`. Linear in the length of the text.
pub(crate) fn assemble(parts: Parts<'_>) -> Article {
    let Parts { source, mut blocks, metadata, title } = parts;
    clean(&mut blocks);
    let language = language(&blocks, metadata.language.as_deref());
    let known = language.as_deref().and_then(Language::get);
    // Where there are no tables any will do: what is asked of them does not hang on a language.
    let tables = known.or_else(|| Language::all().first());
    let signing = signing::read(&mut blocks, known);
    let byline_block = signing.place.as_ref().map(|(at, _)| blocks[*at].text.clone());
    let title = tables.and_then(|tables| take(&mut blocks, title, tables));
    repeats(&mut blocks, title.as_ref().map(|title| title.text.as_str()));

    let mut article = Article { source, language, ..Article::default() };
    let mut placed: Vec<(Span, &Block)> = Vec::new();
    if let Some(title) = &title {
        article.title = Some(append(&mut article.text, &title.text));
        article.removed.extend(title.cuts.iter().cloned());
    }
    for block in &blocks {
        if let Some(reason) = block.fate {
            article.removed.push(Removed { text: block.text.clone(), reason });
        } else {
            placed.push((append(&mut article.text, &block.text), block));
        }
        article.removed.extend(block.cuts.iter().cloned());
    }

    let mut agencies: Vec<&'static str> = Vec::new();
    let mut dated: Option<Date> = None;
    if let Some(tables) = tables {
        let mut near = placed
            .iter()
            .take(NEAR)
            .filter(|(_, block)| block.post.is_none() && block.words() >= 8);
        let found = near.find_map(|(span, block)| Some((span, dateline(&block.text, tables)?)));
        if let Some((span, line)) = found {
            let start = span.start as usize;
            article.place =
                Some(Span::new(start + line.place.start as usize, start + line.place.end as usize));
            dated = line.date;
            agencies.extend(line.agencies);
        }
    }
    if article.place.is_none()
        && let Some((_, place)) = &signing.place
        && let Some((span, _)) =
            placed.iter().find(|(_, block)| Some(&block.text) == byline_block.as_ref())
        && let Some(at) = span.of(&article.text).rfind(place.as_str())
    {
        let start = span.start as usize + at;
        article.place = Some(Span::new(start, start + place.len()));
    }
    let last = placed.last().map(|(_, block)| std::ptr::from_ref(*block));
    for block in blocks.iter().filter(|block| near_body(block)) {
        agencies.extend(credited(&block.text, last == Some(std::ptr::from_ref(block))));
    }
    agencies.extend(signing.agencies);
    let byline = metadata.byline.or(signing.byline);
    agencies.extend(
        [&byline, &metadata.outlet].into_iter().flatten().flat_map(|name| agencies_listed(name)),
    );
    for agency in agencies {
        if !article.agencies.iter().any(|known| known == agency) {
            article.agencies.push(agency.to_owned());
        }
    }
    article.posts = posts(&article.text, &placed, known);
    let told = signing.published.or(dated);
    let claimed = match (metadata.published, told) {
        // The page shows the outlet's own day beside one in universal time.
        (Some(date), Some(own)) if metadata.universal && is_next_to(date, own) => Some(own),
        (date, _) => date,
    };
    article.published = match (claimed, told) {
        (Some(date), _) => Dated { value: Some(date), basis: DateBasis::Metadata },
        (None, Some(date)) => Dated { value: Some(date), basis: DateBasis::Text },
        (None, None) => Dated::default(),
    };
    article.standfirst = metadata.description.as_deref().and_then(|told| standfirst(told, &placed));
    article.about = metadata.about;
    article.byline = byline;
    article.outlet = metadata.outlet;
    article.url = metadata.url;
    article
}

fn is_next_to(date: Date, other: Date) -> bool {
    date.since(other).is_ok_and(|apart| apart.get_days().abs() == 1)
}

/// The paragraph that a page repeats as its description.
fn standfirst(description: &str, placed: &[(Span, &Block)]) -> Option<Span> {
    let described = form(description);
    let near = placed.iter().take(STANDFIRST_NEAR).filter(|(_, block)| block.post.is_none());
    // What carries on behind a description that was cut from it is the text itself.
    let found = near.into_iter().find(|(_, block)| {
        let own = form(&block.text);
        own.len() >= STANDFIRST && described.starts_with(&own)
    });
    found.map(|(span, _)| *span)
}

/// Whether a credit in the block is the article's: kept, or taken out as a credit alone.
fn near_body(block: &Block) -> bool {
    block.kept() || (block.fate == Some(Reason::Credit) && block.section.is_none())
}

/// Adds a paragraph; returns where it stands.
fn append(text: &mut String, paragraph: &str) -> Span {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str(paragraph);
    Span::new(start, text.len())
}

/// The primary tag: the text's own language where there is enough of it, else the declared one.
fn language(blocks: &[Block], declared: Option<&str>) -> Option<String> {
    let mut sample = String::new();
    for block in blocks.iter().filter(|block| block.kept() && block.post.is_none()) {
        sample.push_str(&block.text);
        sample.push('\n');
        if sample.len() > 4096 {
            break;
        }
    }
    let declared = declared.and_then(|tag| tag.split(['-', '_']).next()).map(str::to_lowercase);
    let declared = declared.filter(|tag| {
        (2..=3).contains(&tag.len()) && tag.chars().all(|letter| letter.is_ascii_alphabetic())
    });
    let own = detect_language(&sample).map(str::to_owned);
    match (own, declared) {
        (Some(own), Some(declared)) if own != declared && sample.len() < SURE => Some(declared),
        (Some(own), _) => Some(own),
        (None, declared) => declared,
    }
}
