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
        SERVER.get_or_init(|| Self::start(None)).as_ref()
    }

    /// A server that is also heard, encrypted, on a port of this machine; `None` where there is none.
    ///
    /// # Panics
    ///
    /// As [`Server::shared`].
    pub(crate) fn heard(port: u16) -> Option<Self> {
        Self::start(Some(port))
    }

    fn start(port: Option<u16>) -> Option<Self> {
        let own_disks = Command::new("unshare").args(["--mount", "true"]).output();
        let own_disks = own_disks.is_ok_and(|ran| ran.status.success());
        let mut watcher = Command::new(if own_disks { "unshare" } else { "sh" });
        if own_disks {
            watcher.args(["--mount", "sh"]).env("RECOUPE_OWN_DISKS", "1");
        }
        watcher.args(["-c", include_str!("server.sh")]);
        if let Some(port) = port {
            watcher.env("RECOUPE_PORT", port.to_string());
        }
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
            Err(error) => {
                skipped(&format!("no shell: {error}"));
                return None;
            }
        };
        if let Some(reason) = line.strip_prefix("none: ") {
            skipped(reason);
            return None;
        }
        assert!(!line.starts_with("broken: "), "{line}");
        Some(Self { folder: line.into(), databases: AtomicU32::new(0), _watcher: watcher })
    }

    /// A name that no other database of this server has.
    pub(crate) fn name(&self) -> String {
        format!("trial_{}", self.databases.fetch_add(1, Ordering::Relaxed))
    }

    /// Where a disk is that is soon full, as the server sees it.
    pub(crate) fn small_disk(&self) -> String {
        self.folder.join("small/space").display().to_string()
    }

    /// The certificate of a server that is heard on a port.
    pub(crate) fn certificate(&self) -> String {
        self.folder.join("root.pem").display().to_string()
    }

    /// The address of a database.
    pub(crate) fn address(&self, database: &str) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgres://recoupe@{folder}/{database}")
    }
}

/// Tells that tests are passed over.
pub(crate) fn skipped(reason: &str) {
    // Not by a macro: what those write is not shown for a test that passes.
    let _ = writeln!(std::io::stderr(), "PostgreSQL: SKIPPED, {reason}");
}
