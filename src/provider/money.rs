//! What a request costs before it is sent. Integers throughout: money is exact.

use crate::wire::json::{Json, whole};

/// An amount in micro-dollars: a million are one US dollar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Money(pub u64);

impl Money {
    /// Takes a number of a reply: a whole number of micro-dollars, or nothing.
    pub fn from_number(number: f64) -> Option<Self> {
        whole(number).map(Self)
    }
}

/// As `{ microUsd, usd }`: the integer to count with, the number to show.
impl From<Money> for Json {
    fn from(Money(amount): Money) -> Self {
        let amount = amount as f64;
        Self::object(vec![("microUsd", amount.into()), ("usd", (amount / 1e6).into())])
    }
}

/// What a request costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cost {
    Between(Money, Money),
    Exact(Money),
}

/// As `{ exact: true, microUsd, usd }` or `{ exact: false, min, max }`.
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
