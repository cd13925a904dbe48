//! What holds of an archive in a database of a server: whose database it is, whose turn, and what becomes of a
//! connection that is lost. Without a server all of it is passed over.

mod common;

use common::{FERRY, FERRY_AGAIN, Place, add};
use recoupe_store::{Archive, Listing, StoreError};
use recoupe_trial::{Heard, Home};
use std::thread;

/// A home in a database; a test ends here where there is no server.
macro_rules! home {
    () => {
        match Home::database() {
            Some(home) => Place(home),
            None => return,
        }
    };
}

/// Ends every connection to the database but the one that asks.
const CUT: &str = "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()";

/// Ends the connection that has the turn.
const CUT_THE_TURN: &str = "SELECT pg_terminate_backend(pid, 5000) FROM pg_locks
    WHERE locktype = 'advisory' AND classid = 1380144464";

#[test]
fn other_tables_of_the_database_are_left_alone() {
    let place = home!();
    place.0.run("CREATE TABLE stories (id INT); INSERT INTO stories VALUES (7)");
    let mut archive = place.open();
    add(&mut archive.write().expect("a writer"), "a", 1, FERRY);
    assert_eq!(archive.stories(&Listing::default()).expect("stories").len(), 1);
    assert_eq!(place.0.ask("SELECT id FROM public.stories"), ["7"]);
}

#[test]
fn a_schema_of_another_program_is_told_and_left_alone() {
    let place = home!();
    place.0.run("CREATE SCHEMA recoupe; CREATE TABLE recoupe.notes (id INT)");
    let name = place.0.name();
    assert!(matches!(Archive::open_existing(name.as_str()), Err(StoreError::Foreign(_))));
    assert!(matches!(Archive::open(name.as_str()), Err(StoreError::Foreign(_))));
    let tables = "SELECT relname FROM pg_class WHERE relnamespace = 'recoupe'::regnamespace";
    assert_eq!(place.0.ask(tables), ["notes"]);
}

#[test]
fn a_newer_form_is_refused() {
    let place = home!();
    drop(place.open());
    place.0.run("UPDATE recoupe.archive SET form = 99");
    let refused = Archive::open(place.0.name().as_str());
    assert!(matches!(refused, Err(StoreError::Newer { found: 99, .. })), "{refused:?}");
}

#[test]
fn an_archive_of_form_1_is_brought_up_with_what_is_in_it() {
    let place = home!();
    let form_1 = include_str!("../sql/postgres/0001.sql");
    place.0.run(&format!(
        "CREATE SCHEMA recoupe; SET search_path = recoupe; {form_1};
        UPDATE archive SET form = 1; INSERT INTO stories (id, name) VALUES (7, 'Halcyon')"
    ));
    let mut archive = place.open();
    assert_eq!(archive.story(7).expect("there").name.as_deref(), Some("Halcyon"));
    let indexes = "SELECT count(*) FROM pg_indexes WHERE schemaname = 'recoupe' AND indexname IN
        ('stories_origins', 'stories_reports', 'stories_languages')";
    assert_eq!(place.0.ask(indexes), ["3"]);
    assert_eq!(place.0.ask("SELECT form >= 2 FROM recoupe.archive"), ["t"]);
}

#[test]
fn many_that_open_at_once_make_one_archive() {
    let place = home!();
    let name = place.0.name();
    thread::scope(|scope| {
        let opened: Vec<_> =
            (0..8).map(|_| scope.spawn(|| Archive::open(name.as_str()).map(drop))).collect();
        for opened in opened {
            opened.join().expect("it ends").expect("an archive");
        }
    });
    assert_eq!(place.0.ask("SELECT count(*) FROM recoupe.archive"), ["1"]);
}

#[test]
fn a_database_of_another_encoding_is_told() {
    let place = home!();
    let latin = "trial_latin1";
    place.0.run(&format!("CREATE DATABASE {latin} ENCODING LATIN1 TEMPLATE template0"));
    let name = place.0.name();
    let (server, _) = name.rsplit_once('/').expect("an address");
    let refused = Archive::open(format!("{server}/{latin}").as_str()).expect_err("refused");
    assert!(refused.to_string().contains("LATIN1"), "{refused}");
}

#[test]
fn what_a_lost_connection_had_acknowledged_is_there_and_the_next_call_goes_on() {
    let place = home!();
    let mut archive = place.open();
    add(&mut archive.write().expect("a writer"), "a", 1, FERRY);
    place.0.run(CUT);
    // One call may learn of it; the next one has a new connection.
    let _ = archive.stories(&Listing::default());
    assert_eq!(archive.stories(&Listing::default()).expect("stories").len(), 1);
    add(&mut archive.write().expect("a writer"), "b", 1, FERRY_AGAIN);
    assert_eq!(archive.check().expect("checked").0, Vec::<String>::new());
}

#[test]
fn a_writer_whose_turn_was_lost_is_told_and_writes_nothing() {
    let place = home!();
    let (mut one, mut other) = (place.open(), place.open());
    let mut writer = one.write().expect("a writer");
    add(&mut writer, "a", 1, FERRY);
    assert!(matches!(other.write(), Err(StoreError::Busy(_))));
    place.0.run(CUT_THE_TURN);
    let mut second = other.write().expect("the turn is free");
    add(&mut second, "b", 1, FERRY_AGAIN);
    assert!(matches!(writer.rename(1, Some("Halcyon")), Err(StoreError::Busy(_))));
    drop(writer);
    drop(second);
    assert_eq!(one.story(1).expect("there").name, None);
    assert!(one.write().is_ok_and(|mut writer| writer.rename(1, Some("Halcyon")).is_ok()));
}

#[test]
fn a_turn_ends_when_it_is_dropped_and_outlives_the_archive() {
    let place = home!();
    let (archive, mut other) = (place.open(), place.open());
    for _ in 0..5 {
        let turn = archive.lock().expect("nobody writes");
        assert!(matches!(other.write(), Err(StoreError::Busy(_))));
        drop(turn);
        assert!(other.write().is_ok());
    }
    let turn = archive.lock().expect("nobody writes");
    drop(archive);
    assert!(matches!(other.write(), Err(StoreError::Busy(_))));
    drop(turn);
    assert!(other.write().is_ok());
}

#[test]
fn an_archive_is_used_and_dropped_within_a_runtime() {
    let place = home!();
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        let mut archive = place.open();
        add(&mut archive.write().expect("a writer"), "a", 1, FERRY);
    });
}

#[test]
fn a_server_that_is_not_there_is_one_line_without_the_password() {
    // A port that answers nothing, one that is closed, and a name that is none.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let silent = silent.local_addr().expect("its address");
    for (address, told) in [
        (format!("postgres://desk:s3cret@{silent}/news?connect_timeout=1"), "within 1 second"),
        ("postgres://desk:s3cret@127.0.0.1:1/news".to_owned(), "is the server there"),
        ("postgresql://desk:s3cret@db.invalid/news".to_owned(), "db.invalid"),
    ] {
        let error = Archive::open(address.as_str()).expect_err("no server").to_string();
        assert!(error.contains(told) && !error.contains("s3cret"), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

#[test]
fn a_role_that_may_only_read_reads_and_is_told_why_it_does_not_write() {
    let place = home!();
    let mut archive = place.open();
    add(&mut archive.write().expect("a writer"), "a", 1, FERRY);
    let reader = format!("reader_{}", place.0.name().rsplit('_').next().expect("a number"));
    place.0.run(&format!(
        "CREATE ROLE {reader} LOGIN; GRANT USAGE ON SCHEMA recoupe TO {reader};
        GRANT SELECT ON ALL TABLES IN SCHEMA recoupe TO {reader}"
    ));
    let name = place.0.name().replace("//recoupe@", &format!("//{reader}@"));
    let mut archive = Archive::open_existing(name.as_str()).expect("an archive");
    assert_eq!(archive.stories(&Listing::default()).expect("stories").len(), 1);
    let refused = archive.write().expect("a turn").rename(1, Some("x")).expect_err("refused");
    assert!(refused.to_string().contains("permission denied"), "{refused}");
    drop(archive);
    place.0.run(&format!("DROP OWNED BY {reader}; DROP ROLE {reader}"));
}

#[test]
fn what_is_to_be_encrypted_is_and_with_nobody_else_than_the_host() {
    let Some(server) = Heard::start() else { return };
    let encrypted = || {
        server.ask(
            "SELECT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)
            WHERE application_name = 'recoupe'",
        )
    };
    let trusted = format!("sslmode=require&sslrootcert={}", server.certificate());
    let name = format!("{}?{trusted}", server.address("localhost"));
    let mut archive = Archive::open(name.as_str()).expect("an archive");
    add(&mut archive.write().expect("a writer"), "a", 1, FERRY);
    // The archive's connection and that of its turn.
    assert_eq!(encrypted(), ["t", "t"]);
    drop(archive);
    for (address, told) in [
        (format!("{}?sslmode=require", server.address("localhost")), "certificate"),
        (format!("{}?{trusted}", server.address("127.0.0.1")), "certificate"),
    ] {
        let refused = Archive::open(address.as_str()).expect_err("refused").to_string();
        assert!(refused.contains(told), "{refused}");
    }
    // On this machine alone it need not be.
    let archive = Archive::open_existing(server.address("localhost").as_str()).expect("an archive");
    assert_eq!(encrypted(), ["f"]);
    drop(archive);
}

#[test]
fn a_server_that_does_not_encrypt_is_told() {
    let place = home!();
    let name = format!("{}?sslmode=require", place.0.name());
    let refused = Archive::open(name.as_str()).expect_err("refused").to_string();
    assert!(refused.contains("`sslmode=disable`"), "{refused}");
}

#[test]
fn a_password_is_asked_for_and_never_shown() {
    let place = home!();
    place.0.run("CREATE ROLE asked LOGIN SUPERUSER PASSWORD 's3cret'");
    let open = |who: &str| {
        let name = place.0.name().replace("//recoupe@", &format!("//{who}@"));
        Archive::open(name.as_str()).map(drop)
    };
    open("asked:s3cret").expect("an archive");
    for who in ["asked:s3cre7", "asked"] {
        let refused = open(who).expect_err("refused").to_string();
        assert!(refused.contains("PGPASSWORD") && !refused.contains("s3cre"), "{refused}");
    }
    place.0.run("DROP OWNED BY asked; DROP ROLE asked");
}
