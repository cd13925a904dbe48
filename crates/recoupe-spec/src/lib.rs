//! Runs the spec files of the languages: `languages/<code>/spec/<name>.txt`, input and what must
//! come out of it. For tests only.
//!
//! A line is `text => expected`; `@ …` sets what the lines behind it are read with (a date of
//! publication); `#` opens a comment; empty lines count for nothing. Both sides are trimmed.
//!
//! Why a crate: every detector has such files, and one that reads them a little differently, or
//! passes where nothing was read, would hide what it should show. So a line of another form, a file
//! without a case, or a name that no language has a file of, is a failure; that one language has
//! none is not. It knows no other crate and no language: the caller turns a code into what it needs.
//!
//! Limits: a case stands on one line, so no input holds a line break or `=>`.

use std::fmt::Write as _;
use std::path::Path;

/// One line of a spec file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Case<'a> {
    /// The code of the language whose file it stands in.
    pub language: &'a str,
    /// What the last `@` line above says, or `""`.
    pub setting: &'a str,
    /// The input.
    pub text: &'a str,
}

/// Runs every language's spec `name` of this repository: `shown` gives what comes out of a case, in
/// the form of the file.
///
/// # Panics
/// If a case fails, a line has another form, a file cannot be read, or no case was run; with every
/// failure in the message.
#[track_caller]
pub fn run(name: &str, shown: impl FnMut(Case<'_>) -> String) {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../languages"));
    if let Err(report) = check(folder, name, shown) {
        panic!("{report}");
    }
}

/// As [`run`], for the languages that are the folders of `folder`, in the order of their names.
/// Gives the number of cases.
///
/// # Errors
/// A report of every failure: the file and line, the input, what was expected and what came out; or
/// that there is nothing to run.
pub fn check(
    folder: &Path,
    name: &str,
    mut shown: impl FnMut(Case<'_>) -> String,
) -> Result<usize, String> {
    let entries =
        std::fs::read_dir(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut languages: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    languages.sort();
    let mut cases = 0;
    let mut report = String::new();
    for language in &languages {
        let path = language.join("spec").join(name).with_extension("txt");
        if !path.is_file() {
            continue;
        }
        let spec = std::fs::read_to_string(&path)
            .map_err(|error| format!("{}: {error}", path.display()))?;
        let code = language.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let before = cases;
        let mut setting = "";
        for (index, line) in spec.lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            if let Some(line) = line.strip_prefix('@') {
                setting = line.trim();
                continue;
            }
            cases += 1;
            let place = format!("{}:{}", path.display(), index + 1);
            let Some((text, expected)) = line.split_once("=>") else {
                // Writing to a String cannot fail.
                let _ = writeln!(report, "{place}: {line}\n  is not `text => expected`");
                continue;
            };
            let (text, expected) = (text.trim(), expected.trim());
            let got = shown(Case { language: code, setting, text });
            if got != expected {
                let _ =
                    writeln!(report, "{place}: {text}\n  expected {expected}\n  got      {got}");
            }
        }
        if cases == before {
            let _ = writeln!(report, "{}: no case", path.display());
        }
    }
    if cases == 0 {
        let _ = writeln!(report, "no case in any {name}.txt under {}", folder.display());
    }
    if report.is_empty() { Ok(cases) } else { Err(format!("\n{report}")) }
}
