//! Firefox and its driver: what the environment names, else what is on the machine, else Debian's package and
//! crates.io's.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result};

use super::{apt, named_program, rust};
use crate::project::Project;

/// A browser and its driver, which works with every recent version of the browser.
pub struct Firefox {
    pub firefox: PathBuf,
    pub geckodriver: PathBuf,
}

impl Firefox {
    /// Looks at `FIREFOX` and `GECKODRIVER`, then on `PATH`; installs the browser with apt and builds the
    /// driver where they are missing.
    pub fn find_or_install(project: &Project) -> Result<Self> {
        let firefox = match find("FIREFOX", NAMES)? {
            Some(firefox) => firefox,
            None => install(project)?,
        };
        let geckodriver = match find("GECKODRIVER", &["geckodriver"])? {
            Some(geckodriver) => geckodriver,
            None => {
                rust::install_geckodriver(project)?;
                project.tools().join("bin").join("geckodriver").with_extension(env::consts::EXE_EXTENSION)
            }
        };
        Ok(Self { firefox, geckodriver })
    }
}

fn install(project: &Project) -> Result<PathBuf> {
    apt::install(project, &["firefox-esr"]).context(WHAT_TO_INSTALL)?;
    find("FIREFOX", NAMES)?.context(WHAT_TO_INSTALL)
}

fn find(variable: &str, names: &[&str]) -> Result<Option<PathBuf>> {
    let named = named_program(variable)?;
    let on_path = || names.iter().find_map(|name| which::which(name).ok());
    let by_path = || PATHS.iter().map(PathBuf::from).find(|path| variable == "FIREFOX" && path.is_file());
    Ok(named.or_else(on_path).or_else(by_path))
}

const WHAT_TO_INSTALL: &str = "the tests need Firefox. Install it, or set FIREFOX to where it is";

const NAMES: &[&str] = &["firefox", "firefox-esr"];

const PATHS: &[&str] =
    &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"];
