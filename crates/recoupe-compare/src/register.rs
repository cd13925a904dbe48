//! The register (first form): filled in by `arrangements`.

use crate::entities::Linked;
use crate::story::Entry;
use crate::terms::Terms;
use recoupe_annotate::Reading;

/// The arrangements that the reports describe.
#[must_use]
pub fn register(_readings: &[&Reading], _linked: &Linked, _terms: &Terms) -> Vec<Entry> {
    Vec::new()
}
