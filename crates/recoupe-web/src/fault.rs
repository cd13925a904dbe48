//! What went wrong with a request, in one line, and what to do.
//!
//! A fault travels as an answer without a body; `dress` makes a page or JSON of it, as the address asks for.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use recoupe_store::StoreError;

/// What went wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) status: StatusCode,
    /// What is wrong.
    pub(crate) what: String,
    /// What to do.
    pub(crate) help: &'static str,
}

impl Fault {
    pub(crate) fn new(status: StatusCode, what: impl Into<String>, help: &'static str) -> Self {
        Self { status, what: what.into(), help }
    }

    pub(crate) fn bad(what: impl Into<String>, help: &'static str) -> Self {
        Self::new(StatusCode::BAD_REQUEST, what, help)
    }

    pub(crate) fn nothing_here() -> Self {
        let help = "Begin with the list of stories, or search.";
        Self::new(StatusCode::NOT_FOUND, "There is nothing at this address", help)
    }

    pub(crate) fn later(what: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, what, "Load this address again in some seconds.")
    }

    pub(crate) fn own(what: impl Into<String>) -> Self {
        let help = "`recoupe archive check` tells whether the archive is whole.";
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, what, help)
    }

    /// What an answer without words of its own comes to.
    pub(crate) fn of_status(status: StatusCode) -> Self {
        let (what, help) = match status {
            StatusCode::NOT_FOUND => return Self::nothing_here(),
            StatusCode::METHOD_NOT_ALLOWED => {
                ("This address does not take such a request", "/openapi.json says what it takes.")
            }
            StatusCode::PAYLOAD_TOO_LARGE => ("The form is too large", "Send at most 64 KiB."),
            StatusCode::UNSUPPORTED_MEDIA_TYPE => {
                ("This is no form", "Send it as application/x-www-form-urlencoded.")
            }
            _ => ("The request cannot be read", "/openapi.json says how it has to be."),
        };
        Self::new(status, what, help)
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::NoStory(_) | StoreError::NoReport(_) => {
                let what = match error {
                    StoreError::NoStory(story) => format!("There is no story {story}"),
                    _ => "There is no such report".to_owned(),
                };
                Self::new(StatusCode::NOT_FOUND, what, "Begin with the list of stories, or search.")
            }
            StoreError::NotInStory { report, story } => Self::new(
                StatusCode::CONFLICT,
                format!("Report {report} is not in story {story}"),
                "Name reports that the story has.",
            ),
            StoreError::WholeStory(_) => Self::new(
                StatusCode::CONFLICT,
                "All reports were named, so that nothing would be left",
                "Leave out at least one report.",
            ),
            StoreError::Names(what) => Self::new(
                StatusCode::CONFLICT,
                format!("This cannot be decided: {what}"),
                "Give two names as the reports have them.",
            ),
            StoreError::Busy(_) => Self::later("Another process is writing to the archive"),
            StoreError::Damaged { report, reason } => {
                Self::own(format!("What is kept of report {report} is damaged ({reason})"))
            }
            // The place of the archive is the operator's, not the reader's.
            StoreError::Missing(_) | StoreError::Foreign(_) => Self::own("The archive is gone"),
            StoreError::Full(_) => Self::own("The disk of the archive is full"),
            _ => Self::own("The archive cannot be read"),
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}
