//! The address of a database, as `libpq` takes it: `postgres://user@host:port/database?connect_timeout=5`.
//!
//! A password that the address does not hold is taken from the environment (`PGPASSWORD`). A connection to another
//! machine is encrypted unless the address says that it need not be (`sslmode=disable`); one to this machine is where
//! it says so (`sslmode=require`). What would be encrypted only if it happens to be possible (`prefer`) is refused:
//! who stands in between decides what is possible.

use super::tls::Tls;
use crate::engine::Result;
use crate::error::StoreError;
use crate::place::{Kind, Place};
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// The values of `sslmode`, and whether they ask for encryption. What is encrypted is verified, so that the last three
/// are one.
const MODES: [(&str, bool); 4] =
    [("disable", false), ("require", true), ("verify-ca", true), ("verify-full", true)];

/// An address that was understood.
#[derive(Debug, Clone)]
pub(super) struct Address {
    config: Config,
    tls: Option<Tls>,
}

impl Address {
    /// # Errors
    ///
    /// [`StoreError::File`] where it is none, or asks for what there is not.
    pub(super) fn of(place: &Place) -> Result<Self> {
        let fault = |reason: String| StoreError::File { place: place.clone(), reason };
        let Kind::Server { address, .. } = place.kind() else {
            return Err(fault("this is no address of a server".to_owned()));
        };
        let (plain, mode, authorities) = without_tls(address);
        let mut config: Config = plain.parse().map_err(|error: tokio_postgres::Error| {
            // The crate's errors name options, never their values.
            let source = std::error::Error::source(&error).map(ToString::to_string);
            fault(format!("no address of a database ({})", source.unwrap_or(error.to_string())))
        })?;
        let encrypted = match mode {
            None => !config.get_hosts().iter().all(is_here),
            Some(mode) => {
                let known = MODES.iter().find(|(known, _)| *known == mode);
                known
                    .map(|(_, encrypted)| *encrypted)
                    .ok_or_else(|| fault(format!("sslmode={mode}: give `require` or `disable`")))?
            }
        };
        config.ssl_mode(if encrypted { SslMode::Require } else { SslMode::Disable });
        let tls = encrypted.then(|| Tls::trusting(authorities, place)).transpose()?;
        if config.get_password().is_none()
            && let Ok(password) = std::env::var("PGPASSWORD")
        {
            config.password(password);
        }
        Ok(Self { config, tls })
    }

    pub(super) const fn config(&self) -> &Config {
        &self.config
    }

    /// How the connection is encrypted; `None` where it is not.
    pub(super) const fn tls(&self) -> Option<&Tls> {
        self.tls.as_ref()
    }
}

/// The address without the parameters that are about encryption, and their values.
fn without_tls(address: &str) -> (String, Option<&str>, Option<&str>) {
    let (mut mode, mut authorities) = (None, None);
    let (start, parameters) = address.split_once('?').unwrap_or((address, ""));
    let mut others = Vec::new();
    for parameter in parameters.split('&').filter(|parameter| !parameter.is_empty()) {
        match parameter.split_once('=') {
            Some(("sslmode", value)) => mode = Some(value),
            Some(("sslrootcert", value)) => authorities = Some(value),
            _ => others.push(parameter),
        }
    }
    let mark = if others.is_empty() { "" } else { "?" };
    (format!("{start}{mark}{}", others.join("&")), mode, authorities)
}

/// Whether what is sent to a host stays on this machine.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => {
            let address = name.parse::<std::net::IpAddr>();
            name == "localhost" || address.is_ok_and(|address| address.is_loopback())
        }
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use crate::place::Place;

    fn of(address: &str) -> Address {
        Address::of(&Place::from(address)).expect("an address")
    }

    #[test]
    fn an_address_is_understood() {
        let address = of("postgres://desk:s3cret@db.example:5433/news?connect_timeout=5");
        let config = address.config();
        assert_eq!((config.get_user(), config.get_dbname()), (Some("desk"), Some("news")));
        assert_eq!(
            (config.get_ports(), config.get_password()),
            (&[5433][..], Some(&b"s3cret"[..]))
        );
    }

    #[test]
    fn what_leaves_this_machine_is_encrypted_unless_the_address_says_otherwise() {
        for (address, encrypted) in [
            ("postgres://desk@db.example/news", true),
            ("postgres://desk@192.0.2.7/news?connect_timeout=5", true),
            ("postgres://desk@localhost,db.example/news", true),
            ("postgres://desk@db.example/news?connect_timeout=5&sslmode=disable", false),
            ("postgres://desk@localhost/news", false),
            ("postgres://desk@127.0.0.1/news", false),
            ("postgres://desk@[::1]/news", false),
            ("postgres://desk@%2Frun%2Fpostgresql/news", false),
            ("postgres://desk@localhost/news?sslmode=verify-full", true),
        ] {
            assert_eq!(of(address).tls().is_some(), encrypted, "{address}");
        }
    }

    #[test]
    fn what_is_refused_is_told_without_the_password() {
        for (given, told) in [
            ("postgres://desk:s3cret@db/news?sslmode=prefer", "give `require` or `disable`"),
            ("postgres://desk:s3cret@db/news?sslrootcert=/no/such.pem", "/no/such.pem"),
            ("postgres://desk:s3cret@db:port/news", "no address of a database"),
            ("postgres://desk:s3cret@db/news?colour=s3cret", "no address of a database"),
        ] {
            let error = Address::of(&Place::from(given)).expect_err("refused").to_string();
            assert!(error.contains(told) && !error.contains("s3cret"), "{error}");
        }
    }
}
