//! Chromium and its driver: those that the environment names, else those on the machine, else Debian's
//! packages.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};

use super::{apt, named_program};
use crate::project::Project;

/// A browser and the driver that fits it.
pub struct Browser {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

impl Browser {
    /// Looks at `CHROMIUM` and `CHROMEDRIVER`, then on `PATH`, and installs with apt when that finds no pair.
    pub fn find_or_install(project: &Project) -> Result<Self> {
        if let Some(browser) = Self::find(project)? {
            return Ok(browser);
        }
        apt::install(project, &["chromium", "chromium-driver"]).context(WHAT_TO_INSTALL)?;
        Self::find(project)?.context(WHAT_TO_INSTALL)
    }

    fn find(project: &Project) -> Result<Option<Self>> {
        let (chromium, chromedriver) = (named_program("CHROMIUM")?, named_program("CHROMEDRIVER")?);
        let Some(chromedriver) = chromedriver.or_else(|| which::which("chromedriver").ok()) else {
            return Ok(None);
        };
        // A driver refuses a browser of another major version.
        let driven = major_version(project, &chromedriver);
        let fits = |chromium: &PathBuf| match (driven, major_version(project, chromium)) {
            (Some(driven), Some(version)) => driven == version,
            _ => true,
        };
        let Some(chromium) = chromium else {
            return Ok(installed_browsers()
                .into_iter()
                .find(fits)
                .map(|chromium| Self { chromium, chromedriver }));
        };
        ensure!(
            fits(&chromium),
            "{} and {} have different major versions",
            chromium.display(),
            chromedriver.display()
        );
        Ok(Some(Self { chromium, chromedriver }))
    }
}

fn installed_browsers() -> Vec<PathBuf> {
    let on_path = BROWSER_NAMES.iter().filter_map(|name| which::which(name).ok());
    let by_path = BROWSER_PATHS.iter().map(PathBuf::from).filter(|path| path.is_file());
    on_path.chain(by_path).collect()
}

/// The first number in what a browser or a driver says about its version.
fn major_version(project: &Project, program: &Path) -> Option<u32> {
    let answer = project.command(program.to_str()?, ["--version"]).stderr_null().read().ok()?;
    first_number(&answer)
}

fn first_number(answer: &str) -> Option<u32> {
    answer.split_whitespace().find_map(|word| word.split_once('.')?.0.parse().ok())
}

const WHAT_TO_INSTALL: &str = "the tests need Chromium (or Chrome) and a chromedriver of the same major version. Install both, \
    or set CHROMIUM and CHROMEDRIVER to where they are";

const BROWSER_NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const BROWSER_PATHS: &[&str] = &[
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_version_is_the_first_dotted_number_of_the_answer() {
        assert_eq!(first_number("Chromium 156.0.8078.79 built on Debian 12"), Some(156));
        assert_eq!(first_number("ChromeDriver 156.0.8078.79 (abc-refs/branch-heads/1@{#2})"), Some(156));
        assert_eq!(first_number("no version"), None);
    }
}
