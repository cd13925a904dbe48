//! What a person decided of a name, how to take it back, and the forms to decide something.

use super::lists;
use super::story::form;
use crate::compared::Affair;
use recoupe_annotate::names::name_key;
use recoupe_export::html::Page;
use recoupe_export::record::EntityOut;
use recoupe_store::{NameKind, NameRow};
use std::collections::BTreeSet;

/// So many spellings of a name are offered.
const OFFERED: usize = 40;
/// So many other names of the story are offered.
const OTHERS: usize = 300;

pub(super) fn section(page: &mut Page, affair: &Affair, entity: &EntityOut) {
    let action = format!("/stories/{}/names", affair.row.id);
    let spellings = spellings(entity);
    let own = |name: &str| spellings.iter().any(|held| name_key(held) == name_key(name));
    let speaks = |row: &&NameRow| own(&row.one) || row.what != NameKind::Called && own(&row.other);
    let rows: Vec<&NameRow> = affair.names.iter().filter(speaks).collect();
    page.element("section", &[("class", "part"), ("id", "by-hand")], |page| {
        page.words("h2", &[], "Correct it");
        for row in &rows {
            held(page, &action, row);
        }
        page.words("p", &[("class", "note")], "A name is meant as a report gives it at its fullest. What one report takes for one name stays one.");
        page.element("div", &[("class", "correct")], |page| {
            together(page, &action, affair, entity, &spellings);
            if spellings.len() > 1 {
                apart(page, &action, &spellings);
            }
            called(page, &action, entity, &spellings);
        });
    });
}

/// The ways in which the reports write the name, the longest first.
fn spellings(entity: &EntityOut) -> Vec<&str> {
    let all = entity.names.values().chain(entity.mentions.iter().map(|span| &span.exact));
    let mut keys = BTreeSet::new();
    let mut spellings: Vec<&str> =
        all.map(String::as_str).filter(|name| keys.insert(name_key(name))).collect();
    spellings.sort_by_key(|name| std::cmp::Reverse(name.chars().count()));
    spellings.truncate(OFFERED);
    spellings
}

/// A decision, who made it, and the way to take it back.
fn held(page: &mut Page, action: &str, row: &NameRow) {
    let everywhere = if row.story.is_none() { "true" } else { "false" };
    page.element("form", &[("method", "post"), ("action", action), ("class", "held")], |page| {
        page.element("p", &[], |page| {
            page.words("bdi", &[], &row.one);
            let (between, behind) = match row.what {
                NameKind::Together => (" and ", " are one"),
                NameKind::Apart => (" and ", " are not one"),
                NameKind::Called => (" is called ", ""),
            };
            page.text(between);
            page.words("bdi", &[], &row.other);
            page.text(behind);
            let place = if row.story.is_none() { "in the whole archive" } else { "in this story" };
            let facts = format!(" {place}; a person decided it, {} ", lists::minute(row.at));
            page.words("span", &[("class", "facts")], &facts);
            page.fixed("<input type=\"hidden\" name=\"what\" value=\"forget\">");
            for (name, value) in
                [("one", row.one.as_str()), ("other", &row.other), ("everywhere", everywhere)]
            {
                hidden(page, name, value);
            }
            page.fixed("<button>Take it back</button>");
        });
    });
}

fn hidden(page: &mut Page, name: &'static str, value: &str) {
    page.fixed("<input type=\"hidden\" name=\"");
    page.text(name);
    page.fixed("\" value=\"");
    page.text(value);
    page.fixed("\">");
}

fn everywhere(page: &mut Page) {
    page.fixed("<label><input type=\"checkbox\" name=\"everywhere\" value=\"true\"> in every story of the archive</label> ");
}

/// One of the spellings; a field of its own where there is a choice.
fn choice(page: &mut Page, name: &'static str, label: &'static str, spellings: &[&str]) {
    page.element("label", &[], |page| {
        page.text(label);
        page.text(" ");
        page.element("select", &[("name", name)], |page| {
            for spelling in spellings {
                page.words("option", &[("value", spelling), ("dir", "auto")], spelling);
            }
        });
    });
}

fn together(
    page: &mut Page,
    action: &str,
    affair: &Affair,
    entity: &EntityOut,
    spellings: &[&str],
) {
    form(page, action, "Another name is the same", |page| {
        hidden(page, "what", "together");
        choice(page, "one", "Name", spellings);
        page.fixed("<label>The other name <input name=\"other\" maxlength=\"300\" dir=\"auto\" required list=\"others\"></label>");
        page.element("datalist", &[("id", "others")], |page| {
            let story = affair.record.stories.first();
            let others = story.into_iter().flat_map(|story| &story.entities);
            for other in others.filter(|other| other.id != entity.id).take(OTHERS) {
                for name in other.names.values() {
                    page.words("option", &[("value", name)], "");
                }
            }
        });
        everywhere(page);
        page.fixed("<button>Make them one</button>");
    });
}

fn apart(page: &mut Page, action: &str, spellings: &[&str]) {
    form(page, action, "Two of its names are not the same", |page| {
        hidden(page, "what", "apart");
        choice(page, "one", "Name", spellings);
        // The first choice of the second is the second name.
        let mut turned = spellings.to_vec();
        turned.rotate_left(1);
        choice(page, "other", "The other name", &turned);
        everywhere(page);
        page.fixed("<button>Part them</button>");
    });
}

fn called(page: &mut Page, action: &str, entity: &EntityOut, spellings: &[&str]) {
    form(page, action, "Call it something else", |page| {
        hidden(page, "what", "called");
        choice(page, "one", "Name", spellings);
        page.fixed("<label>Is called <input name=\"other\" maxlength=\"300\" dir=\"auto\" required value=\"");
        page.text(entity.called.as_deref().unwrap_or_default());
        page.fixed("\"></label>");
        everywhere(page);
        page.fixed("<button>Call it so</button>");
    });
}
