//! Watching, against a server on loopback: what is new is read, what is not is not sent, what changed is a version.

mod common;

use common::site::{Server, page};
use common::{Affair, Ran, recoupe};
use recoupe_store::Archive;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

const BRIDGE: &str = "The bridge of Norrin was opened on Friday, said the mayor of the town, Ada Lund. Some 400 \
    people walked across it in the rain, and the old ferry Halcyon made its last crossing.";
const TUNNEL: &str = "The tunnel under the Sudrey was shut on Thursday for want of light. The road office says that \
    200 lamps must be replaced before a car may pass through it again.";

fn watch(affair: &Affair, server: &Server) -> Ran {
    recoupe(affair, &["watch", "--once", "--allow-private", &server.at("/feed")])
}

/// Makes all that is watched due.
fn make_due(affair: &Affair) {
    let archive = Archive::open_existing(affair.path("recoupe.sqlite"));
    common::site::make_due(&mut archive.expect("an archive"));
}

#[test]
fn what_is_new_is_read_and_what_is_not_is_not_sent() {
    let (affair, server) = (Affair::new(), Server::start());
    server.put("/bridge", page("Bridge", BRIDGE));
    server.put("/tunnel", page("Tunnel", TUNNEL));
    server.feed(&["/bridge"]);
    let ran = watch(&affair, &server);
    assert_eq!(
        (ran.code, ran.output.as_str()),
        (0, "1 new, 0 changed, 0 as before; 1 story; 1 feed\n")
    );
    assert_eq!(server.asked(), ["200 /bridge", "200 /feed"]);
    // Nothing is due.
    assert_eq!(watch(&affair, &server).output, "0 new, 0 changed, 0 as before; 1 feed\n");
    assert_eq!(server.asked(), Vec::<String>::new());
    make_due(&affair);
    assert_eq!(watch(&affair, &server).output, "0 new, 0 changed, 1 as before; 1 feed\n");
    assert_eq!(server.asked(), ["304 /bridge", "304 /feed"]);
    make_due(&affair);
    server.feed(&["/tunnel", "/bridge"]);
    server.put("/bridge", page("Bridge", &BRIDGE.replace("400", "600")));
    let ran = watch(&affair, &server);
    assert_eq!(ran.output, "1 new, 1 changed, 0 as before; 2 stories; 1 feed\n");
    assert_eq!(server.asked(), ["200 /bridge", "200 /feed", "200 /tunnel"]);
    let versions = recoupe(&affair, &["archive", "export", "--versions"]).output;
    assert!(versions.contains("Some 400") && versions.contains("Some 600"), "{versions}");
}

#[test]
fn what_fails_is_told_and_asked_more_rarely() {
    let (affair, server) = (Affair::new(), Server::start());
    server.put("/bridge", page("Bridge", BRIDGE));
    server.feed(&["/bridge", "/gone"]);
    let ran = watch(&affair, &server);
    assert_eq!(ran.code, 1);
    assert!(ran.errors.contains("/gone: the site answered with status 404"), "{}", ran.errors);
    assert!(ran.output.starts_with("1 new"), "{}", ran.output);
    // Not again at once.
    server.asked();
    watch(&affair, &server);
    assert_eq!(server.asked(), Vec::<String>::new());
    let runs = recoupe(&affair, &["archive", "runs"]);
    assert!(runs.output.contains("/gone"), "{}", runs.output);
    server.site().pages.clear();
    make_due(&affair);
    watch(&affair, &server);
    let status = recoupe(&affair, &["watch", "--status"]);
    assert!(
        status.output.contains("failed 1 times: the site answered with status 404"),
        "{}",
        status.output
    );
    assert_eq!(recoupe(&affair, &["watch", "--remove", &server.at("/feed")]).code, 0);
    assert_eq!(recoupe(&affair, &["watch", "--status"]).output, "");
}

#[test]
fn a_list_of_feeds_in_a_file_is_watched() {
    let (affair, server) = (Affair::new(), Server::start());
    server.put("/bridge", page("Bridge", BRIDGE));
    server.feed(&["/bridge"]);
    let list = format!(
        "<opml version=\"2.0\"><body><outline type=\"rss\" text=\"Gull\" xmlUrl=\"{}\"/></body></opml>",
        server.at("/feed")
    );
    affair.write("feeds.opml", list.as_bytes());
    let ran = recoupe(&affair, &["watch", "--once", "--allow-private", "feeds.opml"]);
    assert_eq!(ran.output, "1 new, 0 changed, 0 as before; 1 story; 1 feed\n", "{}", ran.errors);
    // From now on it is known.
    make_due(&affair);
    let ran = recoupe(&affair, &["watch", "--once", "--allow-private"]);
    assert_eq!(ran.output, "0 new, 0 changed, 1 as before; 1 feed\n", "{}", ran.errors);
}

#[test]
fn a_private_address_is_refused_without_leave() {
    let (affair, server) = (Affair::new(), Server::start());
    server.feed(&[]);
    let ran = recoupe(&affair, &["watch", "--once", &server.at("/feed")]);
    assert_eq!(ran.code, 1);
    assert!(ran.errors.contains("no public address"), "{}", ran.errors);
    assert_eq!(server.asked(), Vec::<String>::new());
}

#[test]
fn a_round_that_was_killed_goes_on_where_it_was() {
    let (affair, server) = (Affair::new(), Server::start());
    let paths = ["/1", "/2", "/3", "/4", "/5"];
    for path in paths {
        let text = BRIDGE.replace("Norrin", &format!("Norrin {path}"));
        server.put(path, page(path, &text));
    }
    server.feed(&paths);
    let feed = server.at("/feed");
    let mut rounds = 0;
    loop {
        let mut child = Command::new(env!("CARGO_BIN_EXE_recoupe"))
            .args(["watch", "--once", "--allow-private", &feed])
            .current_dir(affair.path(""))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        // A site is asked once a second: long enough for a few pages, not for all.
        thread::sleep(Duration::from_millis(4100 + rounds * 300));
        let ended = child.try_wait().expect("asked").is_some();
        child.kill().expect("killed");
        child.wait().expect("it ends");
        let checked = recoupe(&affair, &["archive", "check"]);
        assert_eq!(checked.code, 0, "{}", checked.output);
        rounds += 1;
        if ended || rounds > 8 {
            break;
        }
    }
    assert!(rounds > 1, "never killed");
    let kept = recoupe(&affair, &["archive", "export"]).output;
    assert_eq!(kept.lines().count(), paths.len(), "{rounds} rounds");
    let asked = server.asked();
    // What was filed is not asked for again; what was on its way when it was killed may be.
    let pages = asked.iter().filter(|line| !line.ends_with("/feed")).count();
    assert!(pages <= paths.len() + 2 * rounds as usize, "{asked:?}");
}
