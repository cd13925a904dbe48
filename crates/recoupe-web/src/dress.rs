//! What every answer gets: headers, an entity tag, packing, and a form for faults.

use crate::fault::Fault;
use crate::{pages, twins};
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::Request;
use axum::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use axum::http::{Method, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::time::Duration;

/// How long a request may take, the reading of its form included.
const LIMIT: Duration = Duration::from_secs(30);
/// Smaller answers are sent as they are.
const WORTH_PACKING: usize = 1_000;

/// Nothing from elsewhere, no script, no frame; forms go to us alone.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; \
    base-uri 'none'; frame-ancestors 'none'";

const HEADERS: [(HeaderName, &str); 6] = [
    (header::CONTENT_SECURITY_POLICY, POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: it would hide from us that a form is our own.
    (header::REFERRER_POLICY, "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (header::CACHE_CONTROL, "private, no-cache"),
];

pub(crate) async fn dress(request: Request, next: Next) -> Response {
    let json = request.uri().path().strip_suffix(".json").is_some();
    let (method, asked) = (request.method().clone(), request.headers().clone());
    let mut response = tokio::time::timeout(LIMIT, next.run(request)).await.unwrap_or_else(|_| {
        use axum::response::IntoResponse;
        Fault::later("It is not ready yet; the reports may still be being compared").into_response()
    });
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        let fault = response.extensions_mut().remove::<Fault>();
        told(&mut response, &fault.unwrap_or_else(|| Fault::of_status(status)), json);
    }
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if status == StatusCode::OK && (method == Method::GET || method == Method::HEAD) {
        return sent(response, &asked).await;
    }
    response
}

/// Puts the fault in the answer.
fn told(response: &mut Response, fault: &Fault, json: bool) {
    let (kind, body) = if json {
        ("application/json", twins::fault(fault))
    } else {
        ("text/html; charset=utf-8", pages::fault::page(fault))
    };
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
    if fault.status == StatusCode::SERVICE_UNAVAILABLE {
        headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    *response.body_mut() = Body::from(body);
}

/// The answer as this client is sent it: not at all where it has it, packed where it takes that.
async fn sent(response: Response, asked: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    // Every body is made in memory, so that this cannot fail.
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let tag = tag(&bytes);
    let has = |name: HeaderName, what: &str| {
        let values = asked.get_all(name);
        let mut items = values
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        items.any(|item| item.trim().split(';').next() == Some(what))
    };
    parts.headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if has(header::IF_NONE_MATCH, &tag) {
        parts.status = StatusCode::NOT_MODIFIED;
        parts.headers.remove(header::CONTENT_TYPE);
        parts.headers.remove(header::CONTENT_LENGTH);
    }
    let whole = parts.status == StatusCode::OK;
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        parts.headers.insert(header::ETAG, tag);
    }
    if !whole {
        return Response::from_parts(parts, Body::empty());
    }
    let body = if bytes.len() >= WORTH_PACKING && has(header::ACCEPT_ENCODING, "gzip") {
        parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        packed(&bytes)
    } else {
        bytes
    };
    parts.headers.insert(header::CONTENT_LENGTH, HeaderValue::from(body.len()));
    Response::from_parts(parts, Body::from(body))
}

/// A weak tag: packed or not, it is the same answer.
fn tag(bytes: &[u8]) -> String {
    let mut tag = "W/\"".to_owned();
    for byte in &Sha256::digest(bytes)[..12] {
        // Writing to a String cannot fail.
        let _ = write!(tag, "{byte:02x}");
    }
    tag + "\""
}

fn packed(bytes: &[u8]) -> Bytes {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 4), Compression::fast());
    // Writing to memory cannot fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default().into()
}
