//! A site on loopback that tells what it was asked for.

use jiff::Timestamp;
use recoupe_store::{Archive, FeedRow, PageRow};
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;

/// A site: what stands at each path, and what was asked for (with the status of the answer).
#[derive(Default)]
pub struct Site {
    pub pages: BTreeMap<String, String>,
    pub asked: Vec<String>,
}

pub struct Server {
    address: SocketAddr,
    site: Arc<Mutex<Site>>,
}

impl Server {
    pub fn start() -> Self {
        Self::at_host(1)
    }

    /// On an address of the loopback network of its own, so that it is a host of its own; on the first where a system has
    /// but that one.
    pub fn at_host(number: u8) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::new(127, 0, 0, number), 0))
            .or_else(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .expect("a port");
        let address = listener.local_addr().expect("an address");
        let site: Arc<Mutex<Site>> = Arc::default();
        let held = Arc::clone(&site);
        thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                let mut request = [0; 4096];
                let read = stream.read(&mut request).unwrap_or_default();
                let request = String::from_utf8_lossy(&request[..read]).into_owned();
                let path = request.split(' ').nth(1).unwrap_or_default().to_owned();
                let mut site = held.lock().expect("no panic");
                let page = site.pages.get(&path).cloned();
                // A mark that changes with the page, as a site makes it.
                let mark = page.as_ref().map(|page| {
                    format!("\"{}-{}\"", page.len(), page.bytes().map(u32::from).sum::<u32>())
                });
                let known = mark.as_ref().is_some_and(|mark| request.contains(mark.as_str()));
                let status = match (&page, known) {
                    (None, _) => "404 Not Found",
                    (_, true) => "304 Not Modified",
                    _ => "200 OK",
                };
                site.asked.push(format!("{} {path}", &status[..3]));
                let body = page.filter(|_| !known).unwrap_or_default();
                let kind =
                    if body.starts_with("<rss") { "application/rss+xml" } else { "text/html" };
                let _ = write!(
                    stream,
                    "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nETag: {}\r\nConnection: close\r\n\
                     Content-Length: {}\r\n\r\n{body}",
                    mark.unwrap_or_default(),
                    body.len()
                );
            }
        });
        Self { address, site }
    }

    pub fn at(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub fn site(&self) -> MutexGuard<'_, Site> {
        self.site.lock().expect("no panic")
    }

    pub fn put(&self, path: &str, page: String) {
        self.site().pages.insert(path.to_owned(), page);
    }

    /// A feed of these pages.
    pub fn feed(&self, paths: &[&str]) {
        let item = |path: &&str| format!("<item><title>{path}</title><link>{path}</link></item>");
        let items: String = paths.iter().map(item).collect();
        self.put(
            "/feed",
            format!("<rss version=\"2.0\"><channel><title>Gull</title>{items}</channel></rss>"),
        );
    }

    /// What was asked for since the last time, but for the rules of the site; sorted.
    pub fn asked(&self) -> Vec<String> {
        let mut asked = std::mem::take(&mut self.site().asked);
        asked.retain(|line| !line.ends_with("/robots.txt"));
        asked.sort();
        asked
    }
}

/// A page with a text.
pub fn page(name: &str, text: &str) -> String {
    format!(
        "<html><head><title>{name}</title></head><body><article><h1>{name}</h1><p>{text}</p></article></body></html>"
    )
}

/// Makes all that is watched due.
pub fn make_due(archive: &mut Archive) {
    let (feeds, pages) =
        (archive.feeds().expect("feeds"), archive.due(Timestamp::MAX, 999).expect("pages"));
    let due = Timestamp::UNIX_EPOCH;
    let mut writer = archive.write().expect("a writer");
    for feed in feeds {
        writer.watch(&FeedRow { due, ..feed }).expect("written");
    }
    for page in pages {
        writer.page(&PageRow { due: Some(due), ..page }).expect("written");
    }
}
