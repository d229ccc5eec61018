//! `inkout run`: the Python package does it; this finds the Python.

use std::ffi::OsString;
use std::process::Command;

use crate::failure::{Failure, reason};

/// Runs `python -m inkout run` with the script and its arguments. `PYTHON` names another Python than `python3`.
pub(crate) fn run(script: &[OsString]) -> Result<u8, Failure> {
    let python = std::env::var_os("PYTHON").filter(|name| !name.is_empty()).unwrap_or_else(|| "python3".into());
    let mut command = Command::new(&python);
    command.args(["-m", "inkout", "run"]).args(script);
    let error = become_it(&mut command)?;
    Err(Failure::at(python.display(), format!("{} (PYTHON names the Python to use)", reason(&error))))
}

/// The Python takes this process's place: signals, terminal and exit status are the script's.
#[cfg(unix)]
fn become_it(command: &mut Command) -> Result<std::io::Error, Failure> {
    Ok(std::os::unix::process::CommandExt::exec(command))
}

#[cfg(not(unix))]
fn become_it(command: &mut Command) -> Result<std::io::Error, Failure> {
    match command.status() {
        Ok(status) => std::process::exit(status.code().unwrap_or(i32::from(crate::ERROR))),
        Err(error) => Ok(error),
    }
}
