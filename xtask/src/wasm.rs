//! Reads which custom sections a WebAssembly module has.

use anyhow::{Context, Result, bail};

/// The names of a module's custom sections, in order. Fails when the bytes are no module or end early.
pub fn custom_sections(module: &[u8]) -> Result<Vec<String>> {
    let mut rest = module.strip_prefix(MAGIC_AND_VERSION).context("it does not begin like a module")?;
    let mut names = Vec::new();
    while let Some((id, after)) = rest.split_first() {
        let mut section = after;
        let size = read_number(&mut section)?;
        let content = take(&mut section, size)?;
        if *id == CUSTOM {
            let mut content = content;
            let length = read_number(&mut content)?;
            names.push(String::from_utf8_lossy(take(&mut content, length)?).into_owned());
        }
        rest = section;
    }
    Ok(names)
}

/// Reads an unsigned LEB128 number of at most 32 bits.
fn read_number(bytes: &mut &[u8]) -> Result<usize> {
    let mut number = 0_u64;
    for shift in (0..35).step_by(7) {
        let (byte, rest) = bytes.split_first().context("it ends inside a number")?;
        *bytes = rest;
        number |= u64::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Ok(usize::try_from(number)?);
        }
    }
    bail!("it has a number of more than 32 bits")
}

fn take<'bytes>(bytes: &mut &'bytes [u8], count: usize) -> Result<&'bytes [u8]> {
    let (taken, rest) = bytes.split_at_checked(count).context("it ends inside a section")?;
    *bytes = rest;
    Ok(taken)
}

const MAGIC_AND_VERSION: &[u8] = b"\0asm\x01\0\0\0";

const CUSTOM: u8 = 0;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn custom_sections_are_listed_and_others_passed_over() {
        let module = b"\0asm\x01\0\0\0\x01\x04abcd\x00\x06\x04name!\x00\x85\x00\x03abc!";
        assert_eq!(custom_sections(module).unwrap(), ["name", "abc"]);
    }

    #[test]
    fn what_is_no_module_or_ends_early_is_an_error() {
        assert!(custom_sections(b"").is_err());
        assert!(custom_sections(b"<!doctype html>").is_err());
        assert!(custom_sections(b"\0asm\x01\0\0\0\x01\x04abc").is_err());
        assert!(custom_sections(b"\0asm\x01\0\0\0\x00\xff\xff\xff\xff\xff\x01").is_err());
    }
}
