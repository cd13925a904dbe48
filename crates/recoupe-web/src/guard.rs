//! Who may ask: the right host, the token, and forms from our own pages alone.
//!
//! On the loopback interface a name that leads here from outside (DNS rebinding) is refused, since any page that is open
//! in the browser could otherwise read the archive. Beyond it, a token is needed. A form is taken where the browser
//! says that it comes from a page of this server; programs, which say nothing of the kind, are no browsers.

use crate::fault::Fault;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// What is asked of every request.
#[derive(Debug, Clone)]
pub(crate) struct Guard {
    /// Only names of this machine are taken.
    pub(crate) loopback: bool,
    pub(crate) token: Option<Arc<str>>,
}

/// Names by which this machine calls itself.
const OWN: [&str; 3] = ["localhost", "127.0.0.1", "[::1]"];

pub(crate) async fn guard(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    if let Err(fault) = guard.check(request.method(), request.headers()) {
        let asks = fault.status == StatusCode::UNAUTHORIZED;
        let mut response = fault.into_response();
        if asks {
            let how =
                header::HeaderValue::from_static("Basic realm=\"Recoupe\", charset=\"UTF-8\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, how);
        }
        return response;
    }
    next.run(request).await
}

impl Guard {
    fn check(&self, method: &Method, headers: &HeaderMap) -> Result<(), Fault> {
        let host = host(headers).ok_or_else(|| {
            Fault::bad("The request names no host", "Send a header Host with a name and a port.")
        })?;
        let name = host.rsplit_once(':').filter(|(_, port)| is_port(port));
        let name = name.map_or(host, |(name, _)| name);
        if self.loopback && !OWN.contains(&name) {
            return Err(Fault::new(
                StatusCode::MISDIRECTED_REQUEST,
                format!("This server answers to localhost, not to {host}"),
                "Use http://localhost with the port that the server told.",
            ));
        }
        if let Some(token) = &self.token
            && !given(headers).is_some_and(|given| same(&given, token))
        {
            return Err(Fault::new(
                StatusCode::UNAUTHORIZED,
                "A token is needed",
                "Give it as the password, with any name, or in a header Authorization: Bearer.",
            ));
        }
        if !method.is_safe() && !own_form(headers, host) {
            return Err(Fault::new(
                StatusCode::FORBIDDEN,
                "This form comes from another site",
                "Open the story here and send its form.",
            ));
        }
        Ok(())
    }
}

fn is_port(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The host that the request names, where it can be one.
pub(crate) fn host(headers: &HeaderMap) -> Option<&str> {
    let host = headers.get(header::HOST)?.to_str().ok()?;
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]_".contains(&byte);
    (!host.is_empty() && host.len() < 256 && host.bytes().all(plain)).then_some(host)
}

/// The token that the request has: as a bearer, or as the password of a user of whatever name.
fn given(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, rest) = value.split_once(' ')?;
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(rest.trim().to_owned());
    }
    let decoded = BASE64_STANDARD.decode(rest.trim()).ok()?;
    let decoded =
        String::from_utf8(decoded).ok().filter(|_| scheme.eq_ignore_ascii_case("basic"))?;
    decoded.split_once(':').map(|(_, password)| password.to_owned())
}

/// Compared by their hashes, so that the time it takes tells nothing of the token.
fn same(given: &str, token: &str) -> bool {
    Sha256::digest(given) == Sha256::digest(token)
}

fn own_form(headers: &HeaderMap, host: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let site = text("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin = text("origin").is_none_or(|origin| {
        origin.split_once("://").is_some_and(|(_, from)| from.eq_ignore_ascii_case(host))
    });
    site && origin
}

#[cfg(test)]
mod tests {
    use super::Guard;
    use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
    use std::str::FromStr;

    fn status(guard: &Guard, method: &Method, headers: &[(&str, &str)]) -> u16 {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name = HeaderName::from_str(name).expect("a name");
            map.insert(name, HeaderValue::from_str(value).expect("a value"));
        }
        guard.check(method, &map).map_or_else(|fault| fault.status.as_u16(), |()| 200)
    }

    #[test]
    fn at_home_only_own_names_are_answered() {
        let guard = Guard { loopback: true, token: None };
        for (host, code) in [
            ("localhost:8080", 200),
            ("127.0.0.1:8080", 200),
            ("[::1]:8080", 200),
            ("localhost", 200),
            ("evil.example:8080", 421),
            ("localhost.evil.example", 421),
            ("localhost@evil", 400),
            ("", 400),
        ] {
            assert_eq!(status(&guard, &Method::GET, &[("host", host)]), code, "{host}");
        }
        assert_eq!(status(&guard, &Method::GET, &[]), 400);
    }

    #[test]
    fn a_token_is_taken_as_bearer_and_as_password() {
        let guard = Guard { loopback: false, token: Some("0123456789abcdef".into()) };
        for (given, code) in [
            ("Bearer 0123456789abcdef", 200),
            ("bearer 0123456789abcdef", 200),
            ("Basic eDowMTIzNDU2Nzg5YWJjZGVm", 200),
            ("Basic eDowMTIzNDU2Nzg5YWJjZGVn", 401),
            ("Bearer 0123456789abcde", 401),
            ("Digest x", 401),
            ("", 401),
        ] {
            let headers = [("host", "desk.example"), ("authorization", given)];
            assert_eq!(status(&guard, &Method::GET, &headers), code, "{given}");
        }
    }

    #[test]
    fn forms_of_other_sites_are_refused() {
        let guard = Guard { loopback: true, token: None };
        for (name, value, code) in [
            ("origin", "http://localhost:1", 200),
            ("origin", "http://evil.example", 403),
            ("origin", "null", 403),
            ("sec-fetch-site", "same-origin", 200),
            ("sec-fetch-site", "cross-site", 403),
            ("sec-fetch-site", "same-site", 403),
            ("accept", "*/*", 200),
        ] {
            let headers = [("host", "localhost:1"), (name, value)];
            assert_eq!(status(&guard, &Method::POST, &headers), code, "{name}: {value}");
        }
    }
}
