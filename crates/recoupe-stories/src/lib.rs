//! A stream of readings to stories: which reports tell of one affair.
//!
//! Reports come one by one, as a desk gets them. Each is reduced to its [`Signature`] (what it names, counts,
//! dates and talks about), laid beside the reports of the last weeks that share something rare with it, and
//! joins their story or opens one. Stories are merged and reports moved as evidence comes, and each such
//! step is told with its reason ([`Change`]). Given all at once ([`group`]), the same reports in the same order
//! make the same stories.

mod change;
mod closer;
mod group;
mod index;
mod merging;
mod placing;
mod signature;
mod signature_bytes;
mod stream;

pub use change::{Change, Reason};
pub use closer::{Beside, COLUMNS, beside, closer};
pub use group::group;
pub use signature::Signature;
pub use signature_bytes::SignatureError;
pub use stream::Stream;
