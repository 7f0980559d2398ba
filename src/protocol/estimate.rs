//! What a request costs before it is sent. Integers throughout: money is exact.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::model::Price;
use super::request::ImageRequest;

/// An amount in micro-dollars: a million are one US dollar.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Money(pub u64);

impl Money {
    /// Takes a number of a reply: a whole number of micro-dollars, or nothing.
    pub fn from_number(number: f64) -> Option<Self> {
        let amount = number as u64;
        (number >= 0.0 && amount as f64 == number && amount < 1 << 53).then_some(Self(amount))
    }
}

/// As `{ microUsd, usd }`: the integer to count with, the number to show.
impl Serialize for Money {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut money = serializer.serialize_struct("Money", 2)?;
        money.serialize_field("microUsd", &(self.0 as f64))?;
        money.serialize_field("usd", &(self.0 as f64 / 1e6))?;
        money.end()
    }
}

/// What a request costs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Cost {
    Between(Money, Money),
    Exact(Money),
}

/// As `{ exact: true, microUsd, usd }` or `{ exact: false, min, max }`.
impl Serialize for Cost {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut cost = serializer.serialize_struct("Cost", 3)?;
        match self {
            Self::Between(min, max) => {
                cost.serialize_field("exact", &false)?;
                cost.serialize_field("min", min)?;
                cost.serialize_field("max", max)?;
            }
            Self::Exact(money) => {
                cost.serialize_field("exact", &true)?;
                cost.serialize_field("microUsd", &(money.0 as f64))?;
                cost.serialize_field("usd", &(money.0 as f64 / 1e6))?;
            }
        }
        cost.end()
    }
}

/// Tells what a request costs by the vendor's published prices; `None` where there are none.
pub fn cost(request: &ImageRequest) -> Option<Cost> {
    let model = request.model();
    let count = request.count.or(model.count.as_ref().map(|count| count.default)).unwrap_or(1);
    let each = |amount: u64| Money(amount.saturating_mul(count.into()));
    match model.price {
        Price::BetweenPerImage { min, max } => Some(Cost::Between(each(min), each(max))),
        Price::PerImage(amount) => Some(Cost::Exact(each(amount))),
        Price::PerRequest(amount) => Some(Cost::Exact(Money(amount))),
        Price::PerRequestByResolution(amounts) => {
            let choice = model.resolution.as_ref()?;
            let resolution = request.resolution.unwrap_or(choice.default);
            amounts
                .iter()
                .find(|(name, _)| *name == resolution)
                .map(|(_, amount)| Cost::Exact(Money(*amount)))
        }
        Price::Unpublished => None,
    }
}
