//! The pace that all jobs of this page keep at a provider.

use std::cell::RefCell;
use std::time::Duration;

use crate::protocol::pace::Pace;
use crate::protocol::retry::Purpose;

use super::connection::Connection;
use super::environment::now;

/// Asks whether a call may go now.
///
/// # Errors
///
/// How long to wait before asking again.
pub fn enter(connection: &Connection, purpose: Purpose) -> Result<Slot<'_>, Duration> {
    let wait = with(connection, purpose == Purpose::Submit, |pace| pace.wait(now()));
    if wait.is_zero() { Ok(Slot { connection, purpose }) } else { Err(wait) }
}

/// Leave for one call. One that sends nothing gives it back.
pub struct Slot<'a> {
    connection: &'a Connection,
    purpose: Purpose,
}

impl Slot<'_> {
    /// Notes what came of the call: the pause that the provider wants, if it was one too many.
    ///
    /// Too many submits hold back submits alone, because what is asked about ends and makes room; too many of
    /// anything else hold back everything.
    pub fn note(self, pause: Option<Duration>) {
        let buys = self.purpose == Purpose::Submit;
        with(self.connection, buys, |pace| pace.note(now(), pause));
        if !buys && pause.is_some() {
            with(self.connection, true, |pace| pace.note(now(), pause));
        }
    }
}

impl Drop for Slot<'_> {
    fn drop(&mut self) {
        with(self.connection, self.purpose == Purpose::Submit, Pace::leave);
    }
}

/// Finds the pace of the submits, or of all else, at one provider as this caller reaches it.
fn with<T>(connection: &Connection, buys: bool, use_it: impl FnOnce(&mut Pace) -> T) -> T {
    let address = connection.endpoint.as_ref().map_or(connection.provider.base_url, |endpoint| &endpoint.url);
    PACES.with_borrow_mut(|paces| {
        let found = paces.iter().position(|(other, buying, _)| other == address && *buying == buys);
        let place = found.unwrap_or(paces.len());
        if found.is_none() {
            paces.push((address.to_owned(), buys, Pace::default()));
        }
        let mut none = Pace::default();
        use_it(paces.get_mut(place).map_or(&mut none, |(_, _, pace)| pace))
    })
}

thread_local! {
    /// By address, and whether it is for submits.
    static PACES: RefCell<Vec<(String, bool, Pace)>> = const { RefCell::new(Vec::new()) };
}
