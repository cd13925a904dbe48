//! Things that are joined two by two, and which of them are one in the end.

/// For each thing, the smallest one that it is joined to, by however many steps.
#[derive(Debug, Clone)]
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// `count` things, each alone.
    #[must_use]
    pub(crate) fn alone(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// Makes two things and all that they are joined to one. Linear in the number of things.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.0[one], self.0[other]);
        let (low, high) = (one.min(other), one.max(other));
        for held in self.0.iter_mut().filter(|held| **held == high) {
            *held = low;
        }
    }

    /// Whether two things are one.
    #[must_use]
    pub(crate) fn are_one(&self, one: usize, other: usize) -> bool {
        self.0[one] == self.0[other]
    }

    /// The smallest thing of each thing's group.
    #[must_use]
    pub(crate) fn firsts(self) -> Vec<usize> {
        self.0
    }

    /// How many groups there are.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.0.iter().enumerate().filter(|(at, first)| at == *first).count()
    }
}

#[cfg(test)]
mod tests {
    use super::Joined;

    #[test]
    fn a_chain_is_one_group_in_whatever_order_it_is_joined() {
        for pairs in [[(0, 3), (2, 3), (4, 2)], [(4, 2), (0, 3), (2, 3)], [(2, 3), (4, 2), (0, 3)]]
        {
            let mut joined = Joined::alone(5);
            for (one, other) in pairs {
                joined.join(one, other);
            }
            assert_eq!(joined.count(), 2);
            assert_eq!(joined.firsts(), [0, 1, 0, 0, 0]);
        }
    }
}
