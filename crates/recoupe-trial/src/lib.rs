//! For tests: a home for an archive in each engine, gone when the test is.
//!
//! A test of an archive is a function that takes a [`Home`], or what is made of one; [`on_each_engine!`] makes a test
//! for each engine of it. On PostgreSQL it is passed over, with a line on standard error, where no server is.

mod server;

use server::Server;
use std::future::Future;
use std::path::PathBuf;
use tempfile::TempDir;
use tokio_postgres::{NoTls, SimpleQueryMessage};

/// Where an archive may be made: nothing is there yet.
#[derive(Debug)]
pub struct Home(Kind);

#[derive(Debug)]
enum Kind {
    File(TempDir),
    Database { server: &'static Server, name: String },
}

impl Home {
    /// A file in a folder of its own.
    ///
    /// # Panics
    ///
    /// Where no folder can be made.
    #[must_use]
    pub fn file() -> Self {
        Self(Kind::File(tempfile::tempdir().expect("a folder")))
    }

    /// A database of its own; `None` where there is no server.
    ///
    /// # Panics
    ///
    /// Where the database cannot be made.
    #[must_use]
    pub fn database() -> Option<Self> {
        let server = Server::shared()?;
        let name = server.name();
        ask(&server.address("postgres"), &format!("CREATE DATABASE {name}"));
        Some(Self(Kind::Database { server, name }))
    }

    /// A database on a disk of 20 MB; `None` where there is no server, or no such disk can be made.
    ///
    /// # Panics
    ///
    /// Where the database cannot be made.
    #[must_use]
    pub fn small_database() -> Option<Self> {
        let server = Server::shared()?;
        let disk = server.small_disk();
        let made = "CREATE TABLESPACE small LOCATION";
        if try_ask(&server.address("postgres"), &format!("{made} '{disk}'")).is_err() {
            server::skipped("no disk can be mounted that is soon full");
            return None;
        }
        let name = server.name();
        let sql = format!("CREATE DATABASE {name} TABLESPACE small STRATEGY file_copy");
        ask(&server.address("postgres"), &sql);
        let home = Self(Kind::Database { server, name });
        home.run("CREATE TABLE ballast AS SELECT repeat('x', 1000) FROM generate_series(1, 3000)");
        Some(home)
    }

    /// Makes some room on the small disk.
    ///
    /// # Panics
    ///
    /// Where there is none to be made.
    pub fn give_room(&self) {
        self.run("DROP TABLE ballast");
    }

    /// Another one in the same engine.
    ///
    /// # Panics
    ///
    /// As [`Home::file`] and [`Home::database`].
    #[must_use]
    pub fn another(&self) -> Self {
        match &self.0 {
            Kind::File(_) => Self::file(),
            Kind::Database { .. } => Self::database().expect("the server is there"),
        }
    }

    /// Path or address, as `--archive` takes it.
    #[must_use]
    pub fn name(&self) -> String {
        match &self.0 {
            Kind::File(folder) => folder.path().join("archive.sqlite").display().to_string(),
            Kind::Database { server, name } => server.address(name),
        }
    }

    /// The file, where it is one.
    #[must_use]
    pub fn path(&self) -> Option<PathBuf> {
        matches!(self.0, Kind::File(_)).then(|| self.name().into())
    }

    /// Runs SQL in the database, past the archive.
    ///
    /// # Panics
    ///
    /// Where it fails, or where this is no database.
    pub fn run(&self, sql: &str) {
        let _ = self.ask(sql);
    }

    /// As [`Home::run`]; gives the values of the rows, as text.
    ///
    /// # Panics
    ///
    /// Where it fails, or where this is no database.
    #[must_use]
    pub fn ask(&self, sql: &str) -> Vec<String> {
        assert!(matches!(self.0, Kind::Database { .. }), "a file has no server");
        ask(&self.name(), sql)
    }
}

/// A server of its own that is heard, encrypted, on a port of `localhost`.
#[derive(Debug)]
pub struct Heard {
    server: Server,
    port: u16,
}

impl Heard {
    /// Starts it; `None` where there is no server, or it cannot encrypt.
    ///
    /// # Panics
    ///
    /// Where no port is free.
    #[must_use]
    pub fn start() -> Option<Self> {
        let free = std::net::TcpListener::bind("127.0.0.1:0").and_then(|held| held.local_addr());
        let port = free.expect("a free port").port();
        Server::heard(port).map(|server| Self { server, port })
    }

    /// The address of a database of it, by the name of the host.
    #[must_use]
    pub fn address(&self, host: &str) -> String {
        format!("postgres://recoupe@{host}:{}/postgres", self.port)
    }

    /// The file with the certificate that its clients must trust.
    #[must_use]
    pub fn certificate(&self) -> String {
        self.server.certificate()
    }

    /// As [`Home::ask`].
    ///
    /// # Panics
    ///
    /// Where it fails.
    #[must_use]
    pub fn ask(&self, sql: &str) -> Vec<String> {
        ask(&self.address("127.0.0.1"), sql)
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        if let Kind::Database { server, name } = &self.0 {
            // The folder of the server goes in the end, with all that could not be dropped.
            let _ = try_ask(&server.address("postgres"), &format!("DROP DATABASE {name} (FORCE)"));
        }
    }
}

fn ask(address: &str, sql: &str) -> Vec<String> {
    try_ask(address, sql).expect("the server does it")
}

fn try_ask(address: &str, sql: &str) -> Result<Vec<String>, tokio_postgres::Error> {
    waited(async {
        let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
        let connection = tokio::spawn(connection);
        let told = client.simple_query(sql).await?;
        drop(client);
        // Until the server knows that it is over.
        let _ = connection.await;
        let rows = told.iter().filter_map(|told| match told {
            SimpleQueryMessage::Row(row) => Some(row),
            _ => None,
        });
        let values = rows.flat_map(|row| (0..row.len()).filter_map(|column| row.get(column)));
        Ok(values.map(str::to_owned).collect())
    })
}

fn waited<T: Send>(future: impl Future<Output = T> + Send) -> T {
    // On a thread of its own: the test may stand in a runtime.
    std::thread::scope(|scope| {
        let waits = scope.spawn(|| {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(future)
        });
        waits.join().expect("it ends")
    })
}

/// Makes a test of each function for each engine. A function takes what is made of a [`Home`] by `From`, by reference.
#[macro_export]
macro_rules! on_each_engine {
    ($($test:ident),* $(,)?) => {
        mod sqlite {
            $(#[test]
            fn $test() {
                super::$test(&$crate::Home::file().into());
            })*
        }
        mod postgres {
            $(#[test]
            fn $test() {
                if let Some(home) = $crate::Home::database() {
                    super::$test(&home.into());
                }
            })*
        }
    };
}
