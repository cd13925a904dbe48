//! A connection to the server, used by one call at a time.
//!
//! The crate below is asynchronous, an engine is not. The connections of a process are driven by one thread of their
//! own, and who asks sleeps until the answer is there. So it does not matter who asks: a runtime of the caller's, as a
//! server of pages has one, is neither needed nor disturbed, where a runtime inside a runtime would panic.
//!
//! A connection that was lost is made anew by the next call ([`Session::ready`]), and never within a transaction: what
//! was begun there is undone by the server. What is waited for has an end where a machine or the way to it is gone:
//! a connection is given up after [`CONNECT`], and one that is silent is asked whether it lives.

use super::address::Address;
use super::fault::{Fault, Result};
use std::collections::HashMap;
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::{Arc, OnceLock, mpsc};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};
use std::time::Duration;
use tokio::runtime::Runtime;
use tokio_postgres::tls::TlsStream;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, Connection, NoTls, Row, Socket, Statement};

/// How long a connection may take, with all that is said until it is open.
const CONNECT: Duration = Duration::from_secs(10);
/// A connection that is silent for so long is asked whether it lives.
const SILENT: Duration = Duration::from_secs(30);
/// The other side may leave what was sent unanswered for so long.
const UNANSWERED: Duration = Duration::from_secs(30);

/// What holds for every connection. Names mean the archive's own tables; what is committed is on the disk, whatever
/// the server has for others; nobody waits for a lock for ever; and a client whose machine is gone is found out.
const SETTINGS: &str = "SET search_path = recoupe, pg_temp;
    SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
    SET lock_timeout = '30s';
    SET tcp_keepalives_idle = 30;
    SET tcp_keepalives_interval = 10;
    SET tcp_keepalives_count = 3;";

/// Values of a statement.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// A connection.
pub(super) struct Session {
    address: Address,
    /// None where it was given up.
    client: Option<Client>,
    /// By their SQL.
    prepared: HashMap<String, Statement>,
}

impl Session {
    pub(super) fn open(address: &Address) -> Result<Self> {
        let client = Some(connect(address)?);
        Ok(Self { address: address.clone(), client, prepared: HashMap::new() })
    }

    /// Sees to it that there is a connection, before a transaction or a question begins.
    pub(super) fn ready(&mut self) -> Result<()> {
        if self.client.as_ref().is_none_or(Client::is_closed) {
            self.prepared.clear();
            self.client = Some(connect(&self.address)?);
        }
        Ok(())
    }

    /// Runs statements that take and give nothing.
    pub(super) fn batch(&mut self, sql: &str) -> Result<()> {
        Ok(wait(self.client()?.batch_execute(sql))?)
    }

    /// Runs a statement; gives how many rows it changed.
    pub(super) fn execute(&mut self, sql: &str, values: Values<'_>) -> Result<u64> {
        let statement = self.prepare(sql)?;
        Ok(wait(self.client()?.execute(&statement, values))?)
    }

    /// Runs statements one after the other without waiting in between, as the way to the server may be long. Where one
    /// fails, those behind it fail too, in a transaction; what the first one said is told. Gives how many rows each of
    /// them changed.
    pub(super) fn run(&mut self, statements: &[(&str, Values<'_>)]) -> Result<Vec<u64>> {
        let prepared = statements.iter().map(|(sql, _)| self.prepare(sql));
        let prepared: Vec<Statement> = prepared.collect::<Result<_>>()?;
        let client = self.client()?;
        let mut running: Vec<_> = prepared
            .iter()
            .zip(statements)
            .map(|(statement, (_, values))| (Box::pin(client.execute(statement, values)), None))
            .collect();
        // Each is sent when it is first polled, and what comes back comes in this order.
        wait(poll_fn(|context| {
            for (running, done) in running.iter_mut().filter(|(_, done)| done.is_none()) {
                if let Poll::Ready(ready) = running.as_mut().poll(context) {
                    *done = Some(ready);
                }
            }
            let pending = running.iter().any(|(_, done)| done.is_none());
            if pending { Poll::Pending } else { Poll::Ready(()) }
        }));
        running.into_iter().filter_map(|(_, done)| done).map(|done| Ok(done?)).collect()
    }

    pub(super) fn list(&mut self, sql: &str, values: Values<'_>) -> Result<Vec<Row>> {
        let statement = self.prepare(sql)?;
        Ok(wait(self.client()?.query(&statement, values))?)
    }

    pub(super) fn one(&mut self, sql: &str, values: Values<'_>) -> Result<Option<Row>> {
        let statement = self.prepare(sql)?;
        Ok(wait(self.client()?.query_opt(&statement, values))?)
    }

    /// Gives the connection up: the server undoes what was begun on it.
    pub(super) fn give_up(&mut self) {
        self.client = None;
    }

    fn client(&self) -> Result<&Client> {
        self.client.as_ref().ok_or(Fault::Lost)
    }

    fn prepare(&mut self, sql: &str) -> Result<Statement> {
        if let Some(statement) = self.prepared.get(sql) {
            return Ok(statement.clone());
        }
        let statement = wait(self.client()?.prepare(sql))?;
        self.prepared.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Session").finish_non_exhaustive()
    }
}

fn connect(address: &Address) -> Result<Client> {
    let runtime = runtime()?;
    let (tell, told) = mpsc::channel();
    let (mut config, tls) = (address.config().clone(), address.tls().cloned());
    config.application_name("recoupe");
    config.keepalives_idle(SILENT);
    config.tcp_user_timeout(UNANSWERED);
    let limit = config.get_connect_timeout().copied().unwrap_or(CONNECT);
    runtime.spawn(async move {
        let opened = tokio::time::timeout(limit, async {
            Ok(match tls {
                None => driven(config.connect(NoTls).await?),
                Some(tls) => driven(config.connect(tls).await?),
            })
        });
        // Nobody waits any more where the thread that asked is gone.
        let _ = tell.send(opened.await.unwrap_or(Err(Fault::Slow(limit))));
    });
    let client = told.recv().map_err(|_| Fault::Lost)??;
    wait(client.batch_execute(SETTINGS))?;
    Ok(client)
}

/// Sees to it that a connection is driven; gives what asks it.
fn driven<S>((client, connection): (Client, Connection<Socket, S>)) -> Client
where
    S: TlsStream + Send + Unpin + 'static,
{
    // What goes wrong with it is told to who uses the client.
    tokio::spawn(async { drop(connection.await) });
    client
}

/// The thread that drives all connections of the process.
fn runtime() -> Result<&'static Runtime> {
    static RUNTIME: OnceLock<std::io::Result<Runtime>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .thread_name("postgres")
            .enable_all()
            .build()
    });
    made.as_ref().map_err(|error| Fault::System(error.to_string()))
}

/// Sleeps until `future` is done. What it waits for must be driven by another thread.
fn wait<T>(future: impl Future<Output = T>) -> T {
    struct Sleeper(Thread);
    impl Wake for Sleeper {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }
    let waker = Waker::from(Arc::new(Sleeper(thread::current())));
    let mut context = Context::from_waker(&waker);
    let mut future = pin!(future);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(done) => return done,
            Poll::Pending => thread::park(),
        }
    }
}
