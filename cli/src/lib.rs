//! The `inkout` command as a library: the same program for the binary that cargo installs and for the Python package.
//!
//! `args` says what can be asked, one module a subcommand does it. `input` and `output` are where texts come from and go
//! to, `policy` finds the policy that a name means, `failure` is everything that can go wrong.
#![forbid(unsafe_code)]

mod args;
mod check_stream;
mod entities;
mod explain;
mod failure;
mod input;
mod output;
mod policy;
mod redact;
mod run;
mod scan;

use std::ffi::OsString;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

pub use policy::{OpenError, load as load_policy, open as open_policy};

/// Everything went well; for `scan`: nothing was found.
const OK: u8 = 0;
/// `scan` found something, `check-stream` a difference.
const FOUND: u8 = 1;
/// Something could not be read, written or understood.
const ERROR: u8 = 2;
/// Who read our output has gone: the status that the shell gives a program that SIGPIPE ended.
const NO_READER: u8 = 141;

/// Runs the command. The first argument is the program's own name; the answer is its exit status.
pub fn main(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    // What follows `run` belongs to the script, `--help` too.
    let done = match args.get(1) {
        Some(first) if first == "run" => run::run(&args[2..]),
        _ => match Args::try_parse_from(&args) {
            Ok(args) => perform(args.command),
            Err(error) => {
                let shown = error.print();
                return if shown.is_err() { NO_READER } else { error.exit_code().try_into().unwrap_or(ERROR) };
            }
        },
    };
    match done {
        Ok(status) => status,
        Err(Failure::NoReader) => NO_READER,
        Err(Failure::Said(message)) => {
            eprintln!("inkout: {message}");
            ERROR
        }
    }
}

fn perform(command: Command) -> Result<u8, Failure> {
    match command {
        Command::Redact(args) => redact::redact(&args),
        Command::Scan(args) => scan::scan(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Run(args) => run::run(&args.script),
        Command::Entities => entities::entities(),
        Command::Policy(args) => policy::command(&args),
        Command::CheckStream(args) => check_stream::check_stream(&args),
    }
}
