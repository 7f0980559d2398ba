//! The header `Relay-Outcome`, with which a relay says what it knows of a submit.

/// The header `Relay-Outcome`: what a relay knows of a submit under an idempotency key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum RelayOutcome {
    /// The provider's first reply, or the same again.
    Answered,
    /// The submit is on its way.
    Pending,
    /// It was sent, and the provider gave no clear reply.
    Unknown,
    /// Nothing was bought.
    Unsent,
}

impl RelayOutcome {
    /// Parses the value of the header, also where a server in between repeated it or changed its case.
    pub fn parse(value: &str) -> Option<Self> {
        let value = value.to_ascii_lowercase();
        let mut values = value.split(',').map(str::trim);
        let first = values.next()?;
        if values.any(|other| other != first) {
            return None;
        }
        match first {
            "answered" => Some(Self::Answered),
            "pending" => Some(Self::Pending),
            "unknown" => Some(Self::Unknown),
            "unsent" => Some(Self::Unsent),
            _ => None,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_outcome_of_a_relay_is_read_as_servers_in_between_rewrite_it() {
        for (value, outcome) in [
            ("unsent", Some(RelayOutcome::Unsent)),
            ("Answered", Some(RelayOutcome::Answered)),
            ("unknown, unknown", Some(RelayOutcome::Unknown)),
            ("pending,PENDING", Some(RelayOutcome::Pending)),
            ("unsent, unknown", None),
            ("", None),
            ("bought", None),
        ] {
            assert_eq!(RelayOutcome::parse(value), outcome, "{value}");
        }
    }
}
