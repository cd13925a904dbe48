//! An archive made of the example and a server on a free port, and a client that sees every byte.

#![allow(dead_code, unreachable_pub, reason = "each test file uses a part")]

use recoupe_annotate::Reading;
use recoupe_store::{Archive, FeedKind, FeedRow, Filed, key};
use recoupe_web::{Options, Server};
use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};
use std::time::Duration;
use tokio::sync::oneshot;

/// A report whose every part tries to be markup.
const HOSTILE: &str = r#"{"source": "\"><script>alert(1)</script>", "url": "javascript:alert(1)", "outlet": "<img src=x onerror=alert(2)>", "language": "\"onload=alert(3) x=\"", "title": "<script>alert(4)</script> in Quibor & \"Tacuato\"", "published": "2026-02-01", "text": "<b>Mira Quist</b> said in Quibor that </p></main><script>alert(5)</script> was heard.\n\n\u201c<iframe src=//evil.example>\u201d said Mira Quist on Tuesday. It cost 12 million euros, \u001b[31m she said."}"#;

/// A server that runs until it is dropped.
pub struct Running {
    pub address: SocketAddr,
    pub archive: PathBuf,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
    _folder: tempfile::TempDir,
}

/// An answer.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub head: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        let found = self.head.iter().find(|(held, _)| held == name);
        found.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).expect("UTF-8")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

/// Files articles, each in a file of its own name, as fetched on one day.
pub fn file(place: &Path, sources: &[(String, Vec<u8>)]) {
    let mut archive = Archive::open(place).expect("an archive");
    let mut writer = archive.write().expect("a turn");
    let fetched = "2026-03-13T08:00:00Z".parse().expect("a time");
    for (name, bytes) in sources {
        for article in recoupe_read::read(name, bytes).expect("an input").articles {
            let key = key(article.url.as_deref(), &article.source);
            let filed = Filed::of(&Reading::of(article));
            writer.add(&key, &filed, None, fetched).expect("filed");
        }
    }
}

fn feed(url: &str, failures: u64, read: Option<&str>) -> FeedRow {
    FeedRow {
        url: url.to_owned(),
        kind: FeedKind::Feed,
        etag: None,
        last_modified: None,
        due: "2026-03-14T08:00:00Z".parse().expect("a time"),
        interval: 900,
        read: read.map(|read| read.parse().expect("a time")),
        failures,
        error: (failures > 0).then(|| "<i>HTTP 500</i>".to_owned()),
    }
}

/// The example, a hostile report in two versions, and three feeds, of which one failed and one was never read.
fn example(place: &Path) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/ferry");
    let mut sources: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder)
        .expect("the example")
        .map(|entry| entry.expect("an entry").path())
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            (name, std::fs::read(&path).expect("a report"))
        })
        .collect();
    sources.sort();
    // It came before with another figure: there are two versions of it.
    let before = HOSTILE.replace("12 million", "11 million");
    sources.push(("hostile.jsonl".to_owned(), before.into_bytes()));
    sources.push(("hostile.jsonl".to_owned(), HOSTILE.as_bytes().to_vec()));
    file(place, &sources);
    let mut archive = Archive::open(place).expect("an archive");
    let mut writer = archive.write().expect("a turn");
    for row in [
        feed("https://silent.example/feed", 0, Some("2026-03-13T08:00:00Z")),
        feed("https://failing.example/feed", 3, Some("2026-03-13T08:00:00Z")),
        feed("https://new.example/<feed>", 0, None),
    ] {
        writer.watch(&row).expect("watched");
    }
}

impl Running {
    /// The example on the loopback interface.
    pub fn start() -> Self {
        Self::with("127.0.0.1:0", None, example)
    }

    pub fn with(address: &str, token: Option<&str>, fill: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let archive = folder.path().join("archive.sqlite");
        fill(&archive);
        let options = Options {
            archive: (&archive).into(),
            address: address.parse().expect("an address"),
            token: token.map(str::to_owned),
        };
        let (stop, stopped) = oneshot::channel();
        let (told, address) = std::sync::mpsc::channel();
        let thread = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
            runtime.expect("threads").block_on(async {
                let server = Server::bind(options).await.expect("a server");
                told.send(server.address().expect("an address")).expect("told");
                server.run(async { drop(stopped.await) }).await;
            });
        });
        let address = address.recv().expect("an address");
        let address = SocketAddr::new([127, 0, 0, 1].into(), address.port());
        Self { address, archive, stop: Some(stop), thread: Some(thread), _folder: folder }
    }

    /// Tells the server to end, without waiting for it.
    pub fn tell_to_end(&mut self) {
        drop(self.stop.take());
    }

    pub fn wait(&mut self) {
        self.tell_to_end();
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server ends");
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, &[], "")
    }

    pub fn post(&self, path: &str, form: &str) -> Answer {
        self.ask("POST", path, &[("content-type", "application/x-www-form-urlencoded")], form)
    }

    pub fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        let mut request = format!("{method} {path} HTTP/1.1\r\nconnection: close\r\n");
        if !headers.iter().any(|(name, _)| *name == "host") {
            request.extend(["host: ", &self.address.to_string(), "\r\n"]);
        }
        for (name, value) in headers {
            request.extend([*name, ": ", *value, "\r\n"]);
        }
        request.extend(["content-length: ", &body.len().to_string(), "\r\n\r\n", body]);
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("sent");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("an answer");
        answer(&bytes)
    }

    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(40))).expect("a limit");
        stream
    }
}

pub fn answer(bytes: &[u8]) -> Answer {
    let end = bytes.windows(4).position(|window| window == b"\r\n\r\n").expect("a head");
    let head = std::str::from_utf8(&bytes[..end]).expect("a head of letters");
    let mut lines = head.split("\r\n");
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).expect("a status");
    let head = lines
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_lowercase(), value.to_owned()))
        .collect();
    Answer { status: status.parse().expect("a number"), head, bytes: bytes[end + 4..].to_vec() }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.tell_to_end();
        if let Some(thread) = self.thread.take() {
            // A test that failed has said why.
            let _ = thread.join();
        }
    }
}
