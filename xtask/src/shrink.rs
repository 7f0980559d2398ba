//! Makes what wasm-pack built smaller: panics and their formatting are left out, names that only the two
//! files share become short, and wasm-opt and terser do the rest.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use wasm_encoder::reencode::{self, Reencode, utils};
use wasm_encoder::{CodeSection, DataSection, ExportSection, Function, ImportSection, Module};
use wasmparser::{
    Data, DataKind, Export, FunctionBody, Import, ImportSectionReader, Operator, Parser, Payload, TypeRef,
};

use crate::files::read;
use crate::project::Project;

use areas::Area;
use names::{PANICS, formats, function_names, is_panic};

pub mod areas;
mod data;
mod names;
mod order;

/// Shrinks the module and its glue where they are, and tells what the module is made of.
pub fn shrink(project: &Project, module: &Path, glue: &Path) -> Result<Vec<Area>> {
    let text = read(glue)?;
    let bytes = fs::read(module).with_context(|| format!("{} cannot be read", module.display()))?;
    let (bytes, text) = rewrite(&bytes, &text)?;
    fs::write(module, bytes)?;
    fs::write(glue, text)?;
    run(project, "wasm-opt", WASM_OPT, module, module)?;
    let bytes = fs::read(module)?;
    let areas = areas::of(&bytes, &function_names(&bytes)?)?;
    fs::write(module, order::finish(&bytes)?)?;
    script(project, glue, glue)?;
    Ok(areas)
}

/// Writes a script without comments and long names.
pub fn script(project: &Project, from: &Path, to: &Path) -> Result<()> {
    run(project, "terser", TERSER, from, to)
}

fn run(project: &Project, program: &str, flags: &[&str], from: &Path, to: &Path) -> Result<()> {
    let files = [from.as_os_str(), "-o".as_ref(), to.as_os_str()];
    project.command(program, files.into_iter().chain(flags.iter().map(AsRef::as_ref))).run()?;
    Ok(())
}

/// Gives the module without the bodies of what only panics call, and both with short names for what they share.
fn rewrite(module: &[u8], glue: &str) -> Result<(Vec<u8>, String)> {
    let mut rewriting = Rewriting::of(module)?;
    let mut glue = glue.to_owned();
    for (long, short) in &rewriting.imports {
        ensure!(glue.contains(long.as_str()), "the glue does not know the import `{long}`");
        glue = glue.replace(long, short);
    }
    rewriting.exports.retain(|long, _| glue.contains(&[".", long].concat()));
    for (long, short) in &rewriting.exports {
        glue = glue.replace(&[".", long].concat(), &[".", short].concat());
    }
    let mut rewritten = Module::new();
    rewriting.parse_core_module(&mut rewritten, Parser::new(0), module)?;
    Ok((rewritten.finish(), glue))
}

/// What changes in a module, found before anything is changed.
#[derive(Default)]
struct Rewriting {
    /// Long names and short ones.
    imports: BTreeMap<String, String>,
    /// The same of what only the glue calls. One that it does not know is exported no more.
    exports: BTreeMap<String, String>,
    /// Whether a function of the module, in order, is called by panics alone.
    panics: Vec<bool>,
    /// How many functions were met.
    met: usize,
}

impl Rewriting {
    fn of(module: &[u8]) -> Result<Self> {
        let mut rewriting = Self::default();
        let (mut imported, mut own) = (0, Vec::new());
        let names = function_names(module)?;
        for payload in Parser::new(0).parse_all(module) {
            match payload? {
                Payload::ImportSection(section) => {
                    for import in section.into_imports() {
                        let Import { name, ty, .. } = import?;
                        ensure!(matches!(ty, TypeRef::Func(_)), "`{name}` is imported and no function");
                        rewriting.imports.insert(name.to_owned(), format!("_{imported}"));
                        imported += 1;
                    }
                }
                Payload::ExportSection(section) => {
                    for export in section {
                        let name = export?.name;
                        if is_internal(name) {
                            rewriting
                                .exports
                                .insert(name.to_owned(), format!("_{}", rewriting.exports.len()));
                        }
                    }
                }
                Payload::CodeSectionEntry(body) => own.push(body),
                _ => {}
            }
        }
        let name = |function: u32| names.get(&function).map_or("", String::as_str);
        for (function, body) in (imported..).zip(own) {
            let panics = is_panic(name(function)) || formats(name(function));
            rewriting.panics.push(panics);
            for operator in body.get_operators_reader()? {
                let Operator::Call { function_index: called } = operator? else { continue };
                ensure!(
                    panics || !formats(name(called)),
                    "`{}` formats by `{}`: the texts of the package are joined, because formatting weighs 2 KB",
                    name(function),
                    name(called)
                );
            }
        }
        ensure!(rewriting.panics.contains(&true), "no panic is found by the names of {PANICS:?}");
        Ok(rewriting)
    }
}

impl Reencode for Rewriting {
    type Error = Infallible;

    fn parse_import_section(
        &mut self,
        imports: &mut ImportSection,
        section: ImportSectionReader<'_>,
    ) -> Result<(), Failure> {
        for import in section.into_imports() {
            let import = import?;
            let name = self.imports.get(import.name).map_or(import.name, String::as_str).to_owned();
            utils::parse_import(self, imports, Import { name: &name, ..import })?;
        }
        Ok(())
    }

    fn parse_export(&mut self, exports: &mut ExportSection, export: Export<'_>) -> Result<(), Failure> {
        match self.exports.get(export.name).cloned() {
            Some(name) => utils::parse_export(self, exports, Export { name: &name, ..export }),
            None if is_internal(export.name) => Ok(()),
            None => utils::parse_export(self, exports, export),
        }
    }

    fn parse_data(&mut self, section: &mut DataSection, data: Data<'_>) -> Result<(), Failure> {
        let address = match &data.kind {
            DataKind::Active { offset_expr, .. } => match offset_expr.get_operators_reader().read()? {
                Operator::I32Const { value } => value as usize,
                _ => return utils::parse_data(self, section, data),
            },
            DataKind::Passive => return utils::parse_data(self, section, data),
        };
        let blanked = data::without_panics(data.data, address);
        utils::parse_data(self, section, Data { data: &blanked, ..data })
    }

    fn parse_function_body(&mut self, code: &mut CodeSection, body: FunctionBody<'_>) -> Result<(), Failure> {
        let panics = self.panics.get(self.met) == Some(&true);
        self.met += 1;
        if !panics {
            return utils::parse_function_body(self, code, body);
        }
        let mut trap = Function::new([]);
        trap.instructions().unreachable().end();
        code.function(&trap);
        Ok(())
    }
}

type Failure = reencode::Error<Infallible>;

/// Tells by its name whether an export is for the glue alone.
fn is_internal(export: &str) -> bool {
    export.starts_with("__") || export.starts_with("wasm_bindgen__")
}

const WASM_OPT: &[&str] = &[
    // Loops and branches are taken apart and put together anew: 0.6% less after gzip.
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    // Functions of one caller are merged into it while they are small alone: 4% less after gzip, though 2% more before.
    "--one-caller-inline-max-function-size=20",
    // Rust's memory begins with the stack: no address in it is small.
    "--low-memory-unused",
    "--strip-producers",
    // Names stay, to tell what the module is made of; they are taken out after that.
    "--debuginfo",
    "--strip-target-features",
];

const TERSER: &[&str] = &["--module", "--ecma", "2020", "--compress", "passes=3,unsafe_arrows", "--mangle"];

#[cfg(test)]
mod tests {
    use wasm_encoder::{EntityType, ExportKind, FunctionSection, NameMap, NameSection, TypeSection};

    use super::*;

    /// A module that imports `__wbg_now_0123`, and has two functions: the second calls the first.
    fn module(names: [&str; 2]) -> Vec<u8> {
        let mut types = TypeSection::new();
        types.ty().function([], []);
        let mut imports = ImportSection::new();
        imports.import("./plantain_bg.js", "__wbg_now_0123", EntityType::Function(0));
        let mut functions = FunctionSection::new();
        let mut exports = ExportSection::new();
        exports.export("__wbindgen_start", ExportKind::Func, 1).export("__unused", ExportKind::Func, 1);
        let mut code = CodeSection::new();
        let mut map = NameMap::new();
        for (index, name) in (1..).zip(names) {
            functions.function(0);
            exports.export(name, ExportKind::Func, index);
            map.append(index, name);
            let mut body = Function::new([]);
            if index == 2 {
                body.instructions().call(1);
            }
            body.instructions().end();
            code.function(&body);
        }
        let mut names = NameSection::new();
        names.functions(&map);
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&exports).section(&code);
        module.section(&names);
        module.finish()
    }

    fn import_names(module: &[u8]) -> Vec<String> {
        let sections = Parser::new(0).parse_all(module).filter_map(|payload| match payload.unwrap() {
            Payload::ImportSection(section) => Some(section),
            _ => None,
        });
        sections
            .flat_map(ImportSectionReader::into_imports)
            .map(|import| import.unwrap().name.to_owned())
            .collect()
    }

    fn export_names(module: &[u8]) -> Vec<String> {
        let sections = Parser::new(0).parse_all(module).filter_map(|payload| match payload.unwrap() {
            Payload::ExportSection(section) => Some(section),
            _ => None,
        });
        sections.flatten().map(|export| export.unwrap().name.to_owned()).collect()
    }

    fn body_lengths(module: &[u8]) -> Vec<usize> {
        let bodies = Parser::new(0).parse_all(module).filter_map(|payload| match payload.unwrap() {
            Payload::CodeSectionEntry(body) => Some(body.as_bytes().len()),
            _ => None,
        });
        bodies.collect()
    }

    #[test]
    fn an_import_gets_the_same_short_name_in_both_files() {
        let glue = "const imports = { __wbg_now_0123: () => 0 };";
        let (module, glue) = rewrite(&module(["run", "core::panicking::panic"]), glue).unwrap();
        assert_eq!(import_names(&module), ["_0"]);
        assert_eq!(glue, "const imports = { _0: () => 0 };");
    }

    #[test]
    fn what_only_the_glue_calls_gets_a_short_name_or_goes() {
        let glue = "const imports = { __wbg_now_0123: () => wasm.__wbindgen_start() };";
        let (module, glue) = rewrite(&module(["run", "core::panicking::panic"]), glue).unwrap();
        assert_eq!(export_names(&module), ["_0", "run", "core::panicking::panic"]);
        assert_eq!(glue, "const imports = { _0: () => wasm._0() };");
    }

    #[test]
    fn panics_lose_their_bodies_and_nothing_else_does() {
        let before = module(["core[c5930c85a12de822]::panicking::panic_fmt", "std::panicking::panic_count"]);
        let (after, _) = rewrite(&before, "__wbg_now_0123").unwrap();
        assert_eq!(body_lengths(&before), [2, 4]);
        assert_eq!(body_lengths(&after), [3, 4]);
    }

    #[test]
    fn formatting_that_is_no_panics_own_is_an_error() {
        let names = ["<u32 as core::fmt::Display>::fmt", "core::panicking::panic"];
        let (after, _) = rewrite(&module(names), "__wbg_now_0123").unwrap();
        assert_eq!(body_lengths(&after), [3, 3]);
        let names = ["<u32 as core::fmt::Display>::fmt", "run"];
        let error = rewrite(&module(names), "__wbg_now_0123").unwrap_err().to_string();
        assert!(error.contains("run"), "{error}");
    }

    #[test]
    fn what_is_not_as_expected_is_an_error() {
        assert!(rewrite(&module(["run", "core::panicking::panic"]), "another import").is_err());
        assert!(rewrite(&module(["run", "submit"]), "__wbg_now_0123").is_err());
        assert!(rewrite(b"<!doctype html>", "__wbg_now_0123").is_err());
    }
}
