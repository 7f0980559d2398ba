//! Files that real cameras wrote, and the programs that make and judge images beside our own code.
//!
//! The files are in Debian's source packages, which are pinned by their SHA-256. They are not copied into the
//! repository, because they have licences of their own.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde::Deserialize;

use super::{apt, say};
use crate::files;
use crate::project::Project;

/// What the tests need to know about the photos.
pub struct Photos {
    /// ImageMagick's program, whose name differs.
    pub image_magick: PathBuf,
}

/// Installs the programs, and fetches and unpacks the files, unless they are there.
pub fn install(project: &Project) -> Result<Photos> {
    let missing: Vec<_> = PROGRAMS.iter().filter(|(program, _)| find(project, program).is_none()).collect();
    if !missing.is_empty() {
        let packages: Vec<&str> = missing.iter().map(|(_, package)| *package).collect();
        apt::install(project, &packages).with_context(|| {
            let named = missing.iter().map(|(program, package)| format!("{program} (Debian's {package})"));
            format!("install for the step `photos`: {}", named.collect::<Vec<_>>().join(", "))
        })?;
    }
    let image_magick = find(project, IMAGE_MAGICK).context("ImageMagick was not found")?;
    let list = files::read(&project.e2e().join("photos").join("sources.json"))?;
    let sources: Vec<Source> = serde_json::from_str(&list).context("sources.json is not as it should be")?;
    for source in &sources {
        unpack(project, source).with_context(|| {
            format!(
                "put {} (SHA-256 {}), of Debian's source package {name} {} \
                 (https://packages.debian.org/source/bookworm/{name}), into {}",
                source.file,
                source.sha256,
                source.version,
                folder(project).display(),
                name = source.name,
            )
        })?;
    }
    Ok(Photos { image_magick })
}

/// Where the files are, each source in a folder of its name.
pub fn folder(project: &Project) -> PathBuf {
    project.target.join("photos")
}

/// One source package.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    name: String,
    version: String,
    /// The archive as its authors published it.
    file: String,
    sha256: String,
    /// The folder of the archive that holds the images.
    folder: String,
    #[allow(dead_code)]
    licence: String,
}

/// Returns a program's path. `convert` must report that it is ImageMagick: other programs have that name too.
fn find(project: &Project, program: &str) -> Option<PathBuf> {
    if program != IMAGE_MAGICK {
        return which::which(program).ok();
    }
    let is_image_magick = |path: &PathBuf| {
        let answer = project.command(&path.to_string_lossy(), ["-version"]).stderr_null().read();
        answer.is_ok_and(|answer| answer.contains(IMAGE_MAGICK))
    };
    let names = ["magick", "convert", "convert-im6.q16"];
    names.iter().filter_map(|name| which::which(name).ok()).find(is_image_magick)
}

fn unpack(project: &Project, source: &Source) -> Result<()> {
    let unpacked = folder(project).join(&source.name);
    let stamp = unpacked.join(".sha256");
    if fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == source.sha256) {
        return Ok(());
    }
    fs::create_dir_all(&unpacked)?;
    let archive = folder(project).join(&source.file);
    if !archive.is_file() {
        fetch(project, source)?;
    }
    let path =
        |path: &Path| path.to_str().map(str::to_owned).context("the target folder's path is not UTF-8");
    let (archive, unpacked) = (path(&archive)?, path(&unpacked)?);
    let sum = project.command("node", ["--eval", SHA_256, "--", &archive]).read()?;
    ensure!(sum == source.sha256, "{archive} is not the archive that is pinned");
    let depth = format!("--strip-components={}", source.folder.split('/').count());
    let arguments = ["--extract", "--file", &archive, "--directory", &unpacked, &depth, &source.folder];
    project.command("tar", arguments).run()?;
    files::write(&stamp, &source.sha256)
}

/// Fetches a source package with apt, from where this machine has its packages. What apt learns on the way
/// stays in a folder of its own.
fn fetch(project: &Project, source: &Source) -> Result<()> {
    ensure!(which::which("apt-get").is_ok(), "apt-get was not found");
    say(&format!("fetching {} for its photos (apt-get source)", source.file));
    let folder = folder(project);
    let own = folder.join("apt");
    fs::create_dir_all(own.join("lists").join("partial"))?;
    let parts = own.join("parts");
    copy_sources(&parts)?;
    let options = [
        ("Dir::Etc::SourceList", PathBuf::from("/dev/null")),
        ("Dir::Etc::SourceParts", parts),
        ("Dir::State::Lists", own.join("lists")),
        ("Dir::Cache", own.clone()),
    ];
    let options: Vec<String> =
        options.iter().flat_map(|(name, path)| ["-o".into(), format!("{name}={}", path.display())]).collect();
    let apt_get = |rest: &[&str]| {
        let rest = rest.iter().map(|word| (*word).to_owned());
        project.command_in(&folder, "apt-get", options.iter().cloned().chain(rest)).run()
    };
    apt_get(&["--quiet=2", "update"])?;
    let version = format!("{}={}", source.name, source.version);
    apt_get(&["--quiet=2", "source", "--download-only", "--only-source", &version])?;
    Ok(())
}

/// Writes this machine's lists of Debian's packages into a folder, as lists of their sources.
fn copy_sources(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    let lists = LISTS.iter().filter_map(|path| Some((Path::new(path), fs::read_to_string(path).ok()?)));
    let mut copied = 0;
    for (path, list) in lists {
        let name = path.file_name().with_context(|| format!("{} has no name", path.display()))?;
        fs::write(folder.join(name), as_sources(&list))?;
        copied += 1;
    }
    ensure!(copied > 0, "this machine has no list of Debian's packages: neither {}", LISTS.join(" nor "));
    Ok(())
}

/// Turns a list of packages into one of their sources, in either of apt's two formats.
fn as_sources(list: &str) -> String {
    let line = |line: &str| match line.split_once([' ', '\t']) {
        Some(("deb", rest)) => format!("deb-src {rest}\n"),
        Some(("Types:", _)) => "Types: deb-src\n".to_owned(),
        // Named again, a source is a warning.
        Some(("deb-src", _)) => String::new(),
        _ => format!("{line}\n"),
    };
    list.lines().map(line).collect()
}

/// Node has it on every system.
const SHA_256: &str = "\
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
console.log(createHash('sha256').update(readFileSync(process.argv[1])).digest('hex'));";

/// Where Debian's installer and Debian's images name the machine's packages.
const LISTS: &[&str] = &["/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources"];

/// What judges, makes and unpacks images, and the packages that hold it.
const PROGRAMS: &[(&str, &str)] = &[
    ("avifenc", "libavif-bin"),
    (IMAGE_MAGICK, "imagemagick"),
    ("cwebp", "webp"),
    ("djpeg", "libjpeg-turbo-progs"),
    ("exiftool", "libimage-exiftool-perl"),
    ("xz", "xz-utils"),
];

/// The name by which it calls itself.
const IMAGE_MAGICK: &str = "ImageMagick";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_packages_becomes_one_of_their_sources_in_both_formats() {
        assert_eq!(
            as_sources(
                "# deb x\ndeb [arch=amd64] http://a.example b main\ndeb-src http://a.example b main\n"
            ),
            "# deb x\ndeb-src [arch=amd64] http://a.example b main\n"
        );
        assert_eq!(
            as_sources("Types: deb deb-src\nURIs: http://a.example\n"),
            "Types: deb-src\nURIs: http://a.example\n"
        );
    }
}
