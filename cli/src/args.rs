//! What can be asked of the command.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// Finds and replaces personal data and secrets in text.
#[derive(Parser)]
#[command(name = "inkout", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Subcommand)]
pub(crate) enum Command {
    /// Replace what is found.
    Redact(Redact),
    /// List what is found, without changing anything: exit status 1 if there is something.
    Scan(Scan),
    /// Say for every candidate why it was accepted or rejected.
    Explain(Explain),
    /// Run an unchanged Python script whose calls to AI services are sanitized.
    Run(Run),
    /// List the entity types.
    Entities,
    /// Show or check a policy.
    Policy(Policy),
    /// Check that a file gives the same output and findings however it is cut into chunks.
    CheckStream(CheckStream),
}

#[derive(clap::Args)]
pub(crate) struct Redact {
    /// Files to read; none or `-`: standard input.
    pub files: Vec<PathBuf>,
    /// Where the output goes: a file, or a directory for several files. It appears when it is complete.
    #[arg(short, long, value_name = "OUT")]
    pub output: Option<PathBuf>,
    /// A preset's name, or a policy file (.toml, .json).
    #[arg(long, value_name = "P")]
    pub policy: Option<OsString>,
    /// Read the files as plain text, whatever their names.
    #[arg(long)]
    pub text: bool,
}

#[derive(clap::Args)]
pub(crate) struct Scan {
    /// Files to read; none or `-`: standard input.
    pub files: Vec<PathBuf>,
    /// How findings are printed.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// A preset's name, or a policy file (.toml, .json).
    #[arg(long, value_name = "P")]
    pub policy: Option<OsString>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people.
    Table,
    /// One JSON object a finding; offsets are bytes in the file.
    Jsonl,
}

#[derive(clap::Args)]
pub(crate) struct Explain {
    /// A file, or else the text itself; none or `-`: standard input.
    #[arg(value_name = "TEXT|FILE")]
    pub subject: Option<OsString>,
    /// A preset's name, or a policy file (.toml, .json).
    #[arg(long, value_name = "P")]
    pub policy: Option<OsString>,
}

#[derive(clap::Args)]
#[command(disable_help_flag = true)]
pub(crate) struct Run {
    /// The script and its arguments.
    #[arg(value_name = "SCRIPT", trailing_var_arg = true, allow_hyphen_values = true)]
    pub script: Vec<OsString>,
}

#[derive(clap::Args)]
pub(crate) struct Policy {
    #[command(subcommand)]
    pub command: PolicyCommand,
}

#[derive(Subcommand)]
pub(crate) enum PolicyCommand {
    /// Print a policy as TOML, with everything that it leaves to the default.
    Show {
        /// A preset's name, or a policy file (.toml, .json).
        #[arg(value_name = "P", default_value = "default")]
        policy: OsString,
    },
    /// Check that a policy can be used.
    Check {
        /// A preset's name, or a policy file (.toml, .json).
        #[arg(value_name = "P")]
        policy: OsString,
    },
}

#[derive(clap::Args)]
pub(crate) struct CheckStream {
    /// The file to cut; `-`: standard input.
    pub file: PathBuf,
    /// A preset's name, or a policy file (.toml, .json).
    #[arg(long, value_name = "P")]
    pub policy: Option<OsString>,
}
