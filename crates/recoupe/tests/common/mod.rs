//! A folder with the affair in it, and the command run there.
//!
//! The affair is invented: two countries, a collision of ferries, three reports in two languages. They share
//! text, quote the same words in both languages, and differ on a figure.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

use recoupe_trial::Home;
use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

const REPORTS: [(&str, &str); 3] = [
    ("harbour-gazette.txt", include_str!("../affair/harbour-gazette.txt")),
    ("courrier-du-detroit.txt", include_str!("../affair/courrier-du-detroit.txt")),
    ("lure-morning-post.txt", include_str!("../affair/lure-morning-post.txt")),
];

pub struct Affair {
    folder: tempfile::TempDir,
    /// Where the archive is, if it is not in the folder.
    database: Option<Home>,
}

impl From<Home> for Affair {
    fn from(home: Home) -> Self {
        let database = home.path().is_none().then_some(home);
        Self { database, ..Self::new() }
    }
}

impl Affair {
    pub fn new() -> Self {
        let affair = Self { folder: tempfile::tempdir().expect("a folder"), database: None };
        for (name, text) in REPORTS {
            affair.write(&format!("affair/{name}"), text.as_bytes());
        }
        affair
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the archive is, as everybody may be told.
    pub fn place(&self) -> String {
        let file = || self.path("recoupe.sqlite").display().to_string();
        self.database.as_ref().map_or_else(file, Home::name)
    }

    /// Where the archive is, as the command is told.
    pub fn archive(&self) -> String {
        self.database.as_ref().map_or_else(|| "recoupe.sqlite".to_owned(), Home::name)
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
        fs::write(path, bytes).expect("the file is written");
    }
}

pub struct Ran {
    pub code: i32,
    pub output: String,
    pub errors: String,
}

fn command(affair: &Affair, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_recoupe"));
    command.args(arguments).current_dir(affair.folder.path());
    if affair.database.is_some() {
        command.env("RECOUPE_ARCHIVE", affair.archive());
    }
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn recoupe(affair: &Affair, arguments: &[&str]) -> Ran {
    recoupe_reading(affair, arguments, b"")
}

/// The command with something on its standard input.
pub fn recoupe_reading(affair: &Affair, arguments: &[&str], input: &[u8]) -> Ran {
    let mut child = command(affair, arguments).spawn().expect("the command starts");
    // A command that does not read its input may be gone before it is written.
    let _ = child.stdin.take().expect("an input").write_all(input);
    let output = child.wait_with_output().expect("the command ends");
    Ran {
        code: output.status.code().expect("a code"),
        output: String::from_utf8(output.stdout).expect("UTF-8"),
        errors: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// The command with nobody who reads its output.
pub fn recoupe_unread(affair: &Affair, arguments: &[&str]) -> (i32, String) {
    let mut child = command(affair, arguments).spawn().expect("the command starts");
    drop(child.stdin.take());
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the command ends");
    (output.status.code().expect("a code"), String::from_utf8(output.stderr).expect("UTF-8"))
}
