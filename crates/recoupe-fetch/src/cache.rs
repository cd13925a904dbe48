//! Answers kept on disk, so that a page that has not changed is not sent again.
//!
//! An answer is kept only with a mark (`ETag` or `Last-Modified`) by which the site can be asked whether it still
//! holds, and is never used without asking: nobody reads a stale report. Two files stand for an address, named
//! by the hash of it: the body, and a small JSON of headers with the length and hash of the body. Files are
//! written beside their place and moved there, body first. An entry that does not fit together (half written,
//! damaged, of another address) is passed over, and written anew when the page is fetched.
//!
//! Where the bodies outgrow the limit, those used longest ago go first. Several programs may share a folder; each
//! counts for itself, so that the limit may then be passed by what the others wrote.

use crate::turns::lock;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::SystemTime;
use tempfile::NamedTempFile;
use url::Url;

/// The endings of the two files of an entry.
const BODY: &str = "body";
const HEAD: &str = "json";

#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    limit: u64,
    /// Bytes of bodies in the folder, as far as this program knows.
    size: Mutex<u64>,
}

/// What is kept of an answer beside its body.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Head {
    pub(crate) url: String,
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
    pub(crate) content_type: Option<String>,
    /// Of the body; one that the size limit cut is not kept.
    length: u64,
    sha256: String,
}

impl Head {
    /// The head of an answer; `None` where it has no mark to ask by.
    pub(crate) fn of(
        url: &Url,
        body: &[u8],
        [etag, last_modified, content_type]: [Option<String>; 3],
    ) -> Option<Self> {
        (etag.is_some() || last_modified.is_some()).then(|| Self {
            url: url.to_string(),
            etag,
            last_modified,
            content_type,
            length: body.len() as u64,
            sha256: hash(body),
        })
    }
}

impl Cache {
    /// Opens the cache in `folder`, which is made if need be.
    pub(crate) fn open(folder: &Path, limit: u64) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let size = bodies(folder)?.iter().map(|body| body.size).sum();
        let cache = Self { folder: folder.to_owned(), limit, size: Mutex::new(size) };
        cache.prune();
        Ok(cache)
    }

    /// The entry of an address, if it has a whole one of at most `most` bytes.
    pub(crate) fn get(&self, url: &Url, most: u64) -> Option<(Head, Vec<u8>)> {
        let head: Head = serde_json::from_slice(&fs::read(self.place(url, HEAD)).ok()?).ok()?;
        let place = self.place(url, BODY);
        if head.url != url.as_str()
            || head.length > most
            || fs::metadata(&place).ok()?.len() != head.length
        {
            return None;
        }
        let body = fs::read(place).ok()?;
        (hash(&body) == head.sha256).then_some((head, body))
    }

    /// Keeps an answer. That it cannot be kept is no fault of the page: it is then fetched again next time.
    pub(crate) fn put(&self, url: &Url, head: &Head, body: &[u8]) {
        if head.length > self.limit {
            return;
        }
        let place = self.place(url, BODY);
        let before = fs::metadata(&place).map_or(0, |metadata| metadata.len());
        let written = self
            .write(&place, body)
            .and_then(|()| self.write(&self.place(url, HEAD), &serde_json::to_vec_pretty(head)?));
        if written.is_ok() {
            let mut size = lock(&self.size);
            *size = (*size + head.length).saturating_sub(before);
        }
        self.prune();
    }

    /// Marks an entry as used now, so that others go before it.
    pub(crate) fn used(&self, url: &Url) {
        let body = fs::File::options().append(true).open(self.place(url, BODY));
        // A file that cannot be touched is merely pruned earlier.
        let _ = body.and_then(|body| body.set_modified(SystemTime::now()));
    }

    fn write(&self, place: &Path, bytes: &[u8]) -> io::Result<()> {
        let mut file = NamedTempFile::new_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(place)?;
        Ok(())
    }

    fn prune(&self) {
        let mut size = lock(&self.size);
        if *size <= self.limit {
            return;
        }
        let Ok(mut bodies) = bodies(&self.folder) else { return };
        bodies.sort_by(|a, b| (a.used, &a.place).cmp(&(b.used, &b.place)));
        *size = bodies.iter().map(|body| body.size).sum();
        for body in bodies {
            if *size <= self.limit {
                return;
            }
            // The head first: a body without one is passed over, and one that cannot be removed still counts.
            let _ = fs::remove_file(body.place.with_extension(HEAD));
            if fs::remove_file(&body.place).is_ok() {
                *size = size.saturating_sub(body.size);
            }
        }
    }

    fn place(&self, url: &Url, ending: &str) -> PathBuf {
        self.folder.join(hash(url.as_str().as_bytes())).with_extension(ending)
    }
}

struct Kept {
    place: PathBuf,
    size: u64,
    used: SystemTime,
}

/// The bodies in a folder; files that are no entries are left alone.
fn bodies(folder: &Path) -> io::Result<Vec<Kept>> {
    let kept = fs::read_dir(folder)?.filter_map(|entry| {
        let place = entry.ok()?.path();
        let name = place.file_stem()?.to_str()?;
        let ours = name.len() == 64 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
        let metadata = fs::metadata(&place).ok()?;
        let used = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        (ours && place.extension()? == BODY).then_some(Kept { size: metadata.len(), used, place })
    });
    Ok(kept.collect())
}

fn hash(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}

#[cfg(test)]
mod tests {
    use super::{BODY, Cache, HEAD, Head};
    use std::fs;
    use std::time::{Duration, SystemTime};
    use tempfile::TempDir;
    use url::Url;

    fn folder() -> TempDir {
        tempfile::tempdir().expect("a folder")
    }

    fn page(number: usize) -> Url {
        Url::parse(&format!("http://a.example/{number}")).expect("an address")
    }

    fn keep(cache: &Cache, url: &Url, body: &[u8]) {
        let head = Head::of(url, body, [Some("\"1\"".to_owned()), None, None]).expect("a head");
        cache.put(url, &head, body);
    }

    #[test]
    fn what_is_kept_is_given_back() {
        let folder = folder();
        let cache = Cache::open(folder.path(), 1000).expect("a cache");
        keep(&cache, &page(1), b"body");
        let (head, body) = cache.get(&page(1), 1000).expect("an entry");
        assert_eq!((head.etag.as_deref(), body.as_slice()), (Some("\"1\""), b"body".as_slice()));
        assert!(cache.get(&page(2), 1000).is_none());
        assert!(cache.get(&page(1), 3).is_none());
    }

    #[test]
    fn an_answer_without_a_mark_has_no_head() {
        assert!(Head::of(&page(1), b"", [None, None, Some("text/html".to_owned())]).is_none());
    }

    #[test]
    fn a_damaged_entry_is_passed_over() {
        let folder = folder();
        let cache = Cache::open(folder.path(), 1000).expect("a cache");
        for (ending, damage) in
            [(BODY, &b"bodY"[..]), (BODY, b"bo"), (HEAD, b"{\"url\":"), (HEAD, b""), (HEAD, b"[1]")]
        {
            keep(&cache, &page(1), b"body");
            assert!(cache.get(&page(1), 1000).is_some());
            fs::write(cache.place(&page(1), ending), damage).expect("written");
            assert!(cache.get(&page(1), 1000).is_none(), "{damage:?}");
        }
        keep(&cache, &page(1), b"body");
        fs::remove_file(cache.place(&page(1), BODY)).expect("removed");
        assert!(cache.get(&page(1), 1000).is_none());
    }

    #[test]
    fn an_entry_of_another_address_is_passed_over() {
        let folder = folder();
        let cache = Cache::open(folder.path(), 1000).expect("a cache");
        keep(&cache, &page(1), b"body");
        for ending in [BODY, HEAD] {
            fs::copy(cache.place(&page(1), ending), cache.place(&page(2), ending)).expect("copied");
        }
        assert!(cache.get(&page(2), 1000).is_none());
    }

    #[test]
    fn the_oldest_go_first() {
        let folder = folder();
        let cache = Cache::open(folder.path(), 30).expect("a cache");
        for number in 0..3 {
            keep(&cache, &page(number), b"0123456789");
            let age = Duration::from_secs(100 - number as u64);
            let file = fs::File::options().append(true).open(cache.place(&page(number), BODY));
            file.and_then(|file| file.set_modified(SystemTime::now() - age)).expect("aged");
        }
        cache.used(&page(0));
        fs::write(folder.path().join("notes.body"), "not ours").expect("written");
        keep(&cache, &page(3), b"0123456789");
        let kept: Vec<bool> = (0..4).map(|number| cache.get(&page(number), 99).is_some()).collect();
        assert_eq!(kept, [true, false, true, true]);
        keep(&cache, &page(4), &[0; 31]);
        assert!(cache.get(&page(4), 99).is_none());
        drop(Cache::open(folder.path(), 10).expect("a cache"));
        assert_eq!((0..4).filter(|&number| cache.get(&page(number), 99).is_some()).count(), 1);
        assert!(folder.path().join("notes.body").exists());
    }
}
