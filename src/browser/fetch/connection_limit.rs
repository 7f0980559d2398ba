//! At most six connections of all calls of this page to one host at a time, in order of arrival.
//! The same queue lets one image at a time be re-encoded.

use std::cell::RefCell;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Waits for a free connection to a host. It is taken as long as the permit lives.
pub async fn acquire(host: String) -> Permit {
    wait(Resource::Host(host)).await
}

/// Waits until no other image is decoded: each takes four bytes a pixel.
pub async fn acquire_decoder() -> Permit {
    wait(Resource::Decoder).await
}

async fn wait(resource: Resource) -> Permit {
    let permit = QUEUE.with_borrow_mut(|queue| {
        queue.last += 1;
        queue.entries.push(Entry { number: queue.last, resource, waker: None });
        Permit(queue.last)
    });
    poll_fn(|context| if permit.is_served(context.waker()) { Poll::Ready(()) } else { Poll::Pending }).await;
    permit
}

/// A connection or the decoder, or a place in the queue for it.
pub struct Permit(u64);

impl Permit {
    fn is_served(&self, waker: &Waker) -> bool {
        QUEUE.with_borrow_mut(|queue| {
            let Some(own) = queue.position(self.0) else { return true };
            let (before, rest) = queue.entries.split_at_mut(own);
            let Some(entry) = rest.first_mut() else { return true };
            let is_served = before.iter().filter(|other| other.resource == entry.resource).count()
                < entry.resource.limit();
            entry.waker = (!is_served).then(|| waker.clone());
            is_served
        })
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let waker = QUEUE.with_borrow_mut(|queue| {
            let resource = queue.entries.remove(queue.position(self.0)?).resource;
            let mut others = queue.entries.iter_mut().filter(|entry| entry.resource == resource);
            others.nth(resource.limit() - 1)?.waker.take()
        });
        // Not while the queue is borrowed: the woken future may come back here.
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

/// The permits in order of arrival: for each resource, the first ones are served and the others wait.
struct Queue {
    last: u64,
    entries: Vec<Entry>,
}

impl Queue {
    fn position(&self, number: u64) -> Option<usize> {
        self.entries.iter().position(|entry| entry.number == number)
    }
}

struct Entry {
    number: u64,
    resource: Resource,
    waker: Option<Waker>,
}

thread_local! {
    static QUEUE: RefCell<Queue> = const { RefCell::new(Queue { last: 0, entries: Vec::new() }) };
}

/// What a permit allows.
#[derive(PartialEq)]
enum Resource {
    Decoder,
    Host(String),
}

impl Resource {
    fn limit(&self) -> usize {
        match self {
            Self::Decoder => 1,
            Self::Host(_) => CONNECTIONS_PER_HOST,
        }
    }
}

/// As many as a browser opens to one host over HTTP/1.1.
const CONNECTIONS_PER_HOST: usize = 6;
