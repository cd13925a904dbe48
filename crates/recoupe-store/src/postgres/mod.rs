//! PostgreSQL: a database of a server, which many machines can read and write by turns.
//!
//! It promises what the trait does. A transaction is on the disk of the server when it is done (`synchronous_commit`);
//! whoever reads waits for nobody. The turn to write is an advisory lock (`lock`). Because the connection that has it
//! may be lost unseen, each transaction that writes also counts itself in one row, and goes on only where nobody else
//! counted in between: a writer that was overtaken is told so and writes nothing.
//!
//! Limits: a connection belongs to an archive as long as it is open, so that what stands between the program and the
//! server must give each client a connection of its own (a pooler by transactions does not).

mod address;
mod fault;
mod lock;
mod migrate;
mod names;
mod read;
mod rows;
mod search;
mod session;
mod tls;
mod upkeep;
mod values;
mod vectors;
mod watching;
mod write;

use self::address::Address;
use self::fault::{Fault, told};
use self::lock::Spare;
use self::session::Session;
use crate::engine::{Engine, Result};
use crate::place::Place;

/// An archive in a database of PostgreSQL.
#[derive(Debug)]
pub(crate) struct Postgres {
    place: Place,
    address: Address,
    session: Session,
    spare: Spare,
    /// How many transactions have written, as far as is known here.
    written: Option<i64>,
    /// How many of them are this connection's own.
    own: i64,
}

impl Postgres {
    /// Opens the archive at `place`, and makes one there if `make` is set and nothing is there.
    ///
    /// # Errors
    ///
    /// [`crate::StoreError`] where there is no archive, something else, one of a newer form, or no server.
    pub(crate) fn boxed(place: &Place, make: bool) -> Result<Box<dyn Engine>> {
        let address = Address::of(place)?;
        let mut session = Session::open(&address).map_err(|fault| told(place, fault))?;
        migrate::migrate(&mut session, place, make)?;
        let (place, spare) = (place.clone(), Spare::default());
        Ok(Box::new(Self { place, address, session, spare, written: None, own: 0 }))
    }

    /// Runs a job as one transaction.
    fn transact<T>(&mut self, job: impl FnOnce(&mut Session) -> fault::Result<T>) -> Result<T> {
        let on = &mut self.session;
        let run = || {
            on.ready()?;
            let before = match self.written {
                Some(written) => written,
                None => counted(on)?,
            };
            let done = begin(on, before).and_then(|()| job(on)).and_then(|made| {
                on.batch("COMMIT")?;
                Ok(made)
            });
            match &done {
                Ok(_) => {
                    self.written = Some(before + 1);
                    self.own += 1;
                }
                Err(_) => {
                    if on.batch("ROLLBACK").is_err() {
                        on.give_up();
                    }
                }
            }
            done
        };
        run().map_err(|fault| told(&self.place, fault))
    }

    /// Asks for something.
    fn asked<T>(&mut self, job: impl FnOnce(&mut Session) -> fault::Result<T>) -> Result<T> {
        let asked = self.session.ready().and_then(|()| job(&mut self.session));
        asked.map_err(|fault| told(&self.place, fault))
    }
}

/// How many transactions have written.
fn counted(on: &mut Session) -> fault::Result<i64> {
    let row = on.one("SELECT generation FROM archive", &[])?;
    Ok(row.ok_or(Fault::Column("its form is missing"))?.try_get(0)?)
}

/// Begins a transaction behind so many others; [`Fault::Overtaken`] where there were more.
fn begin(on: &mut Session, before: i64) -> fault::Result<()> {
    let done = on.run(&[
        ("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE", &[]),
        ("UPDATE archive SET generation = generation + 1 WHERE generation = $1", &[&before]),
    ])?;
    if done.last() == Some(&1) { Ok(()) } else { Err(Fault::Overtaken) }
}
