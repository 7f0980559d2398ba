//! The providers: a file for each, and the list.

use crate::provider::Provider;

mod mulerun;
mod pixazo;
mod pixelbyte;

/// All providers, in the order in which menus show them.
pub const ALL: &[&Provider] = &[&pixelbyte::PROVIDER, &mulerun::PROVIDER, &pixazo::PROVIDER];

/// Returns the provider with this id.
pub fn find(id: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|provider| provider.id == id)
}
