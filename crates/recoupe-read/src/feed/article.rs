//! A feed's entries to articles, and to the addresses of their pages.
//!
//! The title that an entry gives stands first; its summary stands before its text unless the text
//! begins with the same words, as it does where the summary was cut from it. An entry of a feed that
//! gathers from several outlets is the article of the outlet that it names, not of the feed.

use super::{Body, Entry, Feed};
use crate::address::{Address, AddressKind};
use crate::article::Reason;
use crate::assemble::{Parts, assemble};
use crate::block::Block;
use crate::clean::form;
use crate::html;
use crate::metadata::Metadata;
use crate::plain;
use crate::title::Title;
use crate::{Input, Warning};

/// The articles and the addresses of `feed`. The names of the articles are `source` and the number
/// of the entry.
pub(crate) fn read(feed: Feed, source: &str, input: &mut Input) {
    if feed.cut {
        input.warnings.push(Warning::Cut { source_name: source.to_owned() });
    }
    for (at, entry) in feed.entries.into_iter().enumerate() {
        let outlet = entry.source.clone().or_else(|| feed.title.clone());
        let published = entry.published.as_ref().or(entry.updated.as_ref());
        let metadata = Metadata {
            title: entry.title.as_deref().map(|title| {
                // An aggregator writes the outlet behind the headline.
                html::without_outlet(title, entry.source.as_deref(), entry.link.as_deref())
            }),
            byline: (!entry.authors.is_empty()).then(|| entry.authors.join(", ")),
            outlet,
            url: entry.link.clone(),
            language: entry.language.clone(),
            published: published.and_then(|stamp| stamp.day),
            ..Metadata::default()
        };
        if let Some(url) = &metadata.url {
            input.addresses.push(Address {
                url: url.clone(),
                kind: AddressKind::Page,
                title: metadata.title.clone(),
                outlet: metadata.outlet.clone(),
                language: metadata.language.clone(),
                published: metadata.published,
            });
        }
        let blocks = blocks(&entry);
        if blocks.is_empty() && metadata.title.is_none() {
            continue;
        }
        let claim = metadata.title.clone();
        let title = claim.as_deref().map_or(Title::Text, Title::Given);
        let source = format!("{source}#{}", at + 1);
        input.articles.push(assemble(Parts { source, blocks, metadata, title }));
    }
}

fn blocks(entry: &Entry) -> Vec<Block> {
    let of = |body: &Body| match body {
        Body::Html(markup) => html::fragment(markup),
        Body::Plain(text) => plain::blocks(text),
    };
    let content = entry.content.as_ref().map(of).unwrap_or_default();
    let mut blocks = entry.summary.as_ref().map(of).unwrap_or_default();
    let text: String = content.iter().map(|block| form(&block.text) + " ").collect();
    for block in &mut blocks {
        let words = form(&block.text);
        // A summary that was cut from the text trails off in dots, which `form` leaves out.
        if !text.is_empty() && (words.is_empty() || text.contains(&words)) {
            block.remove(Reason::Repeated);
        }
    }
    blocks.extend(content);
    blocks
}
