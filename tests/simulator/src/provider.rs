//! The providers and the stages of a job, by name.

use serde::{Deserialize, Serialize};

/// A provider. Its name is the second part of an API path.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Provider {
    Mulerouter,
    Mulerun,
    Pixazo,
    Pixelbyte,
}

impl Provider {
    /// Reads the name as it stands in a path.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "mulerouter" => Some(Self::Mulerouter),
            "mulerun" => Some(Self::Mulerun),
            "pixazo" => Some(Self::Pixazo),
            "pixelbyte" => Some(Self::Pixelbyte),
            _ => None,
        }
    }
}

/// What a request is for, as faults name it.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stage {
    Cancel,
    Download,
    List,
    Poll,
    Presign,
    /// A free read: the list of models, an estimate, or the status of a job that this session never had.
    Probe,
    Submit,
    Upload,
}
