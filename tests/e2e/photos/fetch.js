// Fetches files of real cameras from Debian's source packages with apt, and unpacks them. They are not in the repository
// because they have licences of their own. Arguments: the list of the packages (sources.json), and the folder for them.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

const [list, folder] = process.argv.slice(2);
const apt = join(folder, "apt");
/** What apt learns stays in a folder of its own. */
const OPTIONS = {
  "Dir::Etc::SourceList": "/dev/null",
  "Dir::Etc::SourceParts": join(apt, "parts"),
  "Dir::State::Lists": join(apt, "lists"),
  "Dir::Cache": apt,
};
/** Where Debian names the machine's packages. */
const LISTS = ["/etc/apt/sources.list", "/etc/apt/sources.list.d/debian.sources"];

for (const source of JSON.parse(readFileSync(list, "utf8"))) {
  const { name, version, file, sha256 } = source;
  const unpacked = join(folder, name);
  const stamp = join(unpacked, ".sha256");
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === sha256) continue;
  const archive = join(folder, file);
  try {
    if (!existsSync(archive)) fetch(`${name}=${version}`);
    const sum = createHash("sha256").update(readFileSync(archive)).digest("hex");
    if (sum !== sha256) throw new Error(`${archive} is not the archive that is pinned`);
  } catch (error) {
    console.error(
      `put ${file} of Debian's source package ${name} ${version} into ${folder} (SHA-256 ${sha256})`,
    );
    throw error;
  }
  mkdirSync(unpacked, { recursive: true });
  const depth = `--strip-components=${source.folder.split("/").length}`;
  execFileSync("tar", ["--extract", "--file", archive, "--directory", unpacked, depth, source.folder]);
  writeFileSync(stamp, sha256);
}

function fetch(name) {
  console.log(`set-up: fetching ${name} for its photos (apt-get source)`);
  for (const path of ["lists/partial", "parts"]) mkdirSync(join(apt, path), { recursive: true });
  for (const path of LISTS.filter(existsSync)) {
    const sources = readFileSync(path, "utf8")
      .replace(/^deb-src .*\n/gm, "")
      .replace(/^deb(?=\s)/gm, "deb-src")
      .replace(/^Types:.*/gm, "Types: deb-src");
    writeFileSync(join(apt, "parts", basename(path)), sources);
  }
  const options = Object.entries(OPTIONS).flatMap(([option, value]) => ["-o", `${option}=${value}`]);
  const get = (...rest) =>
    execFileSync("apt-get", [...options, "--quiet=2", ...rest], { cwd: folder, stdio: "inherit" });
  get("update");
  get("source", "--download-only", "--only-source", name);
}
