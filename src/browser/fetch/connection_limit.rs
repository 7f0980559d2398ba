//! At most so many connections of this page to a host at a time, whichever calls they are for: first come, first
//! served.

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Waits for a connection to a host to be free. It is taken as long as the returned value lives.
pub async fn enter(host: String) -> Permit {
    let place = QUEUE.with_borrow_mut(|queue| {
        queue.last += 1;
        queue.places.push(Entry { number: queue.last, host, waker: None });
        Permit(queue.last)
    });
    poll_fn(|context| if place.is_served(context.waker()) { Poll::Ready(()) } else { Poll::Pending }).await;
    place
}

/// A connection that is taken, or a place in the queue for one.
pub struct Permit(u64);

impl Permit {
    fn is_served(&self, waker: &Waker) -> bool {
        QUEUE.with_borrow_mut(|queue| {
            let Some(own) = queue.position(self.0) else { return true };
            let (before, rest) = queue.places.split_at_mut(own);
            let Some(entry) = rest.first_mut() else { return true };
            let is_served = before.iter().filter(|other| other.host == entry.host).count() < MOST;
            entry.waker = (!is_served).then(|| waker.clone());
            is_served
        })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let waker = QUEUE.with_borrow_mut(|queue| {
            let host = queue.places.remove(queue.position(self.0)?).host;
            let mut of_host = queue.places.iter_mut().filter(|entry| entry.host == host);
            of_host.nth(MOST - 1)?.waker.take()
        });
        // Not while the queue is borrowed: what is woken may come back here.
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// All that have come and not gone, in order: of each host the first few are served.
struct Queue {
    last: u64,
    places: Vec<Entry>,
}

impl Queue {
    fn position(&self, number: u64) -> Option<usize> {
        self.places.iter().position(|entry| entry.number == number)
    }
}

struct Entry {
    number: u64,
    host: String,
    waker: Option<Waker>,
}

thread_local! {
    static QUEUE: RefCell<Queue> = const { RefCell::new(Queue { last: 0, places: Vec::new() }) };
}

/// As many as a browser opens to one host.
const MOST: usize = 6;
