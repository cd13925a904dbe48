//! What is watched, how it is, and what could not be read.

use super::{Frame, framed, lists};
use crate::twins::kind_name;
use crate::watched::Health;
use recoupe_export::counted;
use recoupe_store::{FeedRow, RunRow};

pub(crate) fn page(feeds: &[FeedRow], runs: &[RunRow]) -> String {
    let frame = Frame {
        title: "Feeds",
        place: "/feeds",
        others: vec![("application/json", "/feeds.json".to_owned())],
    };
    framed(&frame, |page| {
        page.element("header", &[("class", "lead")], |page| {
            page.words("h1", &[], "Feeds and their health");
            let count = |health| feeds.iter().filter(|feed| Health::of(feed) == health).count();
            let told = format!(
                "{} watched: {} read, {} failed, {} not read yet",
                counted(feeds.len(), "feed"),
                count(Health::Read),
                count(Health::Failed),
                count(Health::NeverRead)
            );
            page.words("p", &[("class", "summary")], &told);
        });
        if !feeds.is_empty() {
            page.fixed("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Feeds\"><table class=\"health\"><thead><tr><th scope=\"col\">Feed</th><th scope=\"col\">Health</th><th scope=\"col\">Read last</th><th scope=\"col\">Next</th></tr></thead><tbody>\n");
            for feed in feeds {
                page.element("tr", &[], |page| {
                    page.element("th", &[("scope", "row")], |page| {
                        page.words("bdi", &[], &feed.url);
                        page.text(" ");
                        page.words("small", &[("class", "facts")], kind_name(feed.kind));
                    });
                    page.element("td", &[], |page| {
                        lists::health(page, Health::of(feed));
                        if feed.failures > 0 {
                            page.text(&format!(
                                " {} in a row",
                                counted(feed.failures as usize, "time")
                            ));
                        }
                        if let Some(error) = &feed.error {
                            page.words("div", &[("class", "facts"), ("dir", "auto")], error);
                        }
                    });
                    let read = feed.read.map_or_else(|| "never".to_owned(), lists::minute);
                    page.words("td", &[], &read);
                    page.words("td", &[], &lists::minute(feed.due));
                });
            }
            page.fixed("</tbody></table></div>");
        }
        page.element("section", &[("class", "part")], |page| {
            page.words("h2", &[], "What could not be read");
            if runs.is_empty() {
                page.words("p", &[], "Nothing.");
                return;
            }
            page.element("ul", &[("class", "plain")], |page| {
                for run in runs {
                    page.element("li", &[], |page| {
                        page.words("small", &[("class", "facts")], &lists::minute(run.at));
                        page.text(" ");
                        page.words("bdi", &[], &run.source);
                        page.text(": ");
                        page.words("bdi", &[], &run.message);
                    });
                }
            });
        });
    })
}
