//! The price of a request before it is sent.

use crate::provider::model::Price;
use crate::provider::money::{Cost, Money};
use crate::provider::request::ImageRequest;

/// Returns the price of a request by the provider's published prices; `None` if it publishes none.
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
