//! A table of a language: the small text files under `languages/`.
//!
//! Form: UTF-8, one row a line, columns parted by a tab; `#` at the start of a line opens a
//! comment; empty lines count for nothing. A column may hold several alternatives parted by `|`.
//! Text, not TOML or JSON: a linguist edits it without learning a syntax, and a diff shows a word
//! a line.

/// The rows of one file.
#[derive(Debug, Clone, Default)]
pub struct Table {
    rows: Vec<Row>,
}

/// One line of a table.
#[derive(Debug, Clone)]
pub struct Row {
    columns: Vec<&'static str>,
}

impl Table {
    /// Reads the text of a table file.
    #[must_use]
    pub fn parse(text: &'static str) -> Self {
        let rows = text
            .lines()
            .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
            .map(|line| Row { columns: line.split('\t').map(str::trim).collect() })
            .collect();
        Self { rows }
    }

    /// The rows, in the order of the file.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The first column of every row.
    pub fn words(&self) -> impl Iterator<Item = &'static str> {
        self.rows.iter().map(|row| row.get(0))
    }
}

impl Row {
    /// Column `index`, or `""` where the row has fewer.
    #[must_use]
    pub fn get(&self, index: usize) -> &'static str {
        self.columns.get(index).copied().unwrap_or("")
    }

    /// The alternatives of column `index`: its text, parted at `|`.
    pub fn alternatives(&self, index: usize) -> impl Iterator<Item = &'static str> + use<> {
        self.get(index).split('|').map(str::trim).filter(|word| !word.is_empty())
    }
}
