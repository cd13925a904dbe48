//! Kinds of content: which are fetched at all, and what the header says of the character set.
//!
//! The list keeps films, pictures and programs from being loaded in vain; what a body is, its content tells to
//! whoever reads it. A missing kind and the kind that says nothing (`application/octet-stream`, under which
//! archives are often served) are therefore taken.

/// Kinds that are taken, in lower case; `*` stands for anything.
const TAKEN: &[(&str, &str)] = &[
    ("text", "*"),
    ("application", "xhtml+xml"),
    ("application", "xml"),
    ("*", "+xml"),
    ("application", "json"),
    ("application", "ndjson"),
    ("application", "x-ndjson"),
    ("application", "jsonl"),
    ("*", "+json"),
    ("application", "pdf"),
    ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("application", "vnd.oasis.opendocument.text"),
    ("application", "warc"),
    ("application", "x-gzip"),
    ("application", "gzip"),
    ("*", "octet-stream"),
];

/// What is asked for, best first; sites choose by it between a page and a feed of the same address.
pub(crate) const ACCEPT: &str = "text/html,application/xhtml+xml,application/xml;q=0.9,\
    application/rss+xml;q=0.9,application/atom+xml;q=0.9,application/json;q=0.8,text/plain;q=0.8,*/*;q=0.5";

/// A `Content-Type`, taken apart (RFC 9110, section 8.3).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Media {
    /// `type/subtype` in lower case; `None` where the header is missing or has no form.
    pub(crate) kind: Option<String>,
    /// The parameter `charset` as written.
    pub(crate) charset: Option<String>,
}

impl Media {
    pub(crate) fn of(header: &str) -> Self {
        let mut parts = header.split(';').map(str::trim);
        let kind = parts.next().unwrap_or_default().to_ascii_lowercase();
        let kind = kind.split_once('/').is_some_and(|(a, b)| token(a) && token(b)).then_some(kind);
        let charset = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("charset"))
            .map(|(_, value)| value.trim().trim_matches(['"', '\'']).to_owned())
            .filter(|value| token(value));
        Self { kind, charset }
    }

    pub(crate) fn taken(&self) -> bool {
        let Some((kind, form)) = self.kind.as_deref().and_then(|kind| kind.split_once('/')) else {
            return true;
        };
        // Drawings are XML by their form and pictures by their content.
        kind != "image"
            && TAKEN.iter().any(|(taken, ending)| {
                (*taken == "*" || *taken == kind)
                    && match ending.strip_prefix('+') {
                        Some(_) => form.ends_with(ending),
                        None => *ending == "*" || *ending == form,
                    }
            })
    }
}

fn token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && !b"\"(),/:;<=>?@[\\]{}".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::Media;

    #[test]
    fn what_is_taken() {
        for header in [
            "",
            "text/html",
            "TEXT/HTML; charset=utf-8",
            "application/rss+xml",
            "application/pdf",
            "application/ld+json",
            "application/warc",
            "application/gzip",
            "binary/octet-stream",
            "no form",
        ] {
            assert!(Media::of(header).taken(), "{header}");
        }
        for header in [
            "image/svg+xml",
            "image/jpeg",
            "video/mp4",
            "application/zip",
            "font/woff2",
            "audio/mpeg",
        ] {
            assert!(!Media::of(header).taken(), "{header}");
        }
    }

    #[test]
    fn the_charset_is_read_in_its_forms() {
        for header in [
            "text/html;charset=windows-1256",
            "text/html; Charset=\"windows-1256\"",
            "text/html; a=b; charset = windows-1256 ; c=d",
        ] {
            assert_eq!(Media::of(header).charset.as_deref(), Some("windows-1256"), "{header}");
        }
        assert_eq!(Media::of("text/html; charset=").charset, None);
    }
}
