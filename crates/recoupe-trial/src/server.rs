//! A PostgreSQL server of the process of the tests: started when it is first asked for, gone when the process is.
//!
//! A script (`server.sh`) starts it, and watches over it from outside: it ends the server when the pipe from the tests
//! ends, which the system sees to also where they panic or are killed. Where there is no server to start, that is told
//! once on standard error, and the tests that need one are passed over.

use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

/// A server that listens on a socket in a folder.
#[derive(Debug)]
pub(crate) struct Server {
    folder: PathBuf,
    databases: AtomicU32,
    /// Its standard input is what the server lives by.
    _watcher: Child,
}

impl Server {
    /// The server of this process; `None` where there is none on this machine.
    ///
    /// # Panics
    ///
    /// Where the one that `RECOUPE_POSTGRES` names does not start.
    pub(crate) fn shared() -> Option<&'static Self> {
        static SERVER: OnceLock<Option<Server>> = OnceLock::new();
        SERVER.get_or_init(Self::start).as_ref()
    }

    fn start() -> Option<Self> {
        let mut watcher = Command::new("sh");
        watcher.args(["-c", include_str!("server.sh")]);
        watcher.stdin(Stdio::piped()).stdout(Stdio::piped());
        // What is sent to all processes of the tests is not for the one that cleans up.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut watcher, 0);
        let told = watcher.spawn().map(|mut watcher| {
            let output = watcher.stdout.take().map(BufReader::new);
            let line = output.and_then(|output| output.lines().next()?.ok());
            (watcher, line.unwrap_or_else(|| "none: the script says nothing".to_owned()))
        });
        let (watcher, line) = match told {
            Ok(told) => told,
            Err(error) => return skipped(&format!("no shell: {error}")),
        };
        if let Some(reason) = line.strip_prefix("none: ") {
            return skipped(reason);
        }
        assert!(!line.starts_with("broken: "), "{line}");
        Some(Self { folder: line.into(), databases: AtomicU32::new(0), _watcher: watcher })
    }

    /// A name that no other database of this server has.
    pub(crate) fn name(&self) -> String {
        format!("trial_{}", self.databases.fetch_add(1, Ordering::Relaxed))
    }

    /// The address of a database.
    pub(crate) fn address(&self, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://recoupe@{folder}/{database}")
    }
}

fn skipped(reason: &str) -> Option<Server> {
    // Not by a macro: what those write is not shown for a test that passes.
    let _ = writeln!(std::io::stderr(), "PostgreSQL: SKIPPED, {reason}");
    None
}
