//! Disputes with the sides abreast, the matrix, what only one report says.

use super::story::StoryPage;
use crate::digest::{Cell, Row};
use crate::words::counted;

/// Of what one report alone says, so much is shown at once.
const OPEN: usize = 4;

impl StoryPage<'_, '_, '_> {
    pub(super) fn disputes(&mut self) {
        let digest = self.digest;
        for disputed in &digest.disputes {
            self.page.fixed("<div class=\"dispute\" id=\"");
            self.page.text(&disputed.dispute.id);
            self.page.fixed("\">");
            self.page.words("h3", &[], disputed.dispute.kind);
            self.page.fixed("<div class=\"sides\">");
            for side in &disputed.sides {
                self.page.fixed("<div class=\"side\"><p class=\"value\">");
                self.page.words("bdi", &[], side.value);
                self.cites(side.places.iter().map(|(value, _)| value.span));
                self.page.fixed("</p>");
                for (_, around) in &side.places {
                    if let Some(words) = around {
                        self.cited("blockquote", "", words);
                    }
                }
                self.page.fixed("</div>");
            }
            self.page.fixed("</div></div>\n");
        }
    }

    pub(super) fn matrix(&mut self) {
        let digest = self.digest;
        if digest.matrix.rows.is_empty() {
            return;
        }
        self.page.fixed(MATRIX_LEGEND);
        self.page.fixed("<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Statements by report\"><table class=\"matrix\"><thead><tr><th scope=\"col\">Statement</th>");
        let links = self.links;
        for report in &digest.reports {
            self.page.element("th", &[("scope", "col"), ("class", "report")], |page| {
                let link = links.report(report.number, &report.article.id);
                page.words(
                    "a",
                    &[("href", &link), ("title", report.label)],
                    &report.number.to_string(),
                );
            });
        }
        self.page.fixed("<th scope=\"col\">Origins</th></tr></thead><tbody>\n");
        for row in &digest.matrix.rows {
            self.row(row);
        }
        self.page.fixed("</tbody></table></div>");
    }

    fn row(&mut self, row: &Row<'_>) {
        let statement = row.statement;
        let disputed = row.cells.iter().any(|cell| matches!(cell, Cell::Contradicts(_)));
        self.page.fixed("<tr class=\"");
        self.page.text(if disputed { "disputed" } else { statement.status });
        self.page.fixed("\" id=\"");
        self.page.text(&statement.id);
        self.page.fixed("\"><th scope=\"row\">");
        self.cited("span", "", &row.words);
        self.page.fixed("</th>");
        for (cell, report) in row.cells.iter().zip(1..) {
            let label = self.label(report);
            let (class, sign, verb, span) = match cell {
                Cell::Says(span) => ("says", "●", "says it", Some(span)),
                Cell::Attributes(span) => {
                    ("attributes", "“ ”", "gives it as somebody's words", Some(span))
                }
                Cell::Contradicts(span) => {
                    ("contradicts", "≠", "gives a value that others dispute", Some(span))
                }
                Cell::Silent => ("silent", "○", "came later and does not say it", None),
                Cell::Nothing => ("nothing", "", "does not say it", None),
            };
            let title = format!("{label} {verb}");
            let address = span.map(|span| self.links.span(report, span)).unwrap_or_default();
            self.page.element("td", &[("class", class)], |page| match span {
                Some(_) => {
                    page.words(
                        "a",
                        &[("href", &address), ("title", &title), ("aria-label", &title)],
                        sign,
                    );
                }
                None => page.words(
                    "span",
                    &[("title", &title), ("role", "img"), ("aria-label", &title)],
                    sign,
                ),
            });
        }
        let origins = statement.origins.to_string();
        self.page.words("td", &[("class", "origins")], &origins);
        self.page.fixed("</tr>\n");
    }

    pub(super) fn alone(&mut self) {
        let digest = self.digest;
        for alone in &digest.alone {
            let heading = format!("{} · {}", alone.report, self.label(alone.report));
            self.page.words("h3", &[], &heading);
            let (open, more) = alone.statements.split_at(alone.statements.len().min(OPEN));
            self.list(open);
            if !more.is_empty() {
                self.page.fixed("<details>");
                self.page.words("summary", &[], &counted(more.len(), "more statement"));
                self.list(more);
                self.page.fixed("</details>");
            }
        }
    }

    fn list(&mut self, statements: &[crate::digest::Cited<'_>]) {
        self.page.fixed("<ul class=\"plain\">");
        for words in statements {
            self.page.fixed("<li>");
            self.cited("span", "", words);
            self.cites([words.span]);
            self.page.fixed("</li>\n");
        }
        self.page.fixed("</ul>");
    }
}

const MATRIX_LEGEND: &str = "<p class=\"legend\"><span><b class=\"says\">●</b> says it</span> \
<span><b class=\"attributes\">“ ”</b> gives it as somebody’s words</span> \
<span><b class=\"contradicts\">≠</b> gives a disputed value</span> \
<span><b class=\"silent\">○</b> silent, though later</span></p>";
