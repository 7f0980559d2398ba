//! Amounts of money. All of them are integers, so they are exact.

use crate::wire::json::{Json, whole};

/// An amount in micro-dollars, millionths of a US dollar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Money(pub u64);

impl Money {
    /// A number of a reply in micro-dollars; `None` if it is not whole.
    pub fn from_number(number: f64) -> Option<Self> {
        whole(number).map(Self)
    }
}

/// `{ microUsd, usd }`: the integer to calculate with, the number to show.
impl From<Money> for Json {
    fn from(Money(amount): Money) -> Self {
        let amount = amount as f64;
        Self::object(vec![("microUsd", amount.into()), ("usd", (amount / 1e6).into())])
    }
}

/// The price of a request.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cost {
    Between(Money, Money),
    Exact(Money),
}

/// `{ exact: true, microUsd, usd }` or `{ exact: false, min, max }`.
impl From<Cost> for Json {
    fn from(cost: Cost) -> Self {
        Self::object(match cost {
            Cost::Between(min, max) => {
                vec![("exact", false.into()), ("min", min.into()), ("max", max.into())]
            }
            Cost::Exact(money) => vec![
                ("exact", true.into()),
                ("microUsd", (money.0 as f64).into()),
                ("usd", (money.0 as f64 / 1e6).into()),
            ],
        })
    }
}
