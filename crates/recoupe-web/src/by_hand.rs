//! What a person decided of names, as the comparison takes it.

use recoupe_compare::ByHand;
use recoupe_store::{NameKind, NameRow};
use sha2::{Digest, Sha256};

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

/// A number that is another one where other decisions hold.
pub(crate) fn decided(names: &[NameRow]) -> u64 {
    let mut hasher = Sha256::new();
    for row in names {
        for part in [&row.one, &row.other] {
            hasher.update([row.what as u8]);
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
    }
    let digest: [u8; 32] = hasher.finalize().into();
    digest.iter().take(8).fold(0, |number, byte| number << 8 | u64::from(*byte))
}
