//! The guard: what a name resolves to, and which of its addresses may be dialled.
//!
//! The client asks it anew for every connection and dials only what it gives, so that there is no moment between
//! the check and the dialling in which a name could come to mean something else, and no way around it: a literal
//! address, a redirect and a name all pass here. Of a name with several addresses only the public ones are
//! dialled; a name without any is refused.

use crate::public::is_public;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr, ToSocketAddrs};
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::NextTimeout;

/// How many addresses of a name are tried: what the client's list holds.
const MOST: usize = 16;

/// How names become addresses. The system's own way is [`SystemNames`].
pub trait Names: fmt::Debug + Send + Sync + 'static {
    /// The addresses of `host`, a name or a literal address (IPv6 in brackets), with `port`.
    ///
    /// # Errors
    ///
    /// Where the name cannot be looked up.
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>>;
}

/// The resolver of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemNames;

impl Names for SystemNames {
    fn addresses(&self, host: &str, port: u16) -> io::Result<Vec<SocketAddr>> {
        Ok(format!("{host}:{port}").to_socket_addrs()?.collect())
    }
}

/// Says which addresses may be dialled.
pub(crate) type Allowed = fn(IpAddr) -> bool;

/// Every address, for those who read their own machines.
pub(crate) const ALL: Allowed = |_| true;
/// Only those of the open network.
pub(crate) const PUBLIC: Allowed = is_public;

/// That an address was refused.
#[derive(Debug, thiserror::Error)]
#[error("{0} is no public address")]
pub(crate) struct Refused(pub(crate) IpAddr);

/// That a name has no address.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct NoHost(pub(crate) String);

#[derive(Debug)]
pub(crate) struct Guard {
    pub(crate) names: Arc<dyn Names>,
    pub(crate) allowed: Allowed,
}

impl Guard {
    /// Looks a name up within the time that is left. The system offers no way to stop a lookup, so that one which
    /// takes too long is left behind on its thread.
    fn look_up(
        &self,
        host: &str,
        port: u16,
        limit: NextTimeout,
    ) -> Result<Vec<SocketAddr>, ureq::Error> {
        let (sender, receiver) = mpsc::sync_channel(1);
        let (names, name) = (Arc::clone(&self.names), host.to_owned());
        thread::Builder::new().spawn(move || sender.send(names.addresses(&name, port)))?;
        match receiver.recv_timeout(*limit.after) {
            Ok(Ok(addresses)) => Ok(addresses),
            Ok(Err(error)) => Err(other(NoHost(error.to_string()))),
            Err(RecvTimeoutError::Timeout) => Err(ureq::Error::Timeout(limit.reason)),
            Err(RecvTimeoutError::Disconnected) => Err(ureq::Error::HostNotFound),
        }
    }
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        _: &Config,
        limit: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let default = if uri.scheme_str() == Some("https") { 443 } else { 80 };
        let host = uri.host().ok_or(ureq::Error::HostNotFound)?;
        let addresses = self.look_up(host, uri.port_u16().unwrap_or(default), limit)?;
        let mut allowed = self.empty();
        for address in addresses.iter().filter(|address| (self.allowed)(address.ip())).take(MOST) {
            allowed.push(*address);
        }
        match addresses.first() {
            None => Err(ureq::Error::HostNotFound),
            Some(first) if allowed.is_empty() => Err(other(Refused(first.ip().to_canonical()))),
            Some(_) => Ok(allowed),
        }
    }
}

fn other(error: impl std::error::Error + Send + Sync + 'static) -> ureq::Error {
    ureq::Error::Other(Box::new(error))
}
