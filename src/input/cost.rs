//! The price of a request before it is sent.

use crate::provider::model::{Base, Per, Table, Value};
use crate::provider::money::{Cost, Money};
use crate::provider::request::ImageRequest;
use crate::wire::json::number_text;

/// Returns the price of a request by the provider's published prices; `None` if it publishes none.
///
/// The price is a range where it depends on a value that neither the request nor a default has.
pub fn cost(request: &ImageRequest) -> Option<Cost> {
    let price = request.model().price.as_ref()?;
    let (mut min, mut max) = match &price.base {
        Base::Amount(amount) => (*amount, *amount),
        Base::By(table) => amounts(request, table)?,
        Base::Range(min, max) => (*min, *max),
    };
    for factor in &price.factors {
        let (least, most) = amounts(request, factor)?;
        min = min.saturating_mul(least).div_ceil(1000);
        max = max.saturating_mul(most).div_ceil(1000);
    }
    let count = match price.per {
        Per::Image => u64::from(request.count()),
        Per::Request => 1,
    };
    let [min, max] = [min, max].map(|amount| Money(amount.saturating_mul(count)));
    Some(if min == max { Cost::Exact(min) } else { Cost::Between(min, max) })
}

/// Returns the least and the greatest amount that the request may have.
fn amounts(request: &ImageRequest, table: &Table) -> Option<(u64, u64)> {
    let value = match request.value(&table.by) {
        _ if table.by == "count" => Some(request.count().to_string()),
        Some(Value::Number(number)) => Some(number_text(*number)),
        Some(Value::Pixels(width, height)) => Some(format!("{width}x{height}")),
        Some(Value::Text(text)) => Some(text.clone()),
        Some(Value::Boolean(_)) | None => None,
    };
    let of_value = value.and_then(|value| table.amounts.iter().find(|(priced, _)| *priced == value));
    if let Some((_, amount)) = of_value {
        return Some((*amount, *amount));
    }
    let all = || table.amounts.iter().map(|(_, amount)| *amount);
    all().min().zip(all().max())
}
