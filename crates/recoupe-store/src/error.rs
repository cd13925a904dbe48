//! What can go wrong with an archive, each in one line that says what to do.

use crate::place::Place;

/// Why an archive could not do what it was asked to.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    /// There is no archive.
    #[error("{0}: no archive; `recoupe add` makes one")]
    Missing(Place),
    /// It is something else.
    #[error("{0}: not an archive of Recoupe; give another place")]
    Foreign(Place),
    /// It is an address, of a kind of database that this program does not know.
    #[error("{0}://…: an archive is a file or a postgres://… address; give one of them")]
    Engine(String),
    /// The archive was written by a later version of the program.
    #[error(
        "{place}: an archive of form {found}, this program knows up to {known}; use a newer one"
    )]
    Newer {
        /// Where it is.
        place: Place,
        /// Its form.
        found: i64,
        /// The newest form that the program knows.
        known: i64,
    },
    /// Another process is writing.
    #[error("{0}: another process is writing to it; try again when it is done")]
    Busy(Place),
    /// No room is left.
    #[error("{0}: the disk is full; what was acknowledged is kept, make room and run it again")]
    Full(Place),
    /// It cannot be read or written.
    #[error("{place}: {reason}")]
    File {
        /// Where it is.
        place: Place,
        /// Why.
        reason: String,
    },
    /// There is no such story.
    #[error("there is no story {0}; `recoupe stories` lists them")]
    NoStory(u64),
    /// There is no such report.
    #[error("there is no report {0}; `recoupe show` tells the numbers of a story's reports")]
    NoReport(u64),
    /// The report is not in the story that it should leave.
    #[error("report {report} is not in story {story}; `recoupe show {story}` tells which are")]
    NotInStory {
        /// The report.
        report: u64,
        /// The story.
        story: u64,
    },
    /// What was said of names cannot be kept.
    #[error("{0}")]
    Names(&'static str),
    /// A split would leave one side empty.
    #[error("story {0}: every report of it was named, so that nothing would be left; name fewer")]
    WholeStory(u64),
    /// What is kept of a report cannot be read any more.
    #[error(
        "report {report}: what is kept of it is damaged ({reason}); `recoupe archive check` lists all that is"
    )]
    Damaged {
        /// The report.
        report: u64,
        /// In what way.
        reason: String,
    },
}
