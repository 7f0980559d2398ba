//! The providers. A new one is a file, a line here, and a folder of fixtures.

use crate::provider::Provider;

mod mulerun;
mod pixazo;
mod pixelbyte;

/// Every provider, in the order in which menus show them.
pub const ALL: &[&Provider] = &[&pixelbyte::PROVIDER, &mulerun::PROVIDER, &pixazo::PROVIDER];

/// Finds a provider by its id.
pub fn find(id: &str) -> Option<&'static Provider> {
    ALL.iter().copied().find(|provider| provider.id == id)
}
