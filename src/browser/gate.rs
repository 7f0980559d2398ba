//! At most so many connections of this page at a time, whichever calls they are for: first come, first served.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::task::{Poll, Waker};

/// Waits for a connection to be free. It is taken as long as the returned value lives.
pub async fn enter() -> Permit {
    let place = Place::take();
    poll_fn(|context| if place.is_served(context.waker()) { Poll::Ready(Permit) } else { Poll::Pending })
        .await
}

/// A connection that is taken.
pub struct Permit;

impl Drop for Permit {
    fn drop(&mut self) {
        GATE.with_borrow_mut(|gate| gate.inside -= 1);
        call_next();
    }
}

/// A place in the queue, given up when the one who waits goes away.
struct Place(u64);

impl Place {
    fn take() -> Self {
        GATE.with_borrow_mut(|gate| {
            gate.last += 1;
            gate.waiting.push_back((gate.last, None));
            Self(gate.last)
        })
    }

    fn is_served(&self, waker: &Waker) -> bool {
        GATE.with_borrow_mut(|gate| {
            let is_first = gate.waiting.front().is_some_and(|(place, _)| *place == self.0);
            if is_first && gate.inside < MOST {
                gate.inside += 1;
                return true;
            }
            if let Some((_, waiting)) = gate.waiting.iter_mut().find(|(place, _)| *place == self.0) {
                *waiting = Some(waker.clone());
            }
            false
        })
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        GATE.with_borrow_mut(|gate| gate.waiting.retain(|(place, _)| *place != self.0));
        call_next();
    }
}

/// Wakes whoever is first. Not while the gate is borrowed: what is woken may come back here.
fn call_next() {
    let next = GATE.with_borrow_mut(|gate| gate.waiting.front_mut().and_then(|(_, waker)| waker.take()));
    if let Some(waker) = next {
        waker.wake();
    }
}

struct Gate {
    inside: u32,
    last: u64,
    waiting: VecDeque<(u64, Option<Waker>)>,
}

thread_local! {
    static GATE: RefCell<Gate> =
        const { RefCell::new(Gate { inside: 0, last: 0, waiting: VecDeque::new() }) };
}

/// As many as a browser opens to one host.
const MOST: u32 = 6;
