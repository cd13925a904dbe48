//! What can go wrong with the server, and what that is to who asked.

use crate::error::StoreError;
use crate::place::Place;
use std::error::Error as _;
use std::time::Duration;
use tokio_postgres::error::SqlState;

pub(super) type Result<T> = std::result::Result<T, Fault>;

/// What went wrong.
#[derive(Debug)]
pub(super) enum Fault {
    /// The server says so, or the connection to it.
    Server(tokio_postgres::Error),
    /// It did not answer in time.
    Slow(Duration),
    /// The connection ended before it was open.
    Lost,
    /// Another connection wrote while it was this one's turn.
    Overtaken,
    /// This machine gives no threads.
    System(String),
    /// A column holds what the program never writes.
    Column(&'static str),
}

impl From<tokio_postgres::Error> for Fault {
    fn from(error: tokio_postgres::Error) -> Self {
        Self::Server(error)
    }
}

/// The states that say what is missing, each with what to do.
const HELP: [(SqlState, &str); 7] = [
    (SqlState::INVALID_PASSWORD, "give the password in PGPASSWORD or in the address"),
    (SqlState::INVALID_AUTHORIZATION_SPECIFICATION, "check the user and the server's pg_hba.conf"),
    (SqlState::INVALID_CATALOG_NAME, "make the database first (`createdb`)"),
    (
        SqlState::INSUFFICIENT_PRIVILEGE,
        "an archive is written by the role that made it; to make one needs CREATE on the database",
    ),
    (
        SqlState::READ_ONLY_SQL_TRANSACTION,
        "this server can be read only; give the one that takes writes",
    ),
    (SqlState::TOO_MANY_CONNECTIONS, "wait, or raise max_connections"),
    (SqlState::UNDEFINED_TABLE, "the archive is gone; `recoupe add` makes one"),
];

pub(super) fn told(place: &Place, fault: Fault) -> StoreError {
    let place = place.clone();
    let reason = match fault {
        Fault::Overtaken => return StoreError::Busy(place),
        Fault::Slow(limit) => {
            format!("the server did not answer within {} seconds; is it there?", limit.as_secs())
        }
        Fault::Lost => "the connection was lost; run it again".to_owned(),
        Fault::System(reason) => reason,
        Fault::Column(column) => format!("it is damaged ({column}); restore it from a copy"),
        Fault::Server(error) => match error.code() {
            Some(state) if *state == SqlState::DISK_FULL => return StoreError::Full(place),
            Some(state) if *state == SqlState::LOCK_NOT_AVAILABLE => {
                return StoreError::Busy(place);
            }
            Some(state) => {
                let message = error.as_db_error().map_or("", |error| error.message());
                let help = HELP.iter().find(|(known, _)| known == state);
                help.map_or_else(|| message.to_owned(), |(_, help)| format!("{message}; {help}"))
            }
            None if error.is_closed() => {
                "the connection was lost; what was acknowledged is kept, run it again".to_owned()
            }
            None => unopened(&error),
        },
    };
    StoreError::File { place, reason: reason.replace('\n', " ") }
}

/// What the crate says where no connection is made, and what to do: it tells its kinds of errors by their words alone.
const UNOPENED: [(&str, &str); 3] = [
    ("password missing", "give the password in PGPASSWORD or in the address"),
    (
        "TLS",
        "give `sslrootcert=FILE` for a certificate of your own, `sslmode=disable` where nobody else can listen",
    ),
    ("", "is the server there?"),
];

/// Why there is no connection, with what to do.
fn unopened(error: &tokio_postgres::Error) -> String {
    let told = error.source().map_or(error.to_string(), |source| format!("{error}: {source}"));
    let help = UNOPENED.iter().find(|(words, _)| told.contains(words));
    help.map_or(told.clone(), |(_, help)| format!("{told}; {help}"))
}
