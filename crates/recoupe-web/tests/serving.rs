//! How the server behaves: tags, tokens, forms, faults, slow clients, its end.

mod common;

use common::{Running, answer};
use recoupe_store::Archive;
use recoupe_web::{Options, ServeError, Server};
use std::io::{Read, Write};
use std::time::{Duration, Instant};

#[test]
fn what_a_client_has_is_not_sent_again() {
    let server = Running::start();
    for path in ["/stories", "/stories/1", "/stories/1.json", "/style.css"] {
        let first = server.get(path);
        let tag = first.header("etag").to_owned();
        assert!(tag.starts_with("W/\""), "{path}: {tag}");
        let again = server.ask("GET", path, &[("if-none-match", &format!("\"x\", {tag}"))], "");
        assert_eq!((again.status, again.bytes.len()), (304, 0), "{path}");
        assert_eq!(again.header("etag"), tag);
        let other = server.ask("GET", path, &[("if-none-match", "W/\"x\"")], "");
        assert_eq!(other.status, 200, "{path}");
    }
}

#[test]
fn long_answers_are_packed_for_who_takes_that() {
    let server = Running::start();
    let plain = server.get("/stories/1");
    let packed = server.ask("GET", "/stories/1", &[("accept-encoding", "br, gzip;q=0.8")], "");
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("etag"), plain.header("etag"));
    assert!(packed.bytes.len() * 3 < plain.bytes.len());
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed.bytes[..]).read_to_string(&mut text).expect("gzip");
    assert_eq!(text, plain.text());
    let head = server.ask("HEAD", "/stories/1", &[], "");
    assert_eq!((head.status, head.bytes.len()), (200, 0));
}

#[test]
fn beyond_this_machine_a_token_is_needed() {
    let options = |token: Option<&str>| Options {
        archive: "none.sqlite".into(),
        address: "0.0.0.0:0".parse().expect("an address"),
        token: token.map(str::to_owned),
    };
    let runtime = tokio::runtime::Runtime::new().expect("threads");
    let refused = |token| runtime.block_on(Server::bind(options(token))).expect_err("refused");
    assert!(matches!(refused(None), ServeError::NoToken(_)));
    assert!(matches!(refused(Some("short")), ServeError::ShortToken));

    let token = "a-token-chosen-by-chance";
    let server = Running::with("0.0.0.0:0", Some(token), |place| common::file(place, &[]));
    for path in ["/stories", "/stories.json", "/style.css", "/openapi.json", "/nothing"] {
        let refused = server.get(path);
        assert_eq!(refused.status, 401, "{path}");
        assert!(refused.header("www-authenticate").starts_with("Basic "), "{path}");
    }
    assert_eq!(server.get("/stories.json").json()["error"]["status"], 401);
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("host", "desk.example:80")];
    assert_eq!(server.ask("GET", "/stories", &headers, "").status, 200);
    assert_eq!(server.ask("GET", "/nothing", &headers, "").status, 404);
    let wrong = [("authorization", "Bearer another-token-of-that-length")];
    assert_eq!(server.ask("GET", "/stories", &wrong, "").status, 401);
}

#[test]
fn names_and_forms_from_outside_are_refused() {
    let server = Running::start();
    assert_eq!(server.ask("GET", "/stories", &[("host", "evil.example")], "").status, 421);
    let form =
        [("content-type", "application/x-www-form-urlencoded"), ("origin", "https://evil.example")];
    assert_eq!(server.ask("POST", "/stories/1/rename", &form, "name=Taken").status, 403);
    assert!(server.get("/stories/1.json").json()["archive"]["story"]["name"].is_null());
}

#[test]
fn a_person_renames_splits_and_merges() {
    let server = Running::start();
    let named = server.post("/stories/1/rename", "name=The+%3Cferry%3E");
    assert_eq!((named.status, named.header("location")), (303, "/stories/1"));
    assert!(server.get("/stories").text().contains("The &lt;ferry&gt;"));
    assert_eq!(server.post("/stories/1/rename", "name=").status, 303);
    assert!(!server.get("/stories").text().contains("The &lt;ferry&gt;"));

    let before = server.get("/stories/1.json").json();
    let reports = before["archive"]["reports"].as_array().expect("reports").len();
    let last = before["archive"]["reports"][reports - 1]["id"].as_u64().expect("a number");
    let split = server.post("/stories/1/split", &format!("report={last}"));
    assert_eq!((split.status, split.header("location")), (303, &*format!("/stories/{last}")));
    let after = server.get("/stories/1.json").json();
    assert_eq!(after["articles"].as_array().map(Vec::len), Some(reports - 1));

    let merged = server.post(&format!("/stories/{last}/merge"), "other=1");
    assert_eq!((merged.status, merged.header("location")), (303, "/stories/1"));
    assert_eq!(
        server.get("/stories/1.json").json()["articles"].as_array().map(Vec::len),
        Some(reports)
    );
    let moved = server.get(&format!("/stories/{last}.json"));
    assert_eq!((moved.status, moved.header("location")), (307, "/stories/1.json"));
    let steps = server.get("/stories/1/history.json").json();
    assert!(
        steps["steps"].as_array().expect("steps").iter().any(|step| step["because"] == "person")
    );
    // Comparing them once more brought the list up to date.
    let row = server.get("/stories.json?order=reports").json()["stories"][0].clone();
    assert_eq!(row["compared"], true, "{row}");
}

#[test]
fn what_cannot_be_done_is_told_with_what_to_do() {
    let server = Running::start();
    for (method, path, body, status) in [
        ("GET", "/nothing", "", 404),
        ("GET", "/stories/99", "", 404),
        ("GET", "/stories/x", "", 404),
        ("GET", "/stories/+1", "", 404),
        ("GET", "/stories/99999999999999999999999", "", 404),
        ("GET", "/stories/1/names/0", "", 404),
        ("GET", "/stories/1/names/9999", "", 404),
        ("GET", "/reports/99", "", 404),
        ("GET", "/stories?page=0", "", 400),
        ("GET", "/stories?order=size", "", 400),
        ("GET", "/search?q=after:March", "", 400),
        ("GET", "/stories/%ff", "", 400),
        ("POST", "/stories", "", 405),
        ("POST", "/stories/1/merge", "other=x", 400),
        ("POST", "/stories/1/merge", "other=99", 404),
        ("POST", "/stories/1/split", "", 400),
        ("POST", "/stories/1/split", "report=99", 409),
        ("POST", "/stories/1/rename", "title=x", 400),
    ] {
        let headers = [("content-type", "application/x-www-form-urlencoded")];
        let told = server.ask(method, path, &headers, body);
        assert_eq!(told.status, status, "{method} {path} {body}");
        assert!(told.text().contains("<h1>"), "{path}: {}", told.text());
        assert!(!told.text().contains("deserialize"), "{path}: {}", told.text());
    }
    let told = server.get("/stories/99.json");
    assert_eq!(told.header("content-type"), "application/json");
    assert_eq!(told.json()["error"]["message"], "There is no story 99");
    let json = [("content-type", "application/json")];
    assert_eq!(server.ask("POST", "/stories/1/rename", &json, "{}").status, 415);
    let long = format!("name={}", "x".repeat(70_000));
    assert_eq!(server.post("/stories/1/rename", &long).status, 413);
    assert_eq!(server.post("/stories/1/rename", &long[..500]).status, 400);
}

#[test]
fn while_somebody_else_writes_a_correction_is_put_off() {
    let server = Running::start();
    let mut archive = Archive::open_existing(&server.archive).expect("the archive");
    let writer = archive.write().expect("a turn");
    let told = server.post("/stories/1/rename", "name=Later");
    assert_eq!((told.status, told.header("retry-after")), (503, "5"));
    drop(writer);
    assert_eq!(server.post("/stories/1/rename", "name=Later").status, 303);
}

#[test]
fn corrections_at_once_are_made_one_after_the_other() {
    let server = Running::start();
    std::thread::scope(|scope| {
        let asked: Vec<_> = (0..8)
            .map(|number| {
                let server = &server;
                scope.spawn(move || server.post("/stories/1/rename", &format!("name=N{number}")))
            })
            .collect();
        for asked in asked {
            assert_eq!(asked.join().expect("an answer").status, 303);
        }
    });
}

#[test]
fn lists_and_searches_are_feeds_that_our_own_reader_takes() {
    let server = Running::start();
    for (path, entries) in [
        ("/stories.atom?order=reports", 2),
        ("/stories.jsonfeed", 2),
        ("/search.atom?q=ferry", 2),
        ("/search.jsonfeed?q=ferry", 2),
    ] {
        let feed = server.get(path);
        assert_eq!(feed.status, 200, "{path}");
        let read = recoupe_read::read(path, &feed.bytes).expect("a feed");
        assert!(read.addresses.len() >= entries, "{path}: {:?}", read.addresses);
        let base = format!("http://{}/", server.address);
        assert!(read.addresses.iter().all(|address| address.url.starts_with(&base)), "{path}");
    }
    for path in ["/search.atom?q=nosuchword", "/search.jsonfeed?q=nosuchword"] {
        let error = recoupe_read::read(path, &server.get(path).bytes).expect_err("nothing");
        assert!(error.to_string().contains("no entry"), "{error}");
    }
}

#[test]
fn clients_that_are_slow_stop_nobody_else() {
    let server = Running::start();
    let mut slow: Vec<_> = (0..100).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET /stories HTTP/1.1\r\nhost: local").expect("sent");
    }
    let begun = Instant::now();
    assert_eq!(server.get("/stories").status, 200);
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
}

#[test]
fn the_end_waits_for_the_request_in_hand() {
    let mut server = Running::start();
    let mut stream = server.connect();
    let head = format!(
        "POST /stories/1/rename HTTP/1.1\r\nhost: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 9\r\n\r\nname=",
        server.address
    );
    stream.write_all(head.as_bytes()).expect("sent");
    std::thread::sleep(Duration::from_millis(300));
    server.tell_to_end();
    std::thread::sleep(Duration::from_millis(300));
    stream.write_all(b"Late").expect("sent");
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).expect("an answer");
    assert_eq!(answer(&bytes).status, 303);
    server.wait();
    assert!(std::net::TcpStream::connect(server.address).is_err());
}
