//! Which addresses are taken, by their form alone.
//!
//! `http` and `https`; a host; any port above 0, since papers do run on odd ports and [the guard](crate::guard)
//! looks at the address that is dialled, not at the port; no user name or password, which would end up in the
//! record of what was read; at most [`LONGEST`] bytes. The parser is that of the URL standard, so that the forms
//! of one number (`http://2130706433/`, `http://0x7f.1/`, `http://017700000001/`) are all the address they mean.

use crate::error::{Fault, FetchError, shown};
use url::Url;

/// The longest address in bytes: what RFC 9110 (section 4.1) asks every server to take, and a little more. It
/// also bounds what the rules of a robots.txt are held against.
const LONGEST: usize = 8192;

/// How a fault is seen.
type Unfit = fn(&Url) -> bool;

/// What makes an address unfit: the reason, and how to see it.
const UNFIT: &[(&str, Unfit)] = &[
    ("it is neither http nor https", |url| !matches!(url.scheme(), "http" | "https")),
    ("it names no host", |url| url.host_str().is_none_or(str::is_empty)),
    ("it holds a user name or password; give it without", |url| {
        !url.username().is_empty() || url.password().is_some()
    }),
    ("there is no port 0", |url| url.port() == Some(0)),
    ("it is longer than 8192 bytes", |url| url.as_str().len() > LONGEST),
];

/// Reads an address as a person writes it, and says whether it can be fetched.
///
/// # Errors
///
/// [`Fault::Address`] with the reason.
pub fn address(given: &str) -> Result<Url, FetchError> {
    let fault = |url, reason| FetchError { url, at: None, fault: Fault::Address(reason) };
    let url = Url::parse(given.trim()).map_err(|error| fault(told(given), error.to_string()))?;
    check(&url).map_err(|error| {
        // `name:word@host` is read as a scheme and what belongs to it.
        let url = if url.has_host() { shown(&url) } else { told(given) };
        FetchError { url, at: None, fault: error }
    })?;
    Ok(url)
}

/// What has no form, for a message: not too long, and without what may be a password.
fn told(given: &str) -> String {
    let (_, rest) = given.rsplit_once('@').unwrap_or(("", given));
    rest.chars().take(200).collect()
}

/// Says whether an address can be fetched.
pub(crate) fn check(url: &Url) -> Result<(), Fault> {
    match UNFIT.iter().find(|(_, unfit)| unfit(url)) {
        Some((reason, _)) => Err(Fault::Address((*reason).to_owned())),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::address;
    use proptest::prelude::*;

    #[test]
    fn forms_that_are_taken() {
        for given in
            ["https://a.example/b?c#d", " http://a.example:8080/ ", "HTTP://ÜBER.example/é"]
        {
            assert!(address(given).is_ok(), "{given}");
        }
    }

    #[test]
    fn forms_that_are_not() {
        for given in [
            "",
            "a.example/b",
            "file:///etc/passwd",
            "ftp://a.example/",
            "gopher://a.example/",
            "data:text/html,x",
            "javascript:1",
            "https://",
            "http://user@a.example/",
            "http://user:word@a.example/",
            "http://:word@a.example/",
            "http://a.example:0/",
            "http://a.example:99999/",
            "http://[fe80::1%25eth0]/",
            "http://1.2.3.4.5/",
        ] {
            assert!(address(given).is_err(), "{given}");
        }
        assert!(address(&format!("http://a.example/{}", "a".repeat(9000))).is_err());
    }

    #[test]
    fn a_password_is_in_no_message() {
        for given in
            ["https://user:secret@a.example/", "https://user:secret@[a.example/", "user:secret@"]
        {
            let error = address(given).unwrap_err().to_string();
            assert!(!error.contains("secret") && !error.contains("user@"), "{error}");
        }
    }

    #[test]
    fn the_forms_of_one_number_are_one_address() {
        for given in [
            "http://2130706433/",
            "http://0x7f000001/",
            "http://017700000001/",
            "http://127.1/",
            "http://0x7f.1/",
            "http://①②⑦.0.0.1/",
            "http://127.0.0.1./",
        ] {
            let url = address(given).expect(given);
            assert!(matches!(url.host_str(), Some("127.0.0.1")), "{given}: {url}");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(given in ".{0,80}") {
            let _ = address(&given);
            let _ = address(&format!("http://{given}"));
        }
    }
}
