//! Where an archive is: a file, or a database of a server, named by an address.
//!
//! An address may hold a password. It is therefore shown by its user, host and name alone, wherever a place is shown:
//! in errors, in notes, and by `Debug`.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::{Path, PathBuf};

/// Where an archive is. Any path and any address is taken; whether there is such an archive, opening it tells.
#[derive(Clone, PartialEq, Eq)]
pub struct Place(Kind);

/// What a place is.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum Kind {
    File(PathBuf),
    Server {
        scheme: String,
        /// All of it, secrets included.
        address: String,
        shown: String,
    },
}

impl Place {
    pub(crate) fn kind(&self) -> &Kind {
        &self.0
    }

    fn of(given: &OsStr) -> Self {
        let parts = given.to_str().and_then(|given| Some((scheme(given)?, given)));
        Self(match parts {
            Some((scheme, address)) => Kind::Server {
                scheme: scheme.to_owned(),
                address: address.to_owned(),
                shown: without_secrets(address),
            },
            None => Kind::File(given.into()),
        })
    }
}

/// What stands before `://`, where it is a scheme: a path may hold these marks too.
fn scheme(given: &str) -> Option<&str> {
    let (scheme, _) = given.split_once("://")?;
    let letters = |scheme: &str| scheme.chars().all(|letter| letter.is_ascii_alphanumeric());
    (!scheme.is_empty() && letters(scheme)).then_some(scheme)
}

/// The address without password and parameters. Where it is not plain what is which, only its scheme is shown.
fn without_secrets(address: &str) -> String {
    let (scheme, rest) = address.split_once("://").unwrap_or_default();
    let (rest, parameters) = rest.split_once('?').unwrap_or((rest, ""));
    if parameters.contains('@') {
        return format!("{scheme}://…");
    }
    match rest.rsplit_once('@') {
        Some((who, where_to)) => {
            format!("{scheme}://{}@{where_to}", who.split(':').next().unwrap_or_default())
        }
        None => format!("{scheme}://{rest}"),
    }
}

impl fmt::Display for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::File(path) => write!(formatter, "{}", path.display()),
            Kind::Server { shown, .. } => formatter.write_str(shown),
        }
    }
}

impl fmt::Debug for Place {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Place({self})")
    }
}

impl From<&Path> for Place {
    fn from(given: &Path) -> Self {
        Self::of(given.as_os_str())
    }
}

impl From<&PathBuf> for Place {
    fn from(given: &PathBuf) -> Self {
        Self::of(given.as_os_str())
    }
}

impl From<PathBuf> for Place {
    fn from(given: PathBuf) -> Self {
        Self::of(given.as_os_str())
    }
}

impl From<OsString> for Place {
    fn from(given: OsString) -> Self {
        Self::of(&given)
    }
}

impl From<&str> for Place {
    fn from(given: &str) -> Self {
        Self::of(given.as_ref())
    }
}

impl From<&Place> for Place {
    fn from(given: &Place) -> Self {
        given.clone()
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Place};

    #[test]
    fn no_secret_is_shown() {
        for (given, shown) in [
            ("postgres://desk@db.example/news", "postgres://desk@db.example/news"),
            ("postgres://desk:s3cret@db.example:5433/news", "postgres://desk@db.example:5433/news"),
            ("postgres://desk:s3@cr/et@db.example/news", "postgres://desk@db.example/news"),
            ("postgres://desk@db.example/news?password=s3cret", "postgres://desk@db.example/news"),
            ("postgres://desk:s3?cret@db.example/news", "postgres://…"),
            ("postgres://db.example/news?password=s3@cret", "postgres://…"),
            ("folder/archive.sqlite", "folder/archive.sqlite"),
        ] {
            let place = Place::from(given);
            assert_eq!(place.to_string(), shown);
            assert_eq!(format!("{place:?}"), format!("Place({shown})"));
        }
    }

    #[test]
    fn what_has_no_scheme_is_a_file() {
        for given in ["archive.sqlite", "./a://b", "://x", "C:\\archive"] {
            assert!(matches!(Place::from(given).kind(), Kind::File(_)), "{given}");
        }
        let place = Place::from("tidy://x/y");
        assert!(matches!(place.kind(), Kind::Server { scheme, .. } if scheme == "tidy"));
    }
}
