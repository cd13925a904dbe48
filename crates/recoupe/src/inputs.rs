//! What is to be read: files, the files of folders, and standard input.
//!
//! Sources are sorted by name, so that the order in which they are given changes nothing. A file given twice,
//! under whatever names, is read once, under its shortest name. In folders, hidden files are skipped and
//! folders behind symbolic links are not entered, so that no walk is endless. Files of one name in two
//! folders are two sources: a name is the path as given.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// One byte more than is read at once: enough to see that an input is too large without holding it.
const MOST: u64 = (1 << 30) + 1;

/// Something to read.
#[derive(Debug)]
pub struct Source {
    /// The path as given, or `-`.
    pub name: String,
    held: Held,
}

#[derive(Debug)]
enum Held {
    File(PathBuf),
    Bytes(io::Result<Vec<u8>>),
}

/// An input that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    /// The input.
    pub source: String,
    /// Why, and what to do.
    pub message: String,
}

/// What the paths hold.
#[derive(Debug, Default)]
pub struct Found {
    /// What is to be read, sorted by name.
    pub sources: Vec<Source>,
    /// Names passed over because their file is read under another one.
    pub repeated: Vec<String>,
    /// What could not be found or listed.
    pub failures: Vec<Failure>,
}

impl Source {
    /// Bytes that are held already.
    #[must_use]
    pub fn of(name: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { name: name.into(), held: Held::Bytes(Ok(bytes)) }
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// [`Failure`] where it cannot be opened or read.
    pub fn bytes(self) -> Result<Vec<u8>, Failure> {
        let read = match self.held {
            Held::File(path) => fs::File::open(path).and_then(take),
            Held::Bytes(bytes) => bytes,
        };
        read.map_err(|error| failure(&self.name, &error))
    }
}

/// Finds what `paths` hold; reads standard input where a path is `-`.
#[must_use]
pub fn find(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    let mut files: Vec<PathBuf> = Vec::new();
    let mut standard_input = false;
    for path in paths {
        if path == Path::new("-") {
            if standard_input {
                found.repeated.push("-".to_owned());
            }
            standard_input = true;
            continue;
        }
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => walk(path, &mut files, &mut found.failures),
            Ok(_) => files.push(path.clone()),
            Err(error) => found.failures.push(failure(&path.display().to_string(), &error)),
        }
    }
    if standard_input {
        let bytes = take(io::stdin().lock());
        found.sources.push(Source { name: "-".to_owned(), held: Held::Bytes(bytes) });
    }
    let mut by_file: BTreeMap<PathBuf, Vec<PathBuf>> = BTreeMap::new();
    for file in files {
        let canonical = fs::canonicalize(&file).unwrap_or_else(|_| file.clone());
        by_file.entry(canonical).or_default().push(file);
    }
    for mut names in by_file.into_values() {
        names.sort_by_cached_key(|name| (name.as_os_str().len(), name.clone()));
        let mut names = names.into_iter();
        if let Some(path) = names.next() {
            found.sources.push(Source { name: path.display().to_string(), held: Held::File(path) });
        }
        found.repeated.extend(names.map(|name| name.display().to_string()));
    }
    found.sources.sort_by(|a, b| a.name.cmp(&b.name));
    found.repeated.sort();
    found.failures.sort();
    found.failures.dedup();
    found
}

/// The files below `folder`; by a stack of its own, since folders may be nested without end.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, failures: &mut Vec<Failure>) {
    let before = (files.len(), failures.len());
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let name = || folder.display().to_string();
        let entries = match fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                failures.push(failure(&name(), &error));
                continue;
            }
        };
        for entry in entries {
            let kind =
                entry.and_then(|entry| Ok((entry.path(), entry.file_name(), entry.file_type()?)));
            match kind {
                Err(error) => failures.push(failure(&name(), &error)),
                Ok((_, name, _)) if name.as_encoded_bytes().starts_with(b".") => {}
                Ok((path, _, kind)) if kind.is_dir() => folders.push(path),
                // Pipes and devices are read where they are named, never because they lie in a folder.
                Ok((path, _, _)) if path.is_file() => files.push(path),
                Ok(_) => {}
            }
        }
    }
    if before == (files.len(), failures.len()) {
        failures.push(Failure {
            source: folder.display().to_string(),
            message: "no file in this folder; give one that holds reports".to_owned(),
        });
    }
}

fn take(from: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    from.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn failure(source: &str, error: &io::Error) -> Failure {
    let message = match error.kind() {
        ErrorKind::NotFound => "no such file or folder; check the path".to_owned(),
        ErrorKind::PermissionDenied => {
            "no permission to read it; change its mode or leave it out".to_owned()
        }
        _ => format!("cannot be read: {error}"),
    };
    Failure { source: source.to_owned(), message }
}
