//! The list of stories.

use super::{Frame, framed, lists};
use crate::forms::{By, Stories};
use recoupe_export::html::Page;
use recoupe_store::StoryRow;

pub(crate) fn page(asked: Stories, rows: &[StoryRow], more: bool) -> String {
    let query = asked.query(1);
    let frame = Frame {
        title: "Stories",
        place: "/stories",
        others: vec![
            ("application/json", format!("/stories.json{}", asked.query(asked.page()))),
            ("application/atom+xml", format!("/stories.atom{query}")),
            ("application/feed+json", format!("/stories.jsonfeed{query}")),
        ],
    };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| page.words("h1", &[], "Stories"));
        choice(page, asked);
        if rows.is_empty() {
            let words = match asked.page() {
                1 if asked.origins > 0 || asked.disputed => "No story is like that. Ask for less.",
                1 => "The archive has no stories yet. `recoupe add` files reports.",
                _ => "The list ends before this page.",
            };
            page.words("p", &[], words);
        }
        lists::stories(page, rows);
        lists::pages(page, asked.page(), more, |at| format!("/stories{}", asked.query(at)));
    })
}

fn choice(page: &mut Page, asked: Stories) {
    page.fixed("<form class=\"choice\" action=\"/stories\" method=\"get\"><label>Order <select name=\"order\">");
    for (by, name, words) in By::ALL {
        let chosen = if by == asked.order { "selected" } else { "" };
        page.words("option", &[("value", name), ("selected", chosen)], words);
    }
    page.fixed("</select></label> <label>Independent origins, at least <input type=\"number\" name=\"origins\" min=\"0\" max=\"999\" size=\"4\" value=\"");
    page.text(&asked.origins.to_string());
    page.fixed("\"></label> <label><input type=\"checkbox\" name=\"disputed\" value=\"true\"");
    page.fixed(if asked.disputed { " checked" } else { "" });
    page.fixed("> with a dispute</label> <button>Show</button></form>\n");
}
