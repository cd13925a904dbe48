//! The sheet: what the sections write on.

use super::flow::{Line, Run, columns, flow, run};
use super::paint;
use std::fmt::Display;

/// Space between columns that stand abreast.
const GUTTER: usize = 3;
/// Columns narrower than this are set below each other.
const NARROWEST: usize = 26;

/// Lines, and how they are to be made.
pub(crate) struct Sheet {
    out: String,
    pub(crate) width: usize,
    pub(crate) all: bool,
}

impl Sheet {
    pub(crate) fn new(width: usize, all: bool) -> Self {
        Self { out: String::new(), width: width.max(40), all }
    }

    pub(crate) fn finish(self) -> String {
        self.out
    }

    /// How many entries of a section are shown.
    pub(crate) fn most(&self, short: usize) -> usize {
        if self.all { usize::MAX } else { short }
    }

    /// `words` as they are with `--all`, else in what fits `lines` lines behind `indent`.
    pub(crate) fn fit(&self, words: &str, indent: usize, lines: usize) -> String {
        if self.all {
            words.to_owned()
        } else {
            super::flow::shorten(words, (self.width.saturating_sub(indent + 8)) * lines)
        }
    }

    pub(crate) fn empty_line(&mut self) {
        self.out.push('\n');
    }

    /// A section's name, with a line of space above.
    pub(crate) fn heading(&mut self, name: &str) {
        self.empty_line();
        self.block(0, &[run(paint::HEADING, name)]);
    }

    /// Runs, wrapped, all lines at `indent`.
    pub(crate) fn block(&mut self, indent: usize, runs: &[Run]) {
        self.hanging(indent, &Line::default(), runs);
    }

    /// Runs, wrapped, behind a label that stands in the first line at `indent` and that the others are set in
    /// under.
    pub(crate) fn labelled(&mut self, indent: usize, label: &Run, least: usize, runs: &[Run]) {
        let label =
            flow(std::slice::from_ref(label), self.width).into_iter().next().unwrap_or_default();
        let wide = label.columns.max(least) + 2;
        self.hanging(indent, &label.padded(wide), runs);
    }

    fn hanging(&mut self, indent: usize, label: &Line, runs: &[Run]) {
        let lines = flow(runs, self.width.saturating_sub(indent + label.columns));
        for (number, line) in lines.iter().enumerate() {
            self.out.push_str(&" ".repeat(indent));
            if number == 0 {
                self.out.push_str(&label.painted);
            } else {
                self.out.push_str(&" ".repeat(label.columns));
            }
            self.out.push_str(&line.painted);
            self.end_line();
        }
    }

    /// Cells, each padded to its width, and a last one that may go on below.
    pub(crate) fn row(&mut self, indent: usize, cells: &[(Run, usize)], last: &Run) {
        let mut label = Line::default();
        for (cell, width) in cells {
            let line =
                flow(std::slice::from_ref(cell), self.width).into_iter().next().unwrap_or_default();
            label.append(&line.padded(width + 2));
        }
        self.hanging(indent, &label, std::slice::from_ref(last));
    }

    /// Several texts side by side, or below each other where there is no room.
    pub(crate) fn abreast(&mut self, indent: usize, texts: &[Vec<Vec<Run>>]) {
        let room = self.width.saturating_sub(indent);
        let each = (room + GUTTER) / texts.len().max(1);
        if each < NARROWEST + GUTTER {
            for runs in texts.iter().flatten() {
                self.block(indent, runs);
            }
            return;
        }
        let width = each - GUTTER;
        let set = |text: &Vec<Vec<Run>>| text.iter().flat_map(|runs| flow(runs, width)).collect();
        let columns: Vec<Vec<Line>> = texts.iter().map(set).collect();
        let height = columns.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            self.out.push_str(&" ".repeat(indent));
            for (number, column) in columns.iter().enumerate() {
                let line = column.get(row).cloned().unwrap_or_default();
                let last = number + 1 == columns.len();
                self.out.push_str(&if last { line } else { line.padded(width + GUTTER) }.painted);
            }
            self.end_line();
        }
    }

    /// What is left out of a section, if anything is.
    pub(crate) fn more(&mut self, indent: usize, left: usize, what: impl Display) {
        if left > 0 {
            self.block(indent, &[run(paint::FAINT, format!("… and {left} more{what} (--all)"))]);
        }
    }

    /// The widest of `words`, at most `most`.
    pub(crate) fn widest<'w>(words: impl IntoIterator<Item = &'w str>, most: usize) -> usize {
        words.into_iter().map(columns).max().unwrap_or(0).min(most)
    }

    fn end_line(&mut self) {
        let end = self.out.trim_end_matches(' ').len();
        self.out.truncate(end);
        self.out.push('\n');
    }
}
