//! By what a report is known again when it comes once more: its address, or else where it was read from.
//!
//! An address is taken without what changes nothing in the page: scheme, fragment, and the parameters by which
//! mailings and networks count their readers. The address of a front page is no article's: sites are seen that
//! name it as the canonical address of every page, and all of them would be versions of one report.

use url::Url;

/// Parameters that count readers; those that begin with `utm_` do too.
const COUNTING: [&str; 6] = ["fbclid", "gclid", "mc_cid", "mc_eid", "at_campaign", "at_medium"];

/// The key of a report that tells the canonical address `url` and was read from `place`: a path, an address, or
/// either with more behind it. The same report read again must have the same place.
#[must_use]
pub fn key(url: Option<&str>, place: &str) -> String {
    url.and_then(address).unwrap_or_else(|| format!("place {place}"))
}

/// The key of an address; `None` where it is none of an article.
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?.trim_start_matches("www.").to_owned();
    let query: Vec<&str> =
        url.query().unwrap_or_default().split('&').filter(|part| !counts(part)).collect();
    let query = query.join("&");
    let path = url.path().trim_end_matches('/');
    if path.is_empty() && query.is_empty() {
        return None;
    }
    let port = url.port().map_or(String::new(), |port| format!(":{port}"));
    let mark = if query.is_empty() { "" } else { "?" };
    Some(format!("address {host}{port}{path}{mark}{query}"))
}

fn counts(parameter: &str) -> bool {
    let name = parameter.split('=').next().unwrap_or_default();
    name.starts_with("utm_") || COUNTING.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::key;

    #[test]
    fn one_page_has_one_key_and_front_pages_have_none() {
        let of = |url: &str| key(Some(url), "/reports/a.html");
        for url in [
            "https://paper.example/a?id=7",
            "http://www.paper.example/a/?utm_source=x&id=7#top",
            "HTTPS://PAPER.example:443/a?id=7&fbclid=q",
        ] {
            assert_eq!(of(url), "address paper.example/a?id=7", "{url}");
        }
        for url in ["https://paper.example/", "https://paper.example/?utm_medium=x", "mailto:a", ""]
        {
            assert_eq!(of(url), "place /reports/a.html", "{url}");
        }
        assert_ne!(of("https://paper.example/a"), of("https://paper.example/b"));
        assert_ne!(of("https://paper.example:8080/a"), of("https://paper.example/a"));
    }
}
