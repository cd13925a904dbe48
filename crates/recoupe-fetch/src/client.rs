//! One request and its answer: the one place that knows the HTTP client.
//!
//! `ureq` with its own way of following redirects, of making errors of statuses and of taking proxies from the
//! environment switched off: a proxy would look names up by itself, past [the guard](crate::guard). No cookies
//! are kept. Bodies in gzip are decoded by the client, and the size limit counts what comes out. Brotli is not
//! asked for: its decoder grants a hostile body a window of 1 GiB before the first byte of it is read.
//! Certificates are checked against Mozilla's roots inside the program, so that the same address gives the same
//! answer on every machine; a network that puts its own certificates in between is told as such, and not read.

use crate::error::Fault;
use crate::guard::{ALL, Guard, Names, NoHost, PUBLIC, Refused};
use crate::marks::Marks;
use crate::media::{ACCEPT, Media};
use crate::options::Options;
use std::io::{self, Read};
use std::sync::Arc;
use std::time::Duration;
use ureq::http::{HeaderMap, header};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Error, Timeout};
use url::Url;

#[derive(Debug)]
pub(crate) struct Client {
    agent: Agent,
    limit: Duration,
}

/// An answer of which the body is still to come.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    body: Body,
    limit: Duration,
}

impl Client {
    pub(crate) fn new(options: &Options, names: Arc<dyn Names>) -> Self {
        let allowed = if options.allow_private { ALL } else { PUBLIC };
        Self::guarded(options, Guard { names, allowed })
    }

    pub(crate) fn guarded(options: &Options, guard: Guard) -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(&options.user_agent)
            .accept(ACCEPT)
            .timeout_global(Some(options.time_limit))
            .timeout_resolve(Some(options.connect_limit))
            .timeout_connect(Some(options.connect_limit))
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), guard);
        Self { agent, limit: options.time_limit }
    }

    pub(crate) fn get(&self, url: &Url, marks: &Marks) -> Result<Answer, Fault> {
        let mut request = self.agent.get(url.as_str());
        let asked = [
            (header::IF_NONE_MATCH, &marks.etag),
            (header::IF_MODIFIED_SINCE, &marks.last_modified),
        ];
        for (name, value) in asked {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let answer = request.call().map_err(|error| fault(error, self.limit))?;
        let status = answer.status().as_u16();
        let (parts, body) = answer.into_parts();
        Ok(Answer { status, headers: parts.headers, body, limit: self.limit })
    }
}

impl Answer {
    /// The first header of a name; bytes that are no UTF-8 are replaced.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let value = self.headers.get(name)?;
        Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
    }

    /// A header that is to be sent back as it came.
    pub(crate) fn mark(&self, name: &str) -> Option<String> {
        self.headers.get(name)?.to_str().ok().map(str::to_owned)
    }

    pub(crate) fn media(&self) -> Media {
        Media::of(&self.header("content-type").unwrap_or_default())
    }

    /// The body, decoded, and whether it was cut after `most` bytes.
    pub(crate) fn read(self, most: u64) -> Result<(Vec<u8>, bool), Fault> {
        let mut bytes = Vec::new();
        let mut reader = self.body.into_reader().take(most.saturating_add(1));
        reader.read_to_end(&mut bytes).map_err(|error| fault(error.into(), self.limit))?;
        let cut = bytes.len() as u64 > most;
        if cut {
            bytes.truncate(usize::try_from(most).unwrap_or(usize::MAX));
        }
        Ok((bytes, cut))
    }
}

/// What an error of the client means to who asked for the page.
fn fault(error: Error, limit: Duration) -> Fault {
    match error {
        Error::Other(error) => match error.downcast::<Refused>() {
            Ok(refused) => Fault::NotPublic(refused.0),
            Err(error) if error.is::<NoHost>() => Fault::NoHost(error.to_string()),
            Err(error) => Fault::Connection(error.to_string()),
        },
        Error::HostNotFound => Fault::NoHost("it has no address".to_owned()),
        Error::Timeout(Timeout::Resolve) => Fault::NoHost("no answer in time".to_owned()),
        Error::Timeout(Timeout::Connect) => Fault::Connection("no answer in time".to_owned()),
        Error::Timeout(_) => Fault::Time(limit),
        // Errors of the encryption come as data that is not valid.
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => {
            Fault::Secure(error.to_string())
        }
        Error::Io(error) => Fault::Connection(error.to_string()),
        Error::Rustls(error) => Fault::Secure(error.to_string()),
        error @ (Error::Tls(_) | Error::TlsRequired) => Fault::Secure(error.to_string()),
        error @ (Error::BadUri(_) | Error::Http(_)) => Fault::Address(error.to_string()),
        error => Fault::Damaged(error.to_string()),
    }
}
