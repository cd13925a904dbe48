//! A person, a body or a place, as the reports of a story name it; and the other stories that name it.

use super::links::links;
use super::{Frame, decided, framed, lists};
use crate::compared::Affair;
use crate::fault::Fault;
use recoupe_export::html::StoryView;
use recoupe_store::StoryRow;

pub(crate) fn page(affair: &Affair, index: usize, elsewhere: &[StoryRow]) -> Result<String, Fault> {
    let view = StoryView::of(&affair.record, 0).ok_or_else(Fault::nothing_here)?;
    let name = view.name(index).ok_or_else(Fault::nothing_here)?;
    let entity = affair.record.stories.first().and_then(|story| story.entities.get(index));
    let entity = entity.ok_or_else(Fault::nothing_here)?;
    let address = format!("/stories/{}", affair.row.id);
    let frame = Frame {
        title: name,
        place: "",
        others: vec![("application/json", format!("{address}/names/{}.json", index + 1))],
    };
    Ok(framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[("dir", "auto")], name);
            page.element("p", &[("class", "summary")], |page| {
                page.text(entity.kind);
                if let Some(key) = &entity.wikidata {
                    page.text(&format!(" · Wikidata {key}"));
                }
                if entity.called.is_some() {
                    page.text(" · called so by a person");
                }
                page.text(" · in ");
                page.words("a", &[("href", &address), ("dir", "auto")], lists::called(&affair.row));
            });
        });
        page.element("section", &[("class", "part")], |page| {
            view.entity(page, index, &links(affair));
        });
        decided::section(page, affair, entity);
        page.element("section", &[("class", "part")], |page| {
            page.words("h2", &[], "Other stories that have this name");
            if elsewhere.is_empty() {
                page.words("p", &[], "No other story of the archive has it.");
            } else {
                page.words(
                    "p",
                    &[("class", "note")],
                    "Found by the name alone; it may be somebody else’s.",
                );
                lists::stories(page, elsewhere);
            }
        });
    }))
}
