//! The pace that all jobs of this page keep at a provider.

use std::cell::RefCell;
use std::time::Duration;

use crate::browser::fetch::connection::Connection;
use crate::browser::page::now;
use crate::job::purpose::Purpose;
use crate::job::throttle::{Admission, Throttle};

/// Asks whether a call may go now.
///
/// # Errors
///
/// How long to wait before asking again.
pub fn enter(connection: &Connection, purpose: Purpose) -> Result<Permit<'_>, Duration> {
    let mut leave = Err(Duration::ZERO);
    with(connection, purpose == Purpose::Submit, &mut |pace| leave = pace.enter(now()));
    leave.map(|leave| Permit { connection, purpose, leave })
}

/// Admission for one call. One that sends nothing gives it back.
pub struct Permit<'a> {
    connection: &'a Connection,
    purpose: Purpose,
    leave: Admission,
}

impl Permit<'_> {
    /// Notes what came of the call: the pause that the provider wants, if it was one too many.
    ///
    /// Too many submits hold back submits alone, because what is asked about ends and makes room; too many of
    /// anything else hold back everything.
    pub fn note(self, pause: Option<Duration>) {
        let buys = self.purpose == Purpose::Submit;
        let Some(pause) = pause else {
            return with(self.connection, buys, &mut |pace| pace.lift(self.leave));
        };
        let mut slow = |pace: &mut Throttle| pace.slow(now(), pause);
        with(self.connection, true, &mut slow);
        if !buys {
            with(self.connection, false, &mut slow);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        with(self.connection, self.purpose == Purpose::Submit, &mut |pace| pace.end(self.leave));
    }
}

/// Finds the pace of the submits, or of all else, at one provider as this caller reaches it.
fn with(connection: &Connection, buys: bool, use_it: &mut dyn FnMut(&mut Throttle)) {
    let address =
        connection.front_end.as_ref().map_or(connection.provider.base_url, |front_end| &front_end.url);
    PACES.with_borrow_mut(|paces| {
        let found = paces.iter().position(|(other, buying, _)| other == address && *buying == buys);
        let place = found.unwrap_or(paces.len());
        if found.is_none() {
            paces.push((address.to_owned(), buys, Throttle::default()));
        }
        if let Some((_, _, pace)) = paces.get_mut(place) {
            use_it(pace);
        }
    })
}

thread_local! {
    /// By address, and whether it is for submits.
    static PACES: RefCell<Vec<(String, bool, Throttle)>> = const { RefCell::new(Vec::new()) };
}
