//! How the reports of a story came to be in it: each step and its grounds.

use super::{Frame, framed, lists};
use recoupe_export::counted;
use recoupe_export::html::Page;
use recoupe_store::{Because, LogRow, StoryRow, Why};

pub(crate) fn page(row: &StoryRow, log: &[LogRow]) -> String {
    let story = format!("/stories/{}", row.id);
    let frame = Frame {
        title: "How a story came about",
        place: "",
        others: vec![("application/json", format!("{story}/history.json"))],
    };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[], "How this story came about");
            page.element("p", &[("class", "summary")], |page| {
                page.words("a", &[("href", &story), ("dir", "auto")], lists::called(row));
            });
        });
        page.element("ol", &[("class", "rows")], |page| {
            for step in log {
                page.element("li", &[], |page| {
                    what(page, step.why);
                    let told = format!("{} · {}", lists::minute(step.at), grounds(step.because));
                    page.words("p", &[("class", "facts")], &told);
                });
            }
        });
    })
}

fn what(page: &mut Page, why: Why) {
    let report = |page: &mut Page, number: u64| {
        let (address, told) = (format!("/reports/{number}"), format!("Report {number}"));
        page.words("a", &[("href", &address)], &told);
    };
    match why {
        Why::Opened { story } => {
            report(page, story);
            page.text(" opened the story");
        }
        Why::Joined { report: joined, from, .. } => {
            report(page, joined);
            page.text(" joined");
            if let Some(from) = from {
                page.text(&format!(", out of story {from}"));
            }
        }
        Why::Merged { story, .. } => page.text(&format!("Story {story} became part of it")),
    }
}

fn grounds(because: Because) -> String {
    match because {
        Because::Person => "a person said so".to_owned(),
        Because::New => "nothing like it was there".to_owned(),
        Because::Likeness(reason) => {
            let mut told = vec![
                counted(reason.names, "name").replace("name", "shared name"),
                format!("likeness {:.2}", reason.likeness),
            ];
            told.extend(reason.days.map(|days| counted(days as usize, "day") + " apart"));
            told.join(", ")
        }
    }
}
