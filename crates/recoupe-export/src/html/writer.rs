//! The writer: HTML that escapes by construction.
//!
//! Tags and attributes' names are fixed words of this program; everything else goes through the escape. There
//! is no way to write markup from a report, and every element that is opened is closed.

/// A page in the making.
#[derive(Debug, Default)]
pub struct Page {
    out: String,
}

/// Names and values of an element's attributes; an empty value leaves the attribute out.
pub type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Page {
    /// The page as written.
    #[must_use]
    pub fn finish(self) -> String {
        self.out
    }

    /// Markup that this program wrote, as it is.
    pub fn fixed(&mut self, markup: &'static str) {
        self.out.push_str(markup);
    }

    /// Words.
    pub fn text(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '"' => self.out.push_str("&quot;"),
                // Control characters are no characters of HTML.
                control if control.is_control() && !matches!(control, '\n' | '\t') => {
                    self.out.push('\u{fffd}');
                }
                letter => self.out.push(letter),
            }
        }
    }

    /// An element and what is in it.
    pub fn element(
        &mut self,
        tag: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.out.push('<');
        self.out.push_str(tag);
        for (name, value) in attributes.iter().filter(|(_, value)| !value.is_empty()) {
            self.out.push(' ');
            self.out.push_str(name);
            self.out.push_str("=\"");
            self.text(value);
            self.out.push('"');
        }
        self.out.push('>');
        inside(self);
        self.out.push_str("</");
        self.out.push_str(tag);
        self.out.push('>');
        if matches!(
            tag,
            "p" | "li"
                | "tr"
                | "section"
                | "article"
                | "h2"
                | "h3"
                | "h4"
                | "div"
                | "ul"
                | "ol"
                | "header"
        ) {
            self.out.push('\n');
        }
    }

    /// An element that holds words only.
    pub fn words(&mut self, tag: &'static str, attributes: Attributes<'_>, words: &str) {
        self.element(tag, attributes, |page| page.text(words));
    }
}

#[cfg(test)]
mod tests {
    use super::Page;

    #[test]
    fn nothing_from_outside_becomes_markup() {
        let mut page = Page::default();
        page.words("p", &[("title", "\"><script>"), ("lang", "")], "<b>&\u{1b}</b>");
        assert_eq!(
            page.finish(),
            "<p title=\"&quot;&gt;&lt;script&gt;\">&lt;b&gt;&amp;\u{fffd}&lt;/b&gt;</p>\n"
        );
    }
}
