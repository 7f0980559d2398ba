//! Writes the reference of the package's types, as pages.

use anyhow::Result;

use crate::project::{NPM, Project};

/// Writes `target/reference/index.html`. Fails when a type or a member has no documentation, or a link is dead.
pub fn write(project: &Project) -> Result<()> {
    let pages = project.target.join("reference");
    let arguments = ["run", "--silent", "write", "--", "--out"].map(Into::into);
    let command =
        project.command_in(&project.reference(), NPM, arguments.into_iter().chain([pages.into_os_string()]));
    command.run()?;
    Ok(())
}
