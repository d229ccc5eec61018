//! Which policy does a name mean? And `inkout policy`.

use std::ffi::OsStr;
use std::path::Path;
use std::{fmt, fs, io};

use inkout::{Policy, Redactor};

use crate::args;
use crate::failure::{Failure, reason};
use crate::output::line;

/// Why the policy of a name can't be had.
#[derive(Debug)]
pub enum OpenError {
    /// Its file can't be read.
    Io(io::Error),
    /// The file's name does not say its format, or is no UTF-8.
    Format,
    /// What it says is no policy.
    Policy(inkout::Error),
}

impl fmt::Display for OpenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => f.write_str(&reason(error)),
            Self::Format => f.write_str("a policy is a preset's name or a file that ends with .toml or .json"),
            Self::Policy(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for OpenError {}

/// The policy that a name means: a preset, or a file where the name has a dot or a separator.
///
/// # Errors
/// [`OpenError`]; it names no more of the file than the field.
pub fn open(name: &OsStr) -> Result<Policy, OpenError> {
    match name.to_str() {
        Some(preset) if !preset.contains(['.', '/', std::path::MAIN_SEPARATOR]) => {
            Policy::preset(preset).map_err(OpenError::Policy)
        }
        _ => load(Path::new(name)),
    }
}

/// The policy in a file whose name ends with .toml or .json.
///
/// # Errors
/// [`OpenError`].
pub fn load(path: &Path) -> Result<Policy, OpenError> {
    let read: fn(&str) -> Result<Policy, inkout::Error> = match path.extension().and_then(OsStr::to_str) {
        Some("toml") => Policy::from_toml,
        Some("json") => Policy::from_json,
        _ => return Err(OpenError::Format),
    };
    let text = fs::read_to_string(path).map_err(OpenError::Io)?;
    read(&text).map_err(OpenError::Policy)
}

/// The policy of an option, with errors that name it.
pub(crate) fn chosen(name: Option<&OsStr>) -> Result<Policy, Failure> {
    match name {
        Some(name) => open(name).map_err(|error| Failure::at(name.display(), error)),
        None => Ok(Policy::default()),
    }
}

/// A policy compiled.
pub(crate) fn compile(policy: Policy) -> Result<Redactor, Failure> {
    let name = policy.name.clone();
    Redactor::builder().policy(policy).build().map_err(|error| Failure::at(format!("policy {name}"), error))
}

/// The redactor of an option.
pub(crate) fn redactor(name: Option<&OsStr>) -> Result<Redactor, Failure> {
    compile(chosen(name)?)
}

/// `inkout policy`.
pub(crate) fn command(args: &args::Policy) -> Result<u8, Failure> {
    match &args.command {
        args::PolicyCommand::Show { policy } => {
            let text = chosen(Some(policy))?.to_toml().map_err(|error| Failure::at(policy.display(), error))?;
            line(format_args!("{}", text.trim_end()))?;
        }
        args::PolicyCommand::Check { policy } => {
            redactor(Some(policy))?;
            line(format_args!("{}: ok", policy.display()))?;
        }
    }
    Ok(crate::OK)
}
