//! What a person decided of names, as the comparison takes it.

use recoupe_compare::ByHand;
use recoupe_store::{NameKind, NameRow};

/// Decisions in the order in which they hold, the last the strongest.
#[must_use]
pub fn by_hand(rows: &[NameRow]) -> ByHand {
    let mut by_hand = ByHand::default();
    for NameRow { what, one, other, .. } in rows {
        let pair = [one.clone(), other.clone()];
        match what {
            NameKind::Together => by_hand.together.push(pair),
            NameKind::Apart => by_hand.apart.push(pair),
            NameKind::Called => by_hand.called.push((one.clone(), other.clone())),
        }
    }
    by_hand
}
