//! Writes `plantain/inline`: the same face over a module that is carried as text, for whatever loses files.

use anyhow::{Result, ensure};

use crate::files;
use crate::project::Project;

/// What is written into pkg/.
pub const FILES: &[&str] = &[FACE, GLUE];

/// Writes both files from index.js and what wasm-bindgen made. Fails where these are not what is expected.
pub fn write(project: &Project) -> Result<()> {
    let package = project.package();
    let module = project.command_in(&package, "node", ["--eval", PACK]).read()?;
    files::write(&package.join(FACE), &face(&files::read(&package.join("index.js"))?)?)?;
    files::write(&package.join(GLUE), &glue(&files::read(&package.join("plantain.js"))?, &module)?)
}

/// Gives index.js over the other glue.
fn face(index: &str) -> Result<String> {
    replace_once(index, "\"./plantain.js\"", &format!("\"./{GLUE}\""))
}

/// Gives wasm-bindgen's glue with the module in it: nothing is left that a bundler would take for a file.
fn glue(glue: &str, module: &str) -> Result<String> {
    let glue = replace_once(glue, "new URL(\"plantain_bg.wasm\",import.meta.url)", "unpacked()")?;
    ensure!(!glue.contains("import.meta"), "wasm-bindgen's glue looks for a file in another way");
    Ok(format!("{glue}\n{UNPACK}\nconst PACKED =\n  \"{module}\";\n"))
}

fn replace_once(text: &str, old: &str, new: &str) -> Result<String> {
    let count = text.matches(old).count();
    ensure!(count == 1, "`{old}` stands {count} times where it was expected once");
    Ok(text.replacen(old, new, 1))
}

const FACE: &str = "inline.js";

const GLUE: &str = "plantain-inline.js";

/// Node has both the compressor and base64.
const PACK: &str = "\
const { readFileSync } = require('node:fs');
const { gzipSync } = require('node:zlib');
process.stdout.write(gzipSync(readFileSync('plantain_bg.wasm'), { level: 9 }).toString('base64'));";

/// Compressed before it is made text: a server's compression then takes back what base64 adds.
const UNPACK: &str = "\
/** Gives the bytes of the module. */
function unpacked() {
  const bytes = Uint8Array.fromBase64
    ? Uint8Array.fromBase64(PACKED)
    : Uint8Array.from(atob(PACKED), (character) => character.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream(\"gzip\"))).arrayBuffer();
}
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_face_is_index_js_over_the_other_glue() {
        let index =
            "import load, * as wasm from \"./plantain.js\";\nexport { models } from \"./models.js\";\n";
        assert_eq!(face(index).unwrap(), index.replace("plantain.js", "plantain-inline.js"));
        assert!(face("import load from './elsewhere.js';").is_err());
        assert!(face(&index.repeat(2)).is_err());
    }

    #[test]
    fn the_glue_names_no_file_any_more() {
        let made = "module=new URL(\"plantain_bg.wasm\",import.meta.url);\n";
        let text = glue(made, "H4sI").unwrap();
        assert!(text.starts_with("module=unpacked();\n") && text.ends_with("\"H4sI\";\n"), "{text}");
        assert!(!text.contains(".wasm"), "{text}");
        assert!(glue("module=new URL(\"other.wasm\",import.meta.url);", "H4sI").is_err());
        assert!(glue(&format!("{made}import.meta.url"), "H4sI").is_err());
    }
}
