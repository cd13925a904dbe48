//! Readings of one affair to its story: copies, statements, disputes, register. One story at a time; the
//! way of the data is the order of the steps in [`compare()`].

mod anchors;
mod brief;
mod by_hand;
mod claim;
mod clauses;
mod compare;
mod conflicts;
mod copies;
mod dates;
mod disputes;
mod entities;
mod events;
mod evidence;
mod forest;
mod joined;
mod listing;
mod manner;
mod measure;
mod opposites;
mod origins;
mod register;
mod relations;
mod renderings;
mod revisions;
mod sources;
mod speakers;
mod statements;
mod story;
mod terms;
mod units;
mod utterances;

pub use by_hand::ByHand;
pub use claim::{Held, Verdict, hold};
pub use compare::{compare, compare_with};
pub use copies::copies;
pub use evidence::{COLUMNS, Row};
pub use listing::{Listing, listing};
pub use relations::{Arrangement, Parties, Party, Relation, Step, relation};
pub use revisions::{Revision, RevisionKind, revisions};
pub use sources::{COLUMNS as SOURCE_COLUMNS, Row as SourceRow};
pub use story::{
    Copy, Dispute, DisputeKind, Entity, Entry, Event, Place, Said, Statement, Status, Story,
};
