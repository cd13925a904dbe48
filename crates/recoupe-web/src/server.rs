//! The server: what it listens on, its connections and their limits, and its end.

use crate::guard::Guard;
use crate::readers::Readers;
use crate::routes;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use recoupe_store::{Archive, Place, StoreError};
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};

/// So many connections at once; the next ones wait.
const CONNECTIONS: usize = 256;
/// How long a client may take to send the head of a request, and how long it may say nothing.
const HEAD: Duration = Duration::from_secs(15);
/// How long a connection lasts; the request in hand is finished.
const LIFE: Duration = Duration::from_mins(5);
/// How long a client may take to read its last answer, and how long the end of the server waits for all of them.
const LAST: Duration = Duration::from_secs(30);
/// A shorter token can be guessed.
const SHORTEST: usize = 16;

/// What is served, and where.
#[derive(Debug, Clone)]
pub struct Options {
    /// The archive.
    pub archive: Place,
    /// Address and port; port 0 takes one that is free.
    pub address: SocketAddr,
    /// What has to be given with each request; needed beyond the loopback interface.
    pub token: Option<String>,
}

/// Why nothing is served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Everybody in the network could read and change the archive.
    #[error(
        "{0} is open to other machines, so a token is needed; set RECOUPE_TOKEN or give --token-file"
    )]
    NoToken(SocketAddr),
    /// The token can be guessed.
    #[error("the token is too short; give at least {SHORTEST} characters, chosen by chance")]
    ShortToken,
    /// The address cannot be listened on.
    #[error("{0} cannot be listened on: {1}")]
    Address(SocketAddr, io::Error),
    /// The archive cannot be opened.
    #[error(transparent)]
    Archive(#[from] StoreError),
    /// The system gives no threads or no signals.
    #[error("the server cannot start: {0}")]
    System(io::Error),
}

/// A server that listens.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    router: Router,
}

impl Server {
    /// Listens; nothing is answered before [`Server::run`].
    ///
    /// # Errors
    ///
    /// [`ServeError`] where the archive cannot be opened, the address is taken, or a token is missing.
    pub async fn bind(options: Options) -> Result<Self, ServeError> {
        let loopback = options.address.ip().is_loopback();
        match &options.token {
            None if !loopback => return Err(ServeError::NoToken(options.address)),
            Some(token) if token.chars().count() < SHORTEST => return Err(ServeError::ShortToken),
            _ => {}
        }
        let archive = Archive::open_existing(&options.archive)?;
        let readers = Readers::new(options.archive, archive);
        let guard = Guard { loopback, token: options.token.map(Arc::from) };
        let listener = TcpListener::bind(options.address).await;
        let listener = listener.map_err(|error| ServeError::Address(options.address, error))?;
        Ok(Self { listener, router: routes::router(readers, guard) })
    }

    /// Where it listens.
    ///
    /// # Errors
    ///
    /// [`ServeError::System`] where the system does not tell.
    pub fn address(&self) -> Result<SocketAddr, ServeError> {
        self.listener.local_addr().map_err(ServeError::System)
    }

    /// Answers until `stop` is done; then the requests in hand are finished, for half a minute at most.
    pub async fn run(self, stop: impl Future<Output = ()>) {
        let mut stop = pin!(stop);
        let turns = Arc::new(Semaphore::new(CONNECTIONS));
        let (closing, _) = watch::channel(false);
        loop {
            let accepted = async {
                let turn = Arc::clone(&turns).acquire_owned().await;
                (turn, self.listener.accept().await)
            };
            let (turn, accepted) = tokio::select! {
                accepted = accepted => accepted,
                () = &mut stop => break,
            };
            let Ok((stream, _)) = accepted else {
                // No handles are left: some connections will end soon.
                sleep(Duration::from_millis(100)).await;
                continue;
            };
            let (router, closed) = (self.router.clone(), closing.subscribe());
            tokio::spawn(async move {
                let _turn = turn;
                connection(stream, router, closed).await;
            });
        }
        drop(self.listener);
        closing.send_replace(true);
        // Nothing is left to do where some do not end.
        let _ = timeout(LAST, turns.acquire_many(CONNECTIONS as u32)).await;
    }
}

/// One connection, to its end. What goes wrong with it concerns its client alone.
async fn connection(stream: TcpStream, router: Router, mut closing: watch::Receiver<bool>) {
    let service = TowerToHyperService::new(router);
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEAD)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service)
    );
    let over = async {
        tokio::select! {
            _ = closing.wait_for(|closing| *closing) => {}
            () = sleep(LIFE) => {}
        }
    };
    tokio::select! {
        _ = connection.as_mut() => return,
        () = over => {}
    }
    connection.as_mut().graceful_shutdown();
    let _ = timeout(LAST, connection).await;
}

/// Serves until the program is told to end (SIGTERM, SIGINT); `ready` is called with the address.
///
/// # Errors
///
/// [`ServeError`] where it cannot start.
pub fn serve(options: Options, ready: impl FnOnce(SocketAddr)) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    let runtime = runtime.map_err(ServeError::System)?;
    runtime.block_on(async {
        let server = Server::bind(options).await?;
        let stop = ended().map_err(ServeError::System)?;
        ready(server.address()?);
        server.run(stop).await;
        Ok::<(), ServeError>(())
    })?;
    // A story that is still being compared is of use to nobody any more.
    runtime.shutdown_background();
    Ok(())
}

#[cfg(unix)]
fn ended() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut term = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = term.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

#[cfg(not(unix))]
fn ended() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        // Where it cannot be waited for, the system ends the program.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}
