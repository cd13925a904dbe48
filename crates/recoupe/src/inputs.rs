//! What is to be read: files, the files of folders, and standard input.
//!
//! Sources are sorted by name, so that the order in which they are given changes nothing. A file given twice,
//! under whatever names, is read once, under its shortest name. In folders, hidden files are skipped and
//! folders behind symbolic links are not entered, so that no walk is endless. Files of one name in two
//! folders are two sources: a name is the path as given.

use recoupe_read::Envelope;
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::{Path, PathBuf};

/// One byte more than is read at once: enough to see that an input is too large without holding it.
const MOST: u64 = (1 << 30) + 1;

/// Something to read.
#[derive(Debug)]
pub struct Source {
    /// The path or the address as given, or `-`.
    pub name: String,
    /// What came along with it.
    pub told: Told,
    held: Held,
}

/// What is known of a source beside its bytes: what the answer to a request said ([`Envelope`]).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// The address after all redirects.
    pub url: Option<String>,
    /// The charset of the header.
    pub charset: Option<String>,
}

impl Told {
    /// As the reader takes it.
    #[must_use]
    pub fn envelope(&self) -> Envelope<'_> {
        Envelope { url: self.url.as_deref(), charset: self.charset.as_deref() }
    }
}

enum Held {
    File(PathBuf),
    StandardInput,
    Bytes(Vec<u8>),
    Open(Stream),
}

/// Bytes as they come.
pub type Stream = BufReader<Box<dyn Read + Send>>;

impl std::fmt::Debug for Held {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str(match self {
            Self::File(_) => "a file",
            Self::StandardInput => "standard input",
            Self::Bytes(_) => "bytes",
            Self::Open(_) => "an open file",
        })
    }
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
        Self::held(name.into(), Held::Bytes(bytes))
    }

    fn held(name: String, held: Held) -> Self {
        Self { name, told: Told::default(), held }
    }

    /// The same, with what came along with it.
    #[must_use]
    pub fn with(self, told: Told) -> Self {
        Self { told, ..self }
    }

    /// Its bytes.
    ///
    /// # Errors
    ///
    /// [`Failure`] where it cannot be opened or read.
    pub fn bytes(self) -> Result<Vec<u8>, Failure> {
        let read = match self.held {
            Held::File(path) => fs::File::open(path).and_then(take),
            Held::StandardInput => take(io::stdin().lock()),
            Held::Bytes(bytes) => Ok(bytes),
            Held::Open(stream) => take(stream),
        };
        read.map_err(|error| failure(&self.name, &error))
    }

    /// Opens it and looks at its first bytes, `length` of them or all there are. What is read from
    /// it afterwards has them still.
    ///
    /// # Errors
    ///
    /// [`Failure`] where it cannot be opened or read.
    pub fn open(self, length: usize) -> Result<(Vec<u8>, Opened), Failure> {
        let Self { name, told: envelope, held } = self;
        let told = |error: io::Error| failure(&name, &error);
        let mut stream: Box<dyn Read + Send> = match held {
            Held::File(path) => Box::new(fs::File::open(path).map_err(told)?),
            Held::StandardInput => Box::new(io::stdin()),
            Held::Bytes(bytes) => Box::new(io::Cursor::new(bytes)),
            Held::Open(stream) => Box::new(stream),
        };
        let mut head = Vec::new();
        stream.by_ref().take(length as u64).read_to_end(&mut head).map_err(told)?;
        let whole: Box<dyn Read + Send> = Box::new(io::Cursor::new(head.clone()).chain(stream));
        let stream = BufReader::with_capacity(64 << 10, whole);
        Ok((head, Opened { name, told: envelope, stream }))
    }
}

/// A source that was looked into.
pub struct Opened {
    /// Its name.
    pub name: String,
    /// What came along with it.
    pub told: Told,
    /// Its bytes.
    pub stream: Stream,
}

impl From<Opened> for Source {
    fn from(opened: Opened) -> Self {
        Self { name: opened.name, told: opened.told, held: Held::Open(opened.stream) }
    }
}

/// Finds what `paths` hold. Nothing is opened yet, standard input neither.
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
        found.sources.push(Source::held("-".to_owned(), Held::StandardInput));
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
            found.sources.push(Source::held(path.display().to_string(), Held::File(path)));
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
