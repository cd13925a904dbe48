//! Things that are joined two by two, and which of them are one in the end.

/// For each thing another one that it is joined to and that is no larger; itself, where it is the smallest of
/// its group (a disjoint-set forest with path halving, Tarjan and van Leeuwen 1984).
#[derive(Debug, Clone)]
pub(crate) struct Joined(Vec<usize>);

impl Joined {
    /// `count` things, each alone.
    #[must_use]
    pub(crate) fn alone(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// Makes two things and all that they are joined to one.
    pub(crate) fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        self.0[one.max(other)] = one.min(other);
    }

    /// Whether two things are one.
    #[must_use]
    pub(crate) fn are_one(&mut self, one: usize, other: usize) -> bool {
        self.first(one) == self.first(other)
    }

    /// The smallest thing of each thing's group.
    #[must_use]
    pub(crate) fn firsts(mut self) -> Vec<usize> {
        (0..self.0.len()).map(|thing| self.first(thing)).collect()
    }

    /// How many groups there are.
    #[must_use]
    pub(crate) fn count(&self) -> usize {
        self.0.iter().enumerate().filter(|(at, first)| at == *first).count()
    }

    /// The smallest thing of a group.
    fn first(&mut self, mut thing: usize) -> usize {
        while self.0[thing] != thing {
            self.0[thing] = self.0[self.0[thing]];
            thing = self.0[thing];
        }
        thing
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
