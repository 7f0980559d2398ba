//! Programs that the tests run and that this project does not build: found on the machine, else installed with apt.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::set_up::report;

/// A program: the environment variable that may name it, if one may, its names on `PATH`, paths on other systems, and
/// Debian's package, if there is one.
#[derive(Clone, Copy)]
pub struct Program {
    variable: &'static str,
    names: &'static [&'static str],
    paths: &'static [&'static str],
    package: Option<&'static str>,
}

impl Program {
    /// Returns the path of the program that the environment names, else of the one on this machine.
    pub fn find(&self) -> Result<PathBuf> {
        let Self { variable, names, paths, package } = self;
        if let Some(path) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
            ensure!(path.is_file(), "{variable} is set to {}, where there is no file", path.display());
            return Ok(path);
        }
        let on_path = names.iter().find_map(|name| which::which(name).ok());
        let elsewhere = || paths.iter().map(PathBuf::from).find(|path| path.is_file());
        let variable =
            if variable.is_empty() { String::new() } else { format!(", or set {variable} to its path") };
        let names = names.join(" or ");
        let package = package.map(|package| format!(" (Debian's {package})")).unwrap_or_default();
        on_path.or_else(elsewhere).with_context(|| format!("install {names}{package}{variable}"))
    }
}

/// Installs the missing ones, all at once. One that apt cannot install is reported later, by [`Program::find`].
pub fn install(project: &Project, programs: impl Iterator<Item = &'static Program>) {
    let missing = programs.filter(|program| program.find().is_err());
    let missing: Vec<&str> = missing.filter_map(|program| program.package).collect();
    if missing.is_empty() || which::which("apt-get").is_err() {
        return;
    }
    let first = if which::which("sudo").is_ok() { "sudo" } else { "env" };
    let apt_get = ["env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"];
    let apt_get = |rest: &[&str]| {
        let words = [&apt_get, rest].concat();
        report(&format!("installing what the tests need ({})", words.join(" ")));
        if let Err(error) = project.command(first, words).run() {
            report(&error.to_string());
        }
    };
    apt_get(&["update"]);
    // apt-get installs nothing if the distribution lacks one of the packages.
    let is_known = |package: &&&str| {
        let show = project.command("apt-cache", ["show", **package]).stdout_null().stderr_null();
        show.run().is_ok()
    };
    let known: Vec<&str> = missing.iter().filter(is_known).copied().collect();
    apt_get(&[&["install", "-y", "--no-install-recommends"], &known[..]].concat());
}

/// Returns the browser that Playwright drives: the one that `CHROMIUM` names, else Chromium's headless shell, in which
/// a page costs less than half the processor time, else Chromium.
pub fn headless_chromium() -> Result<PathBuf> {
    let is_named = env::var_os(CHROMIUM.variable).is_some_and(|value| !value.is_empty());
    if is_named { CHROMIUM.find() } else { HEADLESS_SHELL.find().or_else(|_| CHROMIUM.find()) }
}

pub const CHROMIUM: Program = Program {
    variable: "CHROMIUM",
    names: &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"],
    paths: &[
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ],
    package: Some("chromium"),
};
/// Optional: see [`headless_chromium`].
pub const HEADLESS_SHELL: Program = named("", &["chromium-headless-shell"], Some("chromium-headless-shell"));
/// It refuses a browser of another major version.
pub const CHROMEDRIVER: Program = named("CHROMEDRIVER", &["chromedriver"], Some("chromium-driver"));
pub const FIREFOX: Program = Program {
    variable: "FIREFOX",
    names: &["firefox", "firefox-esr"],
    paths: &[
        "/Applications/Firefox.app/Contents/MacOS/firefox",
        r"C:\Program Files\Mozilla Firefox\firefox.exe",
    ],
    package: Some("firefox-esr"),
};
/// Debian has none: it is built with cargo where it is missing.
pub const GECKODRIVER: Program = named("GECKODRIVER", &["geckodriver"], None);
/// Not `convert`: other programs have that name too.
pub const IMAGE_MAGICK: Program = named("IMAGE_MAGICK", &["magick", "convert-im6.q16"], Some("imagemagick"));
/// Relays on several processes share their state in it.
pub const REDIS: Program = named("", &["redis-server"], Some("redis-server"));
/// The programs that check, make and unpack images.
pub const OF_PHOTOS: &[Program] = &[
    IMAGE_MAGICK,
    named("", &["avifenc"], Some("libavif-bin")),
    named("", &["cwebp"], Some("webp")),
    named("", &["djpeg"], Some("libjpeg-turbo-progs")),
    named("", &["exiftool"], Some("libimage-exiftool-perl")),
    named("", &["xz"], Some("xz-utils")),
];

const fn named(
    variable: &'static str,
    names: &'static [&'static str],
    package: Option<&'static str>,
) -> Program {
    Program { variable, names, paths: &[], package }
}
