//! Boosted trees (Friedman 2001), as fitted weights: each tree asks a few columns of a row and gives a number; their sum
//! is the logarithm of the odds.
//!
//! The form is text, so that a change of the weights can be read: a line `columns` with the names, a line `base` with the
//! number that all rows begin with, then a line a tree, its nodes in the order of a walk that goes left first:
//! `column:threshold` asks whether the row's number is at most the threshold (left if so), a lone number is a leaf.

/// A node: a question, or a leaf.
#[derive(Debug, Clone, Copy)]
enum Node {
    /// The column, the most that goes left, and where the right branch begins; the left one is the next node.
    Ask {
        column: u16,
        most: f32,
        right: u32,
    },
    Leaf(f32),
}

/// Fitted trees.
#[derive(Debug)]
pub(crate) struct Forest {
    base: f64,
    nodes: Vec<Node>,
    roots: Vec<u32>,
}

impl Forest {
    /// Reads weights for rows of `columns`; `None` where they are of another form, or fitted to other columns.
    pub(crate) fn parse<'a>(weights: &str, columns: impl Iterator<Item = &'a str>) -> Option<Self> {
        let mut lines = weights.lines().filter(|line| !line.starts_with('#'));
        let named = lines.next()?.strip_prefix("columns\t")?.split('\t');
        if !named.eq(columns) {
            return None;
        }
        let base = lines.next()?.strip_prefix("base\t")?.parse().ok()?;
        let mut forest = Self { base, nodes: Vec::new(), roots: Vec::new() };
        for line in lines {
            forest.roots.push(forest.nodes.len() as u32);
            let mut words = line.split(' ');
            forest.node(&mut words)?;
            if words.next().is_some() {
                return None;
            }
        }
        Some(forest)
    }

    /// Reads one node and what hangs on it.
    fn node<'a>(&mut self, words: &mut impl Iterator<Item = &'a str>) -> Option<()> {
        // The weights are part of the program: their depth is bounded by the fit.
        let word = words.next()?;
        let Some((column, most)) = word.split_once(':') else {
            self.nodes.push(Node::Leaf(word.parse().ok()?));
            return Some(());
        };
        let at = self.nodes.len();
        let (column, most) = (column.parse().ok()?, most.parse().ok()?);
        self.nodes.push(Node::Ask { column, most, right: 0 });
        self.node(words)?;
        let right = self.nodes.len() as u32;
        self.nodes[at] = Node::Ask { column, most, right };
        self.node(words)
    }

    /// The chance that the trees give `row`, 0 to 1. A column that the row lacks counts as 0.
    pub(crate) fn chance(&self, row: &[f32]) -> f64 {
        let sum: f64 = self.roots.iter().map(|root| f64::from(self.leaf(*root, row))).sum();
        logistic(self.base + sum)
    }

    fn leaf(&self, root: u32, row: &[f32]) -> f32 {
        let mut at = root as usize;
        loop {
            match self.nodes[at] {
                Node::Leaf(value) => return value,
                Node::Ask { column, most, right } => {
                    let value = row.get(usize::from(column)).copied().unwrap_or(0.0);
                    at = if value <= most { at + 1 } else { right as usize };
                }
            }
        }
    }
}

/// 1 / (1 + e^-x), by additions, multiplications and one division alone: the exponential function of the platform may
/// round otherwise on another machine.
fn logistic(x: f64) -> f64 {
    const HALVINGS: i32 = 10;
    let size = x.abs().min(40.0) / f64::from(1 << HALVINGS);
    // The series of e^-size to the fifth term: size is below 0.04.
    let mut power = 1.0 - size * (1.0 - size / 2.0 * (1.0 - size / 3.0 * (1.0 - size / 4.0)));
    for _ in 0..HALVINGS {
        power *= power;
    }
    let low = power / (1.0 + power);
    if x < 0.0 { low } else { 1.0 - low }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_are_walked_to_their_leaves() {
        let weights = "# two trees\ncolumns\ta\tb\nbase\t-0.5\n0:1.5 1:2 0.25 0.5 -1\n1:0 2 0\n";
        let forest = Forest::parse(weights, ["a", "b"].into_iter()).expect("the form is right");
        let odds = |row: &[f32]| forest.chance(row);
        assert!((odds(&[1.0, 2.0]) - logistic(-0.5 + 0.25)).abs() < 1e-12);
        assert!((odds(&[1.0, 3.0]) - logistic(-0.5 + 0.5)).abs() < 1e-12);
        assert!((odds(&[2.0, -1.0]) - logistic(-0.5 - 1.0 + 2.0)).abs() < 1e-12);
    }

    #[test]
    fn weights_for_other_columns_are_refused() {
        let weights = "columns\ta\tb\nbase\t0\n";
        assert!(Forest::parse(weights, ["a", "c"].into_iter()).is_none());
        assert!(Forest::parse("columns\ta\nbase\t0\n0:1 2\n", ["a"].into_iter()).is_none());
    }

    #[test]
    fn the_logistic_function_is_the_known_one() {
        for x in [-45.0_f64, -7.3, -1.0, -0.01, 0.0, 0.2, 3.0, 12.5, 50.0] {
            assert!((logistic(x) - 1.0 / (1.0 + (-x).exp())).abs() < 1e-9, "{x}");
        }
    }
}
