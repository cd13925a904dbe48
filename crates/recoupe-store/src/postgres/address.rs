//! The address of a database, as `libpq` takes it: `postgres://user@host:port/database?connect_timeout=5`.
//!
//! A password that the address does not hold is taken from the environment (`PGPASSWORD`). Connections are not
//! encrypted: who asks for that is told so, rather than left with one that is plain.

use crate::engine::Result;
use crate::error::StoreError;
use crate::place::{Kind, Place};
use tokio_postgres::Config;
use tokio_postgres::config::SslMode;

/// The values of `sslmode` that a plain connection satisfies.
const PLAIN: [&str; 2] = ["disable", "prefer"];

/// An address that was understood.
#[derive(Debug, Clone)]
pub(super) struct Address {
    config: Config,
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
        let parameters = address.split_once('?').map_or("", |(_, parameters)| parameters);
        let mode = parameters.split('&').find_map(|parameter| parameter.strip_prefix("sslmode="));
        if let Some(mode) = mode.filter(|mode| !PLAIN.contains(mode)) {
            return Err(fault(format!(
                "sslmode={mode}: this program cannot encrypt the connection; let a proxy on this machine do it (as \
                 stunnel or ssh -L do) and give its address"
            )));
        }
        let mut config: Config = address.parse().map_err(|error: tokio_postgres::Error| {
            // The crate's errors name options, never their values.
            let source = std::error::Error::source(&error).map(ToString::to_string);
            fault(format!("no address of a database ({})", source.unwrap_or(error.to_string())))
        })?;
        config.ssl_mode(SslMode::Disable);
        if config.get_password().is_none()
            && let Ok(password) = std::env::var("PGPASSWORD")
        {
            config.password(password);
        }
        Ok(Self { config })
    }

    pub(super) fn config(&self) -> &Config {
        &self.config
    }
}

#[cfg(test)]
mod tests {
    use super::Address;
    use crate::place::Place;

    #[test]
    fn an_address_is_understood() {
        let place = Place::from("postgres://desk:s3cret@db.example:5433/news?connect_timeout=5");
        let config = Address::of(&place).expect("an address").config().clone();
        assert_eq!((config.get_user(), config.get_dbname()), (Some("desk"), Some("news")));
        assert_eq!(
            (config.get_ports(), config.get_password()),
            (&[5433][..], Some(&b"s3cret"[..]))
        );
    }

    #[test]
    fn what_is_refused_is_told_without_the_password() {
        for (given, told) in [
            ("postgres://desk:s3cret@db/news?sslmode=require", "cannot encrypt"),
            ("postgres://desk:s3cret@db/news?sslmode=verify-full", "cannot encrypt"),
            ("postgres://desk:s3cret@db:port/news", "no address of a database"),
            ("postgres://desk:s3cret@db/news?colour=s3cret", "no address of a database"),
        ] {
            let error = Address::of(&Place::from(given)).expect_err("refused").to_string();
            assert!(error.contains(told) && !error.contains("s3cret"), "{error}");
        }
    }
}
