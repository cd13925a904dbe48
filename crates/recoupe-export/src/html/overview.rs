//! The reports, who copied whom, and the brief.

use super::story::StoryPage;
use crate::words::{copy_words, counted, dated, language};

impl StoryPage<'_, '_, '_> {
    pub(super) fn brief(&mut self) {
        let digest = self.digest;
        self.page.fixed("<div class=\"brief\">");
        for words in &digest.brief {
            self.page.fixed("<p>");
            self.cited("span", "", words);
            self.cites([words.span]);
            self.page.fixed("</p>\n");
        }
        self.page.fixed("</div>");
    }

    pub(super) fn reports(&mut self) {
        let (digest, links) = (self.digest, self.links);
        self.page.element("ol", &[("class", "reports")], |page| {
            for report in &digest.reports {
                let article = report.article;
                let code = article.language.as_deref().unwrap_or_default();
                page.element("li", &[], |page| {
                    page.words("span", &[("class", "number")], &report.number.to_string());
                    page.words(
                        "a",
                        &[("class", "outlet"), ("href", &links.report(report.number, &article.id))],
                        report.label,
                    );
                    let title = article.title.as_deref();
                    let class = if title.is_some() { "headline" } else { "headline untitled" };
                    let words = title.or_else(|| article.text.lines().next()).unwrap_or_default();
                    page.words("p", &[("class", class), ("lang", code), ("dir", "auto")], words);
                    let mut facts = vec![
                        language(report).to_owned(),
                        dated(report),
                        counted(report.words, "word"),
                    ];
                    facts.extend(article.byline.clone());
                    facts.extend(
                        (!article.agencies.is_empty()).then(|| article.agencies.join(", ")),
                    );
                    page.words("p", &[("class", "facts")], &facts.join(" · "));
                    for copied in digest
                        .copies
                        .iter()
                        .filter(|copied| copied.reports.contains(&report.number))
                    {
                        page.element("p", &[("class", "copied")], |page| {
                            page.text(&copy_words(copied));
                            let percent = copied.percent().to_string();
                            // Drawn without a style of its own, which a policy may forbid.
                            page.fixed("<svg class=\"share\" viewBox=\"0 0 100 1\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
                            page.element(
                                "rect",
                                &[("width", &percent), ("height", "1")],
                                |_| {},
                            );
                            page.fixed("</svg>");
                        });
                    }
                });
            }
        });
        let origins = match (digest.origins, digest.reports.len()) {
            (_, 0 | 1) => return,
            (origins, reports) if origins == reports => {
                "No report has half of its text from another.".to_owned()
            }
            (origins, reports) => format!(
                "{reports} reports, but {} of text.",
                counted(origins, "independent origin")
            ),
        };
        self.page.words("p", &[("class", "note")], &origins);
    }
}
